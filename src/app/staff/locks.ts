/**
 * Staff end a lock that wrong tries put on one thing, because they know who tried. The code, the
 * address and the PIN stay as they are. Not the limits of whoever tries (`limits.ts`).
 */
import { mailboxLock, unlockMailbox } from '../../domain/account/mailbox.ts'
import { unlockPin } from '../../domain/account/phone.ts'
import type { AccountId, LineId, MailboxId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { activationLock, unlockActivation } from '../../domain/line/activation.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE, type Change, type Home, type States } from '../door/state.ts'
import { byStaff } from './by-staff.ts'
import type { LiftReason } from './limits.ts'

/** The activation code of a card, sign-in by code at an e-mail address, the PIN of an account. */
export type Lockable =
  | { readonly kind: 'activation'; readonly line: LineId }
  | { readonly kind: 'mailbox'; readonly mailbox: MailboxId }
  | { readonly kind: 'phone_pin'; readonly account: AccountId }

export interface LiftLock {
  readonly what: Lockable
  readonly reason: LiftReason
}

export type LiftLockRefusal = { readonly code: 'not_locked' }

const lifting: Command<LiftLock, null, LiftLockRefusal> = {
  name: 'lift_lock',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ what }) => [homeOf(what)],
  fingerprint: ({ what, reason }) => `${what.kind}|${homeOf(what).id}|${reason}`,
  decide({ states, now }, { what, reason }) {
    const change = unlocked(states, what, now)
    if (change === null) return refused({ code: 'not_locked' })
    const event = { name: 'lock_lifted', facts: { kind: what.kind, reason } }
    return decided(null, { changes: [change], events: [event] })
  },
}

export const liftLock = byStaff({ act: 'lift_limit' }, lifting)

function homeOf(what: Lockable): Home {
  switch (what.kind) {
    case 'activation':
      return { kind: 'line', id: what.line }
    case 'mailbox':
      return { kind: 'mailbox', id: what.mailbox }
    case 'phone_pin':
      return { kind: 'account', id: what.account }
  }
}

/** Null where nothing is locked, or nothing is there. */
function unlocked(states: States, what: Lockable, now: Instant): Change | null {
  switch (what.kind) {
    case 'activation': {
      const { line } = states.lines.get(what.line) ?? NO_LINE
      if (line === null || activationLock(line.activation, now) === null) return null
      return { table: 'lines', row: { ...line, activation: unlockActivation(line.activation) } }
    }
    case 'mailbox': {
      const mailbox = states.mailboxes.get(what.mailbox)
      if (mailbox === undefined || mailboxLock(mailbox, now) === null) return null
      return { table: 'mailboxes', row: unlockMailbox(mailbox) }
    }
    case 'phone_pin': {
      const { account } = states.accounts.get(what.account) ?? NO_ACCOUNT
      const pin = account?.phone.pin ?? null
      if (account === null || pin === null || pin.lockedAt === null) return null
      const phone = { ...account.phone, pin: unlockPin(pin) }
      return { table: 'accounts', row: { ...account, phone } }
    }
  }
}
