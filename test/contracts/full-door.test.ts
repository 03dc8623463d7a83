import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { App } from '../../src/app/app.ts'
import { refuse } from '../../src/domain/basics/result.ts'
import { createHotline } from '../../src/channels/hotline/answering.ts'
import { hotlineWorld, ring } from './hotline-world.ts'
import { openMemory } from './stores.ts'

const NUMBER = '09012345678'

/** The door takes everything but this once. */
function fullOnceFor(name: string, app: App): App {
  let isRefused = false
  const ask: App['door']['ask'] = (command, input, origin) => {
    if (isRefused || command.name !== name) return app.door.ask(command, input, origin)
    isRefused = true
    return Promise.resolve({ ...refuse({ code: 'busy', retryAfterSeconds: 1 }), replayed: false })
  }
  return { ...app, door: { ...app.door, ask } }
}

test('Where the door is full a call-back is our trouble, not a wrong number, and is asked again', async () => {
  const world = await hotlineWorld(await openMemory())
  const settings = { isHoliday: () => false, sandbox: false }
  const hotline = createHotline({ ...settings, app: fullOnceFor('ask_call_back', world.app) })
  const away = await (await ring({ hotline })).key('2', '0')
  const menu = await away.hear({ kind: 'nobody_came' })
  const refused = await menu.key('2', NUMBER)
  assert.ok(refused.says('trouble') && !refused.says('call_back_number_wrong'))
  assert.ok((await refused.key(NUMBER)).says('call_back_promised'))
})
