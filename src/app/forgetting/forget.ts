/**
 * Carries a forgetting out: the command, then what is left beside it. Every step may run twice.
 * Letters are known by their address alone, so they are dropped while it is still at hand; what is
 * found by account and lines is wiped, and once more by the sweep `wipe_forgotten`.
 */
import { present } from '../../domain/basics/assert.ts'
import type { AccountId, PendingChangeId } from '../../domain/basics/ids.ts'
import { forgetPerson, type Forgetting } from '../accounts/forget-person.ts'
import { openLetter } from '../accounts/letters.ts'
import type { App } from '../app.ts'
import type { Job } from '../door/command.ts'
import { changeLetters } from '../changes/telling.ts'
import { SYSTEM } from '../origin.ts'
import type { GuestAddress } from '../personal-reads.ts'
import { personalText } from '../queries/account-view.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { nameKeys } from '../search-keys.ts'
import type { PersonalTraces } from './ports.ts'

/** Addresses left with orders of the account's lines that are compared with its own. */
export const GUESTS_LOOKED_AT = 2_000

type Desk = Pick<App, 'door' | 'reads' | 'vault' | 'clock'>

/**
 * Whoever asked is told when it is done; nobody is told twice, of a forgetting that is repeated.
 * Throws when the door did not take it; it may be asked again at any time.
 */
export async function forget(
  app: Desk,
  traces: PersonalTraces,
  { account: id, change }: { readonly account: AccountId; readonly change: PendingChangeId | null },
): Promise<Forgetting> {
  const state = await app.reads.account(id)
  const { account } = state
  if (account === null || account.closed !== null) return 'nothing'
  const text = await personalText(app, state)
  const email = text === null || text.email === '' ? null : text.email
  const guests = await app.reads.guests(account.lines, GUESTS_LOOKED_AT)
  const input = {
    account: id,
    mailbox: account.mailbox,
    lines: account.lines,
    change,
    nameKeys: text === null ? [] : nameKeys(app.vault, text.displayName),
    guests: guests.filter((one) => email !== null && addressOf(app, one) === email),
    letters: change === null ? [] : await doneLetters(app, id),
  }
  const answer = await app.door.ask(forgetPerson, input, SYSTEM)
  if (!answer.ok) throw new DoorBusy(answer.refusal.code)
  if (answer.value === 'forgotten') {
    if (email !== null) await dropMail(app, traces, email)
    const { closed } = present((await app.reads.account(id)).account, 'a closed account stays')
    await traces.wipe({ account: id, ...present(closed, 'whoever was forgotten is closed') })
  }
  return answer.value
}

/** Without a link: nothing can be stopped any more. */
function doneLetters(app: Desk, account: AccountId): Promise<readonly Job[]> {
  const told = { moment: 'done', at: app.clock.now(), ref: null, also: null } as const
  const what = { kind: 'forget' } as const
  return changeLetters({ ...app, portalUrl: '' }, { account, what, ...told })
}

function addressOf({ vault }: Desk, { wrapped, sealed }: GuestAddress): string {
  return vault.openFor(wrapped, sealed)
}

/** All but the letter that says it is done. */
async function dropMail({ vault }: Desk, traces: PersonalTraces, email: string): Promise<void> {
  await traces.dropLetters((sealed) => {
    const { to, letter } = openLetter(vault, sealed)
    const isLast =
      letter.kind === 'change' && letter.what.kind === 'forget' && letter.moment === 'done'
    return to === email && !isLast
  })
  await traces.dropCaughtMail(email)
}
