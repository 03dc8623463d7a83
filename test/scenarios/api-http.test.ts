/**
 * What the API is as HTTP: pages, caching, methods, media types, hostile bodies, and its own
 * document.
 */
import assert from 'node:assert/strict'
import { before, beforeEach, suite, test } from 'node:test'
import type * as Type from 'typebox'
import { Value } from 'typebox/value'
import type { OpenApiDocument } from '../../src/channels/api/document.ts'
import { matches } from '../../src/channels/api/etag.ts'
import { takes } from '../../src/channels/api/guard.ts'
import { PHRASEBOOK, problemOf } from '../../src/channels/api/problems.ts'
import { Advice } from '../../src/channels/api/schemas/advice.ts'
import * as documentSchemas from '../../src/channels/api/schemas/documents.ts'
import { BounceNoted } from '../../src/channels/api/routes/bounces.ts'
import * as giftCardSchemas from '../../src/channels/api/schemas/gift-cards.ts'
import * as lineSchemas from '../../src/channels/api/schemas/lines.ts'
import * as offerSchemas from '../../src/channels/api/schemas/offers.ts'
import * as orderSchemas from '../../src/channels/api/schemas/orders.ts'
import * as renewingSchemas from '../../src/channels/api/schemas/auto-renewal.ts'
import * as usageFileSchemas from '../../src/channels/api/schemas/usage-files.ts'
import * as settlementSchemas from '../../src/channels/api/schemas/settlements.ts'
import * as refundSchemas from '../../src/channels/api/schemas/refunds.ts'
import { BODY_BYTES_MAX } from '../../src/channels/api/troubles.ts'
import { instant } from '../../src/domain/basics/time.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { PAGE_MAX } from '../../src/channels/api/routes/orders.ts'
import { partnerRenewal } from '../contracts/catalogue.ts'
import { asker, holds, problem } from './api-asking.ts'
import { CARD, openApi, PARTNER, renewal, type ApiWorld } from './api-world.ts'

let world: ApiWorld
const { ask, post, renew } = asker(() => world)

beforeEach(async () => {
  world = await openApi()
})

suite('Pages', () => {
  /** In one group, so that several share an instant. */
  async function order(count: number): Promise<readonly string[]> {
    const placed = Array.from({ length: count }, () => partnerRenewal(world.line, world.app.ids))
    await Promise.all(placed.map((one) => world.app.door.ask(renewByPartner, one, SYSTEM)))
    return placed.map((one) => one.ids.order)
  }

  test('Every order comes once, whatever the size of a page and however many share an instant', async () => {
    const made = [...(await order(5))]
    world.clock.advance(1)
    made.push(...(await order(1)))
    world.clock.advance(1)
    made.push(...(await order(4)))
    for (const limit of [1, 2, 3, 4, 5, 9, 10, 11]) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${cursor}`
        const answer = await ask(`/lines/${world.line}/orders?limit=${limit}${query}`)
        const page = holds(orderSchemas.OrderPage, answer)
        assert.ok(page.items.length <= limit)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor
      }
      assert.deepEqual(seen, made.toSorted().toReversed(), `pages of ${limit}`)
    }
  })

  test('Cursors of one’s own making and pages too large are refused', async () => {
    const page = (query: string) => ask(`/lines/${world.line}/orders?${query}`)
    for (const cursor of ['x', '', 'MTc3', encodeURIComponent('../../'), 'A'.repeat(5_000)]) {
      problem(await page(`cursor=${cursor}`), 'cursor_unknown')
    }
    const forged = Buffer.from('99999999999999999.1001').toString('base64url')
    problem(await page(`cursor=${forged}`), 'cursor_unknown')
    for (const limit of ['0', String(PAGE_MAX + 1), '-1', 'ten', '1e400', '1.5']) {
      problem(await page(`limit=${limit}`), 'invalid_request')
    }
    assert.equal((await page(`limit=${PAGE_MAX}`)).statusCode, 200)
  })
})

suite('HTTP', () => {
  test('What did not change is not sent again', async () => {
    const first = await ask(`/lines/${world.line}/overview`)
    const tag = String(first.headers['etag'])
    assert.match(tag, /^W\/"[\w-]{22}"$/)
    world.clock.advance(5)
    const again = await ask(`/lines/${world.line}/overview`, {
      headers: { 'if-none-match': `"other", ${tag}` },
    })
    assert.equal(again.statusCode, 304)
    assert.equal(again.body, '')
    assert.equal(again.headers['etag'], tag)
    await renew()
    const changed = await ask(`/lines/${world.line}/overview`, {
      headers: { 'if-none-match': tag },
    })
    assert.equal(changed.statusCode, 200)
    assert.notEqual(changed.headers['etag'], tag)
    assert.ok(matches('*', tag) && matches(tag.slice(2), tag) && !matches('"x"', tag))
  })

  test('HEAD answers as GET does, without a body', async () => {
    const head = await ask('/networks', { method: 'HEAD' })
    assert.equal(head.statusCode, 200)
    assert.equal(head.body, '')
    assert.equal(head.headers['etag'], (await ask('/networks')).headers['etag'])
  })

  test('Other addresses and methods are problems too', async () => {
    problem(await ask('/nothing'), 'not_found')
    problem(await ask(`/lines/${world.line}/nothing?x=1`), 'not_found')
    problem(await ask(`/lines/${'x'.repeat(500)}`), 'malformed_request')
    problem(await ask('/lines/%zz'), 'malformed_request')
    const put = await ask(`/lines/${world.line}/renewals?x`, { method: 'PUT', payload: {} })
    problem(put, 'method_not_allowed')
    assert.equal(put.headers['allow'], 'POST')
    const remove = await ask('/networks', { method: 'DELETE' })
    problem(remove, 'method_not_allowed')
    assert.equal(remove.headers['allow'], 'GET, HEAD')
  })

  test('Bodies of another kind, too large or broken are refused', async () => {
    const url = `/lines/${world.line}/renewals`
    const send = (payload: string, type: string) =>
      ask(url, {
        method: 'POST',
        payload,
        headers: { 'content-type': type, 'idempotency-key': 'body' },
      })
    problem(await send('<a/>', 'text/xml'), 'unsupported_media_type')
    problem(await send('a=1', 'application/x-www-form-urlencoded'), 'unsupported_media_type')
    problem(await send('hello', 'nonsense'), 'unsupported_media_type')
    const large = JSON.stringify({ ...renewal(), more: 'x'.repeat(BODY_BYTES_MAX) })
    problem(await send(large, 'application/json'), 'body_too_large')
    for (const payload of ['', '{', 'null', '[]', '"x"', '{"__proto__":{"x":1}}', '\u0000']) {
      const refused = await send(payload, 'application/json')
      assert.equal(refused.statusCode, 400, payload)
      assert.match(String(refused.headers['content-type']), /problem\+json/)
    }
    assert.equal(world.store.tables.orders.size, 0)
    const whole = await send(JSON.stringify(renewal()), 'application/json; charset=utf-8')
    assert.equal(whole.statusCode, 201)
  })

  test('Who takes no JSON is told so', async () => {
    problem(await ask('/networks', { headers: { accept: 'text/html' } }), 'not_acceptable')
    const takesJson = (accept: string | undefined) => takes('application/json', accept)
    assert.ok(takesJson('text/html, application/json;q=0.5'))
    assert.ok(takesJson('*/*') && takesJson(undefined) && takesJson('application/*'))
    assert.ok(!takesJson('application/json;q=0') && !takesJson('text/*'))
  })

  test('A fault says nothing of its inside', async () => {
    const secret = () => {
      throw new Error('the password is swordfish')
    }
    Object.assign(world.app, { reads: { ...world.app.reads, line: secret } })
    const failed = await ask(`/lines/${world.line}`)
    problem(failed, 'internal')
    assert.doesNotMatch(failed.body, /swordfish/)
  })
})

suite('Hostile bodies', () => {
  const hostile: readonly (readonly [string, object])[] = [
    ['/offer/version', { offer: { id: 'day', version: 1.5 } }],
    ['/offer/version', { offer: { id: 'day', version: 2 ** 53 } }],
    ['/offer/version', { offer: { id: 'day', version: '1' } }],
    ['/offer/extra', { offer: { id: 'day', version: 1, extra: 1 } }],
    ['/expectedPrice/amount', { expectedPrice: { amount: -1, currency: 'JPY' } }],
    ['/expectedPrice/amount', { expectedPrice: { amount: 1e300, currency: 'JPY' } }],
    ['/expectedPrice/currency', { expectedPrice: { amount: 550, currency: 'CNY' } }],
    ['/language', { language: 'fr' }],
    ['/acceptedTerms', { acceptedTerms: Array.from({ length: 21 }, () => ({})) }],
    ['/acceptedTerms', { acceptedTerms: {} }],
    ['/startNow', { startNow: 'yes' }],
    ['/payment', { payment: { method: 'cash' } }],
    ['/payment', { payment: { ...PARTNER, reference: 'a\nb' } }],
    ['/payment', { payment: { ...PARTNER, reference: '' } }],
    ['/payment', { payment: { ...PARTNER, reference: 'x'.repeat(101) } }],
    ['/payment', { payment: { ...CARD, successUrl: 'javascript:alert(1)' } }],
    ['/payment/successUrl', { payment: { ...CARD, successUrl: 'http://partner.example/' } }],
    ['/payment/cancelUrl', { payment: { ...CARD, cancelUrl: 'https://a:b@partner.example/' } }],
    ['/constructor', { constructor: 1 }],
  ]
  for (const [index, [field, over]] of hostile.entries()) {
    test(`A wrong field is named: ${field} (${index + 1})`, async () => {
      const body = problem(await renew(over), 'invalid_request')
      const fields = (body['errors'] as { field: string }[]).map((one) => one.field)
      assert.ok(
        fields.some((one) => one.startsWith(field)),
        JSON.stringify(fields),
      )
      assert.equal(world.store.tables.orders.size, 0)
    })
  }

  test('A missing field is named by its place', async () => {
    const { language: _, ...without } = renewal()
    const body = problem(await post(`/lines/${world.line}/renewals`, without), 'invalid_request')
    assert.deepEqual(
      (body['errors'] as { field: string; code: string }[]).map(({ field, code }) => [field, code]),
      [['/language', 'required']],
    )
  })
})

suite('The OpenAPI document', () => {
  let document: OpenApiDocument & { readonly openapi: string }

  before(async () => {
    const { server } = await openApi()
    document = (await server.inject('/api/v1/openapi.json')).json()
  })

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    )

  test('It is for everybody, of version 3.1, and names every operation once', () => {
    assert.match(document.openapi, /^3\.1\.\d$/)
    const ids = operations().map(({ operation }) => operation.operationId)
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(ids.length, 29)
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const declared = (operation.parameters ?? [])
        .filter((one) => one.in === 'path')
        .map((one) => one.name)
      assert.deepEqual(declared, inPath, path)
    }
  })

  test('Every reference is to a component that is there, and no component is idle', () => {
    const text = JSON.stringify(document)
    const used = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]),
    )
    assert.deepEqual([...used].toSorted(), Object.keys(document.components.schemas).toSorted())
    assert.ok(used.has('Money') && used.has('Order') && used.has('Problem'))
  })

  test('Every example of an answer holds to its schema', () => {
    const schemas = {
      Advice,
      ...lineSchemas,
      ...offerSchemas,
      ...orderSchemas,
      ...documentSchemas,
      ...giftCardSchemas,
      ...refundSchemas,
      ...renewingSchemas,
      ...settlementSchemas,
      ...usageFileSchemas,
      BounceNoted,
    }
    let examples = 0
    for (const { operation } of operations()) {
      const { responses } = operation as unknown as { responses: Record<string, Response> }
      for (const response of Object.values(responses)) {
        const content = response.content['application/json']
        if (content === undefined) continue
        examples += 1
        const name = content.schema.$ref.replace('#/components/schemas/', '')
        const schema = schemas[name as keyof typeof schemas] as Type.TSchema
        assert.deepEqual(Value.Errors(schema, content.example), [], operation.operationId)
      }
    }
    assert.equal(examples, 28)
  })

  interface Response {
    readonly content: Readonly<
      Record<string, { readonly schema: { readonly $ref: string }; readonly example: unknown }>
    >
  }

  test('The page about it lists every operation and code, and loads nothing', async () => {
    const page = await world.server.inject('/api/docs')
    assert.equal(page.statusCode, 200)
    for (const { operation } of operations()) assert.ok(page.body.includes(operation.summary))
    for (const code of Object.keys(PHRASEBOOK)) assert.ok(page.body.includes(`id="${code}"`), code)
    assert.doesNotMatch(page.body, /<script|https?:\/\//)
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'/)
  })
})

test('Every code is worded, with the status of a problem', () => {
  for (const [code, { status, title }] of Object.entries(PHRASEBOOK)) {
    assert.ok(status >= 400 && status < 600 && title.length > 0, code)
  }
  const payBy = instant('2026-04-01T00:00:00Z')
  const worded = problemOf({ code: 'pay_by_not_passed', payBy }, '/api/docs')
  assert.equal(worded['payBy'], '2026-04-01T00:00:00Z')
})
