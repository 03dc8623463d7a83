/**
 * eSIM profiles through the door and over ES2+, whichever store: each step twice, a fault at each
 * step, giving up twice, and news of the phone.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  cancelProfileByStaff,
  orderProfileByStaff,
  showInstallCodeByStaff,
} from '../../src/app/esim/by-staff.ts'
import { ProfileServerUnreachable } from '../../src/app/esim/ports.ts'
import {
  advanceProfile,
  advanceProfiles,
  hearDownloadNews,
  installCodeOf,
  profileWish,
  SWEEP_WAITS_SECONDS,
} from '../../src/app/esim/saga.ts'
import { beginStep, learnProfile, type ProfileRef } from '../../src/app/esim/steps.ts'
import { simReplacement } from '../../src/app/changes/asking.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { AccountId } from '../../src/domain/basics/ids.ts'
import { askSimReplacement } from '../../src/app/staff/changes.ts'
import { carryOut } from '../../src/app/sweeps/changes.ts'
import { EID } from '../../src/domain/esim/example-profiles.ts'
import { parseInstallCode } from '../../src/domain/esim/install-code.ts'
import type { DownloadNews } from '../../src/domain/esim/es2plus.ts'
import { checked, CODE, holder, withSecond } from './care-world.ts'
import { load, write } from './rows-asked.ts'
import { assertSame } from './same.ts'
import type { OpenStore } from './stores.ts'
import { asked, seen } from './till-world.ts'
import { esimLine, esimWorld, ordered, profileOf, type EsimWorld } from './esim-world.ts'

const DONE = { kind: 'done' } as const

export function esimContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`eSIM profiles over ${name}`, () => {
    let world: EsimWorld
    before(async () => {
      world = await esimWorld(await openStore())
    })
    after(async () => {
      await world.smdp.close()
      await world.open.close()
    })
    rowsContract(() => world)
    orderContract(() => world)
    faultContract(() => world)
    cancelContract(() => world)
    replacementContract(() => world)
    newsContract(() => world)
  })
}

function rowsContract(world: () => EsimWorld): void {
  test('A profile is loaded as it was saved, by the door and by the reads', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id, EID)
    await advanceProfile(world().app, world().server, ref)
    const saved = await profileOf(world(), ref)
    const home = { kind: 'line', id: line.id } as const
    const parts = new Map([['profiles', [line.id]] as const])
    const states = await load(world(), { homes: [home], parts })
    assertSame(states.lines.get(line.id)?.profiles, [saved])
    const refusal = { of: 'cancel_order', status: { subject: '8.2.1', reason: '1.2' } } as const
    await write(world(), home, [{ table: 'sim_profiles', row: { ...saved, refusal } }])
    assertSame(await profileOf(world(), ref), { ...saved, refusal })
  })

  test('The chip of a forgotten person’s telephone is forgotten, the profile is not', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id, EID)
    const account = world().ids.next<AccountId>()
    await world().open.traces.wipe({ account, lines: [line.id], at: world().clock.now() })
    const profile = await profileOf(world(), ref)
    assert.equal(profile.eid, null)
    assert.equal(profile.state, 'ordered')
  })

  test('A Sim has one profile that is not cancelled', async () => {
    const line = await esimLine(world())
    const saved = await profileOf(world(), await ordered(world(), line.id))
    const home = { kind: 'line', id: line.id } as const
    const second = { ...saved, id: world().ids.next<typeof saved.id>() }
    await assert.rejects(async () => {
      const answer = await write(world(), home, [{ table: 'sim_profiles', row: second }])
      assert.ok(answer.ok)
    })
  })
}

function orderContract(world: () => EsimWorld): void {
  test('An order becomes a code that a phone reads, and the journal tells each step', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id)
    const profile = await advanceProfile(world().app, world().server, ref)
    assert.equal(profile?.state, 'released')
    assert.equal(world().smdp.profile(line.sim.iccid)?.state, 'Released')
    const code = parseInstallCode(installCodeOf(world().app, await profileOf(world(), ref)))
    assert.ok(code.ok)
    assert.equal(code.value.matchingId, world().smdp.profile(line.sim.iccid)?.matchingId)
    const events = (await world().open.journal(line.id)).flatMap((entry) => entry.events)
    const told = events.filter((event) => event.startsWith('profile_'))
    assert.deepEqual(told, ['profile_ordered', 'profile_allocated', 'profile_released'])
  })

  test('With an EID the profile is bound to that chip', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id, EID)
    await advanceProfile(world().app, world().server, ref)
    assert.equal(world().smdp.profile(line.sim.iccid)?.eid, EID)
  })

  test('Advancing again, and learning twice, changes nothing', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id)
    const learned = { ...ref, step: 'download_order', verdict: DONE, confirmed: null } as const
    await world().door.ask(beginStep, ref, SYSTEM)
    await world().door.ask(beginStep, ref, SYSTEM)
    const once = await advanceProfile(world().app, world().server, ref)
    await world().door.ask(learnProfile, learned, SYSTEM)
    assertSame(await advanceProfile(world().app, world().server, ref), once)
  })

  test('Where somebody holds the line, a document of today is needed', async () => {
    const { line } = await holder(world())
    const home = { kind: 'line', id: line.id } as const
    const esim = { ...line, sim: { ...line.sim, form: 'esim' } } as const
    await write(world(), home, [{ table: 'lines', row: esim }])
    const wish = () => {
      const by = { line: line.id, staff: world().mori.staff, eid: null }
      return profileWish(world().app, world().server, by)
    }
    const input = wish()
    const answer = await asked(world(), orderProfileByStaff, world().mori, { input })
    assert.ok(!answer.ok)
    assert.equal(answer.refusal.code, 'identity_check_today_needed')
    await checked(world(), line.id)
    const known = await asked(world(), orderProfileByStaff, world().mori, { input: wish() })
    assert.ok(known.ok)
  })
}

/** Orders until somewhere an answer is missing; then once more, without trouble. */
async function afterFault(
  world: EsimWorld,
  how: { readonly at: number; readonly fault: 503 | 'lose_answer' },
): Promise<ProfileRef> {
  const line = await esimLine(world)
  const ref = await ordered(world, line.id)
  const { server } = world
  let calls = 0
  const faulty = <Asked, Answer>(ask: (order: Asked) => Promise<Answer>) => {
    return (order: Asked) => {
      if (calls === how.at) world.smdp.misbehave(how.fault)
      calls += 1
      return ask(order)
    }
  }
  const trouble = {
    smdp: server.smdp,
    downloadOrder: faulty(server.downloadOrder),
    confirmOrder: faulty(server.confirmOrder),
    cancelOrder: faulty(server.cancelOrder),
  }
  await assert.rejects(advanceProfile(world.app, trouble, ref), ProfileServerUnreachable)
  return ref
}

function faultContract(world: () => EsimWorld): void {
  for (const at of [0, 1]) {
    for (const fault of [503, 'lose_answer'] as const) {
      test(`After ${fault} at call ${at + 1} the sweep goes on, by the same call`, async () => {
        const ref = await afterFault(world(), { at, fault })
        const before = world().smdp.calls().length
        world().clock.advance(SWEEP_WAITS_SECONDS + 1)
        const { left } = await advanceProfiles(world().app, world().server)
        assert.deepEqual(left, [])
        assert.equal((await profileOf(world(), ref)).state, 'released')
        if (fault === 'lose_answer') {
          const calls = world().smdp.calls()
          assert.equal(calls[before]?.call, calls[before - 1]?.call)
        }
      })
    }
  }

  test('An SM-DP+ that forgot the call but has the order counts as done', async () => {
    const ref = await afterFault(world(), { at: 0, fault: 'lose_answer' })
    const { server } = world()
    const forgetful = {
      ...server,
      downloadOrder: (order: Parameters<typeof server.downloadOrder>[0]) =>
        server.downloadOrder({ ...order, call: `${order.call}-again` }),
    }
    const profile = await advanceProfile(world().app, forgetful, ref)
    assert.equal(profile?.state, 'released')
  })

  test('What somebody else ordered is a no, and ends the order', async () => {
    const line = await esimLine(world())
    const { iccid } = line.sim
    await world().server.downloadOrder({ call: `theirs-${iccid}`, iccid, eid: null })
    const ref = await ordered(world(), line.id)
    const profile = await advanceProfile(world().app, world().server, ref)
    assert.equal(profile?.state, 'cancelled')
    assert.deepEqual(profile?.refusal?.status, { subject: '8.2.1', reason: '3.3' })
  })
}

async function given(world: EsimWorld, ref: ProfileRef) {
  return asked(world, cancelProfileByStaff, world.mori, { input: ref })
}

function cancelContract(world: () => EsimWorld): void {
  test('Giving up gives the profile back, and twice is once', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id)
    await advanceProfile(world().app, world().server, ref)
    for (const _ of [1, 2]) {
      assert.ok((await given(world(), ref)).ok)
      const profile = await advanceProfile(world().app, world().server, ref)
      assert.equal(profile?.state, 'cancelled')
      assert.equal(world().smdp.profile(line.sim.iccid)?.state, 'Available')
    }
    const next = await ordered(world(), line.id)
    assert.equal((await advanceProfile(world().app, world().server, next))?.state, 'released')
  })

  for (const fault of [503, 'lose_answer'] as const) {
    test(`After ${fault} it is given up by the next try`, async () => {
      const line = await esimLine(world())
      const ref = await ordered(world(), line.id)
      await advanceProfile(world().app, world().server, ref)
      assert.ok((await given(world(), ref)).ok)
      world().smdp.misbehave(fault)
      const lost = advanceProfile(world().app, world().server, ref)
      await assert.rejects(lost, ProfileServerUnreachable)
      assert.equal((await profileOf(world(), ref)).state, 'cancelling')
      await advanceProfile(world().app, world().server, ref)
      assert.equal((await profileOf(world(), ref)).state, 'cancelled')
      assert.equal(world().smdp.profile(line.sim.iccid)?.state, 'Available')
    })
  }

  test('An order that never arrived is given up too', async () => {
    const ref = await afterFault(world(), { at: 0, fault: 503 })
    assert.ok((await given(world(), ref)).ok)
    const profile = await advanceProfile(world().app, world().server, ref)
    assert.equal(profile?.state, 'cancelled')
  })

  test('A code is shown while it works, and no longer', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id)
    const show = () => asked(world(), showInstallCodeByStaff, world().mori, { input: ref })
    assert.ok(!(await show()).ok)
    await advanceProfile(world().app, world().server, ref)
    assert.ok((await show()).ok)
    await given(world(), ref)
    const late = await show()
    assert.ok(!late.ok)
    assert.equal(late.refusal.code, 'no_code_to_show')
  })
}

function replacementContract(world: () => EsimWorld): void {
  async function replaced(server: EsimWorld['server'] | null) {
    const { line } = await holder(world())
    await checked(world(), line.id)
    const stock = await esimLine(world())
    const by = withSecond(world().mori, world().sato)
    const { iccid } = stock.sim
    const input = await simReplacement(world().app, { line: line.id, iccid, code: CODE, by })
    assert.ok((await asked(world(), askSimReplacement, by, { input })).ok)
    world().clock.advance(7 * 86_400)
    await seen(world())
    const [change] = await world().app.reads.pendingChanges(line.id, 1)
    assert.ok(change !== undefined)
    assert.equal(await carryOut(world().app, change, server), 'done')
    assert.equal(await carryOut(world().app, change, server), 'nothing')
    return { iccid, profiles: await world().app.reads.profiles(line.id) }
  }

  test('A card replaced by an eSIM brings the profile of that eSIM, once', async () => {
    const { iccid, profiles } = await replaced(world().server)
    const [profile, ...others] = profiles
    assert.ok(profile !== undefined && others.length === 0)
    assert.equal(profile.iccid, iccid)
    assert.equal(profile.orderedBy, null)
    const ref = { line: profile.line, profile: profile.id }
    const after = await advanceProfile(world().app, world().server, ref)
    assert.equal(after?.state, 'released')
  })

  test('Where profiles are not ordered, it brings none', async () => {
    assert.deepEqual((await replaced(null)).profiles, [])
  })
}

function newsContract(world: () => EsimWorld): void {
  test('News of the phone are heard once, with its chip; of others nothing is changed', async () => {
    const line = await esimLine(world())
    const ref = await ordered(world(), line.id)
    await advanceProfile(world().app, world().server, ref)
    const { iccid } = line.sim
    const news = (what: DownloadNews['what']): DownloadNews => {
      return { iccid, eid: EID, what, succeeded: true, claimedAt: null }
    }
    for (const what of ['downloaded', 'downloaded', 'installed', 'installed'] as const) {
      assert.equal(await hearDownloadNews(world().app, news(what), SYSTEM), 'heard')
    }
    const profile = await profileOf(world(), ref)
    assert.equal(profile.state, 'installed')
    assert.equal(profile.eid, EID)
    assert.equal(profile.steps.length, 5)
    const other = await esimLine(world())
    const unknown = { ...news('installed'), iccid: other.sim.iccid }
    assert.equal(await hearDownloadNews(world().app, unknown, SYSTEM), 'unknown')
  })
}
