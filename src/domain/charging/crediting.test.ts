import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { at, buy, NETWORK, offer, total } from '../balance/example-packs.ts'
import { ExampleNetwork, granted } from './example-network.ts'

const NOON = at('03-10 12:00')
const ONE = at('03-10 13:00')
const END = at('03-11 12:00')
const AFTER = at('03-11 12:30')
const SLOW = { kind: 'throttle', kbps: 128 } as const
const held = buy([], offer(), { id: 1, now: NOON })
const wants = true as const

function figures(network: ExampleNetwork) {
  return network.packs.map(({ bytesUsed, bytesReserved, bytesThrottled }) => [
    Number(bytesUsed),
    Number(bytesReserved),
    Number(bytesThrottled),
  ])
}

/** Names of the fields that are not the very same value any more. */
function moved<Shape extends object>(before: Shape, after: Shape): readonly string[] {
  const names = Object.keys(after) as (keyof Shape & string)[]
  return names.filter((name) => after[name] !== before[name])
}

describe('A request for credit', () => {
  test('settles what was used of the last grant, and sets the next aside', () => {
    const network = new ExampleNetwork(held)
    assert.deepEqual(granted(network.ask({ now: NOON, moment: 'start' }, { wants })), [25n])
    assert.deepEqual(figures(network), [[0, 25, 0]])
    assert.deepEqual(granted(network.ask({ now: ONE }, { used: 20, wants })), [20n])
    assert.deepEqual(figures(network), [[20, 20, 0]])
    assert.deepEqual(granted(network.ask({ now: ONE, moment: 'end' }, { used: 3 })), [null])
    assert.deepEqual(figures(network), [[23, 0, 0]])
    assert.equal(network.session.bytesUsed, 23n)
    assert.equal(network.session.ended?.reason, 'unstated')
  })

  test('pays for what was set aside even when it is reported after the end of the pack', () => {
    const network = new ExampleNetwork(held)
    network.ask({ now: at('03-11 11:59'), moment: 'start' }, { wants })
    const { record } = network.ask({ now: AFTER }, { used: 30, wants })
    assert.deepEqual(figures(network), [[25, 0, 0]])
    assert.equal(record.uncovered, 5n)
    assert.deepEqual(granted({ record } as never), ['empty'])
  })

  test('leaves what is beyond the grant to whatever serves when it is heard', () => {
    const late = buy(held, offer(), { id: 2, now: at('03-11 11:00') })
    const network = new ExampleNetwork(late)
    network.ask({ now: at('03-11 11:30'), moment: 'start' }, { wants: 25 })
    const { record } = network.ask({ now: AFTER }, { used: 35 })
    assert.deepEqual(
      record.shares.map(({ bytes }) => bytes),
      [25n, 10n],
    )
    assert.deepEqual(figures(network), [
      [25, 0, 0],
      [10, 0, 0],
    ])
  })

  test('that comes late is counted when it is heard, and hears again what a newer one was granted', () => {
    const network = new ExampleNetwork(held)
    network.ask({ now: NOON, moment: 'start', number: 0 }, { wants })
    const newer = network.ask({ now: ONE, number: 2 }, { used: 10, wants })
    const before = network.session.reservations
    const late = network.ask({ now: ONE, number: 1 }, { used: 7, wants })
    assert.deepEqual(late.record.answer, newer.record.answer)
    assert.deepEqual(network.session.reservations, before)
    assert.equal(network.packs[0]?.bytesUsed, 17n)
    assert.equal(network.session.lastNumber, 2)
  })

  test('that another overtook is settled and granted, where the other was of another group', () => {
    const network = new ExampleNetwork(held)
    const start = { now: NOON, moment: 'start', number: 0 } as const
    network.ask(start, { group: 1, wants }, { group: 2, wants })
    assert.deepEqual(figures(network), [[0, 43, 0]])
    assert.deepEqual(
      granted(network.ask({ now: ONE, number: 2 }, { group: 2, used: 8, wants: 10 })),
      [10n],
    )
    assert.deepEqual(figures(network), [[8, 35, 0]])
    const late = network.ask({ now: ONE, number: 1 }, { group: 1, used: 25, wants: 12 })
    assert.deepEqual(granted(late), [12n])
    assert.deepEqual(figures(network), [[33, 22, 0]])
    assert.equal(late.record.uncovered, 0n)
    network.ask({ now: ONE, number: 3, moment: 'end' }, { group: 1, used: 12 }, { group: 2 })
    assert.deepEqual(figures(network), [[45, 0, 0]])
  })

  test('that begins a session may be overtaken by the next of it', () => {
    const network = new ExampleNetwork(held)
    network.ask({ now: NOON, number: 1 }, { group: 2, wants: 10 })
    const start = { now: NOON, moment: 'start', number: 0 } as const
    assert.deepEqual(granted(network.ask(start, { group: 1, wants: 10 })), [10n])
    assert.deepEqual(figures(network), [[0, 20, 0]])
  })

  test('that comes late hears of a throttled grant as it stands, and of a stop', () => {
    const slow = offer({ allowance: total(5), afterAllowance: SLOW })
    const network = new ExampleNetwork(buy([], slow, { id: 1, now: NOON }))
    network.ask({ now: NOON, moment: 'start', number: 0 }, { wants })
    const newer = network.ask({ now: NOON, number: 2 }, { used: 5, wants })
    const late = network.ask({ now: NOON, number: 1 }, { wants })
    assert.deepEqual(late.record.answer, newer.record.answer)
    const suspension = { since: ONE, by: 'holder', reason: 'lost_card' } as const
    network.line = { ...network.line, suspension }
    assert.deepEqual(granted(network.ask({ now: ONE, number: 1 }, { wants })), ['suspended'])
  })

  test('may be the first that is heard of a session, whose usage is of the span it ran', () => {
    const network = new ExampleNetwork(held)
    const { record } = network.ask({ now: ONE, coveredSeconds: 1_800 }, { used: 5, wants })
    assert.equal(record.from.toString(), at('03-10 12:30').toString())
    assert.equal(record.uncovered, 0n)
    assert.equal(network.session.startedAt.toString(), record.from.toString())
  })

  test('is of each rating group by itself; the end gives all of them back', () => {
    const network = new ExampleNetwork(held)
    const [first, second] = [
      { group: 1, wants },
      { group: 2, wants },
    ]
    assert.deepEqual(granted(network.ask({ now: NOON, moment: 'start' }, first, second)), [
      25n,
      18n,
    ])
    network.ask({ now: ONE }, { group: 2, used: 4, wants: 10 })
    assert.deepEqual(figures(network), [[4, 35, 0]])
    network.ask({ now: ONE, moment: 'end' }, { group: 1, used: 25 })
    assert.deepEqual(figures(network), [[29, 0, 0]])
  })

  test('costs nothing for a rating group that the network does not count', () => {
    const network = new ExampleNetwork([], { ...NETWORK, freeRatingGroups: [7] })
    network.ask({ now: NOON, moment: 'start' }, { group: 7, wants })
    const { record } = network.ask({ now: ONE }, { group: 7, used: 12, wants })
    assert.deepEqual([record.bytes, record.free, record.uncovered], [0n, 12n, 0n])
    assert.deepEqual(granted({ record } as never), [40n])
    assert.deepEqual(network.session.reservations, [])
    // At whatever speed the line is: its answer is not to be taken for one about that.
    const isFree = record.answer.map(({ grant }) => grant?.kind === 'granted' && grant.free)
    assert.deepEqual(isFree, [true])
  })

  test('of an event takes at once, and leaves no session behind', () => {
    const network = new ExampleNetwork(held)
    const { record } = network.ask({ now: NOON, moment: 'event' }, { wants: 12 })
    assert.deepEqual(granted({ record } as never), [12n])
    assert.deepEqual(figures(network), [[12, 0, 0]])
    assert.equal(record.bytes, 12n)
    assert.notEqual(network.session.ended, null)
  })

  test('of an event takes exactly what it asks, of several packs too, or nothing', () => {
    const stacking = { kind: 'queues', trigger: 'end_or_empty' } as const
    const network = new ExampleNetwork(buy(held, offer({ stacking }), { id: 2, now: NOON }))
    const event = (sessionKey: string, wanted: number | true) => {
      const { record } = network.ask({ now: NOON, moment: 'event', sessionKey }, { wants: wanted })
      return granted({ record } as never)
    }
    assert.deepEqual(event('one', 80), [80n])
    assert.deepEqual(event('two', 60), [60n])
    assert.deepEqual(event('three', 61), ['empty'])
    assert.deepEqual(event('four', true), [null])
    assert.deepEqual(figures(network), [
      [100, 0, 0],
      [40, 0, 0],
    ])
  })

  test('of an event takes nothing at a throttled rate, and all that is wanted where it is free', () => {
    const slow = offer({ allowance: total(5), afterAllowance: SLOW })
    const network = new ExampleNetwork(buy([], slow, { id: 1, now: NOON }), {
      ...NETWORK,
      freeRatingGroups: [7],
    })
    const event = { now: NOON, moment: 'event' } as const
    const { record } = network.ask({ ...event, sessionKey: 'one' }, { wants: 6 })
    assert.deepEqual(granted({ record } as never), ['empty'])
    const free = network.ask({ ...event, sessionKey: 'two' }, { group: 7, wants: 60 })
    assert.deepEqual(granted(free), [60n])
    assert.deepEqual([free.record.bytes, free.record.free], [0n, 60n])
    assert.deepEqual(figures(network), [[0, 0, 0]])
  })

  test('takes nothing of a pack that was bought while it ran throttled', () => {
    const slow = offer({ allowance: total(5), afterAllowance: SLOW })
    const network = new ExampleNetwork(buy([], slow, { id: 1, now: NOON }))
    network.ask({ now: NOON, moment: 'start' }, { wants })
    network.ask({ now: NOON }, { used: 5, wants })
    assert.deepEqual(network.session.told, { kind: 'throttled', kbps: 128 })
    network.packs = buy(network.packs, offer(), { id: 2, now: ONE })
    network.ask({ now: ONE }, { used: 30, wants })
    assert.deepEqual(figures(network), [
      [5, 0, 30],
      [0, 25, 0],
    ])
    assert.deepEqual(network.session.told, { kind: 'full', kbps: null })
  })

  test('of a session that its peer ended is still counted, and granted nothing', () => {
    const network = new ExampleNetwork(held)
    network.ask({ now: NOON, moment: 'start' }, { wants })
    network.ask({ now: ONE, moment: 'end' }, { used: 1 })
    const more = network.ask({ now: ONE }, { used: 2, wants })
    assert.deepEqual(granted(more), [null])
    assert.deepEqual(figures(network), [[3, 0, 0]])
  })
})

describe('What did not move stays the same object', () => {
  const [first, second, third] = [at('03-10 12:01'), at('03-10 12:02'), at('03-10 12:03')]
  const reach = { host: 'pgw' }

  test('of a session that asks for credit, and of the packs that serve it', () => {
    const network = new ExampleNetwork(buy(held, offer(), { id: 2, now: NOON }))
    network.ask({ now: first, moment: 'start', reach }, { wants })
    network.enforce(first)
    const { session, packs } = network
    network.ask({ now: second, reach: { ...reach } }, { used: 20, wants: 30 })
    network.enforce(second)
    const often = ['reportedUntil', 'heardAt', 'lastNumber', 'bytesUsed', 'reservations']
    assert.deepEqual(moved(session, network.session), often)
    assert.deepEqual(moved(packs[0] ?? {}, network.packs[0] ?? {}), ['bytesUsed', 'bytesReserved'])
    assert.equal(network.packs[1], packs[1])
  })

  test('of a session that only reports', () => {
    const network = new ExampleNetwork(held)
    network.report({ now: first, moment: 'start' }, null)
    network.report({ now: second }, 10)
    network.enforce(second)
    const { session, packs } = network
    network.report({ now: third }, 30)
    network.enforce(third)
    const often = ['reportedUntil', 'heardAt', 'lastNumber', 'bytesCounted', 'bytesUsed']
    assert.deepEqual(moved(session, network.session), often)
    assert.deepEqual(moved(packs[0] ?? {}, network.packs[0] ?? {}), ['bytesUsed'])
  })
})

describe('A report of counters', () => {
  test('covers what lies between the report before and the reading of its counters', () => {
    const network = new ExampleNetwork(held)
    network.report({ now: NOON, moment: 'start', number: 0 }, null)
    const { record } = network.report({ now: AFTER, number: 1, delaySeconds: 3_600 }, 60)
    assert.equal(record.until.toString(), at('03-11 11:30').toString())
    assert.deepEqual(figures(network), [[60, 0, 0]])
  })

  test('takes nothing twice, late or again, and is uncovered where no pack was', () => {
    const network = new ExampleNetwork(held)
    network.report({ now: ONE, number: 60 }, 30)
    network.report({ now: ONE, number: 30 }, 20)
    network.report({ now: ONE, number: 60 }, 30)
    assert.deepEqual(figures(network), [[30, 0, 0]])
    network.report({ now: END, number: 90 }, 30)
    const { record } = network.report({ now: AFTER, number: 120 }, 50)
    assert.equal(record.uncovered, 20n)
    network.packs = buy(network.packs, offer(), { id: 2, now: AFTER })
    assert.equal(network.packs[1]?.bytesUsed, 0n)
  })
})

describe('Whatever is asked, reported, lost and repeated', () => {
  const turn = fc.record({
    session: fc.constantFrom('one', 'two', 'three'),
    moment: fc.constantFrom('start', 'update', 'update', 'update', 'end', 'event'),
    number: fc.nat(8),
    used: fc.option(fc.nat(45), { nil: undefined }),
    wants: fc.option(fc.nat(45), { nil: undefined }),
    group: fc.constantFrom(null, 1, 7),
    minutes: fc.constantFrom(0, 1, 59, 60, 61, 720),
  })

  test('bytes are granted once, and all that was used is somewhere', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 40 }), (turns) => {
        const two = buy(held, offer({ afterAllowance: SLOW }), { id: 2, now: NOON })
        const network = new ExampleNetwork(two, { ...NETWORK, freeRatingGroups: [7] })
        let now = NOON
        let [told, free] = [0n, 0n]
        for (const { session: sessionKey, minutes, moment, number, group, used, wants } of turns) {
          now = now.add({ minutes })
          const service = {
            group,
            ...(used === undefined ? {} : { used }),
            ...(wants === undefined ? {} : { wants }),
          }
          const asked = { now, sessionKey, moment, number } as const
          const { record } = network.ask(asked, service)
          const shared = record.shares.reduce((sum, share) => sum + share.bytes, 0n)
          assert.equal(record.bytes, shared + record.uncovered)
          assert.ok(record.bytes + record.free >= BigInt(used ?? 0))
          told += record.bytes
          free += record.free
          if (minutes === 61) network.enforce(now)
          expectWhole(network)
        }
        const sum = network.sessions.reduce((all, one) => all + one.bytesUsed, 0n)
        assert.equal(sum, told + free)
        network.enforce(now.add({ hours: 100 }))
        assert.ok(network.packs.every(({ bytesReserved }) => bytesReserved === 0n))
      }),
      { numRuns: 400 },
    )
  })

  /** Reserved is what sessions hold, and a pack never gives more than it has. */
  function expectWhole({ packs, sessions }: ExampleNetwork) {
    const slices = sessions.flatMap(({ reservations }) => reservations.flatMap((one) => one.slices))
    for (const pack of packs) {
      const full = slices.filter((slice) => slice.at === 'full' && slice.pack === pack.id)
      assert.equal(
        pack.bytesReserved,
        full.reduce((sum, slice) => sum + slice.bytes, 0n),
      )
      assert.ok(pack.bytesUsed + pack.bytesReserved <= 100n)
    }
  }
})
