/** Sends a code to a mailbox: to sign in, to register, or to prove a new address. */
import type { MailboxId } from '../../domain/basics/ids.ts'
import { challenge, emptyMailbox, type SendRefusal } from '../../domain/account/mailbox.ts'
import { decided, refused, type Command, type Job } from '../door/command.ts'

export interface SendCode {
  readonly mailbox: MailboxId
  readonly codeHash: string
  /** The letter with the code, sealed. */
  readonly letter: Job
}

export const sendCode: Command<SendCode, null, SendRefusal> = {
  name: 'send_code',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ mailbox }) => [{ kind: 'mailbox', id: mailbox }],
  fingerprint: ({ mailbox }) => mailbox,
  decide({ states, now }, { mailbox: id, codeHash, letter }) {
    const mailbox = states.mailboxes.get(id) ?? emptyMailbox(id)
    const sent = challenge(mailbox, codeHash, now)
    if (!sent.ok) return refused(sent.refusal)
    return decided(null, {
      changes: [{ table: 'mailboxes', row: sent.value }],
      events: [{ name: 'code_sent', facts: {} }],
      jobs: [letter],
    })
  },
}
