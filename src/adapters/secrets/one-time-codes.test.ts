import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plusSeconds } from '../../domain/basics/time.ts'
import { systemDice } from '../system/dice.ts'
import { newOneTimeSecret, oneTimeCodeAt, oneTimeUri, stepOf } from './one-time-codes.ts'
import { staffSecrets } from './staff-secrets.ts'

/** RFC 6238 Appendix B: the secret `12345678901234567890`, eight digits of which six are ours. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000)

test('Codes are those of RFC 6238', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ] as const) {
    assert.equal(oneTimeCodeAt(SECRET, at(seconds)), code)
    const step = Math.floor(seconds / 30)
    assert.equal(stepOf({ secret: SECRET, code, now: at(seconds) }), step)
  }
})

test('A code counts one step to either side of its own, and not two', () => {
  const made = at(1_200)
  const code = oneTimeCodeAt(SECRET, made)
  const step = (seconds: number) =>
    stepOf({ secret: SECRET, code, now: plusSeconds(made, seconds) })
  assert.deepEqual([-31, -30, 0, 30, 59, 60].map(step), [null, 40, 40, 40, 40, null])
})

test('A code is read as people type it, and nothing else is one', () => {
  const step = (code: string) => stepOf({ secret: SECRET, code, now: at(59) })
  assert.equal(step('287 082'), 1)
  assert.equal(step('２８７０８２'), 1)
  for (const code of ['', '28708', '2870820', 'abcdef', '94287082']) assert.equal(step(code), null)
})

test('A fresh secret has 160 bits, and authenticators read it from an address', () => {
  const secret = newOneTimeSecret(systemDice)
  assert.match(secret, /^[A-Z2-7]{32}$/)
  const uri = new URL(oneTimeUri({ secret, name: 'sato', issuer: 'Kadoya LLC' }))
  assert.equal(uri.protocol, 'otpauth:')
  assert.equal(uri.searchParams.get('secret'), secret)
  assert.equal(uri.searchParams.get('issuer'), 'Kadoya LLC')
})

test('A name that nobody has is refused after the same work', async () => {
  const secrets = staffSecrets(systemDice)
  const hash = await secrets.hashPassword('kado-ya')
  assert.equal(await secrets.isPassword('kado-ya', hash), true)
  assert.equal(await secrets.isPassword('kado-ya', null), false)
})
