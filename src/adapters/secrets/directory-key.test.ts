import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  publicKeyJson,
  publish,
  referenceOf,
  referred,
  VALID_DAYS,
} from '../../app/directory/publication.ts'
import { MASTER_KEY_BYTES } from '../../app/vault.ts'
import { instant } from '../../domain/basics/time.ts'
import { DIRECTORY } from '../../domain/directory/example-directory.ts'
import { createVault } from '../system/vault.ts'
import { directoryKeyFrom, isSignedDirectory } from './directory-key.ts'

const NOW = instant('2026-11-23T05:00:00Z')
const key = directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES))
const name = { 'zh-CN': '角屋', 'zh-TW': '角屋', en: 'Kadoya', ja: 'かどや', ko: '가도야' }
const published = publish(DIRECTORY, { operator: name, now: NOW, key })

suite('the published directory', () => {
  test('is signed by a key that the master key alone decides', () => {
    const { json: text, signature } = published
    const { publicKey } = directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES))
    assert.equal(Buffer.from(publicKey, 'base64').length, 32)
    assert.equal(isSignedDirectory({ text, signature, publicKey }), true)
    assert.equal(isSignedDirectory({ text: `${text} `, signature, publicKey }), false)
    const other = directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES).fill(1))
    assert.equal(isSignedDirectory({ text, signature, publicKey: other.publicKey }), false)
    assert.equal(isSignedDirectory({ text, signature: 'no', publicKey: 'no' }), false)
  })

  test('is the same all day, says until when it is good, and leaves out what was given up', () => {
    const later = publish(DIRECTORY, { operator: name, now: NOW.add({ hours: 9 }), key })
    assert.equal(later.json, published.json)
    const told = JSON.parse(published.json) as {
      issuedAt: string
      validUntil: string
      entries: readonly { id: string }[]
    }
    assert.equal(told.issuedAt, '2026-11-22T15:00:00Z')
    assert.equal(instant(told.validUntil).since(told.issuedAt).total('hours'), VALID_DAYS * 24)
    assert.equal(
      told.entries.some(({ id }) => id === 'old-sms'),
      false,
    )
    assert.match(published.json, /^\{"entries":\[\{"id":"portal","kind":"domain","name":\{"en":/)
  })
})

test('A seed of the operator’s own signs (RFC 8032 §7.1, test 1); the former key is told until its day', () => {
  const seed = Uint8Array.fromHex(
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  )
  const former = { publicKey: key.publicKey, until: NOW }
  const own = directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES), { seed, former })
  const wanted = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'
  assert.equal(Buffer.from(own.publicKey, 'base64').toString('hex'), wanted)
  assert.match(
    Buffer.from(own.sign(''), 'base64').toString('hex'),
    /^e5564300c360ac729086e2cc806e828a/,
  )
  const { json: text, signature } = publish(DIRECTORY, { operator: name, now: NOW, key: own })
  assert.equal(isSignedDirectory({ text, signature, publicKey: own.publicKey }), true)
  const x = Buffer.from(own.publicKey, 'base64').toString('base64url')
  const told = { kty: 'OKP', crv: 'Ed25519', use: 'sig', x }
  assert.deepEqual(publicKeyJson(own, NOW), told)
  const before = Buffer.from(key.publicKey, 'base64').toString('base64url')
  assert.deepEqual(publicKeyJson(own, NOW.subtract({ seconds: 1 })), {
    ...told,
    former: { ...told, x: before, until: NOW.toString() },
  })
})

test('A reference of a shop leads to the shop; a changed one is false', () => {
  const vault = createVault(new Uint8Array(MASTER_KEY_BYTES))
  const from = { directory: DIRECTORY, vault, now: NOW }
  const reference = referenceOf('shinjuku', vault)
  const found = referred(reference, from)
  assert.equal(found.kind === 'seller' && found.entry.id, 'shinjuku')
  const last = reference.endsWith('0') ? '1' : '0'
  assert.equal(referred(`${reference.slice(0, -1)}${last}`, from).kind, 'false')
  assert.equal(referred(referenceOf('portal', vault), from).kind, 'false')
  assert.equal(referred('kadoya.example.com', from).kind, 'none')
})
