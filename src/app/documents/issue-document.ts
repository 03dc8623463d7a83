/**
 * Issues a document about an order: its receipt, an invoice that names somebody, or what documents
 * a refund. The number is taken from the operator's book under its lock, in the transaction that
 * writes the document, so a series has no holes. Idempotent by what the order has already: asked
 * again, it answers with the document that there is.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { DocumentId, LineId, OrderId, PersonId, RefundId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import { sumYen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { THE_BOOK, type Book } from '../../domain/bill/book.ts'
import {
  documentOfReturn,
  documentOfSale,
  returnKind,
  type Document,
  type DocumentKind,
  type Issue,
  type Seller,
} from '../../domain/bill/document.ts'
import { numberText, takeNumber } from '../../domain/bill/numbering.ts'
import {
  returnFacts,
  saleFacts,
  wasSupplied,
  type SoldOrder,
} from '../../domain/bill/order-facts.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { begin } from '../../domain/balance/chain.ts'
import type { OrderRefund } from '../../domain/order/order.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'
import { orderNumber } from '../queries/order-view.ts'

export type WantedDocument =
  | { readonly kind: 'receipt' }
  | { readonly kind: 'invoice'; readonly recipient: SealedName }
  | { readonly kind: 'return'; readonly refund: RefundId }

/** A name under a key of its own, which is kept as long as invoices must be. */
export interface SealedName {
  readonly person: PersonId
  readonly wrapped: Uint8Array
  readonly sealed: Uint8Array
}

export interface IssueDocument {
  readonly line: LineId
  readonly order: OrderId
  readonly wanted: WantedDocument
  readonly language: Language
  readonly seller: Seller
}

export type IssueDocumentRefusal =
  | { readonly code: 'order_unknown' }
  /** Nothing was delivered, so there is nothing to document. */
  | { readonly code: 'nothing_supplied' }
  | { readonly code: 'refund_unknown' }
  /** Only points that were a discount went back: nothing that was taxed. */
  | { readonly code: 'nothing_to_document' }

export interface IssuedDocument {
  readonly document: DocumentId
  /** False where it was there already. */
  readonly fresh: boolean
}

export const issueDocument: Command<IssueDocument, IssuedDocument, IssueDocumentRefusal> = {
  name: 'issue_document',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders', 'documents'],
  homes: ({ line }) => [
    { kind: 'line', id: line },
    { kind: 'book', id: THE_BOOK },
  ],
  orders: ({ order }) => [order],
  fingerprint: ({ order, wanted }) =>
    `${order}|${wanted.kind}|${wanted.kind === 'return' ? wanted.refund : ''}`,
  decide(context, input) {
    const sold = soldOrder(context, input)
    if (sold === null) return refused({ code: 'order_unknown' })
    if (!wasSupplied(sold.order)) return refused({ code: 'nothing_supplied' })
    const { wanted } = input
    const known = knownDocuments(context, input)
    const there = known.find((one) => isWanted(one, wanted))
    if (there !== undefined) return decided({ document: there.id, fresh: false })
    const desk = issuingDesk(context, input)
    if (wanted.kind !== 'return') return desk.issued(saleDocument(sold, { wanted, known, desk }))
    const refund = sold.order.refunds.find((one) => one.id === wanted.refund)
    if (refund === undefined) return refused({ code: 'refund_unknown' })
    if (refund.taxable === 0n) return refused({ code: 'nothing_to_document' })

    // From here the return must be documented, after what it corrects.
    return desk.issued(returnDocument(context, { sold, refund, known, desk }))
  },
}

/** The order as a document needs it; null where it is not of this line. */
function soldOrder({ states, catalogue, now }: DecideContext, input: IssueDocument) {
  const state = states.lines.get(input.line) ?? NO_LINE
  const order = state.orders.find((one) => one.id === input.order)
  if (order === undefined) return null
  const packs = begin(state.packs, now)
  const pack = packs.find((one) => one.order === order.id && one.origin === 'paid')
  const payment = state.payments.find((one) => one.id === order.payment)
  return {
    order,
    payment: present(payment, 'an order has its payment'),
    offer: present(offerOf(catalogue, order.offer), 'an order has its offer'),
    pack: pack ?? null,
    number: orderNumber(order.id),
  } satisfies SoldOrder
}

function knownDocuments({ states }: DecideContext, { line, order }: IssueDocument) {
  const { documents } = states.lines.get(line) ?? NO_LINE
  return documents.filter((one) => one.order === order)
}

function isWanted(document: Document, wanted: WantedDocument): boolean {
  if (wanted.kind === 'return') return document.refund === wanted.refund
  return document.kind === wanted.kind
}

/** Numbers documents one after another and turns them into one decision. */
function issuingDesk({ states, ids, now }: DecideContext, input: IssueDocument) {
  const changes: Change[] = []
  const made: Document[] = []
  let book: Book = states.books.get(THE_BOOK) ?? { id: THE_BOOK, numbers: {} }
  return {
    take(kind: DocumentKind): Issue {
      const { number, next } = takeNumber(book.numbers, kind, now)
      book = { ...book, numbers: next }
      const { language, seller } = input
      return { id: ids.next(), number, issuedAt: now, language, seller }
    },
    keep(document: Document): Document {
      made.push(document)
      return document
    },
    seal({ person, wrapped, sealed }: SealedName): void {
      const home = { kind: 'line', id: input.line } as const
      changes.push(
        { table: 'person_keys', row: { home, person, wrapped } },
        { table: 'sealed_texts', row: { home, person, kind: 'invoice_name', sealed } },
      )
    },
    issued(document: Document) {
      return decided(
        { document: document.id, fresh: true },
        {
          changes: [
            ...changes,
            ...made.map((row): Change => ({ table: 'documents', row })),
            { table: 'books', row: book },
          ],
          events: made.map(({ id, order, kind, number }) => {
            const facts = { document: id, order, kind, number: numberText(number) }
            return { name: 'document_issued', facts }
          }),
        },
      )
    },
  }
}

type Desk = ReturnType<typeof issuingDesk>

function saleDocument(
  sold: SoldOrder,
  given: {
    readonly wanted: Exclude<WantedDocument, { kind: 'return' }>
    readonly known: readonly Document[]
    readonly desk: Desk
  },
): Document {
  const { wanted, known, desk } = given
  const facts = saleFacts(sold)
  if (wanted.kind === 'receipt') return desk.keep(documentOfSale(facts, desk.take('receipt')))
  const receipt = known.find((one) => one.kind === 'receipt')
  const replaces = receipt === undefined ? null : { id: receipt.id, number: receipt.number }
  desk.seal(wanted.recipient)
  const named = { recipient: wanted.recipient.person, replaces }
  return desk.keep(documentOfSale(facts, desk.take('invoice'), named))
}

/** Corrects the invoice where there is one, else the receipt, which is issued first if need be. */
function returnDocument(
  { catalogue, now }: { readonly now: Instant } & Pick<DecideContext, 'catalogue'>,
  given: {
    readonly sold: SoldOrder
    readonly refund: OrderRefund
    readonly known: readonly Document[]
    readonly desk: Desk
  },
): Document {
  const { sold, refund, known, desk } = given
  const original =
    known.find((one) => one.kind === 'invoice') ??
    known.find((one) => one.kind === 'receipt') ??
    saleDocument(sold, { wanted: { kind: 'receipt' }, known, desk })
  const { returnInvoiceFrom } = rulesAt(catalogue.rules, now)
  const facts = returnFacts(sold, refund, { original, returnInvoiceFrom })
  const kind = returnKind(refund.taxable, { seller: original.seller, from: returnInvoiceFrom })
  const made = documentOfReturn(facts, { ...desk.take(kind), seller: original.seller })
  const document = present(made, 'what was taxed and given back has a document')
  const tax = sumYen(document.rates.map((rate) => rate.tax))
  assert(tax === refund.tax, 'a return has one tax, on paper and in the ledger')
  return desk.keep(document)
}
