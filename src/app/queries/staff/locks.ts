/**
 * What of a line and of whoever holds it wrong tries have locked now, for staff who stand before
 * its owner. Who may read it is asked by whoever shows it.
 */
import { mailboxLock } from '../../../domain/account/mailbox.ts'
import type { AccountId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { activationLock } from '../../../domain/line/activation.ts'
import type { Line } from '../../../domain/line/line.ts'
import type { App } from '../../app.ts'
import type { Lockable } from '../../staff/locks.ts'

export interface StandingLock {
  readonly what: Lockable
  /** When it ends; of a PIN, whose lock has no end, since when it stands. */
  readonly at: Instant
}

export async function standingLocks(
  app: Pick<App, 'reads'>,
  { id, activation, holder }: Pick<Line, 'id' | 'activation' | 'holder'>,
  now: Instant,
): Promise<readonly StandingLock[]> {
  const at = activationLock(activation, now)
  const own: readonly StandingLock[] =
    at === null ? [] : [{ what: { kind: 'activation', line: id }, at }]
  return holder === null ? own : [...own, ...(await locksOfHolder(app, holder, now))]
}

async function locksOfHolder(
  { reads }: Pick<App, 'reads'>,
  id: AccountId,
  now: Instant,
): Promise<readonly StandingLock[]> {
  const { account } = await reads.account(id)
  if (account === null) return []
  const { mailbox, phone } = account
  const row = await reads.mailbox(mailbox)
  const until = row === null ? null : mailboxLock(row, now)
  const since = phone.pin?.lockedAt ?? null
  return [
    ...(until === null ? [] : [{ what: { kind: 'mailbox', mailbox }, at: until } as const]),
    ...(since === null ? [] : [{ what: { kind: 'phone_pin', account: id }, at: since } as const]),
  ]
}
