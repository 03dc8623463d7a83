/**
 * Mail with an eye on what becomes of it: a mailbox that refuses for good is noted, and after a few
 * times nothing is sent there but the codes that somebody asked for.
 */
import type { Email } from '../../domain/account/email.ts'
import { mailboxOf } from '../accounts/proofs.ts'
import type { App } from '../app.ts'
import { noteBounce } from '../notices/send-notice.ts'
import { SYSTEM } from '../origin.ts'
import { MailboxRefused, type Mail, type Mailer } from '../ports.ts'

type Desk = Pick<App, 'door' | 'reads' | 'vault'>

/** Not sent where mail has stopped. Throws when the mail was not handed over and may be later. */
export async function sendLetter(app: Desk, mailer: Mailer, mail: Mail): Promise<void> {
  const mailbox = await app.reads.mailbox(mailboxOf(app.vault, mail.to as Email))
  if (mailbox !== null && mailbox.silentSince !== null) return
  await sendCodeLetter(app, mailer, mail)
}

/** Asked for by somebody who waits for it: sent in any case. */
export async function sendCodeLetter(app: Desk, mailer: Mailer, mail: Mail): Promise<void> {
  try {
    await mailer.send(mail)
  } catch (fault) {
    if (!(fault instanceof MailboxRefused)) throw fault
    await app.door.ask(noteBounce, { mailbox: mailboxOf(app.vault, mail.to as Email) }, SYSTEM)
  }
}
