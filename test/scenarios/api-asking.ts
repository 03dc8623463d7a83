/**
 * Asking the API as a program does, and what every answer is held to: the schema of the route, or
 * the form of a problem. For tests only.
 */
import assert from 'node:assert/strict'
import type { InjectOptions } from 'fastify'
import type * as Type from 'typebox'
import { Value } from 'typebox/value'
import { ProblemSchema } from '../../src/channels/api/operation.ts'
import { PHRASEBOOK, type Trouble } from '../../src/channels/api/problems.ts'
import { CATALOGUE } from '../contracts/catalogue.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import type { Offer } from '../../src/domain/catalogue/offer.ts'
import { renewal, type ApiWorld } from './api-world.ts'

export function asker(world: () => ApiWorld) {
  let attempt = 0

  function ask(url: string, options: InjectOptions & { key?: string } = {}) {
    const { key = world().key, headers, ...rest } = options
    const authorization = `Bearer ${key}`
    return world().server.inject({
      url: `/api/v1${url}`,
      ...rest,
      headers: { authorization, ...headers },
    })
  }

  function post(
    url: string,
    body: object | undefined,
    options: { key?: string; once?: string } = {},
  ) {
    attempt += 1
    const { key = world().key, once = `attempt-${attempt}` } = options
    return ask(url, {
      method: 'POST',
      key,
      headers: { 'idempotency-key': once },
      ...(body === undefined ? {} : { payload: body }),
    })
  }

  const renew = (over: object = {}, options: { key?: string; once?: string; line?: string } = {}) =>
    post(`/lines/${options.line ?? world().line}/renewals`, renewal(over), options)

  /** Puts other versions of offers on sale. */
  const sell = (...offers: Offer[]) => {
    const known = new Map(CATALOGUE.offers)
    for (const one of offers) known.set(offerKey(one), one)
    world().catalogue = { ...CATALOGUE, offers: known }
  }

  return { ask, post, renew, sell }
}

export interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  json(): unknown
}

export function holds<Schema extends Type.TSchema>(schema: Schema, answer: Answer, status = 200) {
  assert.equal(answer.statusCode, status, answer.body)
  const body = answer.json()
  assert.deepEqual(Value.Errors(schema, body), [])
  return body as Type.Static<Schema>
}

export function problem(answer: Answer, code: Trouble['code']) {
  const body = answer.json() as Record<string, unknown>
  assert.equal(body['code'], code, answer.body)
  assert.equal(answer.statusCode, PHRASEBOOK[code].status)
  assert.equal(body['status'], answer.statusCode)
  assert.equal(body['type'], `/api/docs#${code}`)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.deepEqual(Value.Errors(ProblemSchema, body), [])
  assert.doesNotMatch(answer.body, /\bat .*\.ts:\d|node_modules|Error:/)
  return body
}
