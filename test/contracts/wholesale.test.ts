import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { suite, test } from 'node:test'
import {
  createCodeTopUp,
  EVENT_AGE_SECONDS_MAX,
} from '../../src/adapters/wholesale/code-topup/supplier.ts'
import { ANSWER_BYTES_MAX } from '../../src/adapters/wholesale/calling.ts'
import { TOKEN_EVERY_SECONDS } from '../../src/adapters/wholesale/partner-orders/client.ts'
import { createPartnerOrders } from '../../src/adapters/wholesale/partner-orders/supplier.ts'
import { timeIn, volumeIn } from '../../src/adapters/wholesale/reading.ts'
import { startCodeTopUp } from '../../src/adapters/wholesale/sandbox/code-topup.ts'
import { startPartnerOrders } from '../../src/adapters/wholesale/sandbox/partner-orders.ts'
import type { OrderId, SupplierName } from '../../src/domain/basics/ids.ts'
import { instant } from '../../src/domain/basics/time.ts'
import { CARD, movedClock, PLAN, wholesaleContract, type MovedClock } from './wholesale.contract.ts'

const NAME = 'asia' as SupplierName
const KEY = '01980000-0000-7000-8000-000000000002' as OrderId
const PARTNER = { clientId: 'shop', clientSecret: 'kept', webhookSecret: 'signs' }
const CODES = { accessCode: 'access', secret: 'signs' }

async function partner(clock: MovedClock) {
  const server = await startPartnerOrders(PARTNER, { clock, plans: [PLAN] })
  const settings = {
    name: NAME,
    apiBase: server.url,
    ...PARTNER,
    signatureHeader: 'x-signature',
    zone: 'UTC',
  }
  return { ...server, supplier: createPartnerOrders(settings, clock) }
}

async function codes(clock: MovedClock) {
  const server = await startCodeTopUp(CODES, { clock, plans: [PLAN] })
  const settings = { name: NAME, apiBase: server.url, ...CODES, zone: 'UTC' }
  return { ...server, supplier: createCodeTopUp(settings, clock) }
}

wholesaleContract('a wholesaler of orders', partner, { outOfStock: 34, noCredit: 11 })
wholesaleContract('a wholesaler of package codes', codes, {
  outOfStock: 200_011,
  noCredit: 200_007,
})

suite('the token of a wholesaler of orders', () => {
  const start = () => {
    const clock = movedClock(instant('2027-03-10T12:00+09:00'))
    return partner(clock).then((given) => ({ ...given, clock }))
  }
  const TOKENS = 'POST /v2/token'
  const read = { key: KEY, ref: null, iccid: CARD }

  test('is asked for once until it ends', async () => {
    const { supplier, shelf, clock, stop } = await start()
    await supplier.readTopUp(read)
    await Promise.all([supplier.readTopUp(read), supplier.readTopUp(read)])
    assert.equal(shelf.calls.get(TOKENS), 1)
    clock.advance(86_400)
    await supplier.readTopUp(read)
    assert.equal(shelf.calls.get(TOKENS), 2)
    await stop()
  })

  test('ended early, is fetched anew with the next call, and nothing was taken on', async () => {
    const { supplier, shelf, clock, endTokens, stop } = await start()
    await supplier.readTopUp(read)
    endTokens()
    const told = await supplier.topUp({ key: KEY, iccid: CARD, plan: PLAN })
    assert.ok(told.kind === 'later' && told.why === 'signed_out')
    clock.advance(TOKEN_EVERY_SECONDS)
    assert.equal((await supplier.topUp({ key: KEY, iccid: CARD, plan: PLAN })).kind, 'done')
    assert.equal(shelf.topUps.length, 1)
    await stop()
  })

  test('is not asked for more than three times a minute, whatever is wanted', async () => {
    const { supplier, shelf, clock, endTokens, stop } = await start()
    for (let second = 0; second < 60; second += 1) {
      endTokens()
      await supplier.readTopUp(read)
      clock.advance(1)
    }
    assert.ok((shelf.calls.get(TOKENS) ?? 0) <= 3)
    await stop()
  })
})

test('A time without a zone is read in the zone of the settings', () => {
  const told = { expired_at: '2027-04-09 12:00:00', other: '2027-04-09T03:00:00+0000' }
  const right = instant('2027-04-09T12:00+09:00')
  assert.ok(timeIn(told, 'expired_at', 'Asia/Tokyo')?.equals(right))
  assert.ok(timeIn(told, 'other', 'America/New_York')?.equals(right))
  assert.equal(timeIn({ expired_at: 'soon' }, 'expired_at', 'UTC'), null)
})

test('An event of package codes that is old is not believed', async () => {
  const clock = movedClock(instant('2027-03-10T12:00+09:00'))
  const { supplier, event, stop } = await codes(clock)
  const { body, headers } = event(CARD)
  const raw = new TextEncoder().encode(body)
  clock.advance(EVENT_AGE_SECONDS_MAX)
  assert.equal((await supplier.readEvent(raw, headers)).kind, 'card')
  clock.advance(1)
  assert.equal((await supplier.readEvent(raw, headers)).kind, 'forged')
  await stop()
})

/** A server that answers each path as it is told, whatever was asked for. */
async function serving(answers: Readonly<Record<string, (answer: ServerResponse) => void>>) {
  const server = createServer((asked, answer) => {
    asked.resume()
    const [path = ''] = (asked.url ?? '').split('?')
    answers[`${asked.method} ${path}`]?.(answer)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { apiBase, stop }
}

const json = (status: number, body: unknown) => (answer: ServerResponse) =>
  void answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

suite('An answer that can not be read refuses nothing', () => {
  const clock = movedClock(instant('2027-03-10T12:00+09:00'))
  const asked = { key: KEY, iccid: CARD, plan: PLAN }
  const topUpAt = async (answer: (answer: ServerResponse) => void) => {
    const { apiBase, stop } = await serving({ 'POST /api/v1/open/esim/topup': answer })
    const told = await createCodeTopUp({ name: NAME, apiBase, ...CODES, zone: 'UTC' }, clock).topUp(
      asked,
    )
    await stop()
    return told
  }

  test('of package codes: without a word of success, or without a code', async () => {
    for (const body of [{}, { success: false }, { success: 'no', errorCode: '200011' }]) {
      assert.deepEqual(await topUpAt(json(200, body)), { kind: 'unknown', why: 'malformed' })
    }
  })

  test('of orders: a refusal that is no answer of the wholesaler', async () => {
    const { apiBase, stop } = await serving({
      'POST /v2/token': json(200, { data: { access_token: 'token', expires_in: 3_600 } }),
      [`GET /v2/sims/${CARD}/topups`]: json(200, { data: [{ id: PLAN }] }),
      'POST /v2/orders/topups': (answer) => void answer.writeHead(409).end('<h1>Conflict</h1>'),
    })
    const settings = { name: NAME, apiBase, ...PARTNER, signatureHeader: 'x', zone: 'UTC' }
    const told = await createPartnerOrders(settings, clock).topUp(asked)
    assert.deepEqual(told, { kind: 'unknown', why: 'malformed' })
    await stop()
  })

  test('longer than anything a wholesaler says', async () => {
    let sent = 0
    const told = await topUpAt((answer) => {
      answer.writeHead(200)
      const more = () => {
        while (!answer.destroyed && answer.write(Buffer.alloc(65_536, 32))) sent += 65_536
        answer.once('drain', more)
      }
      more()
    })
    assert.deepEqual(told, { kind: 'unknown', why: 'unreachable' })
    assert.ok(sent < 64 * ANSWER_BYTES_MAX)
  })
})

test('A volume that is left empty is not known', () => {
  assert.equal(volumeIn({ remaining: '' }, 'remaining', 1n), null)
  assert.equal(volumeIn({ remaining: '0' }, 'remaining', 1n), 0n)
})
