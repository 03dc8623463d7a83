/**
 * Documents as people ask for them: issued when first wanted, drawn when first downloaded, the same
 * ever after. Not who may ask (the channels decide that) and not what a document says (`bill/`).
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PersonId, RefundId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import type { Document, Seller } from '../../domain/bill/document.ts'
import { numberText } from '../../domain/bill/numbering.ts'
import { wasSupplied } from '../../domain/bill/order-facts.ts'
import { parseRegistrationNumber } from '../../domain/bill/registration-number.ts'
import type { App } from '../app.ts'
import type { DoorRefusal } from '../door/door.ts'
import { SYSTEM, type Origin } from '../origin.ts'
import type { OperatorView } from '../queries/views.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { issueDocument, type SealedName, type WantedDocument } from './issue-document.ts'
import type { DocumentRenderer, Paper } from './ports.ts'

export interface OrderOfLine {
  readonly line: LineId
  readonly order: OrderId
}

/** A company's name with its form and a branch; longer ones are no names. */
export const RECIPIENT_LENGTH_MAX = 100

export type InvoiceRefusal =
  | { readonly code: 'recipient_missing' }
  | { readonly code: 'recipient_too_long'; readonly max: number }
  /** No font has it; a box in the name would make the invoice none. */
  | { readonly code: 'recipient_unwritable'; readonly characters: string }
  /** An invoice names somebody for good; it is not issued twice. */
  | { readonly code: 'invoice_issued'; readonly number: string }
  | { readonly code: 'nothing_supplied' }
  | { readonly code: 'order_unknown' }
  | DoorRefusal

/** Null where nothing was supplied, or the order is not there. */
export async function ensureReceipt(
  app: App,
  of: OrderOfLine,
  language: Language,
): Promise<Document | null> {
  const known = (await app.reads.documents(of.line, of.order)).find((one) => one.kind === 'receipt')
  return known ?? (await issuedBySystem(app, of, { wanted: { kind: 'receipt' }, language }))
}

/** Null where nothing that was taxed went back. */
async function ensureReturn(
  app: App,
  of: OrderOfLine,
  given: { readonly refund: RefundId; readonly language: Language },
): Promise<Document | null> {
  const { refund, language } = given
  return issuedBySystem(app, of, { wanted: { kind: 'return', refund }, language })
}

/**
 * Every document the order should have by now, oldest first: the receipt, and what documents each
 * refund, are issued on the way; invoices only when somebody asks for one.
 */
export async function documentsOf(
  app: App,
  of: OrderOfLine,
  language: Language,
): Promise<readonly Document[]> {
  const known = await app.reads.order(of.line, of.order)
  if (known === null || !wasSupplied(known.order)) return []
  const there = await app.reads.documents(of.line, of.order)
  const missing = known.order.refunds.filter(
    ({ id, taxable }) => taxable > 0n && there.every((one) => one.refund !== id),
  )
  if (missing.length === 0 && there.some((one) => one.kind === 'receipt')) return there
  await ensureReceipt(app, of, language)
  for (const { id } of missing) await ensureReturn(app, of, { refund: id, language })
  return app.reads.documents(of.line, of.order)
}

async function issuedBySystem(
  app: App,
  of: OrderOfLine,
  given: { readonly wanted: WantedDocument; readonly language: Language },
): Promise<Document | null> {
  const seller = sellerOf(app.operator())
  const issued = await app.door.ask(issueDocument, { ...of, ...given, seller }, SYSTEM)
  if (issued.ok) return readDocument(app, of, issued.value.document)
  const { code } = issued.refusal
  if (code === 'busy' || code === 'key_reused') throw new DoorBusy(code)
  return null
}

async function readDocument(app: App, of: OrderOfLine, id: Document['id']): Promise<Document> {
  const documents = await app.reads.documents(of.line, of.order)
  return present(
    documents.find((one) => one.id === id),
    'an issued document is there',
  )
}

/** Asked again for the same name it answers with the same invoice. */
export async function issueInvoice(
  app: App,
  renderer: DocumentRenderer,
  asked: OrderOfLine & {
    readonly recipient: string
    readonly language: Language
    readonly origin: Origin
  },
): Promise<Result<Document, InvoiceRefusal>> {
  const name = asked.recipient.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const wrong = await wrongName(renderer, name)
  if (wrong !== null) return refuse(wrong)
  const { line, order, language, origin } = asked
  // The receipt is first, so that the invoice can say what it replaces.
  if ((await ensureReceipt(app, asked, language)) === null) {
    return refuse({ code: 'nothing_supplied' })
  }
  const wanted = { kind: 'invoice', recipient: sealedName(app, name) } as const
  const input = { line, order, wanted, language, seller: sellerOf(app.operator()) }
  const issued = await app.door.ask(issueDocument, input, origin)
  if (!issued.ok) {
    const { refusal } = issued
    assert(
      refusal.code !== 'refund_unknown' && refusal.code !== 'nothing_to_document',
      'only returns are of a refund',
    )
    return refuse(refusal)
  }
  const document = await readDocument(app, asked, issued.value.document)
  if ((await recipientOf(app, document)) === name) return accept(document)
  return refuse({ code: 'invoice_issued', number: numberText(document.number) })
}

async function wrongName(renderer: DocumentRenderer, name: string): Promise<InvoiceRefusal | null> {
  if (name === '') return { code: 'recipient_missing' }
  const max = RECIPIENT_LENGTH_MAX
  if ([...name].length > max) return { code: 'recipient_too_long', max }
  const characters = await renderer.unwritable(name)
  return characters.length === 0
    ? null
    : { code: 'recipient_unwritable', characters: characters.join(' ') }
}

/** Under a key of its own: an account that is forgotten does not take its invoices with it. */
function sealedName({ ids, vault }: App, name: string): SealedName {
  const wrapped = vault.newPersonKey()
  return { person: ids.next<PersonId>(), wrapped, sealed: vault.sealFor(wrapped, name) }
}

/** Null where the document names nobody, or nobody any more: its key was destroyed by age. */
export async function recipientOf(app: App, document: Document): Promise<string | null> {
  const key = await keyOf(app, document)
  const name = key?.texts.find((one) => one.kind === 'invoice_name')
  return key === null || name === undefined ? null : app.vault.openFor(key.wrapped, name.sealed)
}

async function keyOf({ reads }: App, { line, recipient }: Document) {
  return recipient === null ? null : reads.sealed({ kind: 'line', id: line }, recipient)
}

/**
 * The document's file: drawn at the first download, the same bytes at every later one. Null for one
 * that named somebody and whose key was destroyed: nobody can read it again.
 */
export async function documentPdf(
  app: App,
  paper: Paper,
  document: Document,
): Promise<Uint8Array | null> {
  const { line, id, recipient: person } = document
  const key = await keyOf(app, document)
  if (person !== null && key === null) return null
  const open = (body: Uint8Array) =>
    key === null ? body : Uint8Array.fromBase64(app.vault.openFor(key.wrapped, body))
  const kept = await paper.files.read(line, id)
  if (kept !== null) return open(kept)
  const sheet = paper.wording(document, await recipientOf(app, document))
  const drawn = await paper.renderer.render(sheet)
  const body = key === null ? drawn : app.vault.sealFor(key.wrapped, drawn.toBase64())
  return open(await paper.files.keep(line, id, { body, person }))
}

/** As law wants the seller named on a document, from what the operator says today. */
export function sellerOf(operator: OperatorView): Seller {
  const { name, address, phone, email, invoiceNumber } = operator
  const registrationNumber = invoiceNumber === null ? null : parseRegistrationNumber(invoiceNumber)
  return { name, address, phone, email, registrationNumber }
}
