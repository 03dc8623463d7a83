import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSubscribers } from './subscribers.ts'

const named = (imsi: string) => ({ imsi, msisdn: null, iccid: null })

test('Subscribers are kept, and of too many the one heard of least lately is forgotten', () => {
  const subscribers = createSubscribers(2)
  subscribers.keep('a', named('1'))
  subscribers.keep('b', named('2'))
  assert.equal(subscribers.find('a')?.imsi, '1')
  subscribers.keep('c', named('3'))
  assert.equal(subscribers.find('b'), null)
  assert.equal(subscribers.find('a')?.imsi, '1')
  assert.equal(subscribers.find('c')?.imsi, '3')
  subscribers.keep('a', named('4'))
  subscribers.keep('d', named('5'))
  assert.deepEqual([subscribers.find('a')?.imsi, subscribers.find('c')], ['4', null])
})
