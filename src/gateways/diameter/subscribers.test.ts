import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSubscribers } from './subscribers.ts'

const named = (imsi: string) => ({ imsi, msisdn: null, iccid: null })

test('Subscribers are kept, and of too many the oldest is forgotten', () => {
  const subscribers = createSubscribers(2)
  subscribers.keep('a', named('1'))
  subscribers.keep('b', named('2'))
  assert.equal(subscribers.find('a')?.imsi, '1')
  subscribers.keep('c', named('3'))
  assert.equal(subscribers.find('a'), null)
  assert.equal(subscribers.find('b')?.imsi, '2')
  assert.equal(subscribers.find('c')?.imsi, '3')
})
