/**
 * Risky changes as commands and the sweep of every store make them: asked for by two, told,
 * stopped, carried out once however often it is tried, void where the ground moved.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { contactChange, simReplacement, stopLetters } from '../../src/app/changes/asking.ts'
import { stopChangeByHolder } from '../../src/app/changes/stop-change.ts'
import { readStopToken } from '../../src/app/changes/stop-token.ts'
import { createCharging } from '../../src/app/charging/charge.ts'
import { loadLines } from '../../src/app/lines/load-lines.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { personalText } from '../../src/app/queries/account-view.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { askContactChange, askSimReplacement, stopChange } from '../../src/app/staff/changes.ts'
import { suspendLine } from '../../src/app/staff/suspension.ts'
import { carryOut, carryOutChanges } from '../../src/app/sweeps/changes.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { plusSeconds } from '../../src/domain/basics/time.ts'
import type { ActivationCode } from '../../src/domain/line/activation-code.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { megabyte, usageReport } from './catalogue.ts'
import { buyPack } from './care-buying.ts'
import {
  card,
  careWorld,
  checked,
  CODE,
  FRESH_EMAIL,
  holder,
  takeLetters,
  withSecond,
  type CareWorld,
} from './care-world.ts'
import { write } from './rows-asked.ts'
import { asked, seen } from './till-world.ts'
import type { OpenStore } from './stores.ts'

const DAY = 86_400

export function changesContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Risky changes over the ${name} store`, () => {
    let world: CareWorld
    before(async () => {
      world = await careWorld(await openStore())
    })
    beforeEach(async () => {
      // What an earlier test left waiting.
      world.clock.advance(2 * DAY)
      await seen(world)
      await carryOutChanges(world.app)
      await world.open.takeJobs()
    })
    after(() => world.open.close())
    contactContract(() => world)
    toldContract(() => world)
    stoppedContract(() => world)
    simContract(() => world)
    refusedCardContract(() => world)
    sweepContract(() => world)
  })
}

/** Known since yesterday, and here again today. */
async function known(world: CareWorld, line: LineId): Promise<void> {
  await checked(world, line)
  world.clock.advance(DAY)
  await seen(world)
  await checked(world, line)
}

async function askContact(
  world: CareWorld,
  line: LineId,
  given: { readonly acting?: StaffActing; readonly email?: typeof FRESH_EMAIL } = {},
) {
  const { acting = withSecond(world.lin, world.sato), email = FRESH_EMAIL } = given
  const input = await contactChange(world.app, { line, email, by: acting })
  return asked(world, askContactChange, acting, { input: present(input, 'the line is held') })
}

async function askSim(
  world: CareWorld,
  line: LineId,
  given: { readonly card: Line; readonly acting?: StaffActing; readonly code?: ActivationCode },
) {
  const { acting = withSecond(world.lin, world.sato), code = CODE } = given
  const { iccid } = given.card.sim
  const input = await simReplacement(world.app, { line, iccid, code, by: acting })
  return asked(world, askSimReplacement, acting, { input })
}

function codeOf(answer: Awaited<ReturnType<typeof askContact | typeof askSim>>): string {
  return answer.ok ? 'asked' : answer.refusal.code
}

/** An address of its own for each test: they share one store. */
function freshEmail(world: CareWorld): typeof FRESH_EMAIL {
  return `${world.ids.next()}@example.com` as typeof FRESH_EMAIL
}

function contactContract(ofWorld: () => CareWorld): void {
  test('Another address needs two people and a document of today, not the first', async () => {
    const world = ofWorld()
    const { line } = await holder(world)
    const email = freshEmail(world)
    const ask = async (acting?: StaffActing) =>
      codeOf(await askContact(world, line.id, acting === undefined ? { email } : { acting, email }))
    assert.equal(await ask(world.lin), 'second_person_needed')
    assert.equal(await ask(withSecond(world.lin, world.lin)), 'second_person_refused')
    assert.equal(await ask(withSecond(world.lin, world.mori)), 'second_person_refused')
    assert.equal(await ask(), 'identity_check_today_needed')
    await checked(world, line.id)
    assert.equal(await ask(), 'earlier_identity_check_needed')
    world.clock.advance(DAY)
    await seen(world)
    assert.equal(await ask(), 'identity_check_today_needed')
    await checked(world, line.id, 'refused')
    assert.equal(await ask(), 'identity_check_today_needed')
    await checked(world, line.id)
    assert.equal(await ask(), 'asked')
    assert.equal(await ask(), 'change_waits_already')
  })
}

function toldContract(ofWorld: () => CareWorld): void {
  test('The old address is told at once, both when it is done, and all are out', async () => {
    const world = ofWorld()
    const { app, clock } = world
    const { account, line } = await holder(world)
    const old = present(await personalText(app, await app.reads.account(account.id)), 'known').email
    const email = freshEmail(world)
    const home = { kind: 'account', id: account.id } as const
    const browser = {
      id: world.ids.next(),
      account: account.id,
      tokenHash: world.ids.next(),
      means: 'email_code',
      device: 'Firefox',
      since: clock.now(),
      lastSeenAt: clock.now(),
      ended: null,
      push: null,
    } as const
    await write(world, home, [
      { table: 'sign_ins', row: browser as never },
      { table: 'finds', row: { kind: 'sign_in', value: browser.tokenHash, home, id: browser.id } },
    ])
    await known(world, line.id)
    const answer = await askContact(world, line.id, { email })
    assert.ok(answer.ok, JSON.stringify(answer))
    const [letter, ...others] = await takeLetters(world)
    assert.equal(others.length, 0)
    assert.equal(letter?.to, old)
    assert.equal(letter?.language, account.language)
    assert.deepEqual(await carryOutChanges(app), { done: 0, left: [] })

    clock.set(plusSeconds(answer.value.dueAt, -1))
    await carryOutChanges(app)
    assert.equal((await app.reads.account(account.id)).account?.mailbox, account.mailbox)
    clock.set(answer.value.dueAt)
    assert.deepEqual(await carryOutChanges(app), { done: 1, left: [] })
    assert.deepEqual(await carryOutChanges(app), { done: 0, left: [] })
    const told = await takeLetters(world)
    assert.deepEqual(told.map(({ to }) => to).toSorted(), [old, email].toSorted())
    const state = await app.reads.account(account.id)
    assert.equal((await personalText(app, state))?.email, email)
    assert.equal(await app.reads.find('mailbox', account.mailbox), null)
    const mailbox = present(state.account, 'still there').mailbox
    assert.equal((await app.reads.find('mailbox', mailbox))?.home.id, account.id)
    assert.equal(await app.reads.find('sign_in', browser.tokenHash), null)
    const [change] = await app.reads.pendingChanges(account.id, 1)
    assert.equal(change?.what.kind === 'contact' && change.what.sealedEmail, '')
  })
}

function stoppedContract(ofWorld: () => CareWorld): void {
  test('Its holder stops it by the letter’s own link, once, and nothing is changed', async () => {
    const world = ofWorld()
    const { app } = world
    const { account, line } = await holder(world)
    await known(world, line.id)
    const answer = await askContact(world, line.id, { email: freshEmail(world) })
    assert.ok(answer.ok)
    const [letter] = await takeLetters(world)
    const url = letter?.letter.kind === 'change' ? (letter.letter.stopUrl ?? '') : ''
    const token = url.slice(url.lastIndexOf('/') + 1)
    const ref = present(readStopToken(app.vault, token), 'our own token')
    assert.equal(readStopToken(app.vault, `${token}0`), null)
    assert.equal(readStopToken(app.vault, token.replace('a.', 'l.')), null)
    const [change] = await app.reads.pendingChanges(account.id, 1)
    const input = { ...ref, letters: await stopLetters(app, present(change, 'it waits')) }
    assert.ok((await app.door.ask(stopChangeByHolder, input, SYSTEM)).ok)
    const again = await app.door.ask(stopChangeByHolder, input, SYSTEM)
    assert.equal(!again.ok && again.refusal.code, 'change_not_waiting')
    assert.equal((await takeLetters(world)).length, 1)
    world.clock.set(answer.value.dueAt)
    assert.deepEqual(await carryOutChanges(app), { done: 0, left: [] })
    assert.equal((await app.reads.account(account.id)).account?.mailbox, account.mailbox)
    const [after] = await app.reads.pendingChanges(account.id, 1)
    assert.equal(after?.state.kind === 'stopped' && after.state.by, 'holder')
  })

  test('Staff stop it too; somebody else’s address is refused, or void later', async () => {
    const world = ofWorld()
    const { app } = world
    const { account, line } = await holder(world)
    const email = freshEmail(world)
    await known(world, line.id)
    const own = present(await personalText(app, await app.reads.account(account.id)), 'known').email
    assert.equal(codeOf(await askContact(world, line.id, { email: own as never })), 'same_email')
    const first = await askContact(world, line.id, { email })
    assert.ok(first.ok)
    const of = { kind: 'account', id: account.id } as const
    const input = { of, change: first.value.change, letters: [], staff: world.mori.staff }
    assert.ok((await asked(world, stopChange, world.mori, { input })).ok)
    const second = await askContact(world, line.id, { email })
    assert.ok(second.ok)
    await holder(world, { email })
    assert.equal(codeOf(await askContact(world, line.id, { email })), 'change_waits_already')
    await world.open.takeJobs()
    world.clock.set(second.value.dueAt)
    await carryOutChanges(app)
    const [change] = await app.reads.pendingChanges(account.id, 1)
    assert.equal(change?.state.kind === 'void' && change.state.why, 'email_taken')
    const letters = await takeLetters(world)
    assert.deepEqual(
      letters.map(({ to, letter }) => [to, letter.kind === 'change' && letter.moment]),
      [[own, 'off']],
    )
    assert.equal(codeOf(await askContact(world, line.id, { email })), 'staff_signed_out')
    await seen(world)
    await checked(world, line.id)
    assert.equal(codeOf(await askContact(world, line.id, { email })), 'email_taken')
  })
}

function simContract(ofWorld: () => CareWorld): void {
  test('Another card takes the place of the lost one; line, packs and number stay', async () => {
    const world = ofWorld()
    const { app } = world
    const { line } = await holder(world)
    await buyPack(world, line.id)
    const packs = await world.open.packs(line.id)
    const fresh = await card(world)
    await checked(world, line.id)
    const lost = { line: line.id, reason: 'lost_card' } as const
    assert.ok((await asked(world, suspendLine, world.lin, { input: lost })).ok)
    await world.open.takeJobs()
    const answer = await askSim(world, line.id, { card: fresh })
    assert.ok(answer.ok, JSON.stringify(answer))
    assert.equal((await takeLetters(world)).length, 1)
    world.clock.set(answer.value.dueAt)
    assert.deepEqual(await carryOutChanges(app), { done: 1, left: [] })
    assert.equal((await takeLetters(world)).length, 1)

    const state = await app.reads.line(line.id)
    const own = present(state.line, 'still there')
    assert.deepEqual(own.sim, fresh.sim)
    assert.equal(own.msisdn, line.msisdn)
    assert.equal(own.suspension, null)
    assert.equal(own.activation.hash, fresh.activation.hash)
    assert.deepEqual(await world.open.packs(line.id), packs)
    const leadsTo = async (kind: 'iccid' | 'imsi' | 'msisdn', value: string | null) =>
      (await app.reads.find(kind, value ?? ''))?.home.id ?? null
    assert.equal(await leadsTo('iccid', line.sim.iccid), null)
    assert.equal(await leadsTo('imsi', line.sim.imsi), null)
    assert.equal(await leadsTo('msisdn', fresh.msisdn), null)
    assert.equal(await leadsTo('iccid', fresh.sim.iccid), line.id)
    assert.equal(await leadsTo('imsi', fresh.sim.imsi), line.id)
    assert.equal(await leadsTo('msisdn', line.msisdn), line.id)
    const usedBy = async (imsi: string | null) => {
      const subscriber = { imsi, msisdn: null, iccid: null }
      const told = { sequence: imsi ?? '', usedBytes: megabyte, subscriber }
      const { request } = usageReport(line.id, world.ids, told)
      return (await createCharging(app).charge(request)).kind
    }
    assert.equal(await usedBy(line.sim.imsi), 'unknown_subscriber')
    assert.equal(await usedBy(fresh.sim.imsi), 'recorded')
    assert.equal((await world.open.usage(line.id)).length, 1)
    await reloading(world, [line, fresh])
    assert.deepEqual((await app.reads.line(line.id)).line, own)
  })
}

function refusedCardContract(ofWorld: () => CareWorld): void {
  test('A card that is held, used, unproved or unknown is refused', async () => {
    const world = ofWorld()
    const { line } = await holder(world)
    const code = async (one: Line, given = CODE) =>
      codeOf(await askSim(world, line.id, { card: one, code: given }))
    const stock = await card(world)
    assert.equal(await code(stock), 'identity_check_today_needed')
    await checked(world, line.id)
    const wrong = '9876543210' as ActivationCode
    assert.equal(await code((await holder(world)).line), 'card_not_in_stock')
    assert.equal(await code(line), 'card_not_in_stock')
    const used = await card(world)
    await buyPack(world, used.id)
    assert.equal(await code(used), 'card_not_in_stock')
    const nowhere = { ...stock, sim: { ...stock.sim, iccid: '8981100000000000000' as never } }
    assert.equal(await code(nowhere), 'card_unknown')
    for (let tries = 0; tries < 5; tries += 1) {
      assert.equal(await code(stock, wrong), 'card_not_proved')
    }
    assert.equal(await code(stock), 'card_not_proved')
    const alone = await askSim(world, line.id, { card: await card(world), acting: world.lin })
    assert.equal(codeOf(alone), 'second_person_needed')
  })

  test('A card that somebody took meanwhile is void, and the line keeps its own', async () => {
    const world = ofWorld()
    const { app } = world
    const { line } = await holder(world)
    const fresh = await card(world)
    await checked(world, line.id)
    const answer = await askSim(world, line.id, { card: fresh })
    assert.ok(answer.ok)
    await buyPack(world, fresh.id)
    world.clock.set(answer.value.dueAt)
    await carryOutChanges(app)
    const [change] = await app.reads.pendingChanges(line.id, 1)
    assert.equal(change?.state.kind === 'void' && change.state.why, 'card_taken')
    assert.deepEqual((await app.reads.line(line.id)).line?.sim, line.sim)
  })
}

/** The list that both cards came from is loaded again. */
async function reloading(world: CareWorld, cards: readonly Line[]): Promise<void> {
  const rows = cards.map(({ sim, msisdn, network }) => {
    return { ...sim, msisdn, network, activationCode: CODE }
  })
  const report = await loadLines(world.app, rows, { dryRun: false, origin: SYSTEM })
  assert.deepEqual(
    report.refused.map(({ refusal }) => refusal.code),
    cards.map(() => 'card_replaced'),
  )
}

function sweepContract(ofWorld: () => CareWorld): void {
  for (const point of ['before_commit', 'after_commit'] as const) {
    test(`A commit that breaks ${point} leaves each change done once`, async () => {
      const world = ofWorld()
      const { app, clock } = world
      const { account, line } = await holder(world)
      const fresh = await card(world)
      await known(world, line.id)
      assert.ok((await askContact(world, line.id, { email: freshEmail(world) })).ok)
      assert.ok((await askSim(world, line.id, { card: fresh })).ok)
      await world.open.takeJobs()
      clock.advance(DAY)
      for (const home of [account.id, line.id]) {
        const [change] = await app.reads.pendingChanges(home, 1)
        const waiting = present(change, 'it waits')
        world.open.breakNext(point)
        const report = await carryOut(app, waiting).catch(() => 'broke')
        assert.ok(report === 'broke' || report === 'done', report)
        // Both again, as two processes would that read it while it waited.
        await Promise.all([carryOut(app, waiting), carryOut(app, waiting)])
        const [after] = await app.reads.pendingChanges(home, 1)
        assert.equal(after?.state.kind, 'done')
      }
      // Two addresses of the contact change, one of the card.
      assert.equal((await takeLetters(world)).length, 3)
      assert.deepEqual((await app.reads.line(line.id)).line?.sim, fresh.sim)
    })
  }
}
