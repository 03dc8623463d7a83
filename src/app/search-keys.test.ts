import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createVault } from '../adapters/system/vault.ts'
import { NAME_WORDS_MAX, nameKeys, nameWords } from './search-keys.ts'
import { MASTER_KEY_BYTES } from './vault.ts'

suite('The words of a name', () => {
  test('are compared without case, width, accents or what stands between them', () => {
    assert.deepEqual(nameWords('Nguyễn  Văn-An'), ['nguyen', 'van', 'an'])
    assert.deepEqual(nameWords('ＷＡＮＧ, Xiaoming'), ['wang', 'xiaoming'])
    assert.deepEqual(nameWords('王 小明'), ['王', '小明'])
    assert.deepEqual(nameWords('김민준'), ['김민준'])
    assert.deepEqual(nameWords(' ・ '), [])
  })

  test('are no more than are remembered, each once', () => {
    const many = Array.from({ length: NAME_WORDS_MAX + 1 }, (_, place) => `name${place}`)
    assert.equal(nameWords(many.join(' ')).length, NAME_WORDS_MAX)
    assert.deepEqual(nameWords('Lin lin LIN'), ['lin'])
  })

  test('are keyed one by one, so that their order does not matter', () => {
    const vault = createVault(new Uint8Array(MASTER_KEY_BYTES))
    assert.deepEqual(nameKeys(vault, 'Lin Mei').toReversed(), nameKeys(vault, 'mei LIN'))
  })
})
