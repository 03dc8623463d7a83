import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { App } from '../../src/app/app.ts'
import { createHotline } from '../../src/channels/hotline/answering.ts'
import type { HeardNow } from '../../src/channels/hotline/ports.ts'
import { DAY } from './catalogue.ts'
import { hotlineWorld, knownCaller, PIN, ring } from './hotline-world.ts'
import { openMemory } from './stores.ts'

const WITH_PIN: HeardNow = { kind: 'digits', digits: PIN }

/** The process dies once, after everything but the turn itself. */
function losingATurn(app: App): App {
  let isLost = false
  const ask: App['door']['ask'] = (command, input, origin) => {
    if (isLost || command.name !== 'take_turn') return app.door.ask(command, input, origin)
    isLost = true
    return Promise.reject(new Error('the process died'))
  }
  return { ...app, door: { ...app.door, ask } }
}

async function agreedAndLost() {
  const world = await hotlineWorld(await openMemory())
  // Enough for one renewal and not for two.
  const { number, line } = await knownCaller(world, DAY.price + 1n)
  const asked = await (await ring(world, { number, asserted: true })).key('1', '1', '1')
  const { call, turn } = asked.answered
  const settings = { isHoliday: () => false, sandbox: false }
  const dying = createHotline({ ...settings, app: losingATurn(world.app) })
  await assert.rejects(dying.hear(call, turn, WITH_PIN), /died/)
  const orders = async () => {
    const all = await world.app.reads.orders(line.id, { limit: 10, before: null })
    return all.filter(({ order }) => order.channel === 'phone')
  }
  return { world, call, turn, orders }
}

for (const [what, heard] of [
  ['keyed again', WITH_PIN],
  ['keyed otherwise', { kind: 'digits', digits: '*' }],
  ['heard as silence', { kind: 'silence' }],
] as const) {
  test(`An order placed in a turn that was lost is told when the turn is ${what}`, async () => {
    const { world, call, turn, orders } = await agreedAndLost()
    assert.equal((await orders()).length, 1)
    const answered = await world.hotline.hear(call, turn, heard)
    const codes = answered?.reply.say.map(({ utterance }) => utterance.code) ?? []
    assert.ok(codes.includes('renewed'), codes.join())
    assert.equal((await orders()).length, 1)
    const known = await world.app.reads.call(call)
    assert.equal(known.call?.order, (await orders())[0]?.order.id)
  })
}

test('Whoever hung up meanwhile hears nothing, and the call knows its order', async () => {
  const { world, call, turn, orders } = await agreedAndLost()
  const answered = await world.hotline.hear(call, turn, { kind: 'hang_up' })
  assert.deepEqual(answered?.reply.say, [])
  const known = await world.app.reads.call(call)
  assert.equal(known.call?.order, (await orders())[0]?.order.id)
})
