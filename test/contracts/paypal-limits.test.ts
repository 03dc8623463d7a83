/** The named limits of the PayPal adapter, against answers made up for the purpose. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import {
  APPROVAL_HOURS,
  DESCRIPTION_LENGTH_MAX,
  OPENINGS_MAX,
  openOrder,
} from '../../src/adapters/payments/paypal/checkout.ts'
import {
  createClient,
  PayPalRefused,
  REQUEST_ID_LENGTH_MAX,
  TOKEN_SLACK_SECONDS,
  type Ask,
  type PayPalCall,
} from '../../src/adapters/payments/paypal/client.ts'
import { disputesOf, DISPUTES_A_CAPTURE_MAX } from '../../src/adapters/payments/paypal/disputes.ts'
import { eventIn, HEADER_LENGTH_MAX } from '../../src/adapters/payments/paypal/events.ts'
import {
  LOOKUPS_MAX,
  movementsIn,
  PAGE_SIZE_MAX,
  RANGE_TRANSACTIONS_MAX,
  WINDOW_DAYS_MAX,
} from '../../src/adapters/payments/paypal/movements.ts'
import { instant, plusDays, plusHours, plusSeconds } from '../../src/domain/basics/time.ts'
import { asksFor } from './payment-world.ts'

const FROM = instant('2026-01-01T00:00:00Z')

/** Stands for PayPal: answers each call by its path and query, and writes down what was asked. */
function answering(answer: (url: URL, call: PayPalCall) => unknown) {
  const asked: URL[] = []
  const ask: Ask = async <Answer>(call: PayPalCall) => {
    const url = new URL(call.path, 'http://paypal.example')
    asked.push(url)
    return answer(url, call) as Answer
  }
  return { ask, asked }
}

const ORDER = {
  id: 'ORDER',
  status: 'PAYER_ACTION_REQUIRED',
  create_time: '2026-01-01T00:00:00Z',
  purchase_units: [{ amount: { currency_code: 'JPY', value: '1430' } }],
  links: [{ rel: 'payer-action', href: 'https://paypal.example/pay' }],
}

const transaction = (id: string, at = '2026-01-01T00:00:00+0000') => ({
  transaction_info: {
    transaction_id: id,
    paypal_reference_id: `OF${id}`,
    transaction_event_code: 'T1107',
    transaction_initiation_date: at,
    transaction_amount: { currency_code: 'JPY', value: '-100' },
    transaction_status: 'S',
  },
})

test('the book is asked for in windows of at most 31 days that touch and do not overlap', async () => {
  const { ask, asked } = answering(() => ({ transaction_details: [], total_pages: 0 }))
  const until = plusSeconds(plusDays(FROM, 2 * WINDOW_DAYS_MAX), 1)
  assert.deepEqual(await movementsIn(ask, { from: FROM, until }), [])
  const windows = asked.map(({ searchParams }) => [
    searchParams.get('start_date'),
    searchParams.get('end_date'),
  ])
  assert.deepEqual(windows, [
    ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'],
    ['2026-02-01T00:00:00Z', '2026-03-04T00:00:00Z'],
    ['2026-03-04T00:00:00Z', '2026-03-04T00:00:01Z'],
  ])
})

test('what lies on the end of a range belongs to the next; pending, denied and foreign money to none', async () => {
  const usd = transaction('USD')
  usd.transaction_info.transaction_amount = { currency_code: 'USD', value: '-1.00' }
  const pending = transaction('PENDING')
  pending.transaction_info.transaction_status = 'P'
  const { ask } = answering((url) =>
    url.pathname.startsWith('/v1/reporting')
      ? {
          transaction_details: [
            transaction('LAST', '2026-01-01T23:59:59+0000'),
            transaction('FIRST'),
            transaction('NEXT', '2026-01-02T00:00:00+0000'),
            usd,
            pending,
          ],
        }
      : { custom_id: 'not ours' },
  )
  const found = await movementsIn(ask, { from: FROM, until: plusDays(FROM, 1) })
  assert.deepEqual(
    found.map(({ id, ref }) => [id, ref]),
    [
      ['FIRST', null],
      ['LAST', null],
    ],
  )
})

test('every page of a range is read, in pages of 500', async () => {
  const { ask, asked } = answering((url) =>
    url.pathname.startsWith('/v1/reporting')
      ? { transaction_details: [transaction(`T${url.searchParams.get('page')}`)], total_pages: 3 }
      : {},
  )
  const found = await movementsIn(ask, { from: FROM, until: plusHours(FROM, 1) })
  assert.equal(found.length, 3)
  const pages = asked.filter(({ pathname }) => pathname.startsWith('/v1/reporting'))
  assert.deepEqual(
    pages.map(({ searchParams }) => [searchParams.get('page'), searchParams.get('page_size')]),
    [1, 2, 3].map((page) => [String(page), String(PAGE_SIZE_MAX)]),
  )
})

test('a range with too many transactions is halved, and one that never ends is a fault', async () => {
  const refusal = { status: 400, kind: 'RESULTSET_TOO_LARGE', issues: [], debugId: '' }
  const { ask, asked } = answering((url) => {
    const [from, until] = ['start_date', 'end_date'].map((name) =>
      Date.parse(url.searchParams.get(name) ?? ''),
    )
    if ((until ?? 0) - (from ?? 0) > 2_000) throw new PayPalRefused('read the book', refusal)
    return { transaction_details: [] }
  })
  await movementsIn(ask, { from: FROM, until: plusSeconds(FROM, 4) })
  assert.equal(asked.length, 3)

  const endless = answering(() => ({ transaction_details: [], total_pages: 1_000 }))
  const range = { from: FROM, until: plusHours(FROM, 1) }
  await assert.rejects(movementsIn(endless.ask, range), /more than 10000 lines/)
  assert.equal(endless.asked.length, RANGE_TRANSACTIONS_MAX / PAGE_SIZE_MAX)
})

test('owners are looked up one by one only so often', async () => {
  const { ask, asked } = answering((url) =>
    url.pathname.startsWith('/v1/reporting')
      ? {
          transaction_details: Array.from({ length: LOOKUPS_MAX + 5 }, (_, at) =>
            transaction(`T${at}`),
          ),
        }
      : {},
  )
  const found = await movementsIn(ask, { from: FROM, until: plusHours(FROM, 1) })
  assert.equal(found.length, LOOKUPS_MAX + 5)
  assert.equal(asked.filter(({ pathname }) => pathname.startsWith('/v2/')).length, LOOKUPS_MAX)
})

test('disputes come in one page of PayPal’s largest size, the closed ones read one by one', async () => {
  const dispute = { dispute_id: 'PP-D-1', dispute_amount: { currency_code: 'JPY', value: '100' } }
  const { ask, asked } = answering((url) =>
    url.pathname.endsWith('/disputes')
      ? {
          items: [
            { ...dispute, status: 'RESOLVED' },
            { ...dispute, dispute_id: 'PP-D-0', status: 'OPEN' },
          ],
        }
      : {
          ...dispute,
          status: 'RESOLVED',
          dispute_outcome: { outcome_code: 'RESOLVED_SELLER_FAVOUR' },
        },
  )
  const found = await disputesOf(ask, 'CAPTURE')
  assert.deepEqual(
    found.map(({ id, state }) => [id, state]),
    [
      ['PP-D-0', 'open'],
      ['PP-D-1', 'won'],
    ],
  )
  assert.equal(asked[0]?.searchParams.get('page_size'), String(DISPUTES_A_CAPTURE_MAX))
  assert.equal(asked.length, 2)
})

test('a description longer than PayPal takes is cut, not refused', async () => {
  const bodies: string[] = []
  const { ask } = answering((_, call) => {
    bodies.push(call.body ?? '')
    return ORDER
  })
  const description = 'x'.repeat(DESCRIPTION_LENGTH_MAX + 1)
  const request = asksFor({ now: () => FROM }, { method: 'paypal', description })
  await openOrder(ask, request, { now: FROM })
  const sent = JSON.parse(bodies[0] ?? '') as { purchase_units: { description: string }[] }
  assert.equal(sent.purchase_units[0]?.description.length, DESCRIPTION_LENGTH_MAX)
})

test('an order that has ended is not given again, and only so many are tried', async () => {
  const keys: (string | undefined)[] = []
  const { ask } = answering((_, call) => {
    keys.push(call.requestId)
    return ORDER
  })
  const request = asksFor({ now: () => FROM }, { method: 'paypal' })
  const lastMoment = plusSeconds(plusHours(FROM, APPROVAL_HOURS), -1)
  assert.equal((await openOrder(ask, request, { now: lastMoment })).reference, ORDER.id)
  assert.equal(keys.length, 1)
  const over = { now: plusHours(FROM, APPROVAL_HOURS) }
  await assert.rejects(openOrder(ask, request, over), /only ended orders/)
  assert.equal(new Set(keys).size, OPENINGS_MAX)
})

test('headers of a length that PayPal never sends are forged without asking', async () => {
  const { ask, asked } = answering(() => ({ verification_status: 'SUCCESS' }))
  const read = (signature: string) =>
    eventIn(ask, {
      rawBody: Buffer.from('{"id":"WH-1"}'),
      headers: {
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-cert-url': 'https://paypal.example/cert',
        'paypal-transmission-id': 'id',
        'paypal-transmission-sig': signature,
        'paypal-transmission-time': '2026-01-01T00:00:00Z',
      },
      webhookId: 'WEBHOOK',
      now: FROM,
    })
  assert.equal((await read('x'.repeat(HEADER_LENGTH_MAX + 1))).kind, 'forged')
  assert.equal(asked.length, 0)
  assert.equal((await read('x'.repeat(HEADER_LENGTH_MAX))).kind, 'ignored')
})

test('a token is used until a minute before its end, fetched once for many, and keys are short', async () => {
  let signIns = 0
  const server = createServer((request, reply) => {
    const isSignIn = request.url === '/v1/oauth2/token'
    if (isSignIn) signIns += 1
    reply.end(JSON.stringify(isSignIn ? { access_token: 't', expires_in: 3_600 } : {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let now = FROM
  const ask = createClient(
    {
      clientId: 'id',
      clientSecret: 'secret',
      apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      timeoutMs: 2_000,
    },
    { now: () => now },
  )
  const call = (requestId = '') =>
    ask({ what: 'read', method: 'GET', path: '/v2/anything', requestId })
  await Promise.all([call(), call(), call()])
  assert.equal(signIns, 1)
  now = plusSeconds(FROM, 3_600 - TOKEN_SLACK_SECONDS - 1)
  await call()
  assert.equal(signIns, 1)
  now = plusSeconds(FROM, 3_600 - TOKEN_SLACK_SECONDS)
  await call('x'.repeat(REQUEST_ID_LENGTH_MAX))
  assert.equal(signIns, 2)
  await assert.rejects(call('x'.repeat(REQUEST_ID_LENGTH_MAX + 1)), /short request ids/)
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
