import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MASTER_KEY_BYTES } from '../../app/vault.ts'
import { createAuditKey } from './audit-key.ts'
import { directoryKeyFrom } from './directory-key.ts'
import { isSignedBy, signingKeyFrom } from './ed25519.ts'

const MASTER = new Uint8Array(MASTER_KEY_BYTES)
const BYTES = Buffer.from('signed')

test('Keys of a master key stay what they were, or nothing signed before could be checked', () => {
  const audit = Buffer.from(createAuditKey(MASTER).publicKey).toString('base64')
  assert.equal(audit, 'xt4sMDwiqfvjTxI1YPm+EjGksYWWIfkZ6GOOu1XHiwE=')
  const directory = directoryKeyFrom(MASTER).publicKey
  assert.equal(directory, 'JQ2A2D21hqQf4u0xT57rMbLoj7TFOM3p3FIVQlytMn0=')
})

test('A signature is of one key and one text; what is no key or no signature is of none', () => {
  const { publicKey, sign } = signingKeyFrom(MASTER, 'one use')
  const signature = sign(BYTES)
  assert.equal(isSignedBy(publicKey, BYTES, signature), true)
  assert.equal(isSignedBy(publicKey, Buffer.from('other'), signature), false)
  assert.equal(isSignedBy(signingKeyFrom(MASTER, 'another').publicKey, BYTES, signature), false)
  assert.equal(isSignedBy(publicKey.subarray(1), BYTES, signature), false)
  assert.equal(isSignedBy(publicKey, BYTES, signature.subarray(1)), false)
})

test('A master key of another length is refused', () => {
  assert.throws(() => signingKeyFrom(MASTER.subarray(1), 'one use'), RangeError)
})
