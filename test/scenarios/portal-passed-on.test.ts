/**
 * A line passes on: its holder is forgotten, and somebody else adds the card with its code, through
 * the portal's own HTTP. The pack that runs is theirs now; what was bought and used before is not.
 */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { after, before, suite, test } from 'node:test'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { forgetPerson } from '../../src/app/accounts/forget-person.ts'
import { letIn } from '../../src/app/accounts/sign-in.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { raiseDispute } from '../../src/app/disputes/raise.ts'
import { NO_ACCOUNT } from '../../src/app/door/state.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { lineAdvice } from '../../src/app/queries/advice.ts'
import { personalData } from '../../src/app/queries/personal-data.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { DisputeId, OrderId, SignInId } from '../../src/domain/basics/ids.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { CODE, holder } from '../contracts/care-world.ts'
import { DAY, MONTH, partnerRenewal, placing, usageReport } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { Browser, openConsole, type ConsoleWorld } from './console-world.ts'

const GIGABYTE = 1_000_000_000n
const A_DAY = 86_400

suite('A line whose holder was forgotten', () => {
  let world: ConsoleWorld
  let portal: FastifyInstance
  let line: Line
  let first: Account
  let second: Account
  let buyer: Account
  let old: OrderId
  let bought: OrderId
  let used = 0n
  let reports = 0

  before(async () => {
    world = await openConsole()
    portal = await openPortal(world)
    ;({ account: first, line } = await holder(world, { language: 'en' }))
    ;({ account: second } = await holder(world, { language: 'en' }))
    ;({ account: buyer } = await holder(world, { language: 'en' }))

    const { app, clock } = world
    const renewal = partnerRenewal(line.id, app.ids, MONTH)
    assert.ok((await app.door.ask(renewByPartner, renewal, SYSTEM)).ok)
    old = renewal.ids.order
    bought = await cancelledOrder()
    for (const amount of [3n, 5n, 4n]) await use(amount)
    await forget(first)
    clock.advance(A_DAY)
  })
  after(() => Promise.all([world.close(), portal.close()]))

  /** By an account that does not hold the line. */
  async function cancelledOrder(): Promise<OrderId> {
    const { door, ids } = world.app
    const own = { kind: 'account', account: buyer.id } as const
    const input = placing(line.id, ids, { buyer: own, person: buyer.person })
    assert.ok((await door.ask(placeOrder, input, SYSTEM)).ok)
    const { order } = input.ids
    assert.ok((await door.ask(endOrder, { line: line.id, order, why: 'cancelled' }, SYSTEM)).ok)
    return order
  }

  /** So much, and then a day passes. */
  async function use(amount: bigint): Promise<void> {
    used += amount * GIGABYTE
    reports += 1
    const told = { sequence: String(reports), usedBytes: bytes(used) }
    const origin = { ...SYSTEM, key: `usage ${reports}` }
    const report = usageReport(line.id, world.app.ids, told)
    assert.ok((await world.app.door.ask(chargeLine, report, origin)).ok)
    world.clock.advance(A_DAY)
  }

  async function forget(account: Account): Promise<void> {
    const now = (await world.app.reads.account(account.id)).account
    assert.ok(now !== null)
    const { id, mailbox, lines } = now
    const nothing = { change: null, nameKeys: [], guests: [], letters: [] }
    const input = { account: id, mailbox, lines, ...nothing }
    const answer = await world.app.door.ask(forgetPerson, input, SYSTEM)
    assert.deepEqual([answer.ok, answer.ok && answer.value], [true, 'forgotten'])
  }

  async function signedIn(account: Account): Promise<Browser> {
    const { app, clock } = world
    const token = `token of ${account.id}`
    const tokenHash = app.vault.digest(token)
    const entry = { account: account.id, tokenHash, device: 'x', means: 'email_code' } as const
    const id = app.ids.next<SignInId>()
    const changes = letIn(NO_ACCOUNT, { id, ...entry }, clock.now())
    const homes = [{ kind: 'account', id: account.id }] as const
    assert.ok((await app.door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
    const cookie = `sign-in=${encodeURIComponent(token)}`
    return new Browser(portal, { cookie, 'accept-language': 'en' })
  }

  async function added(account: Account): Promise<Browser> {
    const browser = await signedIn(account)
    await browser.get('/lines/new')
    const fields = { iccid: line.sim.iccid, activationCode: CODE }
    const answer = await browser.post('/lines', fields)
    assert.deepEqual([answer.status, answer.to], [303, `/lines/${line.id}`], answer.body)
    return browser
  }

  const idOf = (order: OrderId) => new RegExp(order)

  test('The next holder has the pack that runs, and no order, day or paper of before', async () => {
    const browser = await added(second)
    const home = await browser.get(`/lines/${line.id}`)
    assert.match(home.body, /month/i)
    assert.doesNotMatch(home.body, idOf(old))
    assert.match(home.body, /Apr 4|4 Apr/)
    assert.doesNotMatch(home.body, /Apr [123]\b|\b[123] Apr/)
    const orders = await browser.get('/orders')
    assert.doesNotMatch(orders.body, idOf(old))
    assert.doesNotMatch(orders.body, idOf(bought))
    for (const order of [old, bought]) {
      for (const page of ['', '/receipt']) {
        assert.equal((await browser.get(`/orders/${order}${page}`)).status, 404, page)
      }
    }
    const cancelled = await browser.post(`/orders/${old}/cancellation`, {})
    assert.equal(cancelled.status, 404)
  })

  test('A statement has what was used since, and no month where there was nothing', async () => {
    const browser = await signedIn(second)
    const list = async () => (await browser.get(`/lines/${line.id}/statements`)).body
    assert.doesNotMatch(await list(), /statements\/2026-04/)
    const month = `/lines/${line.id}/statements/2026-04`
    assert.equal((await browser.get(month)).status, 404)
    await use(2n)
    assert.match(await list(), /statements\/2026-04/)
    for (const page of [month, '/account/statements/2026-04']) {
      const { status, body } = await browser.get(page)
      assert.equal(status, 200)
      assert.match(body, /\b2 GB/)
      assert.doesNotMatch(body, /14 GB|3,300|Apr [123]\b|\b[123] Apr/)
    }
  })

  test('Nothing of before is told by the export, a dispute or the advice', async () => {
    const { app } = world
    const data = await personalData(app, second.id, 'en')
    assert.doesNotMatch(JSON.stringify(data?.sections, withBigints), idOf(old))
    const days = data?.sections.find(({ kind }) => kind === 'usage')?.rows ?? []
    assert.equal(days.length, 1)
    const asked = { line: line.id, account: second.id, anomaly: null, words: null }
    const gathered = { evidence: [], bytes: bytes(GIGABYTE) }
    const raising = async (about: Parameters<typeof raiseDispute.decide>[1]['about']) => {
      const id = app.ids.next<DisputeId>()
      const answer = await app.door.ask(raiseDispute, { ...asked, id, about, gathered }, SYSTEM)
      return answer.ok ? 'raised' : answer.refusal.code
    }
    assert.equal(await raising({ kind: 'order', order: old }), 'order_unknown')
    const day = Temporal.PlainDate.from('2026-04-02')
    assert.equal(await raising({ kind: 'usage', day }), 'nothing_used')
    const wish = { kind: 'history' } as const
    const advice = await lineAdvice(app, line.id, { wish, channel: 'web', access: 'holder' })
    assert.equal(advice?.kind, 'too_little_usage')
    assert.equal(advice.kind === 'too_little_usage' && advice.daysKnown, 1)
  })

  test('Whoever bought for it and holds it later sees what they bought, and no more', async () => {
    await forget(second)
    const browser = await added(buyer)
    assert.match((await browser.get('/orders')).body, idOf(bought))
    assert.equal((await browser.get(`/orders/${bought}`)).status, 200)
    assert.equal((await browser.get(`/orders/${old}`)).status, 404)
    const renewal = partnerRenewal(line.id, world.app.ids, DAY)
    assert.ok((await world.app.door.ask(renewByPartner, renewal, SYSTEM)).ok)
    assert.equal((await browser.get(`/orders/${renewal.ids.order}`)).status, 200)
  })
})

function withBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

async function openPortal({ app }: ConsoleWorld): Promise<FastifyInstance> {
  const portal = Fastify()
  const paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createMemoryDocumentFiles(),
  }
  const settings = {
    sandbox: false,
    push: { publicKey: '', accepts: () => false },
    sendsSms: false,
    isHoliday: () => false,
    directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
    providerOrigins: [],
    limits: PORTAL_LIMITS,
  }
  await portal.register(portalRoutes(app, { ...settings, paper }))
  await portal.ready()
  return portal
}
