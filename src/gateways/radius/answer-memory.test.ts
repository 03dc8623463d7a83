import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ANSWERS_KEPT_MAX, ANSWER_KEPT_SECONDS, answerMemory } from './answer-memory.ts'

const ANSWER = Uint8Array.of(5)
const KEPT_MS = ANSWER_KEPT_SECONDS * 1_000

describe('the memory of answers', () => {
  it('keeps an answer until its time is over, not longer', () => {
    const memory = answerMemory()
    memory.keep('a', ANSWER, 0)
    assert.equal(memory.find('a', KEPT_MS - 1), ANSWER)
    assert.equal(memory.find('a', KEPT_MS), null)
    assert.equal(memory.find('b', 0), null)
  })

  it('lets go of what is over when it keeps something else', () => {
    const memory = answerMemory()
    memory.keep('a', ANSWER, 0)
    memory.keep('b', ANSWER, KEPT_MS)
    assert.equal(memory.size(), 1)
  })

  it('never holds more than its bound, and forgets the oldest first', () => {
    const memory = answerMemory()
    for (let at = 0; at < ANSWERS_KEPT_MAX + 5; at += 1) memory.keep(`${at}`, ANSWER, 0)
    assert.equal(memory.size(), ANSWERS_KEPT_MAX)
    assert.equal(memory.find('4', 0), null)
    assert.equal(memory.find('5', 0), ANSWER)
  })
})
