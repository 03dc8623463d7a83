/** Letters by SMTP. One connection pool; a failed hand-over throws, and its job is tried again. */
import { createTransport } from 'nodemailer'
import type { Mailer } from '../../app/ports.ts'

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
      await transport.sendMail({
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        ...(mail.html === null ? {} : { html: mail.html }),
        headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
      })
    },
  }
}
