/**
 * A second opinion on both stores: the same random commands, in the same bursts, leave the same
 * rows in memory and in PostgreSQL, and every caller the same answer.
 */
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { createDoor, type Door } from '../../src/app/door/door.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { placeOrder, type PlaceOrder } from '../../src/app/orders/place-order.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { Ids } from '../../src/app/ports.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { KeptMethodId, LineId } from '../../src/domain/basics/ids.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import { usageKey } from '../../src/domain/charging/request.ts'
import type { ProviderPayment, ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  megabyte,
  MONTH,
  partnerRenewal,
  placing,
  requestFor,
  settlingIds,
  START,
  usageReport,
} from './catalogue.ts'
import { assertSame } from './same.ts'
import { openMemory, openPostgres, writeRows, type OpenStore } from './stores.ts'

const RUNS = 25
const LINES = 3
const DAY_SECONDS = 86_400

let stores: readonly OpenStore[]
let runs = 0

before(async () => {
  stores = [await openMemory(), await openPostgres()]
})
after(() => Promise.all(stores.map((store) => store.close())))

const anyStep = fc.record({
  what: fc.constantFrom('place', 'pay', 'fail', 'cancel', 'partner', 'report', 'report', 'end'),
  line: fc.nat({ max: LINES - 1 }),
  /** Few keys, sequences and orders, so that they come again. */
  which: fc.nat({ max: 4 }),
  month: fc.boolean(),
  megabytes: fc.constantFrom(0, 1, 999, 1_000, 1_001, 6_000),
})
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

const anyBurst = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 8 }),
  thenSeconds: fc.constantFrom(0, 1, 3_600, DAY_SECONDS - 1, DAY_SECONDS, 40 * DAY_SECONDS),
})
type Burst = typeof anyBurst extends fc.Arbitrary<infer Value> ? Value : never

test('The same commands leave the same rows in memory and in PostgreSQL', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyBurst, { minLength: 1, maxLength: 6 }), async (bursts) => {
      runs += 1
      const [memory, postgres] = await Promise.all(stores.map((store) => tell(store, bursts, runs)))
      assertSame(memory, postgres)
    }),
    { numRuns: RUNS },
  )
})

interface Teller {
  readonly door: Door
  /** Of rows, in the order of asking. */
  readonly ids: Ids
  readonly lines: readonly LineId[]
  readonly placed: PlaceOrder[]
}

/** Everything that the store and its callers know in the end. */
async function tell(store: OpenStore, bursts: readonly Burst[], run: number) {
  const clock = createTestClock()
  const ids = createTestIds(2 * run)
  // What the door mints depends on its groups; it stays apart.
  const ports = { clock, ids: createTestIds(2 * run + 1), catalogue: () => CATALOGUE }
  const door = createDoor({ ...ports, store: store.store })
  const lines = Array.from({ length: LINES }, () => ids.next<LineId>())
  for (const id of lines) await plant(door, id)
  await store.takeJobs()
  const teller: Teller = { door, ids, lines, placed: [] }
  const answers: unknown[] = []
  for (const { steps, thenSeconds } of bursts) {
    answers.push(...(await Promise.all(steps.map(async (step) => ask(teller, step)))))
    clock.advance(thenSeconds)
  }
  const jobs = (await store.takeJobs()).map(({ task, payload }) =>
    JSON.stringify([task, Object.entries(payload).toSorted()]),
  )
  const known = await Promise.all(lines.map((line) => knownOf(store, line)))
  return { answers, jobs: jobs.toSorted(), known }
}

function plant(door: Door, id: LineId) {
  const homes = [{ kind: 'line', id }] as const
  const changes = [{ table: 'lines', row: freshLine(id) }] as const
  return door.ask(writeRows, { homes, changes }, SYSTEM)
}

function ask(teller: Teller, { what, line: index, which, month, megabytes }: Step) {
  const { door, ids, lines, placed } = teller
  const line = lines[index] as LineId
  const offer = month ? MONTH : DAY
  const web = { ...SYSTEM, channel: 'web', key: `key ${which}` } as const
  const target = placed[which]
  switch (what) {
    case 'place': {
      const input = { ...placing(line, ids), request: requestFor(offer, { startNow: which === 0 }) }
      placed.push(input)
      return door.ask(placeOrder, input, web)
    }
    case 'partner':
      return door.ask(renewByPartner, partnerRenewal(line, ids, offer), web)
    case 'report':
    case 'end': {
      const told = {
        sequence: String(which),
        usedBytes: bytes(BigInt(megabytes) * megabyte),
        moment: what === 'end' ? 'end' : 'update',
        sessionKey: month ? 'one' : 'other',
        framedAddress: `10.0.0.${index}`,
      } as const
      const input = usageReport(line, ids, told)
      const key = usageKey(input.request)
      return door.ask(chargeLine, input, { channel: 'network', actor: 'network:n', key })
    }
    case 'cancel': {
      if (target === undefined) return null
      const end = { line: target.line, order: target.ids.order, why: 'cancelled' } as const
      return door.ask(endOrder, end, { ...web, key: null })
    }
    case 'pay':
    case 'fail': {
      if (target === undefined) return null
      const { order, payment } = target.ids
      const told =
        what === 'pay' ? paid(target) : ({ state: 'failed', reason: 'declined' } as const)
      const keptMethod = ids.next<KeptMethodId>()
      const learned = {
        line: target.line,
        order,
        payment,
        told,
        keeper: null,
        ids: { ...settlingIds(ids), keptMethod },
      }
      // An order that was refused, or replayed, has no payment of these ids: a fault in both.
      return door.ask(learnPayment, learned, SYSTEM).catch(String)
    }
  }
}

function paid({ request }: PlaceOrder): ProviderPayment {
  return {
    state: 'succeeded',
    amount: request.shownPrice,
    claimedAt: START,
    charge: 'ch_1' as ProviderReference,
    means: null,
    fee: null,
    kept: null,
    disputes: [],
  }
}

async function knownOf(store: OpenStore, line: LineId) {
  return {
    state: await store.reads.line(line),
    packs: await store.packs(line),
    usage: await store.usage(line),
    postings: await store.postings(line),
    journal: await store.journal(line),
    orders: await store.reads.orders(line, { limit: 1_000, before: null }),
    days: await store.reads.usageDays(line, START, plusDays(START, 1_000)),
    changed: [...(await store.reads.lastChange([line]))],
  }
}
