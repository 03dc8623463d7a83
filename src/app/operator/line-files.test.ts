import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { readLines } from './line-files.ts'
import { pathText } from './reading.ts'

const ROW = {
  iccid: '8981100123456789017',
  activation_code: '0123456789',
  msisdn: '020-1234-5678',
  imsi: '440101234567890',
  network: 'docomo',
  form: 'card',
  eid: '',
}

function troublesOf(rows: readonly object[]): readonly string[] {
  const read = readLines(rows)
  return read.ok ? [] : read.refusal.troubles.map((one) => `${pathText(one.path)}: ${one.message}`)
}

suite('a list of cards', () => {
  test('is read into types that cannot be wrong', () => {
    const read = readLines([ROW])
    assert.ok(read.ok)
    assert.deepEqual(read.value[0], {
      iccid: '8981100123456789017',
      activationCode: '0123456789',
      msisdn: '+812012345678',
      imsi: '440101234567890',
      network: 'docomo',
      form: 'card',
      eid: null,
    })
  })

  test('names the wrong digit of every row', () => {
    const swapped = { ...ROW, iccid: '8981100123456789071' }
    const short = { ...ROW, iccid: '89811001234567890', activation_code: '12x' }
    assert.deepEqual(troublesOf([swapped, short]), [
      '[1].iccid: ends in 1, but the check calls for 4; digits 18 and 19 may be swapped',
      '[2].iccid: 17 digits, but 19 or 20 are needed',
      '[2].activation_code: character 3 is "x", which is no digit',
    ])
  })

  test('refuses a number that stands there twice, once for each column', () => {
    assert.deepEqual(troublesOf([ROW, ROW]), [
      '[2].iccid: already in entry 1',
      '[2].imsi: already in entry 1',
      '[2].msisdn: already in entry 1',
    ])
  })

  test('may leave number, IMSI and EID empty, but gives no EID to a card', () => {
    assert.deepEqual(troublesOf([{ ...ROW, msisdn: '', imsi: '' }]), [])
    const eid = '89049032123451234512345678901235'
    assert.deepEqual(troublesOf([{ ...ROW, eid }]), [
      '[1].eid: a card has no EID; its form would be esim',
    ])
    assert.deepEqual(troublesOf([{ ...ROW, eid, form: 'esim' }]), [])
  })
})
