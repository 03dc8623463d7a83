/**
 * A statement as a table for spreadsheets: RFC 4180, UTF-8 with its mark, because spreadsheets read
 * it as something else without one. Whatever is text never begins like a formula.
 */
import { orderNumber } from '../app/queries/order-view.ts'
import type { StatementView } from '../app/queries/statement.ts'
import type { Language } from '../domain/basics/language.ts'
import type { LineId, OrderId } from '../domain/basics/ids.ts'
import { negate } from '../domain/basics/money.ts'
import { TOKYO, type Instant } from '../domain/basics/time.ts'
import type { StatementEntry, UseOfLine } from '../domain/bill/statement.ts'
import { anomalyWords, sayAnomaly } from './anomaly-words.ts'
import { format } from './format.ts'
import { meansOf, meansWords } from './means-words.ts'
import { statementWords } from './statement-words.ts'

const BYTE_ORDER_MARK = '\uFEFF'

type Column = keyof ReturnType<typeof statementWords>['columns']
/** Whole numbers are figures; text is guarded. */
type Cell = string | bigint | number
type Row = Partial<Readonly<Record<Column, Cell>>>

const COLUMNS: readonly Column[] = [
  'date',
  'what',
  'line',
  'order',
  'item',
  'amount',
  'rate',
  'taxed',
  'tax',
  'means',
  'bytes',
  'remark',
]

export function statementCsv(view: StatementView, language: Language): string {
  const { columns } = statementWords(language)
  const head = COLUMNS.map((column) => csvCell(columns[column]))
  const rows = [
    ...view.statement.entries.map((entry) => entryRow(entry, view, language)),
    ...pointsRows(view, language),
    ...view.statement.lines.flatMap((use) => useRows(use, view, language)),
  ].map((row) => COLUMNS.map((column) => csvCell(row[column] ?? '')))
  return BYTE_ORDER_MARK + [head, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')
}

/** A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection). */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** Quoted where RFC 4180 §2 asks for it. */
export function csvCell(cell: Cell): string {
  if (typeof cell !== 'string') return String(cell)
  const guarded = LIKE_A_FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

function entryRow(entry: StatementEntry, view: StatementView, language: Language): Row {
  const said = statementWords(language)
  const means = meansWords(language)
  const comes = entry.kind === 'sold' || entry.kind === 'set_aside'
  const base: Row = {
    date: dateText(entry.at),
    what: said.kinds[entry.kind],
    line: maskedOf(view, entry.line),
    order: orderNumber(entry.order),
    item: view.offerNames.get(entry.order)?.[language] ?? '',
    amount: comes ? entry.amount : negate(entry.amount),
    remark: remarks(view, entry.order, language),
  }
  if (!('taxed' in entry)) return base
  const sign = comes ? 1n : -1n
  const { gross, tax } = entry.taxed
  const ways = entry.kind === 'sold' ? entry.ways.map(({ by }) => means[meansOf(by)]) : []
  return {
    ...base,
    rate: entry.percent,
    taxed: sign * gross,
    tax: sign * tax,
    means: ways.join(' / '),
  }
}

function pointsRows({ statement }: StatementView, language: Language): readonly Row[] {
  const said = statementWords(language)
  const { colon } = format(language)
  return (statement.points?.moves ?? []).map((move) => ({
    date: dateText(move.at),
    what: `${said.points}${colon}${said.moves[move.kind]}`,
    order: move.order === null ? '' : orderNumber(move.order),
    amount: move.points,
  }))
}

function useRows(use: UseOfLine, view: StatementView, language: Language): readonly Row[] {
  const said = statementWords(language)
  const line = maskedOf(view, use.line)
  const names = anomalyWords(language).names
  const late: Row[] = use.late === null ? [] : [{ what: said.late, line, bytes: use.late.bytes }]
  const days = use.days.map(({ date, bytes }): Row => {
    const isOdd = view.anomalies.some(
      ({ finding, line: of }) =>
        of === use.line && finding.kind === 'usage_jump' && finding.day.equals(date),
    )
    const remark = isOdd ? names.usage_jump : ''
    return { date: date.toString(), what: said.used, line, bytes, remark }
  })
  return [...late, ...days]
}

function remarks(view: StatementView, order: OrderId, language: Language): string {
  return view.anomalies
    .filter((one) => one.order === order)
    .map((one) => sayAnomaly(one, language).text)
    .join(' ')
}

function maskedOf({ lines }: StatementView, line: LineId): string {
  return lines.find(({ id }) => id === line)?.masked ?? ''
}

/** As spreadsheets read dates everywhere; in Japan's time. */
function dateText(at: Instant): string {
  const local = at.toZonedDateTimeISO(TOKYO)
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${local.toPlainDate().toString()} ${clock}`
}
