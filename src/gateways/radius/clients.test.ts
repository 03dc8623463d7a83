import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BadClientSetting, clientFinder } from './clients.ts'

const setting = (name: string, addresses: string, secret = 'a secret') => ({
  name,
  addresses,
  secret,
  requireMessageAuthenticator: false,
  dialect: 'none' as const,
  coaPort: null,
})

describe('finding the client of an address', () => {
  const find = clientFinder([
    setting('wide', '10.0.0.0/8'),
    setting('narrow', '10.1.0.0/16'),
    setting('one', '10.1.2.3'),
    setting('six', '2001:db8::/32'),
  ])

  it('takes the smallest network that holds the address', () => {
    assert.equal(find('10.9.9.9')?.name, 'wide')
    assert.equal(find('10.1.9.9')?.name, 'narrow')
    assert.equal(find('10.1.2.3')?.name, 'one')
    assert.equal(find('2001:db8::7')?.name, 'six')
  })

  it('knows an IPv4 peer on a dual-stack socket', () => {
    assert.equal(find('::ffff:10.1.2.3')?.name, 'one')
  })

  it('knows nobody outside, nor text that is no address', () => {
    assert.equal(find('11.0.0.1'), null)
    assert.equal(find('2001:db9::1'), null)
    assert.equal(find('pgw.example'), null)
    assert.equal(find(''), null)
  })

  it('refuses settings that cannot be meant', () => {
    const bad = [
      setting('a', '10.0.0.0/33'),
      setting('a', '10.0.0.0/-1'),
      setting('a', '10.0.0.0/x'),
      setting('a', 'pgw.example'),
      setting('a', '10.0.0.1', ''),
      setting('', '10.0.0.1'),
      setting('a/b', '10.0.0.1'),
    ]
    for (const one of bad) assert.throws(() => clientFinder([one]), BadClientSetting)
  })
})
