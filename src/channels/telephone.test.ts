import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { readTelephone, TELEPHONE_LENGTH_MAX } from './telephone.ts'

const MOBILE = '+819012345678'

suite('A telephone number', () => {
  for (const [text, number] of [
    ['09012345678', MOBILE],
    ['090-1234-5678', MOBILE],
    [' 090 1234 5678 ', MOBILE],
    ['０９０−１２３４−５６７８', MOBILE],
    ['（０９０）１２３４－５６７８', MOBILE],
    ['+819012345678', MOBILE],
    ['＋８１ ９０ １２３４ ５６７８', MOBILE],
    ['+81 (0)90 1234 5678', MOBILE],
    ['819012345678', MOBILE],
    ['0081 90 1234 5678', MOBILE],
    ['０１０81 9012345678', MOBILE],
    ['(03) 1234-5678', '+81312345678'],
    ['050-1234-5678', '+815012345678'],
    ['0120-123-456', '+81120123456'],
    ['010 86 138 1234 5678', '+8613812345678'],
    ['0082 10-1234-5678', '+821012345678'],
    ['+886 912 345 678', '+886912345678'],
    ['+852 9123 4567', '+85291234567'],
    ['+1 202 555 0123', '+12025550123'],
  ] as const) {
    test(`${text} is read as ${number}`, () => assert.equal(readTelephone(text), number))
  }

  for (const [text, number] of [
    ['sip:+819012345678@trunk.example.jp', MOBILE],
    ['sip:09012345678@192.0.2.7:5060;user=phone', MOBILE],
    ['sips:%2B819012345678@trunk.example.jp', MOBILE],
    ['"Aoi" <sip:+819012345678@trunk.example.jp>;tag=1', MOBILE],
    ['tel:+81-90-1234-5678', MOBILE],
    ['tel:090-1234-5678;phone-context=+81', MOBILE],
  ] as const) {
    test(`${text} is an address of ${number}`, () => assert.equal(readTelephone(text), number))
  }

  for (const text of [
    '',
    ' ',
    'anonymous',
    'Anonymous',
    'Restricted',
    'unknown',
    'Unavailable',
    'sip:anonymous@anonymous.invalid',
    'sip:aoi@example.jp',
    'client:aoi',
    '110',
    '+',
    '00',
    '+999123456789',
    'call 09012345678',
    '090123456789012345',
    '<09012345678',
    // What a provider tells in place of a withheld number: the words' letters on a keypad.
    '+266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
  ]) {
    test(`${JSON.stringify(text)} is nobody's number`, () =>
      assert.equal(readTelephone(text), null))
  }

  test('without a country code belongs to the country that is asked about', () => {
    assert.equal(readTelephone('02-1234-5678', 'KR'), '+82212345678')
    assert.equal(readTelephone('(202) 555-0123', 'US'), '+12025550123')
  })

  test('is not read when it is longer than any', () => {
    const padded = (length: number) => '09012345678'.padStart(length)
    assert.equal(readTelephone(padded(TELEPHONE_LENGTH_MAX)), MOBILE)
    assert.equal(readTelephone(padded(TELEPHONE_LENGTH_MAX + 1)), null)
  })

  test('is E.164 or nothing, whatever is told, and is read again as itself', () => {
    const signs = fc.constantFrom(...'0123456789+-() ９<>@;:%siptel#*'.split(''))
    const told = fc.oneof(
      fc.string(),
      fc.array(signs, { maxLength: 24 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(told, (text) => {
        const number = readTelephone(text)
        if (number === null) return
        assert.match(number, /^\+[1-9]\d{4,14}$/)
        assert.equal(readTelephone(number), number)
      }),
    )
  })
})
