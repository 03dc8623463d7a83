/**
 * The lines of the Asterisk Gateway Interface: what a channel tells of itself, how it answers a
 * command, and how commands are written. Total: no octets make the reader throw, and it keeps no
 * more than one line. Knows no socket and no call.
 */

/** `agi_…: value` lines until an empty one. */
export type AgiEnvironment = ReadonlyMap<string, string>

export interface AgiResponse {
  /** 200 done; 510 unknown command; 511 not on a channel that is gone; 520 wrong usage. */
  readonly code: number
  /** What follows `result=`; null where there is none. */
  readonly result: string | null
  /** What stands in parentheses behind it: `timeout`, a variable's value. */
  readonly note: string | null
}

export type AgiMessage =
  | { readonly kind: 'environment'; readonly environment: AgiEnvironment }
  | { readonly kind: 'response'; readonly response: AgiResponse }
  /** The caller is gone; answers to commands may still follow. */
  | { readonly kind: 'hang_up' }
  /** Not this protocol, or more of it than anybody sends. Nothing follows. */
  | { readonly kind: 'broken'; readonly why: BrokenWhy }

export const BROKEN_WHYS = ['not_agi', 'long_line', 'many_lines', 'many_octets'] as const
export type BrokenWhy = (typeof BROKEN_WHYS)[number]

export const LINE_OCTETS_MAX = 4_096
export const ENVIRONMENT_LINES_MAX = 128
/** Of the usage that a wrong command is answered with. */
export const USAGE_LINES_MAX = 256
/** Of a whole connection: some hundred turns take a few kilobytes. */
export const OCTETS_MAX = 1_048_576

export interface AgiReader {
  push(octets: Uint8Array): AgiMessage[]
}

interface Reading {
  stage: 'environment' | 'answers' | 'usage' | 'broken'
  held: Buffer
  octets: number
  lines: number
  readonly environment: Map<string, string>
}

export function agiReader(): AgiReader {
  const reading: Reading = {
    stage: 'environment',
    held: Buffer.alloc(0),
    octets: 0,
    lines: 0,
    environment: new Map(),
  }
  return { push: (octets) => push(reading, octets) }
}

const NEW_LINE = 0x0a

function push(reading: Reading, octets: Uint8Array): AgiMessage[] {
  if (reading.stage === 'broken') return []
  reading.octets += octets.length
  if (reading.octets > OCTETS_MAX) return [broken(reading, 'many_octets')]

  const messages: AgiMessage[] = []
  const text = Buffer.concat([reading.held, octets])
  let begin = 0
  for (;;) {
    const end = text.indexOf(NEW_LINE, begin)
    const length = (end === -1 ? text.length : end) - begin
    if (length > LINE_OCTETS_MAX) return [...messages, broken(reading, 'long_line')]
    if (end === -1) break
    const message = readLine(reading, text.toString('utf8', begin, end).replace(/\r$/, ''))
    if (message !== null) messages.push(message)
    if (message?.kind === 'broken') return messages
    begin = end + 1
  }
  reading.held = Buffer.from(text.subarray(begin))
  return messages
}

function broken(reading: Reading, why: BrokenWhy): AgiMessage {
  reading.stage = 'broken'
  reading.held = Buffer.alloc(0)
  return { kind: 'broken', why }
}

function readLine(reading: Reading, line: string): AgiMessage | null {
  if (reading.stage === 'environment') return readVariable(reading, line)
  if (line === 'HANGUP') return { kind: 'hang_up' }
  if (reading.stage === 'usage') return readUsage(reading, line)
  return readAnswer(reading, line)
}

const VARIABLE = /^(agi_\w+): ?(.*)$/

/** Of a variable told twice the first counts. */
function readVariable(reading: Reading, line: string): AgiMessage | null {
  const { environment } = reading
  if (line === '') {
    if (environment.size === 0) return broken(reading, 'not_agi')
    reading.stage = 'answers'
    return { kind: 'environment', environment: new Map(environment) }
  }
  const [, name = '', value = ''] = VARIABLE.exec(line) ?? []
  if (name === '') return broken(reading, 'not_agi')
  reading.lines += 1
  if (reading.lines > ENVIRONMENT_LINES_MAX) return broken(reading, 'many_lines')
  if (!environment.has(name)) environment.set(name, value)
  return null
}

const ANSWER = /^(\d{3})([ -])(.*)$/
const RESULT = /^result=(\S*)(?: \((.*)\))?/

function readAnswer(reading: Reading, line: string): AgiMessage | null {
  const [, code = '', mark = '', rest = ''] = ANSWER.exec(line) ?? []
  if (code === '') return broken(reading, 'not_agi')
  // Only news of a command that still runs.
  if (code.startsWith('1')) return null
  if (mark === '-') {
    reading.stage = 'usage'
    reading.lines = 0
    return null
  }
  const [, result = null, note = null] = RESULT.exec(rest) ?? []
  return { kind: 'response', response: { code: Number(code), result, note } }
}

const WRONG_USAGE = 520
const USAGE_END = /(?:^520 |520 End of proper usage\.$)/

/** The text of a usage is for people. Its last line may stick to the one before. */
function readUsage(reading: Reading, line: string): AgiMessage | null {
  reading.lines += 1
  if (reading.lines > USAGE_LINES_MAX) return broken(reading, 'many_lines')
  if (!USAGE_END.test(line)) return null
  reading.stage = 'answers'
  return { kind: 'response', response: { code: WRONG_USAGE, result: null, note: null } }
}

export type AgiCommand =
  | { readonly verb: 'ANSWER' }
  /** Answered below 0 by a channel that is gone. */
  | { readonly verb: 'CHANNEL STATUS' }
  /** Plays while it listens; the first key stops the file. `#` ends and is not told. */
  | {
      readonly verb: 'GET DATA'
      /** Without its extension; empty: nothing is played. */
      readonly file: string
      /** After the file, and again after each key. */
      readonly waitMs: number
      readonly digitsMax: number
    }
  | { readonly verb: 'STREAM FILE'; readonly file: string }
  | { readonly verb: 'SET VARIABLE'; readonly name: string; readonly value: string }
  | { readonly verb: 'HANGUP' }

/** One line, with the end of it. */
export function writeCommand(command: AgiCommand): string {
  return `${[command.verb, ...argumentsOf(command)].join(' ')}\n`
}

function argumentsOf(command: AgiCommand): string[] {
  switch (command.verb) {
    case 'GET DATA':
      return [quoted(command.file), String(command.waitMs), String(command.digitsMax)]
    case 'STREAM FILE':
      // No key stops it.
      return [quoted(command.file), '""']
    case 'SET VARIABLE':
      return [command.name, quoted(command.value)]
    case 'ANSWER':
    case 'CHANNEL STATUS':
    case 'HANGUP':
      return []
  }
}

/** A line break would be another command. */
function quoted(text: string): string {
  return `"${text.replace(/[\r\n]/g, ' ').replace(/["\\]/g, '\\$&')}"`
}
