/**
 * What the cells of a usage file mean: a header says which column is what, and each record becomes
 * a row or the reason why not. Total. `docs/reference/usage-files.md` tells senders the same.
 */
import { NO_BYTES, plus, type Bytes } from '../../domain/basics/data-volume.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import { fromMicros, isBefore, microsOf, plusDays, type Instant } from '../../domain/basics/time.ts'
import {
  ROW_SPAN_DAYS_MAX,
  type RowRefusal,
  type UsageFileRefusal,
  type UsageRow,
} from '../../domain/charging/usage-row.ts'
import {
  USAGE_COLUMNS,
  volumeIn,
  type UsageColumn,
  type UsageSource,
} from '../../domain/charging/usage-source.ts'
import { RECORD_LETTERS_MAX, type CsvRecord } from './csv.ts'

/** Of a record's own id, a session's and a machine's name. */
export const ID_LETTERS_MAX = 128
/** Digits of an IMSI, a number or an ICCID; the domain knows each better. */
const SUBSCRIBER = /^\+?\d{6,22}$/
/** TS 29.061 §16.4.7: an unsigned number of four octets. */
const RATING_GROUP_MAX = 4_294_967_295
/** RFC 3339, also with a space between date and time, and also without an offset. */
const TIME = new RegExp(
  String.raw`^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)([Zz]|[+-]\d\d:\d\d)?$`,
)
const ID = /^[\x21-\x7b\x7d-\x7e]+$/

/** Which column stands where. */
export interface Header {
  readonly places: Readonly<Partial<Record<UsageColumn, number>>>
  readonly width: number
}

/** Columns go by name in any order; those that we do not know are passed over. */
export function headerIn(record: CsvRecord, source: UsageSource): Result<Header, UsageFileRefusal> {
  if (record.kind === 'damaged') return refuse({ code: 'header_damaged' })
  const names = record.cells.map(plainName)
  const places: Partial<Record<UsageColumn, number>> = {}
  for (const column of USAGE_COLUMNS) {
    const wanted = plainName(source.columns[column] ?? column)
    const at = names.indexOf(wanted)
    if (at < 0) continue
    if (names.includes(wanted, at + 1)) return refuse({ code: 'column_twice', column })
    places[column] = at
  }
  const missing = missingIn(places)
  if (missing.length > 0) return refuse({ code: 'columns_missing', columns: missing })
  return accept({ places, width: names.length })
}

/**
 * What is kept of a row, should it be rejected: columns that we do not know may tell where a person
 * was, and are emptied. One that is damaged, or that has too few or too many cells, stays as it is:
 * nobody can say which cell is which.
 */
export function keptText(
  record: CsvRecord,
  { places, width }: Header,
  { delimiter }: UsageSource,
): string {
  if (record.kind === 'damaged' || record.cells.length !== width) return record.text
  const known = new Set(Object.values(places))
  return record.cells
    .map((cell, at) => (known.has(at) ? writtenCell(cell, delimiter) : ''))
    .join(delimiter)
}

function writtenCell(cell: string, delimiter: string): string {
  const needsQuotes = [delimiter, '"', '\n', '\r'].some((letter) => cell.includes(letter))
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell
}

function plainName(name: string): string {
  return name.trim().toLowerCase()
}

/** Of several that would do, the first is named. */
function missingIn(places: Header['places']): readonly UsageColumn[] {
  const has = (column: UsageColumn) => places[column] !== undefined
  const needed: readonly UsageColumn[] = ['record_id', 'start', 'end']
  const missing = needed.filter((column) => !has(column))
  if (!has('imsi') && !has('msisdn') && !has('iccid')) missing.push('imsi')
  if (!has('bytes')) {
    if (!has('bytes_up') && !has('bytes_down')) missing.push('bytes')
    else if (!has('bytes_up')) missing.push('bytes_up')
    else if (!has('bytes_down')) missing.push('bytes_down')
  }
  return missing
}

const DAMAGES = {
  quotes: { code: 'quotes_damaged' },
  too_long: { code: 'row_too_long', lettersMax: RECORD_LETTERS_MAX },
  not_text: { code: 'not_text' },
} as const satisfies Record<string, RowRefusal>

export function rowIn(
  record: CsvRecord,
  header: Header,
  source: UsageSource,
): Result<UsageRow, RowRefusal> {
  if (record.kind === 'damaged') return refuse(DAMAGES[record.damage])
  const { cells } = record
  if (cells.length !== header.width) {
    return refuse({ code: 'cells_wrong', found: cells.length, expected: header.width })
  }
  const cell = (column: UsageColumn): string => {
    const at = header.places[column]
    return at === undefined ? '' : (cells[at] ?? '').trim()
  }
  for (const column of ['record_id', 'start', 'end'] as const) {
    if (cell(column) === '') return refuse({ code: 'cell_empty', column })
  }
  for (const column of ['record_id', 'session_id', 'peer'] as const) {
    if (!isId(cell(column))) return refuse({ code: 'cell_wrong', column })
  }
  const subscriber = subscriberIn(cell)
  if (!subscriber.ok) return subscriber
  const span = spanIn(cell, source)
  if (!span.ok) return span
  const volume = volumesIn(cell, source)
  if (!volume.ok) return volume
  const ratingGroup = ratingGroupIn(cell('rating_group'))
  if (!ratingGroup.ok) return ratingGroup
  return accept({
    recordId: cell('record_id'),
    session: orNull(cell('session_id')),
    node: orNull(cell('peer')),
    subscriber: subscriber.value,
    ...span.value,
    bytes: volume.value,
    ratingGroup: ratingGroup.value,
  })
}

type CellOf = (column: UsageColumn) => string

function orNull(text: string): string | null {
  return text === '' ? null : text
}

/** Visible ASCII but `|`, which stands between the parts of a key. */
function isId(text: string): boolean {
  return text === '' || (text.length <= ID_LETTERS_MAX && ID.test(text))
}

function subscriberIn(cell: CellOf): Result<UsageRow['subscriber'], RowRefusal> {
  const names = ['imsi', 'msisdn', 'iccid'] as const
  const wrong = names.find((column) => cell(column) !== '' && !SUBSCRIBER.test(cell(column)))
  if (wrong !== undefined) return refuse({ code: 'cell_wrong', column: wrong })
  if (names.every((column) => cell(column) === '')) return refuse({ code: 'subscriber_missing' })
  const [imsi, msisdn, iccid] = names.map((column) => orNull(cell(column))) as [
    string | null,
    string | null,
    string | null,
  ]
  return accept({ imsi, msisdn, iccid })
}

function spanIn(
  cell: CellOf,
  { zone }: UsageSource,
): Result<Pick<UsageRow, 'from' | 'until'>, RowRefusal> {
  const from = timeIn(cell('start'), zone)
  if (from === null) return refuse({ code: 'cell_wrong', column: 'start' })
  const until = timeIn(cell('end'), zone)
  if (until === null) return refuse({ code: 'cell_wrong', column: 'end' })
  if (isBefore(until, from)) return refuse({ code: 'ends_before_start' })
  if (isBefore(plusDays(from, ROW_SPAN_DAYS_MAX), until)) {
    return refuse({ code: 'span_too_long', daysMax: ROW_SPAN_DAYS_MAX })
  }
  return accept({ from, until })
}

/** Of an hour that a zone has twice, the first is meant. */
function timeIn(text: string, zone: string | null): Instant | null {
  const [, date, time, offset] = TIME.exec(text) ?? []
  if (date === undefined || time === undefined) return null
  if (offset === undefined && zone === null) return null
  try {
    const at =
      offset === undefined
        ? Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' })
            .toZonedDateTime(zone ?? 'UTC')
            .toInstant()
        : Temporal.Instant.from(`${date}T${time}${offset.toUpperCase()}`)
    return fromMicros(microsOf(at))
  } catch {
    return null
  }
}

/** The whole where it is told, else both directions together; one left empty is none. */
function volumesIn(cell: CellOf, { unit }: UsageSource): Result<Bytes, RowRefusal> {
  if (cell('bytes') !== '') {
    const whole = volumeIn(cell('bytes'), unit)
    return whole === null ? refuse({ code: 'cell_wrong', column: 'bytes' }) : accept(whole)
  }
  let sum: Bytes = NO_BYTES
  const columns = ['bytes_up', 'bytes_down'] as const
  if (columns.every((column) => cell(column) === '')) {
    return refuse({ code: 'cell_empty', column: 'bytes' })
  }
  for (const column of columns) {
    const part = cell(column) === '' ? NO_BYTES : volumeIn(cell(column), unit)
    if (part === null) return refuse({ code: 'cell_wrong', column })
    sum = plus(sum, part)
  }
  return accept(sum)
}

function ratingGroupIn(text: string): Result<number | null, RowRefusal> {
  if (text === '') return accept(null)
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Infinity
  if (number > RATING_GROUP_MAX) return refuse({ code: 'cell_wrong', column: 'rating_group' })
  return accept(number)
}
