/**
 * A volume cut to what an ear keeps: gigabytes with at most one decimal, else whole megabytes.
 * Rounded down, so that nobody hears of a byte that is not there. Not the words.
 */
import {
  gigabytes,
  megabytes,
  type Bytes,
  type GigabyteMeaning,
} from '../../../domain/basics/data-volume.ts'

export interface VolumeSaid {
  readonly unit: 'gigabyte' | 'megabyte' | 'less_than_one_megabyte'
  readonly whole: bigint
  /** Of a gigabyte, 0 to 9; megabytes are whole. */
  readonly tenths: bigint
}

export function volume(count: Bytes, meaning: GigabyteMeaning): VolumeSaid {
  const tenths = (count * 10n) / gigabytes(1, meaning)
  if (tenths >= 10n) return { unit: 'gigabyte', whole: tenths / 10n, tenths: tenths % 10n }
  const whole = count / megabytes(1, meaning)
  return { unit: whole > 0n ? 'megabyte' : 'less_than_one_megabyte', whole, tenths: 0n }
}
