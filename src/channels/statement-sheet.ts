/**
 * A statement as the sheet that an adapter draws. Every figure is the statement's; nothing is
 * calculated here. Not a document: it has no number of a series and asks for no money.
 */
import type { DocumentSheet, SheetItem, SheetRow } from '../app/documents/ports.ts'
import { orderNumber } from '../app/queries/order-view.ts'
import type { StatementView } from '../app/queries/statement.ts'
import type { OperatorView } from '../app/queries/views.ts'
import type { Language } from '../domain/basics/language.ts'
import { negate, type Yen } from '../domain/basics/money.ts'
import { isBefore } from '../domain/basics/time.ts'
import type { RateOfStatement, StatementEntry, UseOfLine } from '../domain/bill/statement.ts'
import { sayAnomaly } from './anomaly-words.ts'
import { format } from './format.ts'
import { meansOf, meansWords } from './means-words.ts'
import { monthText } from './month-text.ts'
import { statementWords } from './statement-words.ts'

export function statementSheet(
  view: StatementView,
  { language, operator }: { readonly language: Language; readonly operator: OperatorView },
): DocumentSheet {
  const { statement, asOf, isOpen } = view
  const said = statementWords(language)
  const figures = format(language)
  const { until } = statement.span
  const { columns } = said
  return {
    language,
    issuedAt: isBefore(asOf, until) ? asOf : until,
    title: said.title(monthText(statement.month, language)),
    legalName: null,
    number: statement.month,
    recipient: null,
    total: { label: said.sold, value: figures.yen(statement.sold), note: null },
    facts: view.lines.map(({ masked, networkName }) => {
      return { label: networkName[language], value: said.ofLine(masked) }
    }),
    heads: { name: columns.item, rate: columns.rate, quantity: '', amount: columns.amount },
    items: statement.entries.flatMap((entry) => itemsOf(entry, view, language)),
    sums: sumRows(view, language),
    settled: { title: said.data, rows: statement.lines.flatMap((use) => useRows(use, language)) },
    seller: {
      title: operator.name[language],
      names: [],
      rows: [
        { label: '', value: { text: operator.address, language: 'ja' } },
        { label: '', value: operator.phone },
      ],
    },
    notes: [
      isOpen ? said.open(figures.longMoment(asOf)) : said.closed,
      said.noInvoice,
      ...(view.isCut ? [said.cut] : []),
      ...view.anomalies.map((one) => {
        const { title, text } = sayAnomaly(one, language)
        return `${title}${figures.colon}${text}`
      }),
    ],
  }
}

function itemsOf(
  entry: StatementEntry,
  view: StatementView,
  language: Language,
): readonly SheetItem[] {
  const said = statementWords(language)
  const figures = format(language)
  const comes = entry.kind === 'sold' || entry.kind === 'set_aside'
  const name = view.offerNames.get(entry.order)?.[language] ?? ''
  const parts = [said.kinds[entry.kind], name, orderNumber(entry.order)]
  return [
    {
      name: `${figures.longDate(entry.at)} ${parts.filter((part) => part !== '').join(' · ')}`,
      rate: 'percent' in entry && entry.percent > 0 ? `${entry.percent}%` : '',
      quantity: '',
      amount: signedText(comes ? entry.amount : negate(entry.amount), language),
    },
  ]
}

/** The last one is drawn as the total. */
function sumRows({ statement }: StatementView, language: Language): readonly SheetRow[] {
  const said = statementWords(language)
  const figures = format(language)
  const means = meansWords(language)
  const ways = statement.ways.map(({ by, amount }): SheetRow => {
    return { label: means[meansOf(by)], value: figures.yen(amount) }
  })
  const points: readonly SheetRow[] =
    statement.points === null
      ? []
      : [
          {
            label: `${said.points}${figures.colon}${said.pointsBefore}`,
            value: String(statement.points.before),
          },
          {
            label: `${said.points}${figures.colon}${said.pointsAfter}`,
            value: String(statement.points.after),
          },
        ]
  return [
    ...ways,
    ...statement.rates.flatMap((rate) => rateRows(rate, language)),
    ...points,
    { label: said.returned, value: figures.yen(statement.returned) },
    { label: said.sold, value: figures.yen(statement.sold) },
  ]
}

/** What was bought and given back at one rate, with the tax within; only what there is. */
export function rateRows(
  { percent, sold, returned }: RateOfStatement,
  language: Language,
): readonly { readonly label: string; readonly value: string }[] {
  const said = statementWords(language)
  const { yen } = format(language)
  const taxed = (label: string, { gross, tax }: RateOfStatement['sold']) => {
    if (gross === 0n) return []
    const row = { label, value: yen(gross) }
    return percent === 0 ? [row] : [row, { label: said.taxIn(percent), value: yen(tax) }]
  }
  return [
    ...taxed(percent === 0 ? said.untaxed : said.soldAt(percent), sold),
    ...taxed(said.returnedAt(percent), returned),
  ]
}

function useRows(use: UseOfLine, language: Language): readonly SheetRow[] {
  const said = statementWords(language)
  const { volumeUsed, day } = format(language)
  const whole = { label: said.used, value: volumeUsed(use.bytes, 'GB') }
  const days = use.days.map(({ date, bytes }): SheetRow => {
    return { label: day(date), value: volumeUsed(bytes, 'GB') }
  })
  return use.bytes === 0n ? [] : [whole, ...days]
}

/** Below zero with the sign in front of the whole, which every language reads. */
export function signedText(amount: Yen, language: Language): string {
  const { yen } = format(language)
  return amount < 0n ? `−${yen(negate(amount))}` : yen(amount)
}
