/** The operator's mail system tells of letters that came back; such a mailbox falls silent. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { mailboxOf } from '../../src/app/accounts/proofs.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { BounceNoted } from '../../src/channels/api/routes/bounces.ts'
import type { Email } from '../../src/domain/account/email.ts'
import { BOUNCES_MAX, emptyMailbox } from '../../src/domain/account/mailbox.ts'
import { writeRows } from '../contracts/stores.ts'
import { asker, holds, problem } from './api-asking.ts'
import { openApi, type ApiWorld } from './api-world.ts'

let world: ApiWorld
const { post } = asker(() => world)

beforeEach(async () => {
  world = await openApi()
})

const EMAIL = 'mei@example.jp' as Email
const bounce = (email: string = EMAIL) => ({ email, kind: 'permanent' })

/** An address that a letter was sent to before. */
async function knownMailbox() {
  const id = mailboxOf(world.app.vault, EMAIL)
  const homes = [{ kind: 'mailbox', id }] as const
  const changes = [{ table: 'mailboxes', row: emptyMailbox(id) }] as const
  await world.app.door.ask(writeRows, { homes, changes }, SYSTEM)
  return id
}

test('After so many letters that came back the mailbox is silent, and not before', async () => {
  const id = await knownMailbox()
  for (let count = 1; count <= BOUNCES_MAX; count += 1) {
    const { silent } = holds(BounceNoted, await post('/bounces', bounce('MEI@example.jp')))
    assert.equal(silent, count === BOUNCES_MAX, `${count}`)
  }
  const mailbox = await world.app.reads.mailbox(id)
  assert.deepEqual(mailbox?.silentSince, world.clock.now())
})

test('The same letter told of again counts once', async () => {
  const id = await knownMailbox()
  for (let told = 0; told <= BOUNCES_MAX; told += 1) {
    const answer = await post('/bounces', bounce(), { once: '<1@mail.example.jp>' })
    assert.equal(answer.headers['idempotent-replayed'], told === 0 ? undefined : 'true')
    assert.deepEqual(holds(BounceNoted, answer), { silent: false })
  }
  assert.equal((await world.app.reads.mailbox(id))?.bounces, 1)
})

test('An address that is not known, or none at all, is answered alike and not kept', async () => {
  for (const email of ['stranger@example.jp', 'no address']) {
    for (let count = 0; count < BOUNCES_MAX; count += 1) {
      assert.deepEqual(holds(BounceNoted, await post('/bounces', bounce(email))), { silent: false })
    }
  }
  assert.equal(world.store.tables.mailboxes.size, 0)
})

test('What may pass is no bounce, and only the scope opens this', async () => {
  await knownMailbox()
  problem(await post('/bounces', { ...bounce(), kind: 'transient' }), 'invalid_request')
  problem(await post('/bounces', bounce(), { key: world.keyWith('orders:write') }), 'scope_missing')
})
