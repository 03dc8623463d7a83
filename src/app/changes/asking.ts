/**
 * What the counter looks up and seals before a risky change is asked for: the same for every edge.
 * Deciding is the command's (`staff/changes.ts`).
 */
import type { Email } from '../../domain/account/email.ts'
import type { AccountId, LineId, PendingChangeId } from '../../domain/basics/ids.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { ActivationCode } from '../../domain/line/activation-code.ts'
import { dueAtOf } from '../../domain/line/changing.ts'
import type { Iccid } from '../../domain/line/iccid.ts'
import type { PendingChange, WhatChanges } from '../../domain/line/pending-change.ts'
import { mailboxOf } from '../accounts/proofs.ts'
import type { App } from '../app.ts'
import type { Job } from '../door/command.ts'
import { activationHash } from '../lines/put-line.ts'
import type { StaffActing } from '../staff/by-staff.ts'
import type { AskContactChange, AskSimReplacement } from '../staff/changes.ts'
import type { ChangeRef } from './stop-token.ts'
import { changeLetters, contactTold, simTold, toldOf } from './telling.ts'

type By = Pick<StaffActing, 'staff' | 'second'>

/** Null where nobody holds the line. */
export async function contactChange(
  app: App,
  asked: { readonly line: LineId; readonly email: Email; readonly by: By },
): Promise<AskContactChange | null> {
  const { line: id, email, by } = asked
  const account = (await app.reads.line(id)).line?.holder ?? null
  if (account === null) return null
  const mailbox = mailboxOf(app.vault, email)
  const found = await app.reads.find('mailbox', mailbox)
  const change = app.ids.next<PendingChangeId>()
  const of = { kind: 'account', id: account } as const
  const what = contactTold(email)
  return {
    line: id,
    account,
    mailbox,
    isTaken: found !== null && found.home.id !== account,
    sealedEmail: app.vault.seal(email),
    change,
    staff: by.staff,
    second: by.second,
    letters: await askedLetters(app, { account, what, ref: { of, change } }),
  }
}

export async function simReplacement(
  app: App,
  asked: {
    readonly line: LineId
    readonly iccid: Iccid
    readonly code: ActivationCode
    readonly by: By
  },
): Promise<AskSimReplacement> {
  const { line: id, iccid, code, by } = asked
  const holder = (await app.reads.line(id)).line?.holder ?? null
  const stock = ((await app.reads.find('iccid', iccid))?.home.id ?? null) as LineId | null
  const change = app.ids.next<PendingChangeId>()
  const of = { kind: 'line', id } as const
  const what = simTold(iccid)
  return {
    line: id,
    holder,
    stock,
    isUsed: stock !== null && (await wasUsed(app, stock)),
    codeHash: activationHash(app.vault, iccid, code),
    change,
    staff: by.staff,
    second: by.second,
    letters: await askedLetters(app, { account: holder, what, ref: { of, change } }),
  }
}

/**
 * Orders long over are not loaded with a line, and never come back to life: looked up is enough.
 */
async function wasUsed({ reads }: App, line: LineId): Promise<boolean> {
  return (await reads.orders(line, { limit: 1, before: null })).length > 0
}

async function askedLetters(
  app: App,
  asked: {
    readonly account: AccountId | null
    readonly what: ReturnType<typeof contactTold>
    readonly ref: ChangeRef
  },
): Promise<readonly Job[]> {
  const now = app.clock.now()
  const { counter } = rulesAt(app.catalogue().rules, now)
  const kind: WhatChanges['kind'] = asked.what.kind
  const at = dueAtOf(kind, counter, now)
  return changeLetters(app, { ...asked, moment: 'asked', at, also: null })
}

/** To those who were told that it was asked for. */
export async function stopLetters(app: App, change: PendingChange): Promise<readonly Job[]> {
  if (change.state.kind !== 'waiting') return []
  const account = await holderOf(app, change.of)
  const told = { moment: 'off', at: app.clock.now(), ref: null, also: null } as const
  return changeLetters(app, { account, what: toldOf(app, change), ...told })
}

export async function holderOf(
  { reads }: Pick<App, 'reads'>,
  of: PendingChange['of'],
): Promise<AccountId | null> {
  return of.kind === 'account' ? of.id : ((await reads.line(of.id)).line?.holder ?? null)
}
