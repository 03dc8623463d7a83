/**
 * The Asterisk's end of one FastAGI connection: tells of a channel, hands each command to whoever
 * carries it out, writes the answer, and tells when the caller is gone. What a command does is the
 * channel's (`channel.ts`).
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import { environmentOf } from '../../contracts/asterisk-side.ts'

export interface AgiAsked {
  readonly verb: string
  readonly rest: readonly string[]
}

export interface AgiTalk {
  readonly port: number
  /** `own-trunk`, `call/hung-up` */
  readonly script: string
  readonly uniqueid: string
  readonly callerid: string
  /** What follows the code: `200 result=0`. */
  readonly carryOut: (asked: AgiAsked) => Promise<string>
  /** Resolves when there is no caller any more. */
  readonly gone: Promise<void>
}

const COMMAND = /^(ANSWER|CHANNEL STATUS|GET DATA|STREAM FILE|SET VARIABLE|HANGUP)(?: (.*))?$/
const ARGUMENT = /"((?:[^"\\]|\\.)*)"|(\S+)/g

/** Resolves when the desk has closed. Rejects when nobody listens. */
export async function talkAgi(talk: AgiTalk): Promise<void> {
  const socket = connect(talk.port, '127.0.0.1')
  socket.setEncoding('utf8')
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  socket.write(environmentOf(talk))
  let isGone = false
  void talk.gone.then(() => {
    isGone = true
    if (socket.writable) socket.write('HANGUP\n')
  })
  let held = ''
  let work = Promise.resolve()
  socket.on('data', (text: string) => {
    const lines = `${held}${text}`.split('\n')
    held = lines.pop() ?? ''
    for (const line of lines) {
      work = work.then(async () => {
        const dead = '511 result=-1 Command Not Permitted on a dead channel or intercept routine'
        const answer = isGone ? dead : await talk.carryOut(readCommand(line))
        if (socket.writable) socket.write(`${answer}\n`)
      })
    }
  })
  // A reset is a close.
  socket.on('error', () => {})
  socket.on('end', () => socket.end())
  await closed
  await work
}

function readCommand(line: string): AgiAsked {
  const [, verb = '', rest = ''] = COMMAND.exec(line) ?? []
  const found = [...rest.matchAll(ARGUMENT)].map(
    ([, quoted, bare]) => quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
  )
  return { verb, rest: found }
}
