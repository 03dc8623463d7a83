import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zeroRatedHosts, zeroRateFile } from './zero-rate.ts'

const HOSTS = zeroRatedHosts({
  portalUrl: 'https://renew.example.jp',
  paymentOrigins: ['https://checkout.example.com', 'https://checkout.example.com:8443'],
  listed: ['acs.example.net', 'renew.example.jp', '2001:db8::7'],
})

test('The portal comes first, and each host and port once', () => {
  assert.deepEqual(
    HOSTS.map(({ host, port, purpose }) => `${host} ${port} ${purpose}`),
    [
      'renew.example.jp 443 portal',
      'checkout.example.com 443 payment',
      'checkout.example.com 8443 payment',
      'acs.example.net 443 listed',
      '2001:db8::7 443 listed',
    ],
  )
})

test('An http address of the sandbox has the port that it names, an address of IPv6 no brackets', () => {
  const hosts = zeroRatedHosts({
    portalUrl: 'http://[::1]:8080',
    paymentOrigins: ['http://127.0.0.1'],
    listed: [],
  })
  assert.deepEqual(
    hosts.map(({ host, port }) => `${host} ${port}`),
    ['::1 8080', '127.0.0.1 80'],
  )
})

test('As text: a name a line, each once', () => {
  assert.equal(
    zeroRateFile(HOSTS, 'text'),
    'renew.example.jp\ncheckout.example.com\nacs.example.net\n2001:db8::7\n',
  )
})

test('For dnsmasq: names into sets of nftables; an address is said to go there by hand', () => {
  const lines = zeroRateFile(HOSTS, 'dnsmasq').trimEnd().split('\n')
  assert.equal(lines[0], 'nftset=/renew.example.jp/4#inet#zero_rate#hosts4,6#inet#zero_rate#hosts6')
  assert.equal(lines.length, 4)
  assert.match(lines[3] ?? '', /^# 2001:db8::7 is no name: .* hosts6 \{ 2001:db8::7 \}$/)
})

test('For charging rules: host, port and why', () => {
  const [head, first] = zeroRateFile(HOSTS, 'csv').split('\n')
  assert.equal(head, 'host,port,protocol,purpose')
  assert.equal(first, 'renew.example.jp,443,tcp,portal')
})

test('As JSON: all of it', () => {
  assert.deepEqual(JSON.parse(zeroRateFile(HOSTS, 'json')), { hosts: HOSTS })
})
