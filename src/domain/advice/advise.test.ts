import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { advise } from './advise.ts'
import { bruteForce } from './brute-force.ts'
import { smallQuestion } from './example-questions.ts'

const CASES = 400
/** Far more than a small case needs. */
const NODES = 1_000_000

test('The advisor finds what trying everything finds, to the byte, the yen and the hour', () => {
  const property = fc.property(fc.infiniteStream(fc.nat()), (stream) => {
    const question = smallQuestion((below) => (stream.next().value ?? 0) % below)
    const { plan } = advise(question, { last: question.offers[0] ?? null, nodesMax: NODES })
    const { bytesUnserved, yen, purchases, microsWithoutCover } = plan.costs
    assert.deepEqual(
      [bytesUnserved, yen, BigInt(purchases), BigInt(microsWithoutCover) * 1_000n],
      bruteForce(question),
    )
    assert.equal(plan.proof.kind, 'exact')
    assert.equal(plan.purchases.length, purchases)
  })
  fc.assert(property, { numRuns: CASES })
})
