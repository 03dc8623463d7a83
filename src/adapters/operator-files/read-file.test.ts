import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { FILE_BYTES_MAX, readOperatorFile } from './read-file.ts'

const read = (name: string, text: string) => readOperatorFile(name, new TextEncoder().encode(text))

function troublesOf(name: string, text: string) {
  const file = read(name, text)
  return file.ok ? [] : file.refusal.troubles
}

const HEADER = 'iccid,activation_code,msisdn,imsi,network,form,eid'

suite('a YAML file', () => {
  test('is known by its kind and finds the line of any place', () => {
    const file = read('a.yaml', 'kind: offers\noffers:\n  - id: one\n    price: 3\n  - id: two\n')
    assert.ok(file.ok)
    assert.equal(file.value.kind, 'offers')
    assert.equal(file.value.rowOf(['offers', 0, 'price']), 4)
    assert.equal(file.value.rowOf(['offers', 1, 'missing', 'deep']), 5)
    assert.equal(file.value.rowOf([]), 1)
  })

  test('without a kind says which there are', () => {
    const [trouble] = troublesOf('a.yaml', 'offers: []\n')
    assert.match(trouble?.message ?? '', /^a top-level "kind:" is needed: networks, offers/)
  })

  test('that is broken tells the row', () => {
    const [trouble] = troublesOf('a.yaml', 'kind: offers\noffers:\n  - { id: one\nnext: 1\n')
    assert.ok(trouble?.row !== null && trouble !== undefined && trouble.row >= 3)
  })

  test('may not unfold itself by aliases', () => {
    assert.deepEqual(troublesOf('a.yaml', 'kind: staff\nstaff: &a [1]\nmore: [*a, *a]\n'), [
      { row: null, message: 'aliases (*name) are not taken' },
    ])
  })
})

suite('a CSV file', () => {
  test('gives its rows by column and finds their lines, empty ones skipped', () => {
    const file = read('cards.csv', `\ufeff${HEADER}\n\n1,2,3,4,au,card,\n\n5,6,,,au,esim,7\n`)
    assert.ok(file.ok)
    assert.equal(file.value.kind, 'lines')
    assert.equal(file.value.rowOf([1, 'iccid']), 5)
    assert.equal((file.value.content as { eid: string }[])[1]?.eid, '7')
  })

  test('with another header or a torn row is refused with its line', () => {
    assert.deepEqual(troublesOf('cards.csv', 'iccid,code\n1,2\n'), [
      { row: 1, message: `the header must name ${HEADER.replaceAll(',', ', ')}` },
    ])
    const [torn] = troublesOf('cards.csv', `${HEADER}\n1,2,3,4,au,card,\n1,2\n`)
    assert.equal(torn?.row, 3)
  })
})

test('A file that is no text, or too large, is refused before it is parsed', () => {
  const noText = readOperatorFile('a.yaml', new Uint8Array([0xff, 0xfe, 0x00]))
  assert.deepEqual(noText.ok ? [] : noText.refusal.troubles, [
    { row: null, message: 'not UTF-8 text' },
  ])
  const large = readOperatorFile('a.csv', new Uint8Array(FILE_BYTES_MAX + 1))
  assert.equal(large.ok, false)
})
