/**
 * Who sends usage files, and how theirs are written: the operator's own words about each. Not a
 * file, and not the parser.
 */
import type { Bytes } from '../basics/data-volume.ts'

/** As the header of a file calls them, unless the source calls them otherwise. */
export const USAGE_COLUMNS = [
  'record_id',
  'imsi',
  'msisdn',
  'iccid',
  'start',
  'end',
  'bytes_up',
  'bytes_down',
  'bytes',
  'session_id',
  'rating_group',
  'peer',
] as const
export type UsageColumn = (typeof USAGE_COLUMNS)[number]

/** By the name that operators write. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const
export type Delimiter = (typeof DELIMITERS)[keyof typeof DELIMITERS]

/** Bytes in one; SI units count in thousands, the others in 1,024 (IEC 80000-13). */
export const VOLUME_UNITS = {
  B: 1n,
  kB: 1_000n,
  KiB: 1_024n,
  MB: 1_000_000n,
  MiB: 1_048_576n,
  GB: 1_000_000_000n,
  GiB: 1_073_741_824n,
} as const
export type VolumeUnit = keyof typeof VOLUME_UNITS

export interface UsageSource {
  /** Also the name of its folder, and of the peer that its records come from. */
  readonly name: string
  readonly delimiter: Delimiter
  /** What its header calls a column, where it is not our name for it. */
  readonly columns: Readonly<Partial<Record<UsageColumn, string>>>
  /** Of times without an offset, as IANA names it; null: such times are wrong. */
  readonly zone: string | null
  readonly unit: VolumeUnit
}

/** Of an operator that names none. */
export const USUAL_SOURCES: readonly UsageSource[] = [
  { name: 'cdr', delimiter: ',', columns: {}, zone: null, unit: 'B' },
]

/** More in one record is no use of a phone. */
const VOLUME_BYTES_MAX = 1n << 50n
const WHOLE_DIGITS_MAX = 18
const FRACTION_DIGITS_MAX = 9
const VOLUME = /^(?<whole>\d+)(?:\.(?<fraction>\d+))?$/

/**
 * `1.5` of a unit as whole bytes: what is left of a byte falls away, for the customer's good. Bytes
 * themselves have no fraction. Null: no volume.
 */
export function volumeIn(text: string, unit: VolumeUnit): Bytes | null {
  const { whole = '', fraction = '' } = VOLUME.exec(text)?.groups ?? {}
  if (whole === '' || whole.length > WHOLE_DIGITS_MAX) return null
  if (fraction.length > (unit === 'B' ? 0 : FRACTION_DIGITS_MAX)) return null
  const parts = BigInt(whole + fraction.padEnd(FRACTION_DIGITS_MAX, '0'))
  const count = (parts * VOLUME_UNITS[unit]) / 10n ** BigInt(FRACTION_DIGITS_MAX)
  return count > VOLUME_BYTES_MAX ? null : (count as Bytes)
}
