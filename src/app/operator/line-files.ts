/**
 * The meaning of a list of cards (`lines.csv`): one row a line, every number read into the type
 * that cannot be wrong. Whether a network exists or a number is taken is asked later.
 */
import { parseName, type NetworkId } from '../../domain/basics/ids.ts'
import type { Result } from '../../domain/basics/result.ts'
import { parseActivationCode, type ActivationCode } from '../../domain/line/activation-code.ts'
import { parseEid, type Eid } from '../../domain/line/eid.ts'
import { parseIccid, type Iccid } from '../../domain/line/iccid.ts'
import { parseImsi, type Imsi } from '../../domain/line/imsi.ts'
import { parseMsisdn, type Msisdn } from '../../domain/line/msisdn.ts'
import {
  and,
  listOf,
  oneOf,
  parsed,
  read,
  record,
  tell,
  within,
  WRONG,
  type Read,
  type Reader,
} from './reading.ts'

export interface LoadedLine {
  readonly iccid: Iccid
  readonly activationCode: ActivationCode
  readonly msisdn: Msisdn | null
  readonly imsi: Imsi | null
  readonly network: NetworkId
  readonly form: 'card' | 'esim'
  readonly eid: Eid | null
}

/** Larger stocks come in several files. */
export const LINES_IN_A_FILE_MAX = 100_000

/** In the file's order; `msisdn`, `imsi` and `eid` may be empty. */
export const LINE_COLUMNS = [
  'iccid',
  'activation_code',
  'msisdn',
  'imsi',
  'network',
  'form',
  'eid',
] as const

type NumberRefusal = {
  readonly code: string
  readonly position?: number
  readonly found?: string
  readonly digits?: number
  readonly expected?: readonly number[] | string
  readonly swappedAt?: number | null
  readonly startsWith?: string
  readonly prefix?: string
  readonly countryCode?: string
}

/** Names the wrong digit where it can be named. */
function worded(refusal: NumberRefusal): string {
  const { found, expected } = refusal
  switch (refusal.code) {
    case 'not_digits':
      return `character ${refusal.position} is "${found}", which is no digit`
    case 'wrong_length':
      return `${refusal.digits} digits, but ${lengths(expected)} are needed`
    case 'check_digit':
    case 'check_digits': {
      const swapped = refusal.swappedAt ?? null
      const hint = swapped === null ? '' : `; digits ${swapped} and ${swapped + 1} may be swapped`
      return `ends in ${found}, but the check calls for ${String(expected)}${hint}`
    }
    case 'not_a_sim_number':
      return `begins with ${refusal.startsWith}, but a card's number begins with 89`
    case 'not_mobile_prefix':
      return `${refusal.prefix} is no mobile number of Japan`
    case 'foreign_number':
      return `+${refusal.countryCode} is not Japan`
    default:
      return 'cannot be read'
  }
}

function lengths(expected: NumberRefusal['expected']): string {
  return typeof expected === 'object' ? expected.join(' or ') : String(expected)
}

function number<Value>(parse: (text: string) => Result<Value, NumberRefusal>): Reader<Value> {
  return (given, place) => {
    const answer = parse(typeof given === 'string' ? given : '')
    return answer.ok ? answer.value : tell(place, worded(answer.refusal))
  }
}

function orEmpty<Value>(reader: Reader<Value>): Reader<Value | null> {
  return (given, place) => (given === '' || given === undefined ? null : reader(given, place))
}

const line: Reader<LoadedLine> = and(
  record({
    iccid: number(parseIccid),
    activation_code: number(parseActivationCode),
    msisdn: orEmpty(number(parseMsisdn)),
    imsi: orEmpty(number(parseImsi)),
    network: parsed<NetworkId>(parseName, 'the name of a network is needed here'),
    form: oneOf(['card', 'esim']),
    eid: orEmpty(number(parseEid)),
  }),
  ({ activation_code: activationCode, ...given }, place) => {
    if (given.eid !== null && given.form === 'card') {
      return tell(within(place, 'eid'), 'a card has no EID; its form would be esim')
    }
    return { ...given, activationCode }
  },
)

/**
 * `rows` as the header names their cells. One wrong row refuses the file: nothing is half loaded.
 */
export function readLines(rows: readonly unknown[]): Read<readonly LoadedLine[]> {
  const lines = listOf(line, { min: 1, max: LINES_IN_A_FILE_MAX })
  return read(
    and(lines, (given, place) => (isEachOnce(given, place.troubles) ? given : WRONG)),
    rows,
  )
}

function isEachOnce(
  lines: readonly LoadedLine[],
  troubles: { push(trouble: { path: readonly (string | number)[]; message: string }): unknown },
): boolean {
  let isOnce = true
  for (const column of ['iccid', 'imsi', 'msisdn'] as const) {
    const firstRow = new Map<string, number>()
    for (const [index, one] of lines.entries()) {
      const value = one[column]
      if (value === null) continue
      const first = firstRow.get(value)
      if (first === undefined) firstRow.set(value, index)
      else {
        troubles.push({ path: [index, column], message: `already in entry ${first + 1}` })
        isOnce = false
      }
    }
  }
  return isOnce
}
