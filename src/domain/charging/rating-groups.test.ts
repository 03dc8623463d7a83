/** Stories of sessions whose rating groups fare differently. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { at, buy, NETWORK, offer, total } from '../balance/example-packs.ts'
import type { Instant } from '../basics/time.ts'
import {
  learn,
  REPORT_LATE_SECONDS_MAX,
  TELL_AGAIN_SECONDS,
  TELL_TRIES_MAX,
  type Said,
} from './enforcing.ts'
import { ExampleNetwork, granted } from './example-network.ts'
import { GROUPS_BEHIND_MAX } from './told.ts'

const NOON = at('03-10 12:00')
const SOON = at('03-10 12:10')
const ONE = at('03-10 13:00')
const SLOW = { kind: 'throttle', kbps: 128 } as const
const FULL = { kind: 'full', kbps: null } as const
const PORTAL = { kind: 'portal_only' } as const
const wants = true as const
const [first, second] = [
  { group: 1, wants },
  { group: 2, wants },
]
const both = [first, second] as const
const ten = buy([], offer({ allowance: total(10) }), { id: 1, now: NOON })

function begun(packs = ten): ExampleNetwork {
  const network = new ExampleNetwork(packs)
  network.ask({ now: NOON, moment: 'start' }, ...both)
  return network
}

function bought(network: ExampleNetwork, now: Instant): void {
  network.packs = buy(network.packs, offer(), { id: 2, now })
}

function toldTo(network: ExampleNetwork, now: Instant) {
  return network.enforce(now).tell.map(({ telling }) => telling?.to)
}

function say(network: ExampleNetwork, said: Said, now: Instant): void {
  const { session, packs } = network
  const learned = learn(session, { to: session.telling?.to ?? PORTAL, said }, packs, now)
  if (learned === null) return
  network.packs = learned.packs
  network.put(learned.session)
}

describe('Of two rating groups, the last bytes', () => {
  test('go to the one that asks first, and then nothing is told, however often both ask', () => {
    const network = new ExampleNetwork(ten)
    for (const moment of ['start', 'update', 'update', 'update'] as const) {
      const asked = network.ask({ now: NOON, moment }, ...both)
      assert.deepEqual(granted(asked), [10n, 'empty'])
      assert.deepEqual(network.enforce(NOON).tell, [])
    }
    assert.equal(network.session.telling, null)
  })

  test('are told of neither when the other asks by itself, in whatever order', () => {
    for (const order of [both, both.toReversed()]) {
      const network = new ExampleNetwork(ten)
      order.forEach((asking, nth) => {
        network.ask({ now: NOON, moment: nth === 0 ? 'start' : 'update' }, asking)
        assert.deepEqual(network.enforce(NOON).tell, [])
      })
    }
  })

  test('leave the throttled rate to the other', () => {
    const slow = offer({ allowance: total(10), afterAllowance: SLOW })
    const network = begun(buy([], slow, { id: 1, now: NOON }))
    assert.deepEqual(network.enforce(NOON).tell, [])
    network.ask({ now: SOON }, { group: 1, used: 10, wants })
    assert.deepEqual(network.session.told, { kind: 'throttled', kbps: 128 })
    assert.deepEqual(network.enforce(SOON).tell, [])
  })

  test('may be at different speeds, which nobody has to be told', () => {
    const packs = buy([], offer({ allowance: total(10), fullKbps: 1_000 }), { id: 1, now: NOON })
    const network = begun(buy(packs, offer({ fullKbps: 500 }), { id: 2, now: NOON }))
    for (const asking of [second, first, second]) {
      assert.deepEqual(network.enforce(NOON).tell, [])
      network.ask({ now: NOON }, asking)
    }
    assert.deepEqual(network.enforce(NOON).tell, [])
  })
})

describe('A rating group for which nothing was left', () => {
  test('is not forgotten while the other one asks alone', () => {
    const network = begun()
    network.ask({ now: SOON }, { group: 1, used: 2, wants })
    assert.deepEqual(network.enforce(SOON).tell, [])
    bought(network, ONE)
    assert.deepEqual(toldTo(network, ONE), [FULL])
    network.ask({ now: ONE }, { group: 1, used: 2, wants })
    assert.deepEqual(toldTo(network, ONE), [])
    const again = ONE.add({ seconds: TELL_AGAIN_SECONDS })
    assert.deepEqual(toldTo(network, again), [FULL])
    network.ask({ now: again }, second)
    assert.deepEqual([toldTo(network, again), network.session.telling], [[], null])
    assert.deepEqual(network.session.told, FULL)
  })

  test('is told of data also when both were without, and one alone asks', () => {
    const network = begun([])
    bought(network, SOON)
    assert.deepEqual(toldTo(network, SOON), [FULL])
    network.ask({ now: SOON }, first)
    network.enforce(SOON)
    assert.notEqual(network.session.telling, null)
    network.ask({ now: SOON }, second)
    assert.deepEqual([toldTo(network, SOON), network.session.telling], [[], null])
  })

  test('that never asks again costs the other one nothing', () => {
    for (const said of ['taken', 'silent', 'refused'] as const) {
      const network = begun()
      bought(network, SOON)
      let tries = 0
      for (let nth = 0; nth < 10; nth += 1) {
        const now = SOON.add({ seconds: nth * TELL_AGAIN_SECONDS })
        const { tell } = network.enforce(now)
        tries += tell.length
        assert.ok(tell.every(({ telling }) => telling?.how === 'change'))
        if (tell.length > 0) say(network, said, now)
      }
      assert.equal(tries, said === 'refused' ? 1 : TELL_TRIES_MAX)
      assert.deepEqual([network.session.ended, network.session.telling], [null, null])
      assert.deepEqual(network.session.told, FULL)
    }
  })

  test('has the session ended if nothing else is served and nobody asks', () => {
    const network = begun([])
    bought(network, SOON)
    for (let nth = 0; nth <= 2 * TELL_TRIES_MAX; nth += 1) {
      network.enforce(SOON.add({ seconds: nth * TELL_AGAIN_SECONDS }))
    }
    assert.equal(network.session.ended?.reason, 'unanswered')
  })
})

describe('What is set aside for a rating group that falls silent', () => {
  const hundred = buy([], offer(), { id: 1, now: NOON })
  const late = ONE.add({ seconds: REPORT_LATE_SECONDS_MAX })
  const reserved = ({ packs }: ExampleNetwork) => packs.map((one) => Number(one.bytesReserved))

  test('is given back by the next report of the other, once its own is overdue', () => {
    const early = begun(hundred)
    assert.deepEqual(reserved(early), [43])
    early.ask({ now: late.subtract({ microseconds: 1 }) }, { group: 1, used: 25, wants: 10 })
    assert.deepEqual(reserved(early), [28])
    const network = begun(hundred)
    network.ask({ now: late }, { group: 1, used: 25, wants: 10 })
    assert.deepEqual(reserved(network), [10])
    assert.deepEqual(
      network.session.reservations.map(({ ratingGroup }) => ratingGroup),
      [1],
    )
  })

  test('serves the other before it is told that nothing is left', () => {
    const network = begun(buy([], offer({ allowance: total(20) }), { id: 1, now: NOON }))
    const asked = network.ask({ now: late }, { group: 1, used: 10, wants })
    assert.deepEqual(granted(asked), [10n])
    assert.deepEqual(reserved(network), [10])
  })

  test('is given back by a look at its session, which time alone asks for', () => {
    const network = begun(hundred)
    network.ask({ now: SOON }, { group: 1, used: 5, wants: 10 })
    network.enforce(SOON)
    const { lookAt, expectedBy } = network.session
    assert.equal(lookAt?.toString(), at('03-10 13:10').toString())
    assert.equal(expectedBy.toString(), at('03-10 13:20').toString())
    network.enforce(late.subtract({ microseconds: 1 }))
    assert.deepEqual(reserved(network), [28])
    assert.deepEqual(network.enforce(late).tell, [])
    assert.deepEqual(reserved(network), [10])
    assert.equal(network.session.lookAt?.toString(), expectedBy.toString())
    assert.equal(network.session.ended, null)
  })

  test('is there for another session of the line, whichever is looked at first', () => {
    for (const order of [
      ['one', 'two'],
      ['two', 'one'],
    ]) {
      const network = new ExampleNetwork(
        buy([], offer({ allowance: total(20) }), { id: 1, now: NOON }),
      )
      network.ask({ now: NOON, moment: 'start' }, ...both)
      network.ask({ now: NOON, moment: 'start', sessionKey: 'two' }, first)
      network.sessions = order.flatMap((key) => {
        return network.sessions.filter(({ sessionKey }) => sessionKey === key)
      })
      const { tell } = network.enforce(late)
      assert.deepEqual(
        tell.map(({ sessionKey, telling }) => [sessionKey, telling?.to]),
        [['two', FULL]],
      )
    }
  })

  test('takes nothing from what it reports after all', () => {
    const network = begun(hundred)
    network.ask({ now: late }, { group: 1, used: 25, wants: 10 })
    const { record } = network.ask({ now: late }, { group: 2, used: 18 })
    assert.deepEqual([record.bytes, record.uncovered], [18n, 0n])
    assert.deepEqual([network.packs[0]?.bytesUsed, reserved(network)], [43n, [10]])
  })
})

test('What is revoked is to be given up by each rating group', () => {
  const network = begun(buy([], offer(), { id: 1, now: NOON }))
  network.packs = network.packs.map((one) => ({ ...one, revoked: { at: SOON, order: null } }))
  assert.deepEqual(toldTo(network, SOON), [PORTAL])
  network.ask({ now: SOON }, { group: 1, used: 1, wants })
  network.enforce(SOON)
  assert.deepEqual(network.session.telling?.to, PORTAL)
  network.ask({ now: SOON }, { group: 2, used: 1, wants })
  assert.deepEqual([toldTo(network, SOON), network.session.telling], [[], null])
})

test('A rating group that costs nothing is told nothing', () => {
  const network = new ExampleNetwork(ten, { ...NETWORK, freeRatingGroups: [2] })
  network.ask({ now: NOON, moment: 'start' }, ...both)
  network.ask({ now: SOON }, { group: 1, used: 10, wants })
  assert.equal(network.session.told?.kind, 'portal_only')
  assert.deepEqual(network.enforce(SOON).tell, [])
})

test('As many rating groups without data are remembered as the limit, the latest', () => {
  const network = new ExampleNetwork([])
  const groups = Array.from({ length: GROUPS_BEHIND_MAX + 1 }, (_, nth) => nth)
  for (const group of groups) network.ask({ now: NOON }, { group, wants })
  const { told } = network.session
  assert.deepEqual(
    told?.behind?.map(({ ratingGroup }) => ratingGroup),
    groups.slice(1),
  )
  network.ask({ now: SOON }, { group: 7, wants })
  assert.equal(network.session.told?.behind?.length, GROUPS_BEHIND_MAX)
})

test('Who asks for all of its rating groups has nothing left to be told', () => {
  const pack = fc.record({
    bytes: fc.constantFrom(5, 10, 60),
    fullKbps: fc.constantFrom(null, 500, 1_000),
    isSlowed: fc.boolean(),
  })
  const turn = fc.record({
    groups: fc.subarray([1, 2, 3], { minLength: 1 }),
    used: fc.nat(12),
    minutes: fc.constantFrom(0, 1, 30, 63),
  })
  fc.assert(
    fc.property(
      fc.array(pack, { maxLength: 3 }),
      fc.array(turn, { maxLength: 8 }),
      (all, turns) => {
        const network = new ExampleNetwork([])
        all.forEach(({ bytes, fullKbps, isSlowed }, nth) => {
          const slow = isSlowed ? { afterAllowance: SLOW } : {}
          const sold = offer({ allowance: total(bytes), fullKbps, ...slow })
          network.packs = buy(network.packs, sold, { id: nth, now: NOON })
        })
        let now = NOON
        for (const { groups, used, minutes } of turns) {
          now = now.add({ minutes })
          network.ask({ now }, ...groups.map((group) => ({ group, used, wants })))
          network.enforce(now)
          network.ask({ now }, ...[1, 2, 3].map((group) => ({ group, used: 1, wants })))
          assert.deepEqual([network.enforce(now).tell, network.session.telling], [[], null])
        }
      },
    ),
    { numRuns: 300 },
  )
})
