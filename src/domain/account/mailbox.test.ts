import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { MailboxId } from '../basics/ids.ts'
import { instant, plusMinutes, type Instant } from '../basics/time.ts'
import {
  challenge,
  CODE_TRIES_MAX,
  emptyMailbox,
  LOCK_MINUTES,
  mailboxLock,
  prove,
  unlockMailbox,
  type Mailbox,
} from './mailbox.ts'

const NOW = instant('2026-04-01T03:00:00Z')

function sent(mailbox: Mailbox, at: Instant): Mailbox {
  const made = challenge(mailbox, 'right', at)
  assert.ok(made.ok)
  return made.value
}

function guessed(mailbox: Mailbox, times: number): Mailbox {
  return Array.from({ length: times }).reduce<Mailbox>(
    (one) => prove(one, 'wrong', NOW).mailbox,
    mailbox,
  )
}

suite('A mailbox', () => {
  const fresh = sent(emptyMailbox('mailbox' as MailboxId), NOW)
  const locked = guessed(fresh, CODE_TRIES_MAX)
  const end = plusMinutes(NOW, LOCK_MINUTES)

  test('is locked by the last wrong try, until the minutes are over', () => {
    assert.equal(mailboxLock(guessed(fresh, CODE_TRIES_MAX - 1), NOW), null)
    const last = end.subtract({ nanoseconds: 1_000 })
    assert.deepEqual(mailboxLock(locked, last), end)
    assert.equal(mailboxLock(locked, end), null)
    const early = prove(sent(locked, NOW), 'right', last).outcome
    assert.equal(!early.ok && early.refusal.code, 'too_many_tries')
    assert.ok(prove(sent(locked, end), 'right', end).outcome.ok)
  })

  test('that staff unlock takes a fresh code at once, and not the one that was guessed at', () => {
    const open = unlockMailbox(locked)
    assert.deepEqual(open, { ...locked, lockedUntil: null })
    const old = prove(open, 'right', NOW).outcome
    assert.equal(!old.ok && old.refusal.code, 'code_expired')
    assert.ok(prove(sent(open, NOW), 'right', NOW).outcome.ok)
  })
})
