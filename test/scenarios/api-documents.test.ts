/** Documents through the API: listed with an order, downloaded as files that stay the same. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { documentsOf, issueInvoice } from '../../src/app/documents/papers.ts'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { parseId, type OrderId } from '../../src/domain/basics/ids.ts'
import * as documentSchemas from '../../src/channels/api/schemas/documents.ts'
import * as orderSchemas from '../../src/channels/api/schemas/orders.ts'
import { pdfLines } from '../contracts/pdf-text.ts'
import { asker, holds, problem } from './api-asking.ts'
import { openApi, type ApiWorld } from './api-world.ts'

suite('Documents through the API', () => {
  let world: ApiWorld
  const { ask, renew } = asker(() => world)
  before(async () => {
    world = await openApi()
  })
  after(() => world.server.close())

  const delivered = async (key = world.key) =>
    holds(orderSchemas.Order, await renew({}, { key }), 201)
  const documents = async (order: string, key = world.key) =>
    holds(documentSchemas.DocumentList, await ask(`/orders/${order}/documents`, { key })).items
  const file = (path: string, accept = 'application/pdf') =>
    world.server.inject({
      url: path,
      headers: { authorization: `Bearer ${world.key}`, accept },
    })

  test('A delivered order has a receipt, whose file is the same at every download', async () => {
    const order = await delivered()
    const [receipt, ...others] = await documents(order.id)
    assert.ok(receipt !== undefined)
    assert.deepEqual(others, [])
    assert.equal(receipt.kind, 'receipt')
    assert.equal(receipt.language, 'zh-CN')
    assert.match(receipt.number, /^R2026-\d{6}$/)
    assert.deepEqual(receipt.total, order.price)
    assert.deepEqual(receipt.rates, [{ percent: 10, gross: order.price, tax: order.tax }])
    const first = await file(receipt.file)
    assert.equal(first.statusCode, 200)
    assert.equal(first.headers['content-type'], 'application/pdf')
    assert.ok(pdfLines(first.rawPayload).join('\n').includes(receipt.number))
    world.clock.advance(86_400)
    const again = await file(receipt.file, '*/*')
    assert.deepEqual(again.rawPayload, first.rawPayload)
    assert.deepEqual(await documents(order.id), [receipt])
  })

  test('A name on an invoice is for the key that sold it', async () => {
    const order = await delivered()
    const id = parseId<OrderId>(order.id)
    assert.ok(id !== null)
    const issued = await issueInvoice(world.app, documentRenderer(), {
      line: world.line,
      order: id,
      recipient: '髙﨑 渋一郎',
      language: 'ja',
      origin: SYSTEM,
    })
    assert.ok(issued.ok)
    const kinds = async (key: string) => (await documents(order.id, key)).map((one) => one.kind)
    assert.deepEqual(await kinds(world.key), ['receipt', 'invoice'])
    assert.deepEqual(await kinds(world.keyWith('orders:read')), ['receipt'])
    const invoice = (await documents(order.id)).find((one) => one.kind === 'invoice')
    const text = pdfLines((await file(invoice?.file ?? '')).rawPayload).join('\n')
    assert.ok(text.includes('髙﨑 渋一郎 様'), text)
    const of = { line: world.line, order: id }
    assert.equal((await documentsOf(world.app, of, 'ja')).length, 2)
  })

  test('Orders and documents that are not there are problems', async () => {
    const order = await delivered()
    const nobody = '00000000-0000-7000-8000-ffffffffffff'
    problem(await ask(`/orders/${nobody}/documents`), 'order_unknown')
    const url = `/orders/${order.id}/documents/${nobody}.pdf`
    problem(await ask(url, { headers: { accept: 'application/json' } }), 'not_acceptable')
    problem(await file(`/api/v1${url}`), 'not_found')
  })
})
