/** FreeRADIUS's own client, run over packets in its text form. For tests only. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

export interface RadclientAsked {
  readonly packets: readonly string[]
  readonly secret: string
  readonly kind?: 'acct' | 'auth' | 'status'
  readonly options?: readonly string[]
}

/** Answers with radclient's own summary of what came back. */
export async function radclient(port: number, asked: RadclientAsked) {
  const { packets, secret, kind = 'acct', options = [] } = asked
  const client = spawn('radclient', ['-s', ...options, `127.0.0.1:${port}`, kind, secret])
  client.stdin.end(packets.map((one) => `${one.trim()}\n`).join('\n'))
  const [output] = await Promise.all([text(client.stdout), text(client.stderr)])
  const count = (label: string) => Number(new RegExp(`${label}\\s*: (\\d+)`).exec(output)?.[1])
  return { accepted: count('Accepted'), lost: count('Lost'), output }
}
