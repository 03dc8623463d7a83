/**
 * Letters by SMTP. One connection pool; a failed hand-over throws, and its job is tried again. A
 * mailbox that is refused for good is told apart from everything else that may go wrong.
 */
import { createTransport } from 'nodemailer'
import { MailboxRefused, type Mailer } from '../../app/ports.ts'

const CONNECT_MS_MAX = 10_000
const SOCKET_MS_MAX = 30_000

/** `url`: `smtp://user:password@host:port` or `smtps://…`; `from`: the operator's own address. */
export function createSmtpMailer(settings: {
  readonly url: string
  readonly from: string
}): Mailer {
  const transport = createTransport(
    {
      url: settings.url,
      pool: true,
      connectionTimeout: CONNECT_MS_MAX,
      socketTimeout: SOCKET_MS_MAX,
    },
    { from: settings.from },
  )
  return {
    async send(mail) {
      try {
        await transport.sendMail({
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          ...(mail.html === null ? {} : { html: mail.html }),
          headers: {
            'Content-Language': mail.language,
            'Auto-Submitted': 'auto-generated',
            ...mail.headers,
          },
        })
      } catch (fault) {
        if (!isRefusedForGood(fault)) throw fault
        throw new MailboxRefused('the mailbox takes no mail', { cause: fault })
      }
    },
  }
}

/**
 * The answer to RCPT TO says that there is no such mailbox or that it is closed: 550, 551, 553, or
 * an enhanced status 5.1.x or 5.2.1 (RFC 5321 §4.2.3, RFC 3463 §3.2). Refused for what we said or
 * who we are (policy, 5.7.x) is no fault of the mailbox.
 */
function isRefusedForGood(fault: unknown): boolean {
  if (!(fault instanceof Error) || !('command' in fault) || fault.command !== 'RCPT TO') {
    return false
  }
  const code = 'responseCode' in fault ? Number(fault.responseCode) : 0
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(fault.message)
  if (enhanced !== null) return enhanced[1] === '1' || `${enhanced[1]}.${enhanced[2]}` === '2.1'
  return code === 550 || code === 551 || code === 553
}
