/**
 * A document worded in its own language, as the sheet that an adapter draws. Every figure is the
 * document's: nothing is calculated here.
 */
import type { DocumentSheet, Said, SheetItem, SheetRow } from '../../app/documents/ports.ts'
import { negate, type Yen } from '../../domain/basics/money.ts'
import { jstMidnight, type Interval } from '../../domain/basics/time.ts'
import type { Document, DocumentLine } from '../../domain/bill/document.ts'
import { numberText } from '../../domain/bill/numbering.ts'
import { format, type Format } from '../format.ts'
import { meansOf, meansWords } from '../means-words.ts'
import { documentWords, type DocumentWords } from './words/words.ts'

/** What the documents of a registered seller are in law (Consumption Tax Act art. 57-4). */
const LEGAL_NAME = {
  receipt: '適格簡易請求書',
  invoice: '適格請求書',
  return_invoice: '適格返還請求書',
  refund_note: null,
} as const

/** Seen from there every year differs, so that a document, which is kept, always says it. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)

/** `recipient` is the opened name of the person that the document names. */
export function wordDocument(document: Document, recipient: string | null): DocumentSheet {
  const said = documentWords(document.language)
  const figures = format(document.language)
  const isReturn = document.refund !== null
  return {
    language: document.language,
    issuedAt: document.issuedAt,
    title: said.title[document.kind],
    legalName: legalName(document),
    number: numberText(document.number),
    recipient: recipient === null ? null : said.recipient(recipient),
    total: {
      label: isReturn ? said.returnedTotal : said.paidTotal,
      value: figures.yen(document.total),
      note: document.rates.some((rate) => rate.tax > 0n) ? said.taxIncluded : null,
    },
    facts: factRows(document, said, figures),
    heads: {
      name: said.item,
      rate: said.rate,
      quantity: said.quantity,
      amount: said.amount,
    },
    items: document.lines.map((line) => itemOf(line, { document, said, figures })),
    sums: sumRows(document, said, figures),
    settled: {
      title: isReturn ? said.returnedBy : said.paidBy,
      rows: settledRows(document, said, figures),
    },
    seller: sellerPart(document, said),
    notes: [
      ...(document.seller.registrationNumber === null ? [said.notRegistered] : []),
      said.electronic,
    ],
  }
}

function legalName({ kind, seller }: Document): Said | null {
  const text = LEGAL_NAME[kind]
  if (text === null || seller.registrationNumber === null) return null
  return { text, language: 'ja' }
}

function factRows(document: Document, said: DocumentWords, figures: Format): readonly SheetRow[] {
  const { refersTo, period } = document
  const isReturn = document.refund !== null
  const day = figures.longDate
  return [
    { label: said.issuedOn, value: day(document.issuedAt) },
    { label: isReturn ? said.returnedOn : said.paidOn, value: day(document.settledAt) },
    { label: said.order, value: document.orderNumber },
    { label: said.suppliedOn, value: day(jstMidnight(document.suppliedOn)) },
    ...(period === null ? [] : [{ label: said.period, value: periodText(period, said, figures) }]),
    ...(refersTo === null
      ? []
      : [
          {
            label: isReturn ? said.corrects : said.replaces,
            value: numberText(refersTo.number),
          },
        ]),
  ]
}

function periodText({ from, until }: Interval, said: DocumentWords, figures: Format): string {
  const begin = figures.moment(from, FAR_AWAY)
  return until === null ? said.since(begin) : said.between(begin, figures.end(until, FAR_AWAY))
}

function itemOf(
  line: DocumentLine,
  { document, said, figures }: { document: Document; said: DocumentWords; figures: Format },
): SheetItem {
  const rate = line.taxPercent === 0 ? said.untaxed : said.percent(line.taxPercent)
  const amount = signed(line.gross, figures)
  switch (line.kind) {
    case 'item':
      return { name: line.name[document.language], rate, quantity: String(line.quantity), amount }
    case 'return':
      return { name: line.name[document.language], rate, quantity: '', amount }
    case 'discount':
      return { name: said.discount(line.name[document.language]), rate, quantity: '', amount }
    case 'points':
      return { name: said.points, rate, quantity: '', amount }
  }
}

/** Below zero with the sign in front of the whole, which every language reads. */
function signed(amount: Yen, figures: Format): string {
  return amount < 0n ? `-${figures.yen(negate(amount))}` : figures.yen(amount)
}

function sumRows(document: Document, said: DocumentWords, figures: Format): readonly SheetRow[] {
  const rates = document.rates.flatMap(({ percent, gross, tax }): SheetRow[] =>
    percent === 0
      ? [{ label: said.untaxedTotal, value: figures.yen(gross) }]
      : [
          { label: said.rateTotal(percent), value: figures.yen(gross) },
          { label: said.rateTax(percent), value: figures.yen(tax) },
        ],
  )
  return [...rates, { label: said.total, value: figures.yen(document.total) }]
}

function settledRows(document: Document, said: DocumentWords, figures: Format): SheetRow[] {
  const means = meansWords(document.language)
  if (document.settled.length === 0) return [{ label: said.nothingPaid, value: '' }]
  return document.settled.map(({ by, amount }) => {
    return { label: means[meansOf(by)], value: figures.yen(amount) }
  })
}

/** The name as the register has it, too, where the reader's language has another. */
function sellerPart(document: Document, said: DocumentWords): DocumentSheet['seller'] {
  const { seller, language } = document
  const registered: Said = { text: seller.name.ja, language: 'ja' }
  const own = seller.name[language]
  return {
    title: said.seller,
    names: own === seller.name.ja ? [registered] : [own, registered],
    rows: [
      ...(seller.registrationNumber === null
        ? []
        : [{ label: said.registrationNumber, value: seller.registrationNumber }]),
      { label: said.address, value: { text: seller.address, language: 'ja' } },
      { label: said.phone, value: seller.phone },
      { label: said.email, value: seller.email },
    ],
  }
}
