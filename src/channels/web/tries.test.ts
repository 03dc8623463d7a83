import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { instant, plusMinutes, plusSeconds } from '../../domain/basics/time.ts'
import { CALLERS_KEPT_MAX } from '../sliding-tries.ts'
import {
  createTries,
  SHORT_CODES_A_VISITOR,
  SHORT_CODES_MINUTES,
  SHORT_CODES_OF_ALL,
  shortCodeTries,
} from './tries.ts'

const NOON = instant('2026-11-22T03:00:00Z')
const LIMITS = { account: 2, address: 3, all: 5, minutes: 10 } as const

/** As much of a request as counting looks at. */
function from(address: string, account: string | null = null): FastifyRequest {
  const signedIn = account === null ? null : { account: { id: account } }
  return { ip: address, visitor: { signedIn } } as Pick<FastifyRequest, 'ip'> as FastifyRequest
}

test('An account waits until its oldest try has left the window, wherever it asks from', () => {
  const tries = createTries(LIMITS)
  tries.count(from('a', 'mei'), NOON)
  tries.count(from('b', 'mei'), plusMinutes(NOON, 4))
  assert.deepEqual(tries.again(from('c', 'mei'), plusMinutes(NOON, 5)), plusMinutes(NOON, 10))
  assert.equal(tries.again(from('c', 'li'), plusMinutes(NOON, 5)), null)
  assert.equal(tries.again(from('c', 'mei'), plusMinutes(NOON, 10)), null)
  const before = plusSeconds(plusMinutes(NOON, 10), -1)
  assert.notEqual(tries.again(from('c', 'mei'), before), null)
})

test('An address waits for all who share it, signed in or not', () => {
  const tries = createTries(LIMITS)
  for (const account of ['mei', null, 'li']) tries.count(from('a', account), NOON)
  assert.deepEqual(tries.again(from('a'), NOON), plusMinutes(NOON, 10))
  assert.equal(tries.again(from('b'), NOON), null)
})

test('When everybody together tries too often, everybody waits', () => {
  const tries = createTries(LIMITS)
  for (const address of ['a', 'b', 'c', 'd', 'e']) tries.count(from(address), NOON)
  assert.deepEqual(tries.again(from('f', 'somebody new'), NOON), plusMinutes(NOON, 10))
})

test('The wait that is told is the longest of those that hold', () => {
  const tries = createTries(LIMITS)
  tries.count(from('a', 'mei'), NOON)
  tries.count(from('b', 'mei'), NOON)
  for (const minute of [3, 4, 5]) tries.count(from('c'), plusMinutes(NOON, minute))
  const both = tries.again(from('c', 'mei'), plusMinutes(NOON, 6))
  assert.deepEqual(both, plusMinutes(NOON, 13))
})

/** A browser that is not signed in. */
function guest(address: string, browser: string): FastifyRequest {
  const visitor = { actor: `visitor:${browser}`, signedIn: null }
  return { ip: address, visitor } as Pick<FastifyRequest, 'ip'> as FastifyRequest
}

test('Wrong digits of orders hold up a browser wherever it is, then everybody', () => {
  const tries = shortCodeTries(SHORT_CODES_A_VISITOR)
  for (let count = 1; count < SHORT_CODES_A_VISITOR; count += 1) {
    tries.count(guest(`moving ${count}`, 'mei'), NOON)
  }
  assert.equal(tries.again(guest('new', 'mei'), NOON), null)
  tries.count(guest('new', 'mei'), NOON)
  const free = plusMinutes(NOON, SHORT_CODES_MINUTES)
  assert.deepEqual(tries.again(guest('newer', 'mei'), NOON), free)
  assert.equal(tries.again(guest('new', 'li'), NOON), null)
  for (let count = SHORT_CODES_A_VISITOR; count < SHORT_CODES_OF_ALL; count += 1) {
    assert.equal(tries.again(guest('last', 'last'), NOON), null)
    tries.count(guest(`address ${count}`, `browser ${count}`), NOON)
  }
  assert.deepEqual(tries.again(guest('last', 'last'), NOON), free)
  assert.equal(tries.again(guest('last', 'last'), free), null)
})

test('Only so many callers are remembered; who was not heard of for longest is forgotten', () => {
  const tries = createTries({ ...LIMITS, all: CALLERS_KEPT_MAX * 2 })
  for (let count = 0; count < 3; count += 1) tries.count(from('first'), NOON)
  assert.notEqual(tries.again(from('first'), NOON), null)
  for (let count = 0; count < CALLERS_KEPT_MAX; count += 1) tries.count(from(`${count}`), NOON)
  assert.equal(tries.again(from('first'), NOON), null)
})
