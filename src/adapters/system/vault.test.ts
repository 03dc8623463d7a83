import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createVault } from './vault.ts'

const vault = createVault(randomBytes(32))

test('what is sealed for a person opens under the same wrapped key alone', () => {
  const mine = vault.newPersonKey()
  const other = vault.newPersonKey()
  const sealed = vault.sealFor(mine, '髙橋 﨑 王小明')
  assert.equal(vault.openFor(mine, sealed), '髙橋 﨑 王小明')
  assert.throws(() => vault.openFor(other, sealed))
})

test('a changed byte is noticed', () => {
  const key = vault.newPersonKey()
  const sealed = vault.sealFor(key, 'text')
  sealed[14] = (sealed[14] ?? 0) ^ 1
  assert.throws(() => vault.openFor(key, sealed))
})

test('hashes of one purpose never meet those of another', () => {
  assert.notEqual(vault.keyed('mailbox', 'a'), vault.keyed('email_code', 'a'))
  assert.equal(vault.keyed('mailbox', 'a'), vault.keyed('mailbox', 'a'))
  assert.notEqual(createVault(randomBytes(32)).keyed('mailbox', 'a'), vault.keyed('mailbox', 'a'))
})

test('a letter opens again and a master key of the wrong length is refused', () => {
  assert.equal(vault.open(vault.seal('{"a":1}')), '{"a":1}')
  assert.throws(() => createVault(new Uint8Array(16)), RangeError)
})
