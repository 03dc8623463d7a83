/**
 * Disputes through the real commands on both stores: raised once with evidence, taken, decided with
 * their money in the same transaction or not at all, found late once, and looked up.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { addDisputeWords, markDisputeLate, withdrawDispute } from '../../src/app/disputes/follow.ts'
import { gather } from '../../src/app/disputes/gathering.ts'
import { raiseDispute } from '../../src/app/disputes/raise.ts'
import { openWords, sealWords } from '../../src/app/disputes/words.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import {
  decideDispute,
  takeDispute,
  type AskedOutcome,
  type DecideDispute,
} from '../../src/app/staff/disputes.ts'
import { overdueDisputes } from '../../src/app/sweeps/disputes.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { bytes, gigabytes } from '../../src/domain/basics/data-volume.ts'
import type { AnomalyId, DisputeId, LineId, OrderId } from '../../src/domain/basics/ids.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { jstDate } from '../../src/domain/basics/time.ts'
import type { DisputeSubject } from '../../src/domain/dispute/dispute.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import { careWorld, holder, withSecond, type CareWorld } from './care-world.ts'
import { MONTH, requestFor, settlingIds } from './catalogue.ts'
import { write } from './rows-asked.ts'
import type { OpenStore } from './stores.ts'
import { asked, balance, placed, putStaff, seen } from './till-world.ts'

export function disputesContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Disputes on the ${name} store`, () => {
    let open: OpenStore
    let world: Desk
    before(async () => {
      open = await openStore()
      const ground = await careWorld(open)
      const agent = await putStaff(ground, 'agent', null)
      world = { ...ground, agent, boss: await putStaff(ground, 'operator', null) }
    })
    beforeEach(async () => {
      await seen(world)
      await open.takeJobs()
    })
    after(() => open.close())
    raisingContract(() => world)
    findingContract(() => world)
    followingContract(() => world)
    decidingContract(() => world)
    refusedMoneyContract(() => world)
    lateContract(() => world)
  })
}

/** With an agent and the operator: both may settle anywhere. */
interface Desk extends CareWorld {
  readonly agent: StaffActing
  readonly boss: StaffActing
}

interface Bought {
  readonly account: Account
  readonly line: LineId
  readonly order: OrderId
}

/** Paid online by somebody who holds the line. */
async function bought(world: Desk): Promise<Bought> {
  const { account, line } = await holder(world)
  const order = await boughtFor(world, { account, line: line.id })
  await world.open.takeJobs()
  return { account, line: line.id, order }
}

async function boughtFor(
  world: Desk,
  { account, line }: { readonly account: Account; readonly line: LineId },
): Promise<OrderId> {
  const buyer = { kind: 'account', account: account.id } as const
  const { order, payment } = await placed(world, line, { ...requestFor(MONTH), buyer })
  const told = {
    state: 'succeeded',
    amount: MONTH.price,
    claimedAt: world.clock.now(),
    charge: `charge ${order}` as ProviderReference,
    means: null,
    fee: null,
    kept: null,
    disputes: [],
  } as const
  const ids = { ...settlingIds(world.ids), keptMethod: world.ids.next() } as never
  const learned = { line, order, payment, told, keeper: account.id, ids }
  const settled = await world.door.ask(learnPayment, learned, SYSTEM)
  assert.ok(settled.ok, JSON.stringify(toJson(settled)))
  return order
}

async function raising(
  world: Desk,
  { account, line, order }: Bought,
  over: { about?: DisputeSubject; key?: string | null; words?: string; id?: DisputeId } = {},
) {
  const { about = { kind: 'order', order } as const, key = null, words = '' } = over
  const { app } = world
  const input = {
    id: over.id ?? world.ids.next<DisputeId>(),
    line,
    account: account.id,
    about,
    anomaly: null,
    words: await sealWords(app, account.id, words),
    gathered: await gather(app, line, about),
  }
  const origin = { channel: 'web', actor: `account:${account.id}`, key } as const
  return world.door.ask(raiseDispute, input, origin)
}

async function raised(world: Desk, own: Bought) {
  const answer = await raising(world, own)
  assert.ok(answer.ok, JSON.stringify(toJson(answer)))
  return { line: own.line, dispute: answer.value.id }
}

type Ref = Awaited<ReturnType<typeof raised>>

const disputeOf = async (world: Desk, { line, dispute }: Ref) =>
  present(await world.open.reads.dispute(line, dispute), 'it was raised')

function raisingContract(world: () => Desk): void {
  test('One is raised with evidence, told once, and again under its key is the same', async () => {
    const own = await bought(world())
    const once = await raising(world(), own, { key: 'tap', words: 'I bought it once.' })
    const again = await raising(world(), own, { key: 'tap' })
    assert.ok(once.ok && again.ok)
    assert.deepEqual(again.value, once.value)
    assert.equal(again.replayed, true)
    const ref = { line: own.line, dispute: once.value.id }
    const dispute = await disputeOf(world(), ref)
    const kinds = dispute.evidence.map(({ kind }) => kind)
    for (const kind of ['order', 'payment', 'agreement', 'journal'] as const) {
      assert.ok(kinds.includes(kind), kind)
    }
    assert.doesNotMatch(JSON.stringify(toJson(dispute)), /I bought it once/)
    const { app } = world()
    assert.equal(await openWords(app, own.account.id, dispute.words), 'I bought it once.')
    const jobs = await world().open.takeJobs()
    assert.deepEqual(
      jobs.map(({ task }) => task),
      ['notice'],
    )
    const [entry] = await app.reads.disputesOf([own.line], 10)
    assert.deepEqual(entry, dispute)
    assert.ok((await app.reads.openDisputes(100)).some(({ id }) => id === dispute.id))
  })

  test('A second one of the same, a stranger’s and one about nothing are refused', async () => {
    const own = await bought(world())
    const { dispute } = await raised(world(), own)
    const twice = await raising(world(), own)
    assert.deepEqual(twice.ok ? null : twice.refusal, { code: 'already_disputed', dispute })
    const other = await bought(world())
    const foreign = await raising(world(), { ...own, account: other.account })
    assert.deepEqual(foreign.ok ? null : foreign.refusal, { code: 'line_unknown' })
    const elsewhere = await raising(world(), { ...own, order: other.order })
    assert.deepEqual(elsewhere.ok ? null : elsewhere.refusal, { code: 'order_unknown' })
    const day = jstDate(world().clock.now())
    const unused = await raising(world(), own, { about: { kind: 'usage', day } })
    assert.equal(unused.ok ? null : unused.refusal.code, 'nothing_used')
  })
}

function findingContract(world: () => Desk): void {
  test('What was found odd about it becomes part of it, and is answered by it', async () => {
    const own = await bought(world())
    const at = world().clock.now()
    const found = {
      id: world().ids.next<AnomalyId>(),
      line: own.line,
      account: own.account.id,
      finding: { kind: 'price_differs', order: own.order, charged: yen(2), listed: yen(1) },
      aboutAt: at,
      foundAt: at,
      feedback: null,
    } as const
    const home = { kind: 'line', id: own.line } as const
    await write(world(), home, [{ table: 'anomalies', row: found }])
    const dispute = await disputeOf(world(), await raised(world(), own))
    assert.equal(dispute.anomaly, found.id)
    assert.equal(dispute.evidence[0]?.facts['finding'], 'price_differs')
    const answered = await world().app.reads.anomaly(own.line, found.id)
    assert.equal(answered?.feedback?.says, 'disputed')
  })

  test('A day’s usage is weighed with the days before it', async () => {
    const own = await bought(world())
    const day = jstDate(world().clock.now())
    const { reads } = world().app
    const usageDays = async () =>
      [3, 1, 2, 9].map((gigabyte, place) => ({
        date: day.subtract({ days: 3 - place }),
        bytes: gigabytes(gigabyte),
      }))
    const app = { reads: { ...reads, usageDays } }
    const { evidence, bytes: used } = await gather(app, own.line, { kind: 'usage', day })
    assert.equal(used, gigabytes(9))
    assert.deepEqual(evidence[0]?.facts, {
      day: day.toString(),
      bytes: gigabytes(9),
      usual: gigabytes(2),
      reports: 0,
      sessions: 0,
    })
    const none = await gather({ reads }, own.line, { kind: 'usage', day })
    assert.equal(none.bytes, bytes(0))
  })
}

function followingContract(world: () => Desk): void {
  test('More is said once, and only by whose it is; withdrawn, it is over', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    const { app, door } = world()
    const words = present(await sealWords(app, own.account.id, 'Look.'), 'it was said')
    const account = own.account.id
    const said = await door.ask(addDisputeWords, { ...ref, account, words }, SYSTEM)
    assert.ok(said.ok)
    const twice = await door.ask(addDisputeWords, { ...ref, account, words }, SYSTEM)
    assert.equal(twice.ok ? null : twice.refusal.code, 'dispute_words_said')
    const other = (await holder(world())).account.id
    const foreign = await door.ask(withdrawDispute, { ...ref, account: other }, SYSTEM)
    assert.equal(foreign.ok ? null : foreign.refusal.code, 'dispute_not_open')
    assert.ok((await door.ask(withdrawDispute, { ...ref, account }, SYSTEM)).ok)
    assert.equal((await disputeOf(world(), ref)).state.kind, 'withdrawn')
    const late = await door.ask(withdrawDispute, { ...ref, account }, SYSTEM)
    assert.equal(late.ok ? null : late.refusal.code, 'dispute_not_open')
    assert.ok((await raising(world(), own)).ok, 'it may be contested again')
  })

  test('Whoever takes it looks after it; that somebody does is told once', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    await world().open.takeJobs()
    const { agent, boss } = world()
    for (const by of [agent, agent, boss]) {
      const input = { ...ref, staff: by.staff }
      assert.ok((await asked(world(), takeDispute, by, { input })).ok)
    }
    const { owner, steps } = await disputeOf(world(), ref)
    assert.equal(owner, boss.staff)
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      ['raised', 'taken'],
    )
    assert.equal((await world().open.takeJobs()).length, 1)
  })
}

async function deciding(
  world: Desk,
  own: Bought,
  given: {
    readonly ref: Ref
    readonly outcome: AskedOutcome
    readonly text?: string
    readonly key?: string | null
    readonly isByTwo?: boolean
  },
) {
  const { ref, outcome, text = 'You are right.', key = null, isByTwo = false } = given
  const { boss, sato } = world
  const acting = isByTwo ? withSecond(boss, sato) : boss
  const words = await sealWords(world.app, own.account.id, text)
  const account = own.account.id
  const input: DecideDispute = { ...ref, staff: boss.staff, account, outcome, words }
  return asked(world, decideDispute, acting, { input, key })
}

function refunding(world: Desk, own: Bought, amount: bigint): AskedOutcome {
  const ids = { refund: world.ids.next(), postings: world.ids.next() } as never
  const ask = {
    kind: 'goodwill',
    amount: yen(amount),
    revoke: true,
    reason: 'duplicate',
  } as const
  const { line, order } = own
  const refund = { line, order, ask, shownAmount: yen(amount), earner: null, ids }
  return { kind: 'refunded', refund }
}

function decidingContract(world: () => Desk): void {
  test('With a refund: order, book and dispute move together, once', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    await world().open.takeJobs()
    const outcome = refunding(world(), own, 2_000n)
    const given = { ref, outcome, key: 'give', isByTwo: true }
    const once = await deciding(world(), own, given)
    assert.ok(once.ok, JSON.stringify(toJson(once)))
    const again = await deciding(world(), own, given)
    assert.ok(again.ok && again.replayed)
    const { state, owner } = await disputeOf(world(), ref)
    assert.ok(state.kind === 'decided' && state.outcome.kind === 'refunded')
    assert.equal(state.outcome.amount, 2_000n)
    assert.equal(owner, world().boss.staff)
    const known = present(await world().app.reads.order(own.line, own.order), 'it is kept')
    assert.deepEqual(
      known.order.refunds.map(({ id, amount }) => [id, amount]),
      [[state.outcome.refund, 2_000n]],
    )
    assert.equal(await balance(world(), own.line, 'refunds_due'), -2_000n)
    const tasks = (await world().open.takeJobs()).map(({ task }) => task)
    assert.ok(tasks.includes('refund') && tasks.includes('notice'), tasks.join(' '))
    const second = await deciding(world(), own, { ref, outcome: { kind: 'explained' } })
    assert.equal(second.ok ? null : second.refusal.code, 'dispute_not_open')
  })

  test('With points: they are the holder’s, from the same instant', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    const lot = world().ids.next() as never
    const outcome = { kind: 'adjusted', points: yen(300n), lot } as const
    assert.ok((await deciding(world(), own, { ref, outcome })).ok)
    const { lots } = await world().app.reads.account(own.account.id)
    assert.equal(lots.find(({ id }) => id === lot)?.left, 300n)
    assert.equal((await disputeOf(world(), ref)).state.kind, 'decided')
  })

  test('With words: they are needed, and opened by their person’s key alone', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    const outcome = { kind: 'explained' } as const
    const silent = await deciding(world(), own, { ref, outcome, text: ' ' })
    assert.equal(silent.ok ? null : silent.refusal.code, 'dispute_words_needed')
    assert.ok((await deciding(world(), own, { ref, outcome, text: 'It was one pack.' })).ok)
    const { state } = await disputeOf(world(), ref)
    const words = state.kind === 'decided' ? state.words : null
    assert.equal(words?.person, own.account.person)
    assert.equal(await openWords(world().app, own.account.id, words), 'It was one pack.')
  })
}

function refusedMoneyContract(world: () => Desk): void {
  test('Money that is refused leaves the dispute open and the book as it was', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    const before = await world().open.postings(own.line)
    const tooMuch = refunding(world(), own, MONTH.price + 1n)
    const large = await deciding(world(), own, { ref, outcome: tooMuch, isByTwo: true })
    assert.equal(large.ok ? null : large.refusal.code, 'refund_too_large')
    const alone = await deciding(world(), own, { ref, outcome: refunding(world(), own, 2_001n) })
    assert.equal(alone.ok ? null : alone.refusal.code, 'second_person_needed')
    const other = await bought(world())
    const foreign = refunding(world(), { ...other, line: own.line }, 100n)
    const elsewhere = await deciding(world(), own, { ref, outcome: foreign })
    assert.equal(elsewhere.ok ? null : elsewhere.refusal.code, 'order_unknown')
    const many = { kind: 'adjusted', points: yen(5_001n), lot: world().ids.next() } as never
    const points = await deciding(world(), own, { ref, outcome: many })
    assert.equal(points.ok ? null : points.refusal.code, 'points_out_of_bounds')
    assert.equal((await disputeOf(world(), ref)).state.kind, 'open')
    assert.deepEqual(await world().open.postings(own.line), before)
  })

  test('A commit that breaks leaves neither an answer nor money', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    world().open.breakNext('before_commit')
    const outcome = refunding(world(), own, 500n)
    const given = { ref, outcome, key: 'broken' }
    await deciding(world(), own, given).catch(() => null)
    const again = await deciding(world(), own, given)
    assert.ok(again.ok, JSON.stringify(toJson(again)))
    const known = present(await world().app.reads.order(own.line, own.order), 'it is kept')
    assert.equal(known.order.refunds.length, 1)
    assert.equal((await disputeOf(world(), ref)).state.kind, 'decided')
    assert.equal(await balance(world(), own.line, 'refunds_due'), -500n)
  })
}

function lateContract(world: () => Desk): void {
  test('Late from the promised instant on, it is found and told once', async () => {
    const own = await bought(world())
    const ref = await raised(world(), own)
    const { dueAt } = await disputeOf(world(), ref)
    const { clock, door, app, open } = world()
    clock.set(dueAt.subtract({ microseconds: 1 }))
    const early = await door.ask(markDisputeLate, ref, SYSTEM)
    assert.deepEqual(early.ok && early.value, { told: false })
    clock.set(dueAt)
    await open.takeJobs()
    const due = await app.reads.disputesLate(clock.now(), 100)
    assert.ok(due.some(({ dispute }) => dispute === ref.dispute))
    assert.deepEqual((await overdueDisputes(app)).left, [])
    const found = await open.takeJobs()
    assert.ok(found.some(({ payload }) => payload['notice']?.includes(ref.dispute)))
    assert.deepEqual(await app.reads.disputesLate(clock.now(), 100), [])
    assert.equal((await overdueDisputes(app)).done, 0)
    assert.ok((await disputeOf(world(), ref)).steps.some(({ kind }) => kind === 'overdue'))
  })
}
