/** Risky changes whose time has come are carried out; each run finds what still waits. */
import type { Email } from '../../domain/account/email.ts'
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import type { App } from '../app.ts'
import { holderOf } from '../changes/asking.ts'
import { carryOutContact, carryOutSim, type CarriedOut } from '../changes/carry-out.ts'
import { changeLetters, toldOf } from '../changes/telling.ts'
import type { ProfileServer } from '../esim/ports.ts'
import { newProfile } from '../esim/saga.ts'
import { SYSTEM } from '../origin.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

/** `server`: null where profiles of eSIMs are not ordered. */
export async function carryOutChanges(
  app: App,
  server: ProfileServer | null = null,
): Promise<SweepReport> {
  const due = await app.reads.changesDue(app.clock.now(), SWEEP_BATCH_MAX)
  const left: unknown[] = []
  for (const change of due) {
    try {
      await carryOut(app, change, server)
    } catch (fault) {
      left.push(fault)
    }
  }
  return { done: due.length - left.length, left }
}

/** Throws when the door did not take it; it may be asked again at any time. */
export async function carryOut(
  app: App,
  change: PendingChange,
  server: ProfileServer | null = null,
): Promise<CarriedOut> {
  return change.of.kind === 'account'
    ? carryOutAccounts(app, change, change.of.id)
    : carryOutLines(app, change, { line: change.of.id, server })
}

async function carryOutAccounts(
  app: App,
  change: PendingChange,
  account: AccountId,
): Promise<CarriedOut> {
  const { what } = change
  // What is over keeps no address.
  if (what.kind !== 'contact' || what.sealedEmail === '') return 'nothing'
  const email = app.vault.open(what.sealedEmail) as Email
  const [found, state] = await Promise.all([
    app.reads.find('mailbox', what.mailbox),
    app.reads.account(account),
  ])
  const person = state.account?.person ?? null
  const home = { kind: 'account', id: account } as const
  const sealed = person === null ? null : await app.reads.sealed(home, person)
  return asked(
    await app.door.ask(
      carryOutContact,
      {
        account,
        change: change.id,
        mailbox: what.mailbox,
        isTaken: found !== null && found.home.id !== account,
        sealedEmail: sealed === null ? null : app.vault.sealFor(sealed.wrapped, email),
        letters: await lettersOf(app, change, { account, also: email }),
      },
      SYSTEM,
    ),
  )
}

async function carryOutLines(
  app: App,
  change: PendingChange,
  { line, server }: { readonly line: LineId; readonly server: ProfileServer | null },
): Promise<CarriedOut> {
  const { what } = change
  if (what.kind !== 'sim') return 'nothing'
  const found = await app.reads.find('iccid', what.sim.iccid)
  const account = await holderOf(app, change.of)
  return asked(
    await app.door.ask(
      carryOutSim,
      {
        line,
        change: change.id,
        stock: (found?.home.id ?? null) as LineId | null,
        profile: server === null ? null : newProfile(app, server),
        letters: await lettersOf(app, change, { account, also: null }),
      },
      SYSTEM,
    ),
  )
}

/** Either way somebody is told: both addresses that it is done, the old one that it is off. */
async function lettersOf(
  app: App,
  change: PendingChange,
  to: { readonly account: AccountId | null; readonly also: Email | null },
) {
  const at = app.clock.now()
  const what = toldOf(app, change)
  const told = { account: to.account, what, at, ref: null } as const
  return {
    done: await changeLetters(app, { ...told, moment: 'done', also: to.also }),
    off: await changeLetters(app, { ...told, moment: 'off', also: null }),
  }
}

type Answer =
  | { readonly ok: true; readonly value: CarriedOut }
  | { readonly ok: false; readonly refusal: { readonly code: string } }

function asked(answer: Answer): CarriedOut {
  if (!answer.ok) throw new DoorBusy(answer.refusal.code)
  return answer.value
}
