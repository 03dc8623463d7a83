/**
 * Documents over a store: numbers without holes whatever breaks, one receipt an order, one document
 * a refund, names that only their own key opens, files that never change.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { USUAL_HOTLINE } from '../../src/app/queries/views.ts'
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { present } from '../../src/domain/basics/assert.ts'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import type { App } from '../../src/app/app.ts'
import type { DocumentFiles, Paper } from '../../src/app/documents/ports.ts'
import {
  documentPdf,
  documentsOf,
  ensureReceipt,
  issueInvoice,
  RECIPIENT_LENGTH_MAX,
} from '../../src/app/documents/papers.ts'
import { refundOrder } from '../../src/app/orders/refund-order.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import type { Language } from '../../src/domain/basics/language.ts'
import type { LineId, OrderId, PostingSetId, RefundId } from '../../src/domain/basics/ids.ts'
import { sumYen, yen, type Yen } from '../../src/domain/basics/money.ts'
import { numberText } from '../../src/domain/bill/numbering.ts'
import type { Document, DocumentKind } from '../../src/domain/bill/document.ts'
import { CATALOGUE, DAY, partnerRenewal } from './catalogue.ts'
import { exampleInvoice, exampleReceipt, exampleReturn, SELLER } from './example-documents.ts'
import { pdfLines } from './pdf-text.ts'
import { assertSame } from './same.ts'
import { createWorld, writeRows, type DoorWorld, type OpenStore } from './stores.ts'
import { NO_DIRECTORY } from '../../src/domain/directory/directory.ts'

/** A store with a place for files. */
export type OpenWithFiles = OpenStore & { readonly files: DocumentFiles }

interface Desk {
  readonly world: DoorWorld
  readonly open: OpenWithFiles
  readonly app: App
  /** A second process on the same rows. */
  readonly otherApp: App
  readonly paper: Paper
}

interface Sold {
  readonly line: LineId
  readonly order: OrderId
}

const EVERYWHERE = { 'zh-CN': '续', 'zh-TW': '續', en: 'Tsuzuki', ja: '続き', ko: '계속' }

function deskOn(open: OpenWithFiles): Desk {
  const world = createWorld(open)
  const app: App = {
    door: world.door,
    reads: open.reads,
    clock: world.clock,
    ids: world.ids,
    dice: systemDice,
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue: () => CATALOGUE,
    operator: () => ({
      name: SELLER.name,
      address: SELLER.address,
      phone: SELLER.phone,
      email: SELLER.email,
      invoiceNumber: SELLER.registrationNumber,
      shops: [],
      hotline: USUAL_HOTLINE,
      answers: [],
      directory: NO_DIRECTORY,
      representative: 'Aoki',
      hotlineHours: EVERYWHERE,
    }),
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
  const paper = { wording: wordDocument, renderer: documentRenderer(), files: open.files }
  return { world, open, app, otherApp: { ...app, door: world.otherDoor }, paper }
}

export function documentsContract(name: string, openStore: () => Promise<OpenWithFiles>): void {
  describe(`Documents over the ${name} store`, () => {
    let desk: Desk
    before(async () => {
      desk = deskOn(await openStore())
    })
    after(() => desk.open.close())
    numberingContract(() => desk)
    returnsContract(() => desk)
    invoiceContract(() => desk)
    filesContract(() => desk)
  })
}

async function sold({ world }: Desk): Promise<Sold> {
  const line = await world.line()
  const renewed = await world.door.ask(renewByPartner, partnerRenewal(line, world.ids), SYSTEM)
  assert.ok(renewed.ok)
  return { line, order: renewed.value.order }
}

/** Receipts of all those orders, which must be all receipts there are. */
async function receiptsOf({ open }: Desk, orders: readonly Sold[]): Promise<readonly Document[]> {
  const all = await Promise.all(orders.map(({ line, order }) => open.reads.documents(line, order)))
  return all.flat().filter((one) => one.kind === 'receipt')
}

function assertNoHole(documents: readonly Document[], from: number): void {
  const sequences = documents.map((one) => one.number.sequence).toSorted((a, b) => a - b)
  assert.deepEqual(
    sequences,
    sequences.map((_, place) => from + place),
  )
}

/** The next number of the series, as the next document of it shows. */
async function nextReceipt(desk: Desk): Promise<number> {
  const receipt = await ensureReceipt(desk.app, await sold(desk), 'en')
  assert.ok(receipt !== null)
  return receipt.number.sequence + 1
}

function numberingContract(given: () => Desk): void {
  const ORDERS = 64

  test('64 orders that ask at once, each twice and of two processes, get numbers in a row', async () => {
    const desk = given()
    const orders = []
    for (let count = 0; count < ORDERS; count += 1) orders.push(await sold(desk))
    const from = await nextReceipt(desk)
    const asked = orders.flatMap((order) => [
      ensureReceipt(desk.app, order, 'ja'),
      ensureReceipt(desk.otherApp, order, 'ja'),
    ])
    const answers = await Promise.all(asked)
    assert.equal(new Set(answers.map((one) => one?.id)).size, ORDERS)
    const receipts = await receiptsOf(desk, orders)
    assert.equal(receipts.length, ORDERS)
    assertNoHole(receipts, from)
    assert.equal(await nextReceipt(desk), from + ORDERS + 1)
  })

  for (const point of ['before_commit', 'after_commit'] as const) {
    test(`A commit that breaks ${point.replace('_', ' ')} leaves no hole`, async () => {
      const desk = given()
      const orders = [await sold(desk), await sold(desk), await sold(desk)]
      const from = await nextReceipt(desk)
      const [first, ...others] = orders
      assert.ok(first !== undefined)
      desk.open.breakNext(point)
      await assert.rejects(ensureReceipt(desk.app, first, 'ja'))
      for (const order of others) await ensureReceipt(desk.app, order, 'ja')
      await ensureReceipt(desk.app, first, 'ja')
      const receipts = await receiptsOf(desk, orders)
      assert.equal(receipts.length, orders.length)
      assertNoHole(receipts, from)
    })
  }

  test('An order that was not delivered has no document', async () => {
    const desk = given()
    const { line } = await sold(desk)
    const unknown = { line, order: desk.world.ids.next<OrderId>() }
    assert.equal(await ensureReceipt(desk.app, unknown, 'ja'), null)
    assert.deepEqual(await documentsOf(desk.app, unknown, 'ja'), [])
  })
}

async function refunded(desk: Desk, { line, order }: Sold, amount: Yen): Promise<void> {
  const { ids } = desk.world
  const given = await desk.world.door.ask(
    refundOrder,
    {
      line,
      order,
      ask: { kind: 'goodwill', amount, revoke: false, reason: 'courtesy' },
      shownAmount: amount,
      earner: null,
      ids: { refund: ids.next<RefundId>(), postings: ids.next<PostingSetId>() },
    },
    SYSTEM,
  )
  assert.ok(given.ok, JSON.stringify(given.ok ? null : given.refusal.code))
}

function returnsContract(given: () => Desk): void {
  test('Each refund has one document, and all of them together are the receipt', async () => {
    const desk = given()
    const order = await sold(desk)
    await refunded(desk, order, yen(99))
    await refunded(desk, order, yen(101))
    const issued = await documentsOf(desk.app, order, 'zh-CN')
    assert.deepEqual(kindsOf(issued), ['receipt', 'refund_note', 'refund_note'])
    await refunded(desk, order, yen(DAY.price - 200n))
    const all = await documentsOf(desk.app, order, 'zh-CN')
    assert.deepEqual(await documentsOf(desk.app, order, 'en'), all)
    const [receipt, ...notes] = all
    assert.equal(notes.length, 3)
    assert.equal(sumYen(notes.map((one) => one.total)), receipt?.total)
    const taxes = notes.flatMap((one) => one.rates.map((rate) => rate.tax))
    assert.equal(sumYen(taxes), receipt?.rates[0]?.tax)
    for (const note of notes) assert.equal(note.refersTo?.id, receipt?.id)
  })
}

function kindsOf(documents: readonly Document[]): readonly DocumentKind[] {
  return documents.map((one) => one.kind)
}

function invoiceContract(given: () => Desk): void {
  const ask = (desk: Desk, of: Sold, recipient: string, language: Language = 'ja') =>
    issueInvoice(desk.app, desk.paper.renderer, { ...of, recipient, language, origin: SYSTEM })

  test('An invoice names somebody as they write themselves, sealed until it is drawn', async () => {
    const desk = given()
    const order = await sold(desk)
    const invoice = await ask(desk, order, '  髙﨑　渋一郎 ')
    assert.ok(invoice.ok)
    const { value: document } = invoice
    const [receipt] = await documentsOf(desk.app, order, 'ja')
    assert.deepEqual(document.refersTo, receipt && { id: receipt.id, number: receipt.number })
    assert.ok(!JSON.stringify(document, (_, value) => String(value)).includes('髙'))
    const text = pdfLines(
      present(await documentPdf(desk.app, desk.paper, document), 'it is there'),
    ).join('\n')
    assert.ok(text.includes('髙﨑 渋一郎 様'), text)
    assert.ok(text.includes('T7000012050002'))
    assert.ok(text.includes(numberText(document.number)))
    const kept = await desk.open.files.read(order.line, document.id)
    assert.ok(kept !== null && !Buffer.from(kept).includes('%PDF'))
  })

  test('An invoice is issued once: the same name gets it again, another name is refused', async () => {
    const desk = given()
    const order = await sold(desk)
    const first = await ask(desk, order, 'Łukasz Nguyễn')
    const again = await ask(desk, order, 'Łukasz  Nguyễn', 'en')
    assert.ok(first.ok && again.ok)
    assert.deepEqual(again.value, first.value)
    const other = await ask(desk, order, 'Somebody Else')
    const number = numberText(first.value.number)
    assert.deepEqual(other, { ok: false, refusal: { code: 'invoice_issued', number } })
  })

  test('A name that can not stand on an invoice is refused, and why', async () => {
    const desk = given()
    const order = await sold(desk)
    const refusal = async (name: string) => {
      const asked = await ask(desk, order, name)
      assert.ok(!asked.ok)
      return asked.refusal
    }
    assert.deepEqual(await refusal(' 　 '), { code: 'recipient_missing' })
    const max = RECIPIENT_LENGTH_MAX
    assert.deepEqual(await refusal('髙'.repeat(max + 1)), { code: 'recipient_too_long', max })
    const characters = 'ส ม'
    assert.deepEqual(await refusal('髙สม'), { code: 'recipient_unwritable', characters })
    assert.ok((await ask(desk, order, '𠮷'.repeat(max))).ok)
  })
}

function filesContract(given: () => Desk): void {
  test('Every kind of document comes back as it was saved', async () => {
    const { world, open } = given()
    const line = await world.line()
    const order = world.ids.next<OrderId>()
    const saved = [
      { ...exampleReceipt('zh-CN', { period: null }), line, order },
      { ...exampleInvoice('ko'), line, order },
      { ...exampleReturn('ja'), line, order },
    ].map((one, place) => ({
      ...one,
      id: world.ids.next<Document['id']>(),
      number: { series: `X${line}`, sequence: place + 1 },
    }))
    const changes = saved.map((row) => ({ table: 'documents', row }) as const)
    const home = { kind: 'line', id: line } as const
    assert.ok((await world.door.ask(writeRows, { homes: [home], changes }, SYSTEM)).ok)
    assertSame(await open.reads.documents(line, order), saved)
  })

  test('A number that was given is given to no other document', async () => {
    const { world } = given()
    const line = await world.line()
    const home = { kind: 'line', id: line } as const
    const write = (order: OrderId) => {
      const id = world.ids.next<Document['id']>()
      const row = {
        ...exampleReceipt('ja'),
        id,
        line,
        order,
        number: { series: line, sequence: 1 },
      }
      const changes = [{ table: 'documents', row }] as const
      return world.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
    }
    assert.ok((await write(world.ids.next())).ok)
    await assert.rejects(write(world.ids.next()))
  })

  test('A file is drawn once; later downloads are those bytes, whatever draws them', async () => {
    const desk = given()
    const order = await sold(desk)
    const receipt = await ensureReceipt(desk.app, order, 'ja')
    assert.ok(receipt !== null)
    const [first, meanwhile] = await Promise.all([
      documentPdf(desk.app, desk.paper, receipt),
      documentPdf(desk.otherApp, desk.paper, receipt),
    ])
    assert.deepEqual(meanwhile, first)
    const newer: Paper = {
      ...desk.paper,
      renderer: { ...desk.paper.renderer, render: async () => new Uint8Array([1, 2, 3]) },
    }
    assert.deepEqual(await documentPdf(desk.app, newer, receipt), first)
    const { files } = desk.open
    assert.deepEqual(
      await files.keep(order.line, receipt.id, { body: new Uint8Array([4]), person: null }),
      first,
    )
  })
}
