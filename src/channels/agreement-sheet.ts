/**
 * An agreement as something to keep: a sheet with the very words of the accepted versions, or plain
 * data; and the paper that a customer signs at the counter before there is one. In the language in
 * which it was shown.
 */
import type { ReadingSheet, SheetRow } from '../app/documents/ports.ts'
import type { AcceptedDocument } from '../app/queries/agreements.ts'
import type { OperatorView } from '../app/queries/views.ts'
import type { Agreement, ShownScreen, Terms } from '../domain/agreement/agreement.ts'
import { paragraphsOf } from '../domain/agreement/difference.ts'
import type { Instant } from '../domain/basics/time.ts'
import { agreementWords } from './agreement-words.ts'
import { format } from './format.ts'

export function agreementSheet(
  agreement: Agreement,
  documents: readonly AcceptedDocument[],
  operator: OperatorView,
): ReadingSheet {
  const { shown, at, channel, id } = agreement
  const said = agreementWords(shown.language)
  return {
    language: shown.language,
    issuedAt: at,
    title: said.title,
    number: id,
    facts: [
      { label: said.acceptedAt, value: momentText(at, shown) },
      { label: said.by, value: said.channel[channel] },
      ...(shown.button === '' ? [] : [{ label: said.button, value: shown.button }]),
      ...(shown.paper === undefined ? [] : [{ label: said.onPaper, value: said.signed }]),
    ],
    parts: [
      ...(shown.lines.length === 0 ? [] : [shownPart(shown)]),
      ...documents.map(({ ref, terms }) => ({
        title: terms === null ? ref.kind : titleOf(terms, shown),
        rows: [{ label: 'SHA-256', value: ref.hash }],
        passages: terms === null ? [said.noText] : textOf(terms, shown),
      })),
    ],
    signature: [],
    notes: [said.kept, ...sellerNotes(operator, shown)],
  }
}

/** To be read and signed before the money is taken; the whole terms are behind the counter. */
export function paperCopy(
  shown: ShownScreen,
  given: {
    readonly terms: readonly Terms[]
    readonly operator: OperatorView
    /** Where the terms are read whole. */
    readonly url: string
    /** Names the line and the offer on the paper. */
    readonly number: string
    readonly at: Instant
  },
): ReadingSheet {
  const { terms, operator, url, number, at } = given
  const said = agreementWords(shown.language)
  return {
    language: shown.language,
    issuedAt: at,
    title: said.copyTitle,
    number,
    facts: [{ label: said.printedAt, value: momentText(at, shown) }],
    parts: [
      shownPart(shown),
      {
        title: said.documents,
        rows: terms.map((one) => ({ label: titleOf(one, shown), value: `SHA-256 ${one.hash}` })),
        passages: [said.readAt(url), said.signing],
      },
    ],
    signature: said.sign,
    notes: sellerNotes(operator, shown),
  }
}

/** As plain data, whose names are a contract with whoever keeps the file. */
export function agreementData(
  agreement: Agreement,
  documents: readonly AcceptedDocument[],
): unknown {
  const { id, at, channel, order, home, shown } = agreement
  return {
    agreement: id,
    acceptedAt: at.toString(),
    channel,
    order,
    line: home.kind === 'line' ? home.id : null,
    shown: { ...shown, paper: shown.paper ?? null },
    documents: documents.map(({ ref, terms }) => ({
      ...ref,
      effectiveFrom: terms?.effectiveFrom.toString() ?? null,
      title: terms?.title[shown.language] ?? null,
      text: terms?.text[shown.language] ?? null,
    })),
  }
}

function shownPart(shown: ShownScreen): ReadingSheet['parts'][number] {
  const said = agreementWords(shown.language)
  return { title: said.shown, rows: shown.lines.flatMap(rowsOf), passages: [] }
}

/** A value of several lines is so many rows under one label. */
function rowsOf({ label, value }: ShownScreen['lines'][number]): readonly SheetRow[] {
  return value.split('\n').map((line, place) => ({ label: place === 0 ? label : '', value: line }))
}

function titleOf({ title, version, effectiveFrom }: Terms, { language }: ShownScreen): string {
  const from = format(language).longDate(effectiveFrom)
  return `${title[language]} · ${agreementWords(language).version(version, from)}`
}

function textOf({ text }: Terms, { language }: ShownScreen): readonly string[] {
  return paragraphsOf(text[language]).map((one) => (one.startsWith('# ') ? one.slice(2) : one))
}

function momentText(at: Instant, { language }: ShownScreen): string {
  return agreementWords(language).inJapan(format(language).longMoment(at))
}

function sellerNotes(operator: OperatorView, { language }: ShownScreen): ReadingSheet['notes'] {
  const { name, address, phone, email } = operator
  return [`${name[language]} · ${phone} · ${email}`, { text: address, language: 'ja' }]
}
