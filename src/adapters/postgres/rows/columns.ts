/**
 * One column of many rows as one parameter: an array in PostgreSQL's binary form (`array_recv`, and
 * the `…recv` of its element), which it reads in half the time that JSON takes it, and which costs
 * us no text for numbers, ids and instants. Not a reader of anything.
 */
import { microsOf } from '../../../domain/basics/time.ts'
import { toJsonText } from '../../../domain/basics/json.ts'
import { instantText } from '../instants.ts'

/** Lists travel as the text of an array, since arrays of arrays are unfolded to the bottom. */
export const COLUMN_TYPES = {
  uuid: { carriedBy: 'uuid', oid: 2950 },
  text: { carriedBy: 'text', oid: 25 },
  bigint: { carriedBy: 'bigint', oid: 20 },
  integer: { carriedBy: 'integer', oid: 23 },
  smallint: { carriedBy: 'smallint', oid: 21 },
  boolean: { carriedBy: 'boolean', oid: 16 },
  date: { carriedBy: 'date', oid: 1082 },
  timestamptz: { carriedBy: 'timestamptz', oid: 1184 },
  jsonb: { carriedBy: 'jsonb', oid: 3802 },
  bytea: { carriedBy: 'bytea', oid: 17 },
  'uuid[]': { carriedBy: 'text', oid: 25 },
  'text[]': { carriedBy: 'text', oid: 25 },
  'bigint[]': { carriedBy: 'text', oid: 25 },
  'timestamptz[]': { carriedBy: 'text', oid: 25 },
} as const

export type ColumnType = keyof typeof COLUMN_TYPES

/** PostgreSQL counts from 2000-01-01, in microseconds and in days. */
const EPOCH_MICROS = 946_684_800_000_000n
const EPOCH_DAY = new Temporal.PlainDate(2000, 1, 1)

const JSONB_VERSION = 1
const NULL_LENGTH = -1
const LENGTH_BYTES = 4
const UUID_LENGTH = 36
/** Of a UUID, the longest of what is always as long. */
const FIXED_BYTES_MAX = 16
/** Dimensions, flags, type, and of the one dimension its length and lower bound. */
const HEADER_BYTES = 20
const BYTES_OF_UTF16_UNIT_MAX = 3
const FIRST_SIZE = 4_096

/** Writes the columns of one statement, each a part of one buffer. */
export class ColumnWriter {
  #buffer = Buffer.allocUnsafe(FIRST_SIZE)
  #from = 0
  #at = 0

  /** A column: of each row what `of` finds in it. */
  column<Row>(rows: readonly Row[], type: ColumnType, of: (row: Row) => unknown): Buffer {
    this.#from = this.#at
    this.#room(HEADER_BYTES)
    this.#int32(rows.length === 0 ? 0 : 1)
    // There may be nulls.
    this.#int32(1)
    this.#int32(COLUMN_TYPES[type].oid)
    if (rows.length > 0) {
      this.#int32(rows.length)
      this.#int32(1)
    }
    for (const row of rows) this.#element(of(row), type)
    return this.#buffer.subarray(this.#from, this.#at)
  }

  /** What was written of columns before stays where it is. */
  #room(size: number): void {
    if (this.#at + size <= this.#buffer.length) return
    const grown = Buffer.allocUnsafe(2 * (this.#at - this.#from + size))
    this.#buffer.copy(grown, 0, this.#from, this.#at)
    this.#buffer = grown
    this.#at -= this.#from
    this.#from = 0
  }

  #element(value: unknown, type: ColumnType): void {
    this.#room(LENGTH_BYTES + FIXED_BYTES_MAX)
    if (value === null || value === undefined) return this.#int32(NULL_LENGTH)
    switch (type) {
      case 'uuid':
        return this.#uuid(value as string)
      case 'text':
        return this.#text(value as string)
      case 'jsonb':
        return this.#text(toJsonText(value, instantText), JSONB_VERSION)
      case 'bytea':
        return this.#bytes(value as Uint8Array)
      case 'uuid[]':
      case 'text[]':
      case 'bigint[]':
      case 'timestamptz[]':
        return this.#text(listText(value as readonly Listed[]))
      default:
        return this.#fixed(value, type)
    }
  }

  #fixed(value: unknown, type: FixedType): void {
    switch (type) {
      case 'bigint':
        return this.#int64(BigInt(value as bigint | number))
      case 'timestamptz':
        return this.#int64(microsOf(value as Temporal.Instant) - EPOCH_MICROS)
      case 'integer':
        this.#int32(4)
        return this.#int32(value as number)
      case 'date':
        this.#int32(4)
        return this.#int32(EPOCH_DAY.until(value as Temporal.PlainDate).days)
      case 'smallint':
        this.#int32(2)
        this.#at = this.#buffer.writeInt16BE(value as number, this.#at)
        return
      case 'boolean':
        this.#int32(1)
        this.#at = this.#buffer.writeUInt8(value === true ? 1 : 0, this.#at)
    }
  }

  #int32(value: number): void {
    this.#at = this.#buffer.writeInt32BE(value, this.#at)
  }

  #int64(value: bigint): void {
    this.#int32(8)
    this.#at = this.#buffer.writeBigInt64BE(value, this.#at)
  }

  #uuid(text: string): void {
    this.#int32(16)
    if (text.length !== UUID_LENGTH) throw new RangeError(`no UUID: ${text}`)
    for (let place = 0; place < UUID_LENGTH; place += 1) {
      if (text.charCodeAt(place) === DASH) continue
      this.#buffer[this.#at] = (digit(text, place) << 4) | digit(text, (place += 1))
      this.#at += 1
    }
  }

  #text(value: string, version = 0): void {
    this.#room(LENGTH_BYTES + 1 + value.length * BYTES_OF_UTF16_UNIT_MAX)
    const length = this.#at
    this.#at += LENGTH_BYTES
    if (version !== 0) this.#at = this.#buffer.writeUInt8(version, this.#at)
    this.#at += this.#buffer.write(value, this.#at)
    this.#buffer.writeInt32BE(this.#at - length - LENGTH_BYTES, length)
  }

  #bytes(value: Uint8Array): void {
    this.#room(LENGTH_BYTES + value.length)
    this.#int32(value.length)
    this.#buffer.set(value, this.#at)
    this.#at += value.length
  }
}

/** Ids as the one parameter that look-ups begin with. */
export function uuids(ids: readonly string[]): Buffer {
  return new ColumnWriter().column(ids, 'uuid', (id) => id)
}

type FixedType = Exclude<ColumnType, 'uuid' | 'text' | 'jsonb' | 'bytea' | `${string}[]`>
type Listed = string | bigint | Temporal.Instant

const DASH = 0x2d
const NO_DIGIT = 0xff

/** By character code. */
const HEX = new Uint8Array(256).fill(NO_DIGIT)
for (const [value, sign] of [...'0123456789abcdef'].entries()) {
  HEX[sign.charCodeAt(0)] = value
  HEX[sign.toUpperCase().charCodeAt(0)] = value
}

/** @throws RangeError: ids come from us or were looked at before. */
function digit(text: string, place: number): number {
  const value = HEX[text.charCodeAt(place)]
  if (value === undefined || value === NO_DIGIT) throw new RangeError(`no UUID: ${text}`)
  return value
}

/** The text of an array as `array_in` reads it. */
function listText(values: readonly Listed[]): string {
  const quoted = (value: Listed) => `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`
  return `{${values.map(quoted).join(',')}}`
}
