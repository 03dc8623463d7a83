/** SMTP against a small local server: what is handed over, and which refusals are for good. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { describe, test } from 'node:test'
import { MailboxRefused, type Mail } from '../../app/ports.ts'
import { createSmtpMailer } from './smtp.ts'

const MAIL: Mail = {
  to: 'w@tabi.example',
  subject: '流量',
  text: '…',
  html: null,
  language: 'zh-CN',
  headers: {
    'List-Unsubscribe': '<https://desk.example/unsubscribe/x>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
}

/** Takes everything, except that RCPT TO gets the given answer. */
async function openMailbox(answerToRecipient: string) {
  const lines: string[] = []
  const server = createServer((socket) => {
    let inData = false
    socket.write('220 mailbox\r\n')
    createInterface({ input: socket }).on('line', (line) => {
      lines.push(line)
      if (inData) {
        if (line !== '.') return
        inData = false
        socket.write('250 taken\r\n')
      } else if (line.startsWith('RCPT')) socket.write(`${answerToRecipient}\r\n`)
      else if (line === 'DATA') {
        inData = true
        socket.write('354 go on\r\n')
      } else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n')
    })
    socket.on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const mailer = createSmtpMailer({
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    from: 'desk@tabi.example',
  })
  return { mailer, lines, [Symbol.dispose]: () => server.close() }
}

describe('SMTP', () => {
  test('hands over the letter with its headers', async () => {
    using mailbox = await openMailbox('250 fine')
    await mailbox.mailer.send(MAIL)
    const text = mailbox.lines.join('\n')
    assert.match(text, /^List-Unsubscribe: <https:\/\/desk\.example\/unsubscribe\/x>$/m)
    assert.match(text, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    assert.match(text, /^Auto-Submitted: auto-generated$/m)
  })

  const forGood = ['550 no such user', '553 bad name', '550 5.1.1 unknown', '550 5.2.1 disabled']
  for (const answer of forGood) {
    test(`takes "${answer}" as a mailbox that is refused for good`, async () => {
      using mailbox = await openMailbox(answer)
      await assert.rejects(mailbox.mailer.send(MAIL), MailboxRefused)
    })
  }

  for (const answer of ['450 busy', '552 5.2.2 full', '550 5.7.1 policy', '554 no']) {
    test(`takes "${answer}" as trouble that may pass`, async () => {
      using mailbox = await openMailbox(answer)
      const isOther = (fault: unknown) => !(fault instanceof MailboxRefused)
      await assert.rejects(mailbox.mailer.send(MAIL), isOther)
    })
  }
})
