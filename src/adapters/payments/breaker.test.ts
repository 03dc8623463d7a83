import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProviderUnreachable, type PaymentProvider } from '../../app/ports.ts'
import { instant, plusSeconds, type Instant } from '../../domain/basics/time.ts'
import type { ProviderReference } from '../../domain/payment/provider.ts'
import { FAILURES_TO_OPEN, guarded, OPEN_SECONDS } from './breaker.ts'

const REFERENCE = 'cs_1' as ProviderReference

function openWorld() {
  const world = { now: instant('2026-11-01T00:00:00Z'), calls: 0, down: true }
  const provider = {
    name: 'stripe',
    async readPayment() {
      world.calls += 1
      if (world.down) throw new ProviderUnreachable('no answer')
      return { state: 'undecided' }
    },
  } as unknown as PaymentProvider
  const one = guarded(provider, { now: (): Instant => world.now })
  const ask = () => one.readPayment(REFERENCE)
  return { world, one, ask }
}

async function fail(ask: () => Promise<unknown>, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await assert.rejects(ask, ProviderUnreachable)
}

test('After some calls without an answer nobody is asked, for a while', async () => {
  const { world, one, ask } = openWorld()
  await fail(ask, FAILURES_TO_OPEN - 1)
  assert.equal(one.isTroubled(), false)
  await fail(ask, 1)
  assert.equal(one.isTroubled(), true)
  await fail(ask, 3)
  assert.equal(world.calls, FAILURES_TO_OPEN)
})

test('Then one call tries, and only when it is answered the others follow', async () => {
  const { world, one, ask } = openWorld()
  await fail(ask, FAILURES_TO_OPEN)
  world.now = plusSeconds(world.now, OPEN_SECONDS)
  await fail(ask, 2)
  assert.equal(world.calls, FAILURES_TO_OPEN + 1)
  world.now = plusSeconds(world.now, OPEN_SECONDS)
  world.down = false
  assert.equal((await ask()).state, 'undecided')
  assert.equal(one.isTroubled(), false)
})

test('An answer between failures starts the count again', async () => {
  const { world, one, ask } = openWorld()
  await fail(ask, FAILURES_TO_OPEN - 1)
  world.down = false
  await ask()
  world.down = true
  await fail(ask, FAILURES_TO_OPEN - 1)
  assert.equal(one.isTroubled(), false)
})
