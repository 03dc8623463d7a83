/**
 * The report of a shift as a sheet: the same rows on the screen and on a receipt printer's paper.
 * A Z report once the shift is closed. Figures are the query's (`queries/staff/shift-report.ts`).
 */
import type { ReportSheet, SheetRow } from '../../app/documents/ports.ts'
import type { ShiftReport, TaxLine } from '../../app/queries/staff/shift-report.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { TillEntryKind, TillMeans } from '../../domain/till/till.ts'
import { format } from '../format.ts'
import { tillWords } from './words/till/words.ts'

const KINDS: readonly TillEntryKind[] = [
  'sale',
  'gift_card_sold',
  'refund',
  'paid_in',
  'paid_out',
  'expense',
]
const MEANS: readonly TillMeans[] = ['cash', 'terminal']
/** Of the shift's id: enough to tell two reports of a shop apart. */
const NUMBER_LENGTH = 8

export function shiftSheet(report: ShiftReport, language: Language): ReportSheet {
  const said = tillWords(language)
  const { report: words } = said
  const { closing } = report
  return {
    language,
    title: closing === null ? words.running : words.closed,
    number: report.shift.slice(-NUMBER_LENGTH).toUpperCase(),
    facts: factRows(report, language),
    parts: [
      { title: words.takings, rows: takingRows(report, language), sum: null },
      { title: words.cash, rows: cashRows(report, language), sum: differenceRow(report, language) },
      { title: words.tax, rows: taxRows(report, language), sum: null },
    ],
    notes:
      closing?.note === null || closing === null
        ? []
        : [`${said.note}${format(language).colon}${closing.note}`],
  }
}

function factRows(report: ShiftReport, language: Language): readonly SheetRow[] {
  const { report: words } = tillWords(language)
  const figures = format(language)
  const { closing, till } = report
  const when = (at: ShiftReport['asOf'], by: string) => `${figures.longMoment(at)} · ${by}`
  return [
    { label: words.till, value: `${till.shop} ${till.name}` },
    { label: words.opened, value: when(report.openedAt, report.openedBy) },
    closing === null
      ? { label: words.asOf, value: figures.longMoment(report.asOf) }
      : { label: words.closedBy, value: when(closing.at, closing.by) },
    ...(closing === null || closing.second === null
      ? []
      : [{ label: words.second, value: closing.second }]),
    { label: words.entries, value: report.entries.toString() },
  ]
}

/** Only what there was. */
function takingRows({ tallies }: ShiftReport, language: Language): readonly SheetRow[] {
  const said = tillWords(language)
  const figures = format(language)
  return KINDS.flatMap((kind) =>
    MEANS.flatMap((means) => {
      const { count, amount } = tallies[kind][means]
      if (count === 0) return []
      const label = `${said.kind[kind]} · ${said.means[means]} ${said.report.times(count)}`
      return [{ label, value: figures.yen(amount) }]
    }),
  )
}

function cashRows(report: ShiftReport, language: Language): readonly SheetRow[] {
  const said = tillWords(language)
  const { yen } = format(language)
  const { closing, float, cashExpected, terminalExpected } = report
  return [
    { label: said.report.float, value: yen(float) },
    { label: said.expected, value: yen(cashExpected) },
    ...(closing === null ? [] : [{ label: said.close.counted, value: yen(closing.cashCounted) }]),
    { label: said.onTerminal, value: yen(terminalExpected) },
  ]
}

function differenceRow({ closing }: ShiftReport, language: Language): SheetRow | null {
  if (closing === null) return null
  const { yen } = format(language)
  return { label: tillWords(language).close.difference, value: yen(closing.difference) }
}

function taxRows(report: ShiftReport, language: Language): readonly SheetRow[] {
  const { report: words } = tillWords(language)
  const { yen } = format(language)
  const value = ({ gross, tax }: TaxLine) => words.taxWithin(yen(gross), yen(tax))
  const rows = [
    ...report.soldTax.map((one) => ({ label: words.sold(one.percent), value: value(one) })),
    ...report.returnedTax.map((one) => ({ label: words.returned(one.percent), value: value(one) })),
  ]
  return rows.length === 0 ? [{ label: words.noTax, value: '' }] : rows
}
