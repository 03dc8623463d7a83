import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemDice } from '../system/dice.ts'
import { hashPassword, isPassword, newPassword, sha256 } from './passwords.ts'

test('A password is recognised by its hash, and only it', async () => {
  const hashed = await hashPassword('kado-ya', systemDice)
  assert.match(hashed, /^\$argon2id\$v=19\$m=32768,t=3,p=1\$/)
  assert.equal(await isPassword('kado-ya', hashed), true)
  assert.equal(await isPassword('kado-yo', hashed), false)
  assert.equal(await isPassword('kado-ya', 'kado-ya'), false)
})

test('The same password twice has two hashes', async () => {
  const [one, other] = [await hashPassword('a', systemDice), await hashPassword('a', systemDice)]
  assert.notEqual(one, other)
})

test('A fresh password has a hundred bits in four groups', () => {
  assert.match(newPassword(systemDice), /^(?:[0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/)
})

test('A digest is SHA-256 in lower-case hex', () => {
  assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
