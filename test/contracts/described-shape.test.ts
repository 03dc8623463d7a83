/** The comparison with a description finds what it should find, and only that. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  compare,
  noFindings,
  operationAt,
  schemaNamed,
  type Comparing,
  type Description,
  type Schema,
} from './described-shape.ts'

const DESCRIPTION: Description = {
  paths: {
    '/things/{id}': {
      get: { responses: { '200': { content: { j: { schema: { type: 'string' } } } } } },
    },
    '/things/newest': {
      get: {
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: { default: { content: { j: { schema: { type: 'boolean' } } } } },
      },
    },
  },
  components: {
    schemas: {
      dog: {
        type: 'object',
        required: ['kind', 'id'],
        properties: {
          kind: { type: 'string', enum: ['dog'] },
          id: { type: 'string', maxLength: 3, readOnly: true },
          age: { type: 'integer', minimum: 0, nullable: true },
          owner: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/person' }] },
          tags: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      person: {
        allOf: [
          { type: 'object', properties: { name: { type: 'string', pattern: '^[A-Z]' } } },
          { properties: { dogs: { type: 'array', items: { $ref: '#/components/schemas/dog' } } } },
        ],
      },
    },
  },
}

function found(value: unknown, how: Partial<Comparing> = {}, schema?: Schema) {
  const findings = noFindings()
  const described = schema ?? schemaNamed(DESCRIPTION, 'dog')
  compare({ description: DESCRIPTION, findings, ...how }, { schema: described, value, at: 'dog' })
  return { wrong: findings.wrong, unknown: [...findings.unknown] }
}

test('a value as described has no findings, and newer fields are listed only', () => {
  const owner = { name: 'Aki', dogs: [{ kind: 'dog', id: 'b' }] }
  const dog = { kind: 'dog', id: 'a', age: null, owner, tags: { x: 'y' }, colour: 'red' }
  assert.deepEqual(found(dog), { wrong: [], unknown: ['dog.colour'] })
})

test('each kind of difference is found where it is', () => {
  const places = (value: unknown, how: Partial<Comparing> = {}) =>
    found(value, how).wrong.map((sentence) => sentence.split(':')[0])
  assert.deepEqual(places({ kind: 'cat', id: 'abcd' }), ['dog.kind', 'dog.id'])
  assert.deepEqual(places({ kind: 'dog' }), ['dog.id'])
  assert.deepEqual(places({ kind: 'dog' }, { request: true }), [])
  assert.deepEqual(places({ kind: null, id: 'a' }), ['dog.kind'])
  assert.deepEqual(places({ kind: 'dog', id: 'a', age: -1 }), ['dog.age'])
  assert.deepEqual(places({ kind: 'dog', id: 'a', age: 1.5 }), ['dog.age'])
  assert.deepEqual(places({ kind: 'dog', id: 'a', owner: { name: 'aki' } }), ['dog.owner.name'])
  assert.deepEqual(places({ kind: 'dog', id: 'a', owner: { dogs: {} } }), ['dog.owner.dogs'])
  assert.deepEqual(places({ kind: 'dog', id: 'a', tags: { x: 1 } }), ['dog.tags.x'])
})

test('a form says numbers and truths as texts', () => {
  const form = { kind: 'dog', id: 'a', age: '12' }
  assert.equal(found(form).wrong.length, 1)
  assert.deepEqual(found(form, { texts: true }).wrong, [])
  assert.deepEqual(found('true', { texts: true }, { type: 'boolean' }).wrong, [])
})

test('an address finds its operation, the literal one first', () => {
  const one = operationAt(DESCRIPTION, { method: 'GET', path: '/things/7' })
  assert.equal(one?.template, '/things/{id}')
  assert.deepEqual(one.response(200), { type: 'string' })
  assert.equal(one.response(404), null)
  const newest = operationAt(DESCRIPTION, { method: 'GET', path: '/things/newest' })
  assert.deepEqual(newest?.response(500), { type: 'boolean' })
  assert.deepEqual(newest?.query.properties, { limit: { type: 'integer' } })
  assert.equal(operationAt(DESCRIPTION, { method: 'PUT', path: '/things/7' }), null)
})
