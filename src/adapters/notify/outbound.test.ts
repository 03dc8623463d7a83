/** The way out over HTTP: redirects and private addresses are refused, wherever they hide. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createOutbound, Forbidden, isPrivateAddress } from './outbound.ts'
import { openReceiver } from './receiver.ts'

const open = createOutbound({ privateAddresses: true })
const closed = createOutbound({ privateAddresses: false })
const message = { headers: {}, body: 'x' }

describe('the way out', () => {
  test('hands over the body and learns the status', async () => {
    await using receiver = await openReceiver()
    const headers = { 'X-Kind': 'example' }
    const answer = await open.post({ url: `${receiver.origin}/here`, headers, body: '続き' })
    assert.equal(answer.status, 201)
    const [heard] = receiver.heard
    assert.equal(heard?.path, '/here')
    assert.equal(heard?.headers['x-kind'], 'example')
    assert.equal(heard?.body.toString('utf8'), '続き')
  })

  test('follows no redirect', async () => {
    await using receiver = await openReceiver()
    receiver.answerWith(307, { Location: `${receiver.origin}/elsewhere` })
    const answer = await open.post({ url: `${receiver.origin}/here`, ...message })
    assert.equal(answer.status, 307)
    assert.equal(receiver.heard.length, 1)
  })

  test('leads to no private address by number, name or disguise', async () => {
    await using receiver = await openReceiver()
    const { port } = new URL(receiver.origin)
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]']
    for (const host of hosts) {
      const sent = closed.post({ url: `https://${host}:${port}/`, ...message })
      await assert.rejects(sent, Forbidden, host)
    }
    assert.equal(receiver.heard.length, 0)
  })

  test('takes no plain HTTP, no other scheme and no password in the address', async () => {
    const urls = ['http://example.com/', 'ftp://example.com/', 'https://user:word@example.com/']
    for (const url of urls) await assert.rejects(closed.post({ url, ...message }), Forbidden, url)
  })

  test('says so when nobody is there', async () => {
    const receiver = await openReceiver()
    await receiver[Symbol.asyncDispose]()
    await assert.rejects(open.post({ url: receiver.origin, ...message }), /ECONNREFUSED/)
  })
})

test('private addresses are told from public ones', () => {
  const inside = [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'not an address',
  ]
  for (const address of inside) assert.equal(isPrivateAddress(address), true, address)
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2404:6800:4004::1']) {
    assert.equal(isPrivateAddress(address), false, address)
  }
})
