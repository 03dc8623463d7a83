import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  formatInstallCode,
  INSTALL_CODE_LENGTH_MAX,
  MATCHING_ID_BYTES,
  MATCHING_ID_LENGTH_MAX,
  mintMatchingId,
  parseInstallCode,
  parseMatchingId,
  parseSmdpAddress,
  SMDP_ADDRESS_LENGTH_MAX,
  type InstallCode,
  type MatchingId,
  type SmdpAddress,
} from './install-code.ts'

const ALPHABET = [...'ABCXYZabcxyz0189-']
const matchingId = fc
  .array(fc.constantFrom(...ALPHABET), { maxLength: 40 })
  .map((letters) => letters.join('') as MatchingId)
const label = fc.constantFrom('smdp', 'rsp-1', 'a', 'EXAMPLE', '0')
const address = fc
  .array(label, { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join('.') as SmdpAddress)
const code: fc.Arbitrary<InstallCode> = fc.record(
  {
    smdp: address,
    matchingId,
    oid: fc.constantFrom(null, '1.3.6.1.4.1.31746', '2.0'),
    needsConfirmation: fc.boolean(),
  },
  { noNullPrototype: true },
)

function refusal(text: string): string {
  const result = parseInstallCode(text)
  assert.ok(!result.ok, text)
  return result.refusal.code
}

describe('an install code', () => {
  test('reads the examples of SGP.22 §4.1', () => {
    const base = { smdp: 'SMDP.GSMA.COM', matchingId: '04386-AGYFT-A74Y8-3F815' }
    const plain = { ...base, oid: null, needsConfirmation: false }
    const oid = '1.3.6.1.4.1.31746'
    for (const [text, value] of [
      ['1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815', plain],
      ['LPA:1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815', plain],
      ['LPA:1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$$1', { ...plain, needsConfirmation: true }],
      [`1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$${oid}`, { ...plain, oid }],
      [
        `1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815$${oid}$1`,
        { ...plain, oid, needsConfirmation: true },
      ],
      ['1$SMDP.GSMA.COM$', { ...plain, matchingId: '' }],
      ['  lpa:1$SMDP.GSMA.COM$04386-AGYFT-A74Y8-3F815\n', plain],
    ] as const) {
      assert.deepEqual(parseInstallCode(text), { ok: true, value }, text)
    }
  })

  test('goes through its text and back', () => {
    fc.assert(
      fc.property(code, (one) => {
        assert.deepEqual(parseInstallCode(formatInstallCode(one)), { ok: true, value: one })
      }),
    )
  })

  test('is refused with the part that is wrong', () => {
    for (const [text, wanted] of [
      ['', 'not_an_install_code'],
      ['https://example.com', 'not_an_install_code'],
      ['LPA:2$smdp.example.com$A', 'not_an_install_code'],
      ['LPA:1$smdp.example.com', 'not_an_install_code'],
      ['LPA:1$smdp.example.com$A$$1$', 'not_an_install_code'],
      ['LPA:1$smdp$A', 'bad_smdp_address'],
      ['LPA:1$-smdp.example.com$A', 'bad_smdp_address'],
      ['LPA:1$smdp.example.com/x$A', 'bad_smdp_address'],
      ['LPA:1$smdp.example.com$A_B', 'bad_matching_id'],
      ['LPA:1$smdp.example.com$A B', 'bad_matching_id'],
      ['LPA:1$smdp.example.com$A$1.03', 'bad_oid'],
      ['LPA:1$smdp.example.com$A$$2', 'bad_confirmation_flag'],
      [`LPA:1$smdp.example.com$${'A'.repeat(240)}`, 'install_code_too_long'],
    ] as const) {
      assert.equal(refusal(text), wanted, text)
    }
  })

  test('is read or refused, never thrown at, whatever the text', () => {
    const part = fc.constantFrom('LPA:', '1', '$', 'smdp.example.com', 'A-1', '1.2', '\u0000', '漢')
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.oneof(text, fc.string()), (one) => void parseInstallCode(one)))
  })

  test('has no more than 255 characters', () => {
    const longest = 'A'.repeat(MATCHING_ID_LENGTH_MAX)
    const full = `1$a.b$${longest}`
    assert.equal(full.length, INSTALL_CODE_LENGTH_MAX)
    assert.ok(parseInstallCode(full).ok)
    assert.equal(refusal(`${full}A`), 'install_code_too_long')
    assert.equal(parseMatchingId(`${longest}A`), null)
  })

  test('names an SM-DP+ of no more than 253 characters', () => {
    const label = 'a'.repeat(49)
    const longest = `${`${label}.`.repeat(5)}abc`
    assert.equal(longest.length, SMDP_ADDRESS_LENGTH_MAX)
    assert.equal(parseSmdpAddress(longest), longest)
    assert.equal(parseSmdpAddress(`${longest}d`), null)
  })
})

describe('a matching id of our own', () => {
  test('is one that may stand in a code, in groups, another for other chance', () => {
    const of = (seed: number) => mintMatchingId(new Uint8Array(MATCHING_ID_BYTES).fill(seed))
    assert.match(of(7), /^(?:[0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{2}$/)
    assert.equal(parseMatchingId(of(7)), of(7))
    assert.notEqual(of(7), of(8))
  })
})
