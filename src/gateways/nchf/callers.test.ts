import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { addressList, BadPeerSetting, createCallers } from './callers.ts'

const TOKEN = 'a-token-of-the-first-smf'
const at = (address: string, certificateName: string | null = null) => ({
  address,
  certificateName,
})

suite('Who may speak', () => {
  const callers = createCallers({
    tokens: [{ name: 'smf-1', token: TOKEN }],
    peers: ['192.0.2.0/24', '2001:db8::1'],
  })
  const kind = (address: string, authorization?: string) =>
    callers.admit(at(address), authorization).kind

  test('is whoever comes from a listed address', () => {
    assert.deepEqual(callers.admit(at('192.0.2.7'), undefined), {
      kind: 'caller',
      name: 'address 192.0.2.7',
    })
    assert.equal(kind('::ffff:192.0.2.7'), 'caller')
    assert.equal(kind('2001:db8::1'), 'caller')
    assert.equal(kind('2001:db8::2'), 'unauthenticated')
    assert.equal(kind(''), 'unauthenticated')
  })

  test('is whoever has a token; a wrong one is refused from anywhere', () => {
    assert.deepEqual(callers.admit(at('198.51.100.1'), `Bearer ${TOKEN}`), {
      kind: 'caller',
      name: 'token smf-1',
    })
    assert.equal(kind('198.51.100.1', `bearer ${TOKEN}`), 'caller')
    assert.equal(kind('192.0.2.7', 'Bearer other'), 'unauthenticated')
    assert.equal(kind('198.51.100.1', `Basic ${TOKEN}`), 'unauthenticated')
    assert.equal(kind('198.51.100.1', `Bearer ${TOKEN} `), 'unauthenticated')
  })

  test('is whoever has a certificate of the configured authority, even a nameless one', () => {
    const admitted = callers.admit(at('198.51.100.1', 'smf.example'), undefined)
    assert.deepEqual(admitted, { kind: 'caller', name: 'certificate smf.example' })
    assert.equal(callers.admit(at('198.51.100.1', ''), undefined).kind, 'caller')
  })

  test('is known before a request, may prove it by one, or could prove nothing', () => {
    const standing = (address: string) => callers.standing(at(address))
    assert.equal(standing('::ffff:192.0.2.7'), 'known')
    assert.equal(standing('198.51.100.1'), 'stranger')
    assert.equal(callers.standing(at('198.51.100.1', '')), 'known')
    const listed = createCallers({ tokens: [], peers: ['192.0.2.0/24'] })
    assert.equal(listed.standing(at('198.51.100.1')), 'nobody')
  })

  test('is nobody where nobody is listed, and a token would not help', () => {
    const nobody = createCallers({ tokens: [], peers: [] })
    assert.equal(nobody.admit(at('127.0.0.1'), undefined).kind, 'not_allowed')
  })
})

test('What is no address or network is named', () => {
  for (const entry of ['', 'smf.example', '192.0.2.0/33', '2001:db8::/129', '192.0.2.0/x']) {
    assert.throws(() => addressList([entry]), BadPeerSetting)
  }
})
