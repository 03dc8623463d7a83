import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createNotifyHosts, ForbiddenAddress, type NotifyHostSettings } from './notify-hosts.ts'

const PRIVATE = /^(?:10\.|127\.|::1$)/

function hosts(over: Partial<NotifyHostSettings> = {}) {
  return createNotifyHosts({
    hosts: ['smf1.example', '.5gc.example', '192.0.2.0/24', '2001:db8::1'],
    privateAddresses: false,
    isPrivate: (address) => PRIVATE.test(address),
    ...over,
  })
}

suite('A notification', () => {
  const isAllowed = (uri: string) => hosts().targetOf(uri) !== null

  test('goes to listed names, addresses and networks', () => {
    assert.ok(isAllowed('http://smf1.example/notify'))
    assert.ok(isAllowed('https://SMF1.example:8443/notify?a=b'))
    assert.ok(isAllowed('http://a.b.5gc.example/'))
    assert.ok(isAllowed('http://192.0.2.200:7777/x'))
    assert.ok(isAllowed('http://[2001:db8::1]/x'))
  })

  test('goes nowhere else, however it is written', () => {
    const others = [
      'http://smf2.example/',
      'http://5gc.example/',
      'http://evil-5gc.example/',
      'http://smf1.example.evil.example/',
      'http://smf1.example@evil.example/',
      'http://user:word@smf1.example/',
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://[::ffff:127.0.0.1]/',
      'http://[2001:db8::2]/',
      'ftp://smf1.example/',
      'file:///etc/passwd',
      'smf1.example',
      '',
    ]
    for (const uri of others) assert.equal(isAllowed(uri), false, uri)
  })

  test('does not reach a private address by a listed name, unless that is configured', async () => {
    const looked = (over: Partial<NotifyHostSettings>) => {
      const { promise, resolve } = Promise.withResolvers<Error | null>()
      const found = (fault: Error | null) => resolve(fault)
      hosts({ hosts: ['localhost'], ...over }).lookup('localhost', { all: true }, found)
      return promise
    }
    assert.ok((await looked({})) instanceof ForbiddenAddress)
    assert.equal(await looked({ privateAddresses: true }), null)
    assert.equal(await looked({ hosts: ['localhost', '127.0.0.0/8', '::1'] }), null)
  })
})
