/**
 * Forgetting a person as commands and the sweep of every store make it: asked for by its holder or
 * at a counter, told, stopped or carried out once; what is left of them beside the homes; and that
 * the books stay. What lies in which column is `test/scenarios/forgetting.test.ts`.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { CLOSING_DAYS } from '../../src/domain/account/closing.ts'
import { letIn } from '../../src/app/accounts/sign-in.ts'
import { askToClose } from '../../src/app/accounts/forget-person.ts'
import { stopLetters } from '../../src/app/changes/asking.ts'
import { stopChangeByHolder } from '../../src/app/changes/stop-change.ts'
import { readStopToken } from '../../src/app/changes/stop-token.ts'
import { NO_ACCOUNT } from '../../src/app/door/state.ts'
import { closingByHolder, forgetAtCounter } from '../../src/app/forgetting/asking.ts'
import { forget } from '../../src/app/forgetting/forget.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { personalText } from '../../src/app/queries/account-view.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { openCase } from '../../src/app/staff/cases.ts'
import { askToForget } from '../../src/app/staff/forget.ts'
import { carryOutChanges } from '../../src/app/sweeps/changes.ts'
import { forgetPeople, wipeForgotten } from '../../src/app/sweeps/forgetting.ts'
import { STEP_UP_MINUTES } from '../../src/domain/account/sign-in.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  AccountId,
  CaseId,
  LineId,
  PendingChangeId,
  PointsLotId,
  SignInId,
} from '../../src/domain/basics/ids.ts'
import type { Email } from '../../src/domain/account/email.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import {
  careWorld,
  checked,
  holder,
  takeLetters,
  withSecond,
  type CareWorld,
} from './care-world.ts'
import { buyPack } from './care-buying.ts'
import { placing } from './catalogue.ts'
import { asked, seen } from './till-world.ts'
import { writeRows, type OpenStore } from './stores.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'

const DAY = 86_400

export function forgettingContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Forgetting a person over the ${name} store`, () => {
    let world: CareWorld
    before(async () => {
      world = await careWorld(await openStore())
    })
    beforeEach(async () => {
      world.clock.advance(DAY)
      await seen(world)
      await world.open.takeJobs()
    })
    after(() => world.open.close())
    askingContract(() => world)
    counterContract(() => world)
    doneContract(() => world)
  })
}

/** A browser let in at this moment. */
async function signedIn(world: CareWorld, account: AccountId): Promise<SignInId> {
  const id = world.ids.next<SignInId>()
  const entry = { id, account, tokenHash: id, device: 'Firefox', means: 'email_code' } as const
  const changes = letIn(NO_ACCOUNT, entry, world.clock.now())
  const homes = [{ kind: 'account', id: account }] as const
  assert.ok((await world.door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
  return id
}

async function ask(world: CareWorld, account: AccountId, signIn?: SignInId) {
  const by = signIn ?? (await signedIn(world, account))
  const input = present(await closingByHolder(world.app, { account, signIn: by }), 'it is there')
  return world.door.ask(askToClose, input, SYSTEM)
}

const codeOf = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.ok ? 'asked' : answer.refusal.code

async function days(world: CareWorld, count: number): Promise<void> {
  world.clock.advance(count * DAY)
  await seen(world)
}

const accountOf = async ({ open }: CareWorld, id: AccountId) =>
  present((await open.reads.account(id)).account, 'a row stays')

function askingContract(ofWorld: () => CareWorld): void {
  test('A holder asks with a fresh sign-in, once, and is told at once with the way to stop it', async () => {
    const world = ofWorld()
    const { account } = await holder(world)
    const signIn = await signedIn(world, account.id)
    world.clock.advance(STEP_UP_MINUTES * 60)
    assert.equal(codeOf(await ask(world, account.id, signIn)), 'step_up_needed')
    assert.equal(codeOf(await ask(world, account.id)), 'asked')
    assert.equal(codeOf(await ask(world, account.id)), 'change_waits_already')
    const [letter, ...others] = await takeLetters(world)
    assert.equal(others.length, 0)
    const told = present(letter, 'a letter was written').letter
    assert.ok(told.kind === 'change' && told.moment === 'asked' && told.what.kind === 'forget')
    const token = present(told.stopUrl, 'it can be stopped').split('/').at(-1) ?? ''
    const ref = present(readStopToken(world.app.vault, token), 'the link is ours')
    const [change] = await world.open.reads.pendingChanges(account.id, 1)
    assert.equal(ref.change, change?.id)
    assert.deepEqual(change?.dueAt, plusDays(present(change, 'it waits').askedAt, CLOSING_DAYS))
    const letters = await stopLetters(world.app, present(change, 'it waits'))
    assert.ok((await world.door.ask(stopChangeByHolder, { ...ref, letters }, SYSTEM)).ok)
    await days(world, CLOSING_DAYS)
    await forgetPeople(world.app, world.open.traces)
    assert.equal((await accountOf(world, account.id)).closed, null)
  })

  test('An order that waits for its money stands in the way, now and when the days are over', async () => {
    const world = ofWorld()
    const { account, line } = await holder(world)
    assert.equal(codeOf(await ask(world, account.id)), 'asked')
    const order = placing(line.id, world.ids)
    assert.ok((await world.door.ask(placeOrder, order, SYSTEM)).ok)
    await days(world, CLOSING_DAYS)
    await forgetPeople(world.app, world.open.traces)
    assert.equal((await accountOf(world, account.id)).closed, null)
    const other = await holder(world)
    const theirs = placing(other.line.id, world.ids)
    assert.ok((await world.door.ask(placeOrder, theirs, SYSTEM)).ok)
    assert.equal(codeOf(await ask(world, other.account.id)), 'order_not_over')
  })
}

function counterContract(ofWorld: () => CareWorld): void {
  test('A counter asks with two people, a document of today and one of before', async () => {
    const world = ofWorld()
    const { account, line } = await holder(world)
    const wish = async (acting: StaffActing = withSecond(world.lin, world.sato)) => {
      const input = await forgetAtCounter(world.app, { line: line.id, by: acting })
      const given = { input: present(input, 'the line is held') }
      const answer = await asked(world, askToForget, acting, given)
      return answer.ok ? 'asked' : answer.refusal.code
    }
    assert.equal(await wish(world.lin), 'second_person_needed')
    await checked(world, line.id)
    assert.equal(await wish(), 'earlier_identity_check_needed')
    await days(world, 1)
    await checked(world, line.id)
    await world.open.takeJobs()
    assert.equal(await wish(), 'asked')
    assert.equal(await wish(), 'change_waits_already')
    assert.equal((await takeLetters(world)).length, 1)
    await days(world, CLOSING_DAYS)
    assert.equal((await forgetPeople(world.app, world.open.traces)).done, 1)
    assert.notEqual((await accountOf(world, account.id)).closed, null)
    assert.deepEqual(await world.open.reads.identityChecks(line.id), [])
  })
}

async function grantPoints(world: CareWorld, account: AccountId): Promise<void> {
  const now = world.clock.now()
  const row = {
    id: world.ids.next<PointsLotId>(),
    account,
    source: { kind: 'goodwill', order: null },
    granted: yen(300),
    left: yen(120),
    grantedAt: now,
    expiresAt: plusDays(now, 365),
  } as const
  const homes = [{ kind: 'account', id: account }] as const
  const changes = [{ table: 'points_lots', row }] as const
  assert.ok((await world.door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
}

function doneContract(ofWorld: () => CareWorld): void {
  test('Carried out once: no key, no sign-in, no line, points out of the books, one last letter', async () => {
    const world = ofWorld()
    const { account, line } = await holder(world, { name: 'Nguyễn Văn Bình' })
    await buyPack(world, line.id)
    await grantPoints(world, account.id)
    await noted(world, line.id)
    const change = await due(world, account.id)
    const before = await world.open.reads.trialBalance()
    await world.open.takeJobs()
    await carryOutChanges(world.app)
    const again = () => forget(world.app, world.open.traces, { account: account.id, change })
    assert.equal(await again(), 'forgotten')
    assert.equal(await again(), 'nothing')
    const letters = await takeLetters(world)
    assert.deepEqual(
      letters.map(({ letter }) => letter.kind === 'change' && letter.moment),
      ['done'],
    )
    const state = await world.open.reads.account(account.id)
    assert.deepEqual(state.account?.closed?.lines, [line.id])
    assert.deepEqual([state.account?.lines, state.signIns, state.lots], [[], [], []])
    assert.equal(await personalText(world.app, state), null)
    assert.equal(await world.open.reads.find('mailbox', account.mailbox), null)
    const held = await world.open.reads.line(line.id)
    assert.equal(held.line?.holder, null)
    assert.equal(held.packs.length, 1)
    const [open] = await world.open.reads.cases(line.id, 1)
    assert.deepEqual(open?.notes, [])
    const balance = await world.open.reads.trialBalance()
    assert.equal(
      [...balance.values()].reduce((sum, one) => sum + one, 0n),
      0n,
    )
    const moved = (of: string) => (balance.get(of) ?? 0n) - (before.get(of) ?? 0n)
    assert.deepEqual([moved('points'), moved('promotions')], [120n, -120n])
  })

  test('Whatever still reaches the homes is wiped once more, and nothing of a later holder', async () => {
    const world = ofWorld()
    const { account, line } = await holder(world)
    const change = await due(world, account.id)
    await forget(world.app, world.open.traces, { account: account.id, change })
    await days(world, 1)
    const later = await noted(world, line.id)
    await wipeForgotten(world.app, world.open.traces)
    const [open] = await world.open.reads.cases(line.id, 1)
    assert.equal(open?.id, later)
    assert.equal(open?.notes.length, 1)
  })

  test('The same address registers afresh as somebody new', async () => {
    const world = ofWorld()
    const email = 'again@example.jp' as Email
    const first = await holder(world, { email })
    const change = await due(world, first.account.id)
    await forget(world.app, world.open.traces, { account: first.account.id, change })
    const second = await holder(world, { email })
    const found = await world.open.reads.find('mailbox', first.account.mailbox)
    assert.equal(found?.home.id, second.account.id)
  })
}

async function due(world: CareWorld, account: AccountId): Promise<PendingChangeId> {
  const answer = await ask(world, account)
  assert.ok(answer.ok, codeOf(answer))
  await days(world, CLOSING_DAYS)
  return answer.value.change
}

async function noted(world: CareWorld, line: LineId): Promise<CaseId> {
  const id = world.ids.next<CaseId>()
  const { staff } = world.lin
  const sealedNote = world.app.vault.seal('came back twice')
  const input = { line, id, about: 'note', sealedNote, staff } as const
  assert.ok((await asked(world, openCase, world.lin, { input })).ok)
  return id
}
