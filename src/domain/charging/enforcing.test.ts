import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, buy, offer, total, use } from '../balance/example-packs.ts'
import type { Instant } from '../basics/time.ts'
import { sameEntitlement } from '../line/entitlement.ts'
import {
  enforce,
  EXPECTED_STEP_SECONDS,
  LAST_REPORT_SECONDS_MAX,
  learn,
  REPORT_LATE_SECONDS_MAX,
  SILENCE_SECONDS_MAX,
  TELL_AGAIN_SECONDS,
  TELL_TRIES_MAX,
  type Said,
} from './enforcing.ts'
import { ExampleNetwork } from './example-network.ts'

const NOON = at('03-10 12:00')
const ONE = at('03-10 13:00')
const END = at('03-11 12:00')
const SLOW = { kind: 'throttle', kbps: 128 } as const
const FULL = { kind: 'full', kbps: null } as const
const PORTAL = { kind: 'portal_only' } as const
const held = buy([], offer(), { id: 1, now: NOON })
const wants = true as const

function radius(packs = held): ExampleNetwork {
  const network = new ExampleNetwork(packs)
  network.report({ now: NOON, moment: 'start', number: 0 }, null)
  network.enforce(NOON)
  return network
}

function credit(packs = held): ExampleNetwork {
  const network = new ExampleNetwork(packs)
  network.ask({ now: NOON, moment: 'start' }, { wants })
  network.enforce(NOON)
  return network
}

function later(from: Instant, seconds: number): Instant {
  return from.add({ seconds })
}

function say(network: ExampleNetwork, said: Said, now: Instant) {
  const { session, packs } = network
  const to = session.telling?.to ?? PORTAL
  const learned = learn(session, { to, said }, packs, now)
  if (learned === null) return null
  network.packs = learned.packs
  network.put(learned.session)
  return network.enforce(now)
}

describe('What a live session is told', () => {
  test('is nothing as long as it may do what it was told', () => {
    const network = radius()
    assert.deepEqual(network.session.told, FULL)
    const { session } = network
    assert.deepEqual(network.enforce(ONE).tell, [])
    assert.equal(network.session, session)
  })

  test('follows what another session used up', () => {
    const network = radius()
    network.report({ now: ONE, sessionKey: 'other', number: 0 }, 0)
    network.report({ now: ONE, sessionKey: 'other', number: 1 }, 100)
    const told = network
      .enforce(ONE)
      .tell.map(({ sessionKey, telling }) => [sessionKey, telling?.to])
    assert.deepEqual(told, [
      ['one', PORTAL],
      ['other', PORTAL],
    ])
  })

  test('is to slow down, and then to speed up again with the next pack', () => {
    const slow = buy([], offer({ afterAllowance: SLOW }), { id: 1, now: NOON })
    const network = radius(slow)
    network.report({ now: ONE, number: 1 }, 100)
    network.enforce(ONE)
    assert.deepEqual(network.session.telling?.to, { kind: 'throttled', kbps: 128 })
    say(network, 'taken', ONE)
    assert.equal(network.session.telling, null)
    network.packs = buy(network.packs, offer(), { id: 2, now: ONE })
    assert.deepEqual(network.enforce(ONE).tell[0]?.telling?.to, FULL)
  })

  test('is looked at when its pack ends, to the microsecond', () => {
    const network = radius()
    assert.equal(network.session.lookAt?.toString(), END.toString())
    assert.deepEqual(network.enforce(END.subtract({ microseconds: 1 })).tell, [])
    assert.deepEqual(network.enforce(END).tell[0]?.telling?.to, PORTAL)
  })

  test('is not to stop serving what was set aside for it', () => {
    const network = credit(buy([], offer({ allowance: total(10) }), { id: 1, now: NOON }))
    assert.deepEqual(network.session.told, FULL)
    assert.deepEqual(network.enforce(ONE).tell, [])
  })

  test('is to stop when its line is suspended, whatever it holds', () => {
    const network = credit()
    const suspension = { since: ONE, by: 'holder', reason: 'lost_card' } as const
    network.line = { ...network.line, suspension }
    assert.deepEqual(network.enforce(ONE).tell[0]?.telling?.to, PORTAL)
  })

  test('is to ask again when its pack is revoked', () => {
    const network = credit()
    network.packs = network.packs.map((one) => ({ ...one, revoked: { at: ONE, order: null } }))
    assert.deepEqual(network.enforce(ONE).tell[0]?.telling?.to, PORTAL)
  })

  test('is told again until it shows effect, then ended, and then given up', () => {
    const network = radius(use(held, { from: NOON, until: NOON }, 100).packs)
    network.packs = buy(network.packs, offer(), { id: 2, now: ONE })
    const seen: (string | undefined)[] = []
    let now = ONE
    for (let turn = 0; turn < 2 * TELL_TRIES_MAX + 1; turn += 1) {
      network.enforce(now)
      assert.deepEqual(network.enforce(later(now, TELL_AGAIN_SECONDS - 1)).tell, [])
      const { telling, ended } = network.session
      seen.push(telling === null ? ended?.reason : `${telling.how} ${telling.tries}`)
      now = later(now, TELL_AGAIN_SECONDS)
    }
    assert.deepEqual(seen, [
      'change 1',
      'change 2',
      'change 3',
      'stop 1',
      'stop 2',
      'stop 3',
      'unanswered',
    ])
  })
})

describe('What a peer answers', () => {
  const emptied = () => {
    const network = radius()
    network.report({ now: ONE, number: 1 }, 100)
    network.enforce(ONE)
    return network
  }

  test('ends the telling when it takes a change', () => {
    const network = emptied()
    say(network, 'taken', ONE)
    assert.deepEqual([network.session.told, network.session.telling], [PORTAL, null])
  })

  test('does not end it for a peer that asks for credit, which has to ask', () => {
    const network = credit()
    network.packs = []
    network.sessions = network.sessions.map((one) => ({ ...one, reservations: [] }))
    network.enforce(ONE)
    assert.equal(say(network, 'taken', ONE), null)
    assert.deepEqual(network.session.told, FULL)
    network.ask({ now: ONE }, { wants })
    assert.deepEqual([network.session.told, network.session.telling], [PORTAL, null])
  })

  test('has the session ended at once when it refuses', () => {
    const network = emptied()
    const enforced = say(network, 'refused', ONE)
    assert.deepEqual(
      enforced?.tell.map(({ telling }) => telling?.how),
      ['stop'],
    )
    say(network, 'taken', ONE)
    assert.equal(
      network.session.expectedBy.toString(),
      later(ONE, LAST_REPORT_SECONDS_MAX).toString(),
    )
  })

  test('gives back what was set aside when it knows no such session', () => {
    const network = credit()
    network.packs = network.packs.map((one) => ({ ...one, revoked: { at: ONE, order: null } }))
    network.enforce(ONE)
    say(network, 'gone', ONE)
    assert.equal(network.session.ended?.reason, 'silent')
    assert.equal(network.packs[0]?.bytesReserved, 0n)
  })

  test('changes nothing when it is about what is no longer asked', () => {
    const network = emptied()
    const { session, packs } = network
    assert.ok(!sameEntitlement(FULL, PORTAL))
    assert.equal(learn(session, { to: FULL, said: 'taken' }, packs, ONE), null)
    assert.equal(learn(session, { to: PORTAL, said: 'silent' }, packs, ONE), null)
  })
})

describe('A session that is not heard of again', () => {
  test('loses what was set aside for it, and its peer is told to end it', () => {
    const network = credit()
    const late = 3_600 + REPORT_LATE_SECONDS_MAX
    const due = later(NOON, Math.ceil(late / EXPECTED_STEP_SECONDS) * EXPECTED_STEP_SECONDS)
    assert.equal(network.session.lookAt?.toString(), due.toString())
    assert.equal(enforce(network, later(due, -1)).sessions[0]?.ended, null)
    const { tell } = network.enforce(due)
    assert.deepEqual(
      tell.map(({ ended }) => ended?.reason),
      ['silent'],
    )
    assert.equal(network.packs[0]?.bytesReserved, 0n)
  })

  test('is open again when it is heard of after all', () => {
    const network = credit()
    const due = later(NOON, 2 * 3_600)
    network.enforce(due)
    network.ask({ now: due }, { used: 4, wants })
    assert.equal(network.session.ended, null)
    assert.equal(network.packs[0]?.bytesUsed, 4n)
  })

  test('is over after a week when nothing is set aside for it', () => {
    const network = radius()
    network.enforce(END)
    say(network, 'taken', END)
    const { expectedBy } = network.session
    assert.equal(expectedBy.toString(), later(NOON, SILENCE_SECONDS_MAX).toString())
  })
})
