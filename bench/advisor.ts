/**
 * The advisor: equal to trying everything on random small cases; what it saves the demo world's
 * lines against repeating their last pack; how long it thinks over 40 offers and 60 days; and how
 * far its forecasts are from usage that was held back. No database, and no clock in what is asked.
 */
import { createMemoryReads } from '../src/adapters/memory/reads.ts'
import { createMemoryStore } from '../src/adapters/memory/memory-store.ts'
import { createVault } from '../src/adapters/system/vault.ts'
import { MASTER_KEY_BYTES } from '../src/app/vault.ts'
import { advise } from '../src/domain/advice/advise.ts'
import { bruteForce } from '../src/domain/advice/brute-force.ts'
import { smallQuestion } from '../src/domain/advice/example-questions.ts'
import { daysThatTell, needAtPace, needInWords, paceOf } from '../src/domain/advice/need.ts'
import type { Costs, Plan } from '../src/domain/advice/plan.ts'
import { PURCHASES_MAX, type Question } from '../src/domain/advice/question.ts'
import { begin } from '../src/domain/balance/chain.ts'
import { bytesLeftAt } from '../src/domain/balance/balance.ts'
import { isValidAt, type Pack } from '../src/domain/balance/pack.ts'
import { present } from '../src/domain/basics/assert.ts'
import { gigabytes } from '../src/domain/basics/data-volume.ts'
import type { ApiKeyId, MailboxId, OfferId } from '../src/domain/basics/ids.ts'
import { yen } from '../src/domain/basics/money.ts'
import { instant, jstMidnightAfter } from '../src/domain/basics/time.ts'
import { currentOffer, offersOnSale } from '../src/domain/catalogue/catalogue.ts'
import type { Offer } from '../src/domain/catalogue/offer.ts'
import { seededChance } from '../src/main/world/chance.ts'
import { CORNER_SHOP, readWorldFolder } from '../src/main/world/read-folder.ts'
import { seedWorld } from '../src/main/world/seed.ts'
import { forecastErrors } from './advisor-forecasts.ts'
import { machineLine, median, rounded, say, type Bench } from './harness.ts'

const CASES = 10_000
/** No small case needs so many. */
const NODES_SMALL = 1_000_000
const SEED = 20_261_123
const NOW = instant('2026-11-23T14:20:00+09:00')
const HORIZON_DAYS = 30
const TIMED_DAYS = 60
const TIMED_OFFERS = 40
/** Said by those of whom too little is known. */
const WORDS = gigabytes(5)

export const advisor: Bench = async ({ full }) => {
  const machine = machineLine()
  say(machine)
  const cases = full ? CASES * 5 : CASES
  const mismatches = smallCases(cases)
  const lines = await demoLines()
  const saved = savings(lines)
  const timed = thinking(lines)
  const forecasts = forecastErrors()
  return {
    bench: 'advisor',
    machine,
    runs: 1,
    ratio: saved.ratio,
    figures: { cases, mismatches, ...saved.figures, ...timed, ...forecasts },
    conserved: mismatches === 0,
  }
}

/** How many answers differ from trying everything. */
function smallCases(cases: number): number {
  let mismatches = 0
  let bought = 0
  const asked = performance.now()
  for (let index = 0; index < cases; index += 1) {
    const seed = SEED + index
    const chance = seededChance(seed)
    const question = smallQuestion((below) => chance.between(0, below - 1))
    const { plan } = advise(question, { last: null, nodesMax: NODES_SMALL })
    bought += plan.costs.purchases
    const found = valueOf(plan.costs).join()
    const tried = bruteForce(question).join()
    if (found === tried && plan.proof.kind === 'exact') continue
    mismatches += 1
    say(`case ${seed}: found ${found}, trying everything ${tried}`)
  }
  const seconds = (performance.now() - asked) / 1_000
  const each = (bought / cases).toFixed(2)
  say(`${cases} small cases from seed ${SEED}, ${each} purchases each: ${mismatches} mismatches`)
  say(`in ${seconds.toFixed(0)} s`)
  return mismatches
}

function valueOf(costs: Costs): readonly bigint[] {
  const { bytesUnserved, purchases, microsWithoutCover } = costs
  return [bytesUnserved, costs.yen, BigInt(purchases), BigInt(microsWithoutCover) * 1_000n]
}

interface DemoLine {
  readonly name: string
  readonly last: Offer | null
  readonly question: (days: number, offers?: readonly Offer[]) => Question
}

/** The sandbox's sixty lines, lived through in memory. */
async function demoLines(): Promise<readonly DemoLine[]> {
  const { catalogue, operator, world, cards } = readWorldFolder(CORNER_SHOP)
  const vault = createVault(new Uint8Array(MASTER_KEY_BYTES).fill(7))
  const store = createMemoryStore()
  const mailboxOf = (email: string) => email as MailboxId
  const partner = '01890000-0000-7000-8000-000000000001' as ApiKeyId
  const reads = createMemoryReads(store)
  const past = { catalogue, operator: operator.view, mailboxOf, partner }
  const seeded = await seedWorld({ store, reads, vault, ...past }, { world, cards, now: NOW })
  return Promise.all(
    seeded.lines.map(async ({ id, line: told }) => {
      const state = await reads.line(id)
      const line = present(state.line, 'the world has its lines')
      const packs = begin(state.packs, NOW)
      const from = jstMidnightAfter(NOW, -28)
      const usage = await reads.usageDays(id, from, jstMidnightAfter(NOW, 0))
      const isServed = packs.some((pack) => isValidAt(pack, NOW) && bytesLeftAt(pack, NOW) !== 0n)
      const pace = paceOf(daysThatTell(usage, { now: NOW, isServed }))
      const { network } = line
      const onSale = offersOnSale(catalogue, { network, channel: 'web', at: NOW })
      const paid = packs.filter((pack) => pack.origin === 'paid').toSorted(newestFirst)[0]
      const last = paid === undefined ? null : currentOffer(catalogue, paid.offer.id, NOW)
      const { suspendedDays } = present(catalogue.networks.get(network), 'a line has its network')
      const held = { line: id, now: NOW, packs, suspendedDays, purchasesMax: PURCHASES_MAX }
      const question = (days: number, offers = onSale): Question => {
        const given = { now: NOW, days }
        const need =
          pace === null
            ? needInWords(WORDS, given)
            : needAtPace(pace, { ...given, quantile: 'high' })
        return { ...held, offers, dayBytes: need.dayBytes }
      }
      return { name: `${network} ${told.story}`, last, question }
    }),
  )
}

function newestFirst(one: Pack, other: Pack): number {
  return Temporal.Instant.compare(other.deliveredAt, one.deliveredAt)
}

/** Only lines count that both serve alike: who saves by doing without saves nothing. */
function savings(lines: readonly DemoLine[]) {
  const saved: number[] = []
  let planYen = 0
  let repeatYen = 0
  let exact = 0
  for (const { name, last, question } of lines) {
    const { plan } = advise(question(HORIZON_DAYS), { last })
    if (plan.proof.kind === 'exact') exact += 1
    const repeat = plan.comparisons.find((one) => one.with === 'repeat_last')
    say(`${name.padEnd(28)} ${wordsFor(plan)}${repeat === undefined ? '' : against(repeat)}`)
    if (repeat === undefined || repeat.costs.purchases === 0) continue
    if (repeat.bytesServedMore !== 0n) continue
    saved.push(Number(repeat.yenSaved))
    planYen += Number(plan.costs.yen)
    repeatYen += Number(repeat.costs.yen)
  }
  const sum = repeatYen - planYen
  const middle = median(saved)
  say(
    `${saved.length} lines can repeat: ${sum} yen saved in ${HORIZON_DAYS} days, median ${middle}`,
  )
  const figures = {
    lines: lines.length,
    exactPlans: exact,
    linesCompared: saved.length,
    savedSumYen: sum,
    savedMedianYen: middle,
  }
  return { ratio: planYen === 0 ? null : rounded(repeatYen / planYen), figures }
}

function wordsFor({ costs, facts, proof }: Plan): string {
  const packs = facts.flatMap((fact) =>
    fact.kind === 'packs' ? fact.offers.map(({ offer, count }) => `${count} x ${offer.id}`) : [],
  )
  const sure = proof.kind === 'exact' ? '' : ` (best within ${proof.atMostYenFromBest})`
  return `${costs.yen} yen${sure}: ${packs.join(', ') || 'nothing'}`
}

function against({ costs, yenSaved, bytesServedMore }: Plan['comparisons'][number]): string {
  const more = bytesServedMore === 0n ? '' : `, serving ${bytesServedMore} bytes less`
  return `; repeating ${costs.yen}, saved ${yenSaved}${more}`
}

/** Every line over the same 40 offers and 60 days, once to warm up. */
function thinking(lines: readonly DemoLine[]) {
  const offers = fortyOffers()
  const run = () =>
    lines.map(({ last, question }) => {
      const asked = performance.now()
      const { plan, nodes } = advise(question(TIMED_DAYS, offers), { last })
      const ms = performance.now() - asked
      return { ms, nodes, exact: plan.proof.kind === 'exact' }
    })
  run()
  const runs = [...run(), ...run(), ...run()]
  const sorted = runs.map((one) => one.ms).toSorted((one, other) => one - other)
  const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? Number.NaN)
  const exact = runs.filter((one) => one.exact).length / runs.length
  say(
    `${offers.length} offers, ${TIMED_DAYS} days: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (goal 50)`,
  )
  return { offers: offers.length, p50Ms: at(0.5), p99Ms: at(0.99), exactShare: rounded(exact) }
}

/** All three networks' offers as if of one, and some again at twice the data. */
function fortyOffers(): readonly Offer[] {
  const { catalogue } = readWorldFolder(CORNER_SHOP)
  const all = [...catalogue.networks.keys()].flatMap((network) =>
    offersOnSale(catalogue, { network, channel: 'web', at: NOW }),
  )
  const doubled = all.flatMap((offer): readonly Offer[] => {
    const { grant } = offer
    if (grant.allowance.kind !== 'total') return []
    const allowance = { ...grant.allowance, bytes: plusItself(grant.allowance.bytes) }
    const price = yen((offer.price * 9n) / 5n)
    return [
      { ...offer, id: `${offer.id}-double` as OfferId, price, grant: { ...grant, allowance } },
    ]
  })
  return [...all, ...doubled].slice(0, TIMED_OFFERS)
}

function plusItself<Count extends bigint>(count: Count): Count {
  return (count + count) as Count
}
