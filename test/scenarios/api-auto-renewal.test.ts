/** Auto-renewal through the API: read, agreed to, replaced, refused, ended, and renewed in time. */
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { SYSTEM } from '../../src/app/origin.ts'
import { renewWhatIsDue } from '../../src/app/sweeps/auto-renewal.ts'
import { AutoRenewal } from '../../src/channels/api/schemas/auto-renewal.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { DEFAULT_PREFERENCES } from '../../src/domain/notice/preferences.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { DAY, partnerRenewal, TERMS } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { asker, holds, problem } from './api-asking.ts'
import { openApi, type ApiWorld } from './api-world.ts'

const SECONDS_A_DAY = 86_400

let world: ApiWorld
let line: string
const { ask, sell } = asker(() => world)

beforeEach(async () => {
  world = await openApi()
  sell({ ...DAY, channels: ['web', 'api', 'auto'] })
  const { ids, door, clock } = world.app
  const account: Account = {
    id: ids.next(),
    person: ids.next(),
    mailbox: ids.next(),
    language: 'en',
    country: null,
    lines: [],
    createdAt: clock.now(),
    notices: DEFAULT_PREFERENCES,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  line = await world.addLine({ holder: account.id })
  const lot = {
    id: ids.next<never>(),
    account: account.id,
    source: { kind: 'goodwill', order: null },
    granted: yen(1_000),
    left: yen(1_000),
    grantedAt: clock.now(),
    expiresAt: plusDays(clock.now(), 30),
  } as const
  const homes = [{ kind: 'account', id: account.id }] as const
  const changes = [
    { table: 'accounts', row: account },
    { table: 'points_lots', row: lot },
  ] as const
  await door.ask(writeRows, { homes, changes }, SYSTEM)
  await door.ask(renewByPartner, partnerRenewal(line as never, ids), SYSTEM)
})

function wish(over: object = {}) {
  return {
    offer: { id: DAY.id, version: DAY.version },
    expectedPrice: { amount: 550, currency: 'JPY' },
    acceptedTerms: [{ kind: TERMS.kind, version: TERMS.version, hash: TERMS.hash }],
    language: 'en',
    means: { kind: 'points' },
    trigger: { kind: 'at_end' },
    monthlyCap: { amount: 5_000, currency: 'JPY' },
    ...over,
  }
}

let attempts = 0

function put(body: object, on = line, once = `set-${(attempts += 1)}`) {
  const url = `/lines/${on}/auto-renewal`
  return ask(url, { method: 'PUT', payload: body, headers: { 'idempotency-key': once } })
}

function end(on = line) {
  const headers = { 'idempotency-key': `end-${(attempts += 1)}` }
  return ask(`/lines/${on}/auto-renewal`, { method: 'DELETE', headers })
}

const read = async () => holds(AutoRenewal, await ask(`/lines/${line}/auto-renewal`))

test('It is off, and says what a new one could be paid with and under which terms', async () => {
  const { state, mandate, terms, points, methods } = await read()
  assert.deepEqual(
    { state, mandate, points, methods },
    { state: 'off', mandate: null, points: 1_000, methods: [] },
  )
  assert.deepEqual(
    terms.map(({ kind }) => kind),
    [TERMS.kind],
  )
})

test('Agreed to, it charges nothing before its time, then renews once and says so', async () => {
  const set = holds(AutoRenewal, await put(wish({ noticeHours: 12 })))
  assert.equal(set.state, 'on')
  assert.equal(set.mandate?.noticeHours, 12)
  assert.notEqual(set.mandate?.chargesAt, null)
  await renewWhatIsDue(world.app)
  assert.equal((await read()).points, 1_000)
  world.clock.advance(SECONDS_A_DAY - 60)
  await renewWhatIsDue(world.app)
  const after = await read()
  assert.equal(after.points, 450)
  assert.deepEqual(after.mandate?.spentThisMonth, { amount: 550, currency: 'JPY' })
})

test('The same attempt twice is one mandate; another takes the place of the first', async () => {
  const first = holds(AutoRenewal, await put(wish(), line, 'once'))
  const again = await put(wish(), line, 'once')
  assert.equal(again.headers['idempotent-replayed'], 'true')
  assert.equal(holds(AutoRenewal, again).mandate?.id, first.mandate?.id)
  problem(await put(wish({ trigger: { kind: 'at_zero' } }), line, 'once'), 'key_reused')
  const other = holds(AutoRenewal, await put(wish({ trigger: { kind: 'at_share', percent: 10 } })))
  assert.notEqual(other.mandate?.id, first.mandate?.id)
})

test('Each reason against it is told', async () => {
  problem(await put(wish({ expectedPrice: { amount: 500, currency: 'JPY' } })), 'price_changed')
  problem(await put(wish({ acceptedTerms: [] })), 'terms_not_accepted')
  problem(await put(wish({ offer: { id: 'month', version: 1 } })), 'offer_not_in_channel')
  problem(await put(wish({ offer: { id: 'none', version: 1 } })), 'offer_unknown')
  problem(await put(wish({ monthlyCap: { amount: 549, currency: 'JPY' } })), 'cap_below_price')
  const method = '00000000-0000-7000-8000-000000000000'
  problem(await put(wish({ means: { kind: 'kept', method } })), 'means_unknown')
  problem(await put(wish({ means: { kind: 'kept', method: 'x' } })), 'invalid_request')
  problem(await put(wish({ trigger: { kind: 'at_share', percent: 51 } })), 'invalid_request')
  problem(await put(wish(), world.line), 'line_without_holder')
  problem(await put(wish(), 'unknown'), 'line_unknown')
  problem(await end(), 'no_mandate')
  assert.equal((await read()).state, 'off')
})

test('Ended, it stays to be read, with the reason, and nothing is charged', async () => {
  holds(AutoRenewal, await put(wish()))
  const ended = holds(AutoRenewal, await end())
  assert.equal(ended.state, 'stopped')
  assert.equal(ended.mandate?.endedWhy, 'by_owner')
  world.clock.advance(2 * SECONDS_A_DAY)
  await renewWhatIsDue(world.app)
  assert.equal((await read()).points, 1_000)
})

test('Reading needs lines:read, changing needs orders:write', async () => {
  const key = world.keyWith('lines:read')
  assert.equal((await ask(`/lines/${line}/auto-renewal`, { key })).statusCode, 200)
  const headers = { 'idempotency-key': 'no scope' }
  const url = `/lines/${line}/auto-renewal`
  problem(await ask(url, { key, method: 'PUT', payload: wish(), headers }), 'scope_missing')
  problem(await ask(url, { key, method: 'DELETE', headers }), 'scope_missing')
})
