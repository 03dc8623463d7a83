/** What every wholesaler adapter must do, told over real HTTP against a wholesaler of its shape. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import type { Behaviour, Shelf } from '../../src/adapters/wholesale/sandbox/wholesaler.ts'
import type { WholesaleSupplier } from '../../src/app/fulfilment/ports.ts'
import type { Clock } from '../../src/app/ports.ts'
import type { OrderId } from '../../src/domain/basics/ids.ts'
import { instant, plusDays, plusSeconds, type Instant } from '../../src/domain/basics/time.ts'
import { parseIccid, type Iccid } from '../../src/domain/line/iccid.ts'

export const PLAN = 'jp-3gb-30d'
const GIB = 1_073_741_824n
const KEY = '01980000-0000-7000-8000-000000000001' as OrderId

export interface Wholesaler {
  readonly supplier: WholesaleSupplier
  readonly shelf: Shelf
  event(iccid: string): { readonly body: string; readonly headers: Record<string, string> }
  /** Nobody listens any more. */
  stop(): Promise<void>
}

export interface MovedClock extends Clock {
  advance(seconds: number): void
}

export function movedClock(from: Instant): MovedClock {
  let now = from
  return { now: () => now, advance: (seconds) => (now = plusSeconds(now, seconds)) }
}

export function iccidOf(text: string): Iccid {
  const parsed = parseIccid(text)
  assert.ok(parsed.ok)
  return parsed.value
}

export const CARD = iccidOf('8981100123456789017')

let clock: MovedClock
let given: Wholesaler
const behave = (kind: Exclude<Behaviour['kind'], 'refuses'>) => (given.shelf.behaviour = { kind })
const topUp = () => given.supplier.topUp({ key: KEY, iccid: CARD, plan: PLAN })
const read = (ref: string | null = null) => given.supplier.readTopUp({ key: KEY, ref, iccid: CARD })

interface RefusingCodes {
  readonly outOfStock: number
  readonly noCredit: number
}

export function wholesaleContract(
  name: string,
  start: (clock: MovedClock) => Promise<Wholesaler>,
  codes: RefusingCodes,
): void {
  describe(name, () => {
    beforeEach(async () => {
      clock = movedClock(instant('2027-03-10T12:00+09:00'))
      given = await start(clock)
    })
    afterEach(() => given.stop())

    toppingUp()
    troubles(codes)
    telling()
  })
}

function toppingUp(): void {
  test('tops up a card, and finds what it did by our name for it', async () => {
    const told = await topUp()
    assert.equal(told.kind, 'done')
    assert.deepEqual(await read(), told)
    assert.equal(given.shelf.topUps.length, 1)
  })

  test('says that a top-up is taken on, and when it is there', async () => {
    behave('slow')
    assert.equal((await topUp()).kind, 'accepted')
    assert.equal((await read()).kind, 'accepted')
    given.shelf.finishAll()
    assert.equal((await read()).kind, 'done')
  })

  test('does not know when the answer is lost, and finds it by reading', async () => {
    behave('loses_answer')
    assert.equal((await topUp()).kind, 'unknown')
    behave('well')
    assert.equal((await read()).kind, 'done')
    assert.equal(given.shelf.topUps.length, 1)
  })

  test('does not know when the request is lost, and reads that it is absent', async () => {
    behave('loses_request')
    assert.equal((await topUp()).kind, 'unknown')
    behave('well')
    assert.equal((await read()).kind, 'absent')
  })

  test('asked twice with one key, tops up once, where it knows keys', async (context) => {
    if (!given.supplier.knowsKeys) return context.skip('it is asked once only')
    const first = await topUp()
    assert.deepEqual(await topUp(), first)
    assert.equal(given.shelf.topUps.length, 1)
  })

  test('a server that fails has done nothing that we know of', async () => {
    behave('broken')
    assert.ok(['unknown', 'later'].includes((await topUp()).kind))
    assert.equal((await read()).kind, 'unknown')
  })
}

function troubles(refusing: RefusingCodes): void {
  test('waits as long as it is told to', async () => {
    behave('limited')
    const told = await topUp()
    assert.deepEqual(told, { kind: 'later', why: 'rate_limited', seconds: 30 })
    assert.equal(given.shelf.topUps.length, 0)
  })

  test('where nobody listens, nothing was sent', async () => {
    await given.stop()
    const told = await topUp()
    assert.ok(told.kind === 'later' && told.why === 'unreachable')
  })

  test('refuses for good what is out of stock, and for now what lacks our credit', async () => {
    given.shelf.behaviour = { kind: 'refuses', code: refusing.outOfStock }
    assert.deepEqual(await topUp(), { kind: 'refused', why: 'out_of_stock' })
    given.shelf.behaviour = { kind: 'refuses', code: refusing.noCredit }
    const told = await topUp()
    assert.ok(told.kind === 'later' && told.why === 'no_credit')
  })

  test('refuses a plan that it does not have, and a card that is another now', async () => {
    const other = { key: KEY, iccid: CARD, plan: 'jp-9gb-9d' }
    assert.deepEqual(await given.supplier.topUp(other), { kind: 'refused', why: 'out_of_stock' })
    given.shelf.card(CARD).recycled = true
    assert.deepEqual(await topUp(), { kind: 'refused', why: 'card_unknown' })
  })
}

function telling(): void {
  test('tells what is left, in bytes, and until when, by the second', async () => {
    await topUp()
    given.shelf.card(CARD).bytesUsed = GIB
    const answer = await given.supplier.readUsage(CARD)
    assert.ok(answer.kind === 'told')
    const { bytesLeft, bytesTotal, until, status, asOf } = answer.usage
    assert.deepEqual([bytesLeft, bytesTotal, status], [2n * GIB, 3n * GIB, 'active'])
    assert.ok(until?.equals(plusDays(instant('2027-03-10T12:00+09:00'), 30)))
    assert.ok(asOf.equals(clock.now()))
  })

  test('has no end and nothing left before its first top-up', async () => {
    const answer = await given.supplier.readUsage(CARD)
    assert.ok(answer.kind === 'told')
    assert.equal(answer.usage.until, null)
    assert.equal(answer.usage.status, 'not_active')
  })

  test('is asked for the usage of a card once in a quarter of an hour', async () => {
    const { supplier, shelf } = given
    const asked = () => [...shelf.calls.values()].reduce((sum, count) => sum + count, 0)
    assert.equal((await supplier.readUsage(CARD)).kind, 'told')
    const before = asked()
    clock.advance(supplier.usageEverySeconds - 1)
    assert.deepEqual(await supplier.readUsage(CARD), {
      kind: 'later',
      why: 'rate_limited',
      seconds: 1,
    })
    assert.equal(asked(), before, 'nobody was asked')
    clock.advance(1)
    assert.equal((await supplier.readUsage(CARD)).kind, 'told')
  })

  test('believes an event only when its signature is right, and only whom it is about', async () => {
    const { supplier } = given
    const { body, headers } = given.event(CARD)
    const raw = new TextEncoder().encode(body)
    assert.deepEqual(await supplier.readEvent(raw, headers), { kind: 'card', iccid: CARD })
    const other = new TextEncoder().encode(body.replace('8981100', '8981200'))
    assert.deepEqual(await supplier.readEvent(other, headers), { kind: 'forged' })
    assert.deepEqual(await supplier.readEvent(raw, {}), { kind: 'forged' })
    const nobody = given.event('no card')
    const ofNobody = new TextEncoder().encode(nobody.body)
    assert.deepEqual(await supplier.readEvent(ofNobody, nobody.headers), { kind: 'ignored' })
  })
}
