import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readingOnce } from '../../src/channels/hotline/reading-once.ts'
import { buyPack } from './care-buying.ts'
import { hotlineWorld, knownCaller } from './hotline-world.ts'
import { openMemory } from './stores.ts'

test('Within a turn a line and an account are read once, until a command is asked', async () => {
  const world = await hotlineWorld(await openMemory())
  const { line, account } = await knownCaller(world)
  const app = readingOnce(world.app)
  const before = await app.reads.line(line.id)
  assert.equal(await app.reads.line(line.id), before)
  assert.equal(await app.reads.account(account.id), await app.reads.account(account.id))
  await buyPack({ ...world, door: app.door }, line.id)
  const after = await app.reads.line(line.id)
  assert.equal(after.packs.length, before.packs.length + 1)
})

test('Lines that were read together are not read again one by one', async () => {
  const world = await hotlineWorld(await openMemory())
  const { line } = await knownCaller(world)
  const app = readingOnce(world.app)
  const [state] = await app.reads.lines([line.id])
  assert.equal(await app.reads.line(line.id), state)
})
