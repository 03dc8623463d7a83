/**
 * The Asterisk's side of FastAGI: connects as its dial-plan would, tells of a channel, and answers
 * commands as `res_agi` does. Files play in no time; keys come from a script. No sound, no SIP.
 */
import { connect } from 'node:net'

/**
 * What the caller does at one question: keys, of which the question takes as many as it wants up to
 * `#` (none: silence), or one of the two ways to go.
 */
export type Keying = string
/** The caller hangs up while the prompt plays. */
export const HANGS_UP = 'hangs up'
/** The Asterisk itself is gone. */
export const VANISHES = 'vanishes'

export interface AsteriskCall {
  readonly port: number
  /** `own-trunk`, `call/nobody-came` */
  readonly script: string
  readonly uniqueid: string
  readonly callerid?: string
  readonly callingpres?: number
  /** One for each question; whoever has no more to say hangs up. */
  readonly keying: readonly Keying[]
  /** Files that are not there. */
  readonly isMissing?: (file: string) => boolean
}

export interface CallStory {
  /** As they came, without their line ends. */
  readonly commands: readonly string[]
  /** What the caller heard. */
  readonly played: readonly string[]
  readonly variables: ReadonlyMap<string, string>
  /** `sent_away`: HANGUP was commanded; `handed_back`: the dial-plan goes on. */
  readonly end: 'sent_away' | 'handed_back' | 'hung_up' | 'vanished'
}

interface Line {
  readonly call: AsteriskCall
  readonly keying: Keying[]
  readonly commands: string[]
  readonly played: string[]
  readonly variables: Map<string, string>
  end: CallStory['end'] | null
}

/** Rejects when nobody listens. */
export async function placeCall(call: AsteriskCall): Promise<CallStory> {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>()
  const line: Line = {
    call,
    keying: [...call.keying],
    commands: [],
    played: [],
    variables: new Map(),
    end: null,
  }
  const socket = connect(call.port, '127.0.0.1', () => socket.write(environmentOf(call)))
  let held = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    const lines = `${held}${text}`.split('\n')
    held = lines.pop() ?? ''
    for (const command of lines) {
      const answer = carryOut(line, command)
      if (line.end === 'vanished') socket.destroy()
      else socket.write(answer)
      if (line.end === 'sent_away') socket.end()
    }
  })
  socket.on('error', reject)
  socket.on('close', () => resolve())
  await closed
  const { commands, played, variables, end } = line
  return { commands, played, variables, end: end ?? 'handed_back' }
}

export function environmentOf({
  script,
  uniqueid,
  callerid = 'unknown',
  callingpres = 0,
  port,
}: Omit<AsteriskCall, 'keying'>): string {
  const told = {
    network: 'yes',
    network_script: script,
    request: `agi://127.0.0.1:${port}/${script}`,
    channel: `PJSIP/trunk-${uniqueid}`,
    language: 'en',
    type: 'PJSIP',
    uniqueid,
    version: '20.6.0',
    callerid,
    calleridname: 'unknown',
    callingpres: String(callingpres),
    callingani2: '0',
    callington: '0',
    callingtns: '0',
    dnid: '0312345678',
    rdnis: 'unknown',
    context: 'hotline',
    extension: '0312345678',
    priority: '2',
    enhanced: '0.0',
    accountcode: '',
    threadid: '140143498016512',
  }
  const lines = Object.entries(told).map(([name, value]) => `agi_${name}: ${value}\n`)
  return `${lines.join('')}\n`
}

const COMMAND = /^(ANSWER|CHANNEL STATUS|GET DATA|STREAM FILE|SET VARIABLE|HANGUP)(?: (.*))?$/
const ARGUMENT = /"((?:[^"\\]|\\.)*)"|(\S+)/g

function carryOut(line: Line, text: string): string {
  line.commands.push(text)
  const [, verb = '', rest = ''] = COMMAND.exec(text) ?? []
  const found = [...rest.matchAll(ARGUMENT)].map(
    ([, quoted, bare]) => quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
  )
  const [first = '', second = '', third = ''] = found
  if (line.end === 'hung_up') return '511 Command Not Permitted on a dead channel\n'
  switch (verb) {
    case 'ANSWER':
      return '200 result=0\n'
    case 'CHANNEL STATUS':
      return '200 result=6\n'
    case 'STREAM FILE':
      return play(line, first) ? '200 result=0 endpos=8000\n' : '200 result=-1 endpos=0\n'
    case 'GET DATA':
      return play(line, first) ? listen(line, Number(third)) : '200 result=-1\n'
    case 'SET VARIABLE':
      line.variables.set(first, second)
      return '200 result=1\n'
    case 'HANGUP':
      line.end = 'sent_away'
      return '200 result=1\nHANGUP\n'
    default:
      return '510 Invalid or unknown command\n'
  }
}

function play({ call, played }: Line, file: string): boolean {
  if (call.isMissing?.(file) === true) return false
  if (file !== '') played.push(file)
  return true
}

/** `ast_readstring` with `#` as its only end. */
function listen(line: Line, digitsMax: number): string {
  const keys = line.keying.shift() ?? HANGS_UP
  if (keys === VANISHES) line.end = 'vanished'
  if (keys === HANGS_UP) {
    line.end = 'hung_up'
    return '200 result=-1\nHANGUP\n'
  }
  const [row = ''] = /^[^#]*/.exec(keys) ?? []
  const taken = row.slice(0, digitsMax)
  const isComplete = taken.length === digitsMax || keys.includes('#')
  return `200 result=${taken}${isComplete ? '' : ' (timeout)'}\n`
}
