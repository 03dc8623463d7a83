/**
 * Auto-renewal through the door, the saga and the sweeps, on both stores: when it fires, what it
 * does about a bank that will not pay, what its holder is told, and that a process that dies in the
 * middle of it leaves nothing charged twice and nothing forgotten.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  changeMandateOffer,
  endMandate,
  pauseMandate,
  resumeMandate,
} from '../../src/app/renewal/manage-mandate.ts'
import type { AgreementId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours, plusMinutes, type Instant } from '../../src/domain/basics/time.ts'
import type { Pack } from '../../src/domain/balance/pack.ts'
import { TERMS } from '../contracts/catalogue.ts'
import { openMemory, openPostgres, type OpenStore } from '../contracts/stores.ts'
import {
  AUTO_DAY,
  AUTO_MONTH,
  AUTO_WEEK,
  FIRST_END,
  openRenewals,
  type Held,
  type RenewalWorld,
} from './renewal-world.ts'

const LEAD_START = plusMinutes(FIRST_END, -15)

for (const opening of [openMemory, openPostgres]) {
  describe(`Auto-renewal on the ${opening === openMemory ? 'memory' : 'postgres'} store`, () => {
    let open: OpenStore
    before(async () => {
      open = await opening()
    })
    after(() => open.close())
    const told: Told = (name, run) => {
      test(name, async () => {
        const { world, held } = await openRenewals(open)
        await world.sweep()
        world.told.length = 0
        try {
          await run(world, held)
        } finally {
          await world.leave()
        }
        await balanced(open)
      })
    }
    triggers(told)
    others(told)
    failures(told)
    refusals(told)
    limits(told)
    wishes(told)
    changes(told)
    crashes(told)
  })
}

type Told = (name: string, run: (world: RenewalWorld, held: Held) => Promise<void>) => void

async function balanced(open: OpenStore): Promise<void> {
  const accounts = await open.reads.trialBalance()
  const sum = [...accounts.values()].reduce((one, other) => one + other, 0n)
  assert.equal(sum, 0n, 'the book sums to zero')
}

function startOf(pack: Pack | undefined): Instant | string {
  if (pack === undefined) return 'no pack'
  return pack.start.kind === 'begun' ? pack.start.from : pack.start.kind
}

function same(actual: unknown, expected: unknown): void {
  assert.equal(String(actual), String(expected))
}

function triggers(told: Told): void {
  told(
    'At the end: charged in the lead, begun where the last pack ends, again and again',
    async (world, held) => {
      assert.ok((await world.mandate(held)).ok)
      await world.until(held, plusMinutes(LEAD_START, -1))
      assert.equal(world.bank.charges.size, 0)
      await world.until(held, plusHours(FIRST_END, 72))
      const packs = await world.renewed(held)
      assert.equal(packs.length, 4)
      assert.equal(world.bank.taken(), AUTO_DAY.price * 4n)
      for (const { start } of packs.slice(0, 3)) {
        assert.ok(start.kind === 'begun' || start.kind === 'queued')
      }
      assert.deepEqual(world.told, ['done', 'done', 'done', 'done'])
    },
  )

  told('At zero: with the last byte, and it runs at once', async (world, held) => {
    assert.ok((await world.mandate(held, { trigger: { kind: 'at_zero' } })).ok)
    await world.until(held, plusHours(FIRST_END, -10))
    await world.useAllBut(held, 1)
    assert.equal(world.bank.charges.size, 0)
    await world.use(held, 1)
    const [pack] = await world.renewed(held)
    same(startOf(pack), plusHours(FIRST_END, -10))
  })

  told('At a share: bought at ten percent, begun with the last byte', async (world, held) => {
    assert.ok((await world.mandate(held, { trigger: { kind: 'at_share', percent: 10 } })).ok)
    await world.until(held, plusHours(FIRST_END, -10))
    await world.useAllBut(held, 100_000_000)
    assert.equal(startOf((await world.renewed(held))[0]), 'queued')
    await world.until(held, plusHours(FIRST_END, -9))
    await world.use(held, 100_000_000)
    same(startOf((await world.renewed(held))[0]), plusHours(FIRST_END, -9))
    assert.equal(world.bank.charges.size, 1)
  })
}

function others(told: Told): void {
  told('By points: taken, delivered and told in one transaction, with no bank', async (world) => {
    const held = await world.line(1_200)
    assert.ok((await world.mandate(held, { means: { kind: 'points' } })).ok)
    await world.until(held, plusHours(FIRST_END, 60))
    assert.equal((await world.renewed(held)).length, 2)
    assert.equal(world.bank.charges.size, 0)
    const { lots } = await world.open.reads.account(held.account)
    assert.equal(
      lots.reduce((sum, { left }) => sum + left, 0n),
      100n,
    )
    assert.deepEqual(world.told, ['done', 'done', 'failed', 'stopped'])
    assert.equal((await world.lastMandate(held)).ended?.why, 'retries_exhausted')
  })

  told(
    'A pack bought by hand comes first: nothing is charged before that one ends',
    async (world, held) => {
      assert.ok((await world.mandate(held)).ok)
      await world.until(held, plusHours(FIRST_END, -1))
      await world.buy(held)
      await world.until(held, plusHours(FIRST_END, 22))
      assert.equal(world.bank.charges.size, 0)
      await world.until(held, plusHours(FIRST_END, 23))
      assert.equal(world.bank.charges.size, 1)
    },
  )

  told('Its holder is told beforehand', async (world, held) => {
    assert.ok((await world.mandate(held, { noticeHours: 12 })).ok)
    await world.until(held, plusMinutes(plusHours(FIRST_END, -12), -1))
    assert.deepEqual(world.told, [])
    await world.until(held, plusHours(FIRST_END, -12))
    assert.deepEqual(world.told, ['upcoming'])
  })
}

function failures(told: Told): void {
  for (const [offer, hours, times] of [
    [AUTO_DAY, 1, 1],
    [AUTO_WEEK, 24, 3],
    [AUTO_MONTH, 48, 5],
  ] as const) {
    told(
      `A failed ${offer.length} renewal is tried ${times} times more, told each time, then stops`,
      async (world, held) => {
        world.bank.verdict = 'declined'
        assert.ok((await world.mandate(held, {}, offer)).ok)
        await world.until(held, plusHours(FIRST_END, 24 * 12))
        const tries = [...world.bank.charges.values()].map(({ at }) => at)
        const expected = Array.from({ length: times + 1 }, (_, n) =>
          plusHours(LEAD_START, hours * n),
        )
        assert.deepEqual(tries.map(String), expected.map(String))
        assert.deepEqual(world.told, [...Array<string>(times).fill('failed'), 'stopped'])
        const [found, ...others] = await world.orders(held)
        assert.equal(others.length, 0, 'every try is of one order')
        assert.equal(found?.order.state.kind, 'cancelled')
        await world.buy(held)
      },
    )
  }
}

function refusals(told: Told): void {
  told('A retry that succeeds after the end starts at its delivery', async (world, held) => {
    world.bank.verdict = 'insufficient_funds'
    assert.ok((await world.mandate(held)).ok)
    await world.until(held, FIRST_END)
    world.bank.verdict = 'pays'
    await world.until(held, plusHours(FIRST_END, 1))
    same(startOf((await world.renewed(held))[0]), plusHours(LEAD_START, 1))
    assert.deepEqual(world.told, ['failed', 'done'])
  })

  told('A card that the schemes bar is never charged again, and is barred', async (world, held) => {
    world.bank.verdict = 'barred'
    assert.ok((await world.mandate(held)).ok)
    await world.until(held, plusHours(FIRST_END, 48))
    assert.equal(world.bank.charges.size, 1)
    assert.deepEqual(world.told, ['stopped'])
    assert.equal((await world.lastMandate(held)).ended?.why, 'means_barred')
  })

  told(
    'A bank that wants the holder is not asked again: the order waits for them',
    async (world, held) => {
      world.bank.verdict = 'authentication_needed'
      assert.ok((await world.mandate(held)).ok)
      await world.until(held, plusHours(FIRST_END, 12))
      assert.equal(world.bank.charges.size, 1)
      assert.deepEqual(world.told, ['needs_you'])
      const waiting = (await world.orders(held))[0]?.order
      assert.equal(waiting?.state.kind, 'awaiting_payment')
      assert.equal(waiting.payLink?.revokedAt, null, 'a link pays it without a sign-in')
      same(waiting.payLink?.until, waiting.payBy)
      await world.until(held, plusHours(FIRST_END, 48))
      assert.deepEqual(world.told, ['needs_you', 'stopped'])
      assert.equal((await world.lastMandate(held)).ended?.why, 'not_confirmed')
    },
  )

  told('Undecided is not failed: one charge, however long the bank takes', async (world, held) => {
    world.bank.verdict = 'undecided'
    assert.ok((await world.mandate(held)).ok)
    await world.until(held, plusHours(FIRST_END, 5))
    assert.equal(world.bank.charges.size, 1)
    world.bank.decide('pays')
    await world.until(held, plusHours(FIRST_END, 6))
    assert.equal((await world.renewed(held)).length, 1)
  })
}

function limits(told: Told): void {
  told(
    'Over the cap nothing is charged, it is told once, and next month it goes on',
    async (world, held) => {
      assert.ok((await world.mandate(held, { monthlyCap: yen(1_000) })).ok)
      await world.until(held, plusHours(FIRST_END, 24 * 5))
      assert.equal(world.bank.charges.size, 1)
      assert.deepEqual(world.told, ['done', 'cap'])
      await world.until(held, plusHours(FIRST_END, 24 * 31))
      assert.equal(world.bank.charges.size, 2)
    },
  )

  told('A dearer version needs consent: it stops and says so', async (world, held) => {
    assert.ok((await world.mandate(held)).ok)
    world.offers = [...world.offers, { ...AUTO_DAY, version: 2, price: yen(551) }]
    await world.until(held, FIRST_END)
    assert.equal(world.bank.charges.size, 0)
    assert.deepEqual(world.told, ['stopped'])
    assert.equal((await world.lastMandate(held)).ended?.why, 'price_raised')
  })

  told('A cheaper version is bought at its price', async (world, held) => {
    assert.ok((await world.mandate(held)).ok)
    world.offers = [...world.offers, { ...AUTO_DAY, version: 2, price: yen(400) }]
    await world.until(held, FIRST_END)
    assert.equal(world.bank.taken(), 400n)
  })
}

function wishes(told: Told): void {
  told('Switched off before charging starts, nothing is charged', async (world, held) => {
    assert.ok((await world.mandate(held)).ok)
    await world.until(held, plusMinutes(LEAD_START, -1))
    const act = { line: held.line, account: held.account, order: null }
    const ended = await world.app.door.ask(endMandate, act, world.origin(held))
    assert.ok(ended.ok && ended.value.charging === null)
    await world.until(held, plusHours(FIRST_END, 48))
    assert.equal(world.bank.charges.size, 0)
  })

  told(
    'Switched off once charging has started, that one comes and no other',
    async (world, held) => {
      world.bank.verdict = 'undecided'
      assert.ok((await world.mandate(held)).ok)
      await world.until(held, LEAD_START)
      const order = (await world.standing(held))?.attempt?.order ?? null
      const act = { line: held.line, account: held.account, order }
      const ended = await world.app.door.ask(endMandate, act, world.origin(held))
      assert.ok(ended.ok)
      assert.equal(ended.value.charging, order)
      world.bank.decide('pays')
      await world.until(held, plusHours(FIRST_END, 48))
      assert.equal(world.bank.charges.size, 1)
      assert.equal((await world.renewed(held)).length, 1)
    },
  )

  told('Switched off while it waits for a retry, the order is cancelled', async (world, held) => {
    world.bank.verdict = 'declined'
    assert.ok((await world.mandate(held)).ok)
    await world.until(held, FIRST_END)
    const order = (await world.standing(held))?.attempt?.order ?? null
    const act = { line: held.line, account: held.account, order }
    assert.ok((await world.app.door.ask(endMandate, act, world.origin(held))).ok)
    await world.until(held, plusHours(FIRST_END, 24))
    assert.equal(world.bank.charges.size, 1)
    assert.equal((await world.orders(held))[0]?.order.state.kind, 'cancelled')
  })
}

function changes(told: Told): void {
  told(
    'Paused, nothing is charged; gone on before the end, it fires as ever',
    async (world, held) => {
      assert.ok((await world.mandate(held)).ok)
      const act = { line: held.line, account: held.account }
      const origin = world.origin(held)
      assert.ok((await world.app.door.ask(pauseMandate, { ...act, until: null }, origin)).ok)
      await world.until(held, plusHours(FIRST_END, -2))
      assert.ok((await world.app.door.ask(resumeMandate, act, origin)).ok)
      await world.until(held, FIRST_END)
      assert.equal(world.bank.charges.size, 1)
      assert.ok((await world.app.door.ask(pauseMandate, { ...act, until: null }, origin)).ok)
      await world.until(held, plusHours(FIRST_END, 48))
      assert.equal(world.bank.charges.size, 1)
    },
  )

  told('Another offer next time is bought next time', async (world, held) => {
    assert.ok((await world.mandate(held)).ok)
    const consent = {
      offer: { id: AUTO_WEEK.id, version: 1 },
      shownPrice: AUTO_WEEK.price,
      acceptedTerms: [{ kind: TERMS.kind, version: 1, hash: TERMS.hash }],
    }
    const shown = { language: 'en', lines: [], button: 'Agree' } as const
    const { line, account } = held
    const ids = { agreement: world.ids.next<AgreementId>() }
    const act = {
      line,
      account,
      consent,
      shown,
      channel: 'web',
      person: account as never,
      ids,
    } as const
    assert.ok((await world.app.door.ask(changeMandateOffer, act, world.origin(held))).ok)
    await world.until(held, FIRST_END)
    assert.equal((await world.orders(held))[0]?.order.offer.id, AUTO_WEEK.id)
  })

  told('Set again, the earlier one is replaced, and both agreements stay', async (world, held) => {
    assert.ok((await world.mandate(held)).ok)
    assert.ok((await world.mandate(held, { trigger: { kind: 'at_zero' } })).ok)
    const [now, earlier] = await world.open.reads.mandates(held.line, 5)
    assert.equal(now?.ended, null)
    assert.equal(earlier?.ended?.why, 'replaced')
    for (const { agreement } of [now, earlier].filter((one) => one !== undefined)) {
      assert.notEqual(await world.open.reads.agreement(held.line, agreement), null)
    }
    await world.until(held, FIRST_END)
    assert.equal(world.bank.charges.size, 1)
  })
}

function crashes(told: Told): void {
  told(
    'The answer to a charge is lost: it is asked for again under the same payment',
    async (world, held) => {
      assert.ok((await world.mandate(held)).ok)
      world.bank.losesAnswers = true
      await world.until(held, plusMinutes(FIRST_END, 30))
      assert.equal(world.bank.charges.size, 1)
      world.bank.losesAnswers = false
      await world.until(held, plusHours(FIRST_END, 1))
      assert.equal(world.bank.charges.size, 1)
      assert.equal((await world.renewed(held)).length, 1)
    },
  )

  for (const point of ['before_commit', 'after_commit'] as const) {
    for (const nth of [1, 2, 3]) {
      told(
        `The ${nth}. commit of a renewal breaks ${point.replace('_', ' ')}: one charge, one pack`,
        async (world, held) => {
          assert.ok((await world.mandate(held)).ok)
          await world.until(held, plusMinutes(LEAD_START, -1))
          world.clock.set(LEAD_START)
          await breakNth(world, point, nth)
          await world.until(held, plusHours(FIRST_END, 1))
          assert.equal(world.bank.charges.size, 1)
          assert.equal((await world.renewed(held)).length, 1)
        },
      )
    }
  }

  told(
    'Two processes look at the same mandates at once: each renewal is made once',
    async (world) => {
      const lines = await Promise.all(Array.from({ length: 20 }, () => world.line()))
      for (const one of lines) assert.ok((await world.mandate(one)).ok)
      const last = lines.at(-1)!
      await world.until(last, plusMinutes(LEAD_START, -1))
      world.clock.set(plusMinutes(LEAD_START, 1))
      const other = world.process()
      await Promise.allSettled([world.sweep(), world.sweep(other)])
      await world.until(last, FIRST_END)
      assert.equal(world.bank.charges.size, lines.length)
      for (const one of lines) assert.equal((await world.renewed(one)).length, 1)
    },
  )
}

/** Commits of the sweep: the order, its reference, its outcome. */
async function breakNth(world: RenewalWorld, point: 'before_commit' | 'after_commit', nth: number) {
  const { store } = world.open
  const transact = store.transact.bind(store)
  let count = 0
  const counting = {
    transact: ((plan, decide) => {
      count += 1
      if (count === nth) world.open.breakNext(point)
      return transact(plan, decide)
    }) satisfies typeof store.transact,
  }
  const app = world.process(counting)
  await world.sweep(app).catch(() => {})
}
