/**
 * An e-mail address on its way to being proved, by a code that was sent to it. It exists before any
 * account does, so that neither signing in nor registering tells whether an account exists.
 */
import type { MailboxId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, plusMinutes, type Instant } from '../basics/time.ts'

export interface Mailbox {
  readonly id: MailboxId
  readonly challenge: Challenge | null
  /** Instants at which codes were sent lately, oldest first. */
  readonly sentAt: readonly Instant[]
  readonly lockedUntil: Instant | null
  /** Letters refused for good since a code was last proved. */
  readonly bounces: number
  /** Refused too often: nothing but codes is sent any more until one is proved. */
  readonly silentSince: Instant | null
}

export interface Challenge {
  readonly codeHash: string
  readonly expiresAt: Instant
  readonly wrongTries: number
  /** Set once the code was given rightly; whoever holds the ticket may register. */
  readonly ticketHash: string | null
}

export const CODE_MINUTES = 10
export const CODE_TRIES_MAX = 5
export const CODES_AN_HOUR_MAX = 5
export const LOCK_MINUTES = 15
export const TICKET_MINUTES = 30
export const BOUNCES_MAX = 3

export type SendRefusal = { readonly code: 'too_many_codes'; readonly again: Instant }

export type ProofRefusal =
  | { readonly code: 'wrong_code'; readonly triesLeft: number }
  | { readonly code: 'code_expired' }
  | { readonly code: 'too_many_tries'; readonly again: Instant }

export function emptyMailbox(id: MailboxId): Mailbox {
  return {
    id,
    challenge: null,
    sentAt: [],
    lockedUntil: null,
    bounces: 0,
    silentSince: null,
  }
}

/** A fresh code replaces the one before. */
export function challenge(
  mailbox: Mailbox,
  codeHash: string,
  now: Instant,
): Result<Mailbox, SendRefusal> {
  const recent = mailbox.sentAt.filter((at) => isBefore(now, plusMinutes(at, 60)))
  const oldest = recent[0]
  if (recent.length >= CODES_AN_HOUR_MAX && oldest !== undefined) {
    return refuse({ code: 'too_many_codes', again: plusMinutes(oldest, 60) })
  }
  const expiresAt = plusMinutes(now, CODE_MINUTES)
  return accept({
    ...mailbox,
    sentAt: [...recent, now],
    challenge: { codeHash, expiresAt, wrongTries: 0, ticketHash: null },
  })
}

export interface Proof {
  readonly mailbox: Mailbox
  readonly outcome: Result<null, ProofRefusal>
}

/** A wrong try is remembered: the mailbox changes either way. */
export function prove(mailbox: Mailbox, codeHash: string, now: Instant): Proof {
  const same = (outcome: Proof['outcome']): Proof => ({ mailbox, outcome })
  const lockedUntil = mailboxLock(mailbox, now)
  if (lockedUntil !== null) return same(refuse({ code: 'too_many_tries', again: lockedUntil }))
  const open = mailbox.challenge
  if (open === null || open.ticketHash !== null || !isBefore(now, open.expiresAt)) {
    return same(refuse({ code: 'code_expired' }))
  }
  if (open.codeHash === codeHash) {
    // The code arrived: this mailbox takes mail.
    const proved = { challenge: null, lockedUntil: null, bounces: 0, silentSince: null }
    return { mailbox: { ...mailbox, ...proved }, outcome: accept(null) }
  }
  const wrongTries = open.wrongTries + 1
  if (wrongTries < CODE_TRIES_MAX) {
    const outcome = refuse({ code: 'wrong_code', triesLeft: CODE_TRIES_MAX - wrongTries })
    return { mailbox: { ...mailbox, challenge: { ...open, wrongTries } }, outcome }
  }
  const again = plusMinutes(now, LOCK_MINUTES)
  return {
    mailbox: { ...mailbox, challenge: null, lockedUntil: again },
    outcome: refuse({ code: 'too_many_tries', again }),
  }
}

/** When codes may be tried again; null: not locked. */
export function mailboxLock(
  { lockedUntil }: Pick<Mailbox, 'lockedUntil'>,
  now: Instant,
): Instant | null {
  return lockedUntil !== null && isBefore(now, lockedUntil) ? lockedUntil : null
}

/** The code that was guessed at is gone; how many are sent an hour stays. */
export function unlockMailbox(mailbox: Mailbox): Mailbox {
  return { ...mailbox, lockedUntil: null }
}

/** The proved mailbox waits for its registration form. */
export function grantTicket(mailbox: Mailbox, ticketHash: string, now: Instant): Mailbox {
  const expiresAt = plusMinutes(now, TICKET_MINUTES)
  return { ...mailbox, challenge: { codeHash: '', expiresAt, wrongTries: 0, ticketHash } }
}

export function holdsTicket(mailbox: Mailbox, ticketHash: string, now: Instant): boolean {
  const open = mailbox.challenge
  return open !== null && open.ticketHash === ticketHash && isBefore(now, open.expiresAt)
}

/** A letter was refused for good: after a few, mail stops. */
export function bounced(mailbox: Mailbox, now: Instant): Mailbox {
  const bounces = mailbox.bounces + 1
  const silentSince = bounces < BOUNCES_MAX ? mailbox.silentSince : (mailbox.silentSince ?? now)
  return { ...mailbox, bounces, silentSince }
}
