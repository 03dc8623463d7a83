import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../../../domain/basics/time.ts'
import { EXPIRY_YEARS_AROUND, readMrz } from './mrz.ts'
import { LAYOUTS } from './mrz-layout.ts'
import { MRZ_TEXT_LENGTH_MAX } from './mrz-lines.ts'
import type { MrzRefusal } from './mrz-refusal.ts'

const now = instant('2026-11-23T03:00:00Z')

/** The specimens of ICAO Doc 9303 parts 4, 5 and 6. */
const PASSPORT = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]
const CARD = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
]
const LARGE_CARD = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']
/** Doc 9303 part 11, appendix D: a number of twelve characters. */
const LONG_CARD = [
  'I<UTOD23145890<7349<<<<<<<<<<<',
  '3407127M9507122UTO<<<<<<<<<<<2',
  'STEVENSON<<PETER<JOHN<<<<<<<<<',
]
const SPECIMENS = [PASSPORT, CARD, LARGE_CARD, LONG_CARD]
const specimens = fc.constantFrom(...SPECIMENS)

const layoutOf = (lines: readonly string[]) =>
  LAYOUTS.find((one) => one.lines === lines.length && one.width === lines[0]?.length)

function read(lines: readonly string[]) {
  const document = readMrz(lines.join('\n'), now)
  assert.ok(document.ok, JSON.stringify(document))
  return document.value
}

function refusalOf(text: string | readonly string[]): MrzRefusal {
  const document = readMrz(typeof text === 'string' ? text : text.join('\n'), now)
  assert.ok(!document.ok, 'this should have been refused')
  return document.refusal
}

function replaced(
  lines: readonly string[],
  at: { readonly line: number; readonly position: number; readonly by: string },
): string[] {
  return lines.map((text, index) =>
    index + 1 === at.line ? text.slice(0, at.position - 1) + at.by + text.slice(at.position) : text,
  )
}

/** The check digit by the standard's own words, to make further documents with. */
function checkDigit(text: string): string {
  const values = [...text].map((one) => (one === '<' ? 0 : Number.parseInt(one, 36)))
  return String(
    values.reduce((sum, value, index) => sum + value * ([7, 3, 1][index % 3] ?? 0), 0) % 10,
  )
}

function passportWith({ number = 'L898902C3', expiry = '120415', personal = 'ZE184226B' }) {
  const numberPart = number.padEnd(9, '<')
  const personalPart = personal.padEnd(14, '<')
  const numbers = numberPart + checkDigit(numberPart)
  const dates = expiry + checkDigit(expiry)
  const rest = personalPart + (personal === '' ? '<' : checkDigit(personalPart))
  const composite = checkDigit(`${numbers}7408122${dates}${rest}`)
  return [PASSPORT[0] ?? '', `${numbers}UTO7408122F${dates}${rest}${composite}`]
}

suite('What is right is read', () => {
  test('The specimens of Doc 9303 are read with number, state, last day and names', () => {
    const holder = { surname: 'ERIKSSON', givenNames: 'ANNA MARIA' }
    const expires = Temporal.PlainDate.from('2012-04-15')
    const issuingState = 'UTO'
    assert.deepEqual(read(PASSPORT), {
      kind: 'passport',
      number: 'L898902C3',
      issuingState,
      expires,
      holder,
    })
    for (const lines of [CARD, LARGE_CARD]) {
      assert.deepEqual(read(lines), {
        kind: 'id_card',
        number: 'D23145890',
        issuingState,
        expires,
        holder,
      })
    }
  })

  test('A long number goes on in the optional data', () => {
    assert.deepEqual(read(LONG_CARD), {
      kind: 'id_card',
      number: 'D23145890734',
      issuingState: 'UTO',
      expires: Temporal.PlainDate.from('1995-07-12'),
      holder: { surname: 'STEVENSON', givenNames: 'PETER JOHN' },
    })
  })

  test('Line ends, spaces, case, full width and surrounding junk change nothing', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
    for (const lines of SPECIMENS) {
      const expected = read(lines)
      const texts = [
        lines.join(''),
        `\u0002${lines.join('\r')}\r\u0003`,
        lines.join('\t').toLowerCase(),
        wide(lines.join('')),
        `Reader 7:\r\n${lines.join('\r\n')}\r\nOK\r\n`,
        `]xx${lines.join('')}42`,
        `passport: ${lines.join(' ')} (scanned)`,
        lines.join('\n').replaceAll('<<', '«'),
      ]
      for (const text of texts) assert.deepEqual(readMrz(text, now), { ok: true, value: expected })
    }
  })

  test('White space anywhere, as optical readers give it, changes nothing', () => {
    const space = fc.constantFrom(' ', '\u3000', '\n', '\r\n', '\t', '\u200b')
    const spaces = fc.array(fc.tuple(fc.nat(89), space), { maxLength: 12 })
    fc.assert(
      fc.property(specimens, spaces, (lines, places) => {
        const characters = [...lines.join('')]
        for (const [at, white] of places) {
          const index = at % characters.length
          characters[index] = `${characters[index]}${white}`
        }
        assert.deepEqual(readMrz(characters.join(''), now), { ok: true, value: read(lines) })
      }),
    )
  })

  test('A card that came apart into lines of a passport’s length is still a card', () => {
    const card = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6']
    const run = [...card, 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'].join('')
    const apart = `${run.slice(0, 2)}\r\n${run.slice(2, 46)}\n${run.slice(46)}`
    const found = readMrz(apart, now)
    assert.equal(found.ok && found.value.number, 'D23145890')
  })

  test('An absent personal number may have a filler or a 0 for its check digit', () => {
    const filler = passportWith({ personal: '' })
    assert.equal(read(filler).number, 'L898902C3')
    assert.equal(read(replaced(filler, { line: 2, position: 43, by: '0' })).number, 'L898902C3')
  })

  test('Fillers within a number, and Germany alone as a state, are read plainly', () => {
    assert.equal(read(passportWith({ number: 'AB<1234' })).number, 'AB1234')
    const german = [(PASSPORT[0] ?? '').replace('UTO', 'D<<'), PASSPORT[1] ?? '']
    assert.equal(read(german).issuingState, 'D')
  })

  test('The century of the last day is the one within fifty years of now', () => {
    const yearOf = (yearOfCentury: number) => {
      const expiry = `${String(yearOfCentury).padStart(2, '0')}0101`
      return read(passportWith({ expiry })).expires?.year
    }
    const last = 2026 + EXPIRY_YEARS_AROUND - 1
    assert.deepEqual([yearOf(last % 100), yearOf((last + 1) % 100)], [last, last - 99])
    assert.deepEqual([yearOf(26), yearOf(36), yearOf(99), yearOf(0)], [2026, 2036, 1999, 2000])
  })

  test('A card may have no last day, a passport may not', () => {
    const endless = '<<<<<<0'
    const numbers = 'D231458907<<<<<<<<<<<<<<<'
    const composite = checkDigit(`${numbers}7408122${endless}<<<<<<<<<<<`)
    const lines = [CARD[0] ?? '', `7408122F${endless}UTO<<<<<<<<<<<${composite}`, CARD[2] ?? '']
    assert.equal(read(lines).expires, null)
    const refusal = refusalOf(replaced(PASSPORT, { line: 2, position: 22, by: '<' }))
    assert.equal(refusal.code, 'mrz_character')
  })
})

suite('What is wrong is named with its place', () => {
  const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
  const value = (one: string) => (one === '<' ? 0 : Number.parseInt(one, 36)) % 10

  test('Every exchange of one character in a checked field is found there', () => {
    const exchanges = fc.tuple(specimens, fc.nat(2), fc.nat(43), fc.constantFrom(...ALPHABET))
    fc.assert(
      fc.property(exchanges, ([lines, lineIndex, index, by]) => {
        const line = lineIndex + 1
        const position = index + 1
        const stretch = layoutOf(lines)?.stretches.find(
          (one) => one.line === line && one.from <= position && position <= one.to,
        )
        const found = lines[lineIndex]?.[index]
        const checked = [
          'document_number',
          'birth_date',
          'expiry_date',
          'personal_number',
          'composite',
        ]
        if (stretch === undefined || found === undefined) return
        if (!checked.includes(stretch.field) || found === by) return
        // What the standard's modulus 10 cannot tell apart stays unfound where both could stand.
        const sameRest = value(found) === value(by)
        if (sameRest && stretch.field.endsWith('_number')) return
        const refusal = refusalOf(replaced(lines, { line, position, by }))
        if (refusal.code === 'mrz_character') {
          assert.deepEqual(
            [refusal.field, refusal.line, refusal.position, refusal.character],
            [stretch.field, line, position, by],
          )
          return
        }
        assert.equal(refusal.code, 'mrz_check_digit')
        if (refusal.code !== 'mrz_check_digit' || lines === LONG_CARD) return
        assert.deepEqual([refusal.field, refusal.line], [stretch.field, line])
        assert.ok(refusal.from <= position && position <= refusal.to)
      }),
      { numRuns: 3_000 },
    )
  })

  test('A look-alike in a checked field is undone, unless others would do as well', () => {
    const PAIRS = ['O0', 'I1', 'B8', 'S5', 'Z2']
    const numbers = fc.stringMatching(/^[A-Z0-9]{9}$/)
    fc.assert(
      fc.property(numbers, fc.nat(8), (number, index) => {
        const pair = PAIRS.find((one) => one.includes(number[index] ?? ''))
        if (pair === undefined) return
        const by = pair.replace(number[index] ?? '', '')
        const position = index + 1
        const refusal = refusalOf(replaced(passportWith({ number }), { line: 2, position, by }))
        if (refusal.code !== 'mrz_check_digit') assert.fail(refusal.code)
        if (refusal.likely === null) return
        assert.deepEqual([refusal.position, refusal.likely], [position, number[index]])
      }),
    )
  })

  test('Part of a passport is never taken for a card', () => {
    const number = fc.stringMatching(/^[A-Z0-9]{9}$/)
    fc.assert(
      fc.property(number, fc.nat(80), fc.boolean(), (digits, at, shift) => {
        const lines = passportWith({ number: digits }).map((line) =>
          line.replace('UTOERIKS', 'UTOAAAAA'),
        )
        const text = lines.join('')
        const typed = `${shift ? 'MRZ' : ''}${text.slice(0, at)}${text.slice(at + 1)}`
        const document = readMrz(typed, now)
        assert.notEqual(document.ok && document.value.kind, 'id_card', typed)
      }),
    )
  })

  test('A wrong digit names the field, its place and its check digit', () => {
    assert.deepEqual(refusalOf(replaced(PASSPORT, { line: 2, position: 4, by: '7' })), {
      code: 'mrz_check_digit',
      field: 'document_number',
      line: 2,
      from: 1,
      to: 10,
      position: 10,
      found: '6',
      likely: null,
    })
  })

  test('The one look-alike that puts all right is named where it belongs', () => {
    const [first, second] = passportWith({ number: 'TS0B12345' })
    const typed = [first ?? '', (second ?? '').replace('TS0B', 'TSOB')]
    assert.deepEqual(refusalOf(typed), {
      code: 'mrz_check_digit',
      field: 'document_number',
      line: 2,
      from: 1,
      to: 10,
      position: 3,
      found: 'O',
      likely: '0',
    })
  })

  test('A letter in a date, a digit in a name and a worn beginning are named at once', () => {
    const wrong = (lines: readonly string[], line: number, position: number, by: string) => {
      const refusal = refusalOf(replaced(lines, { line, position, by }))
      return refusal.code === 'mrz_character'
        ? [refusal.field, refusal.line, refusal.position, refusal.character, refusal.likely]
        : refusal
    }
    assert.deepEqual(wrong(PASSPORT, 2, 24, 'O'), ['expiry_date', 2, 24, 'O', '0'])
    assert.deepEqual(wrong(PASSPORT, 2, 14, 'X'), ['birth_date', 2, 14, 'X', null])
    assert.deepEqual(wrong(PASSPORT, 2, 15, '<'), ['birth_date', 2, 15, '<', null])
    assert.deepEqual(wrong(PASSPORT, 1, 10, '5'), ['name', 1, 10, '5', 'S'])
    assert.deepEqual(wrong(CARD, 1, 1, '1'), ['document_code', 1, 1, '1', 'I'])
    assert.deepEqual(wrong(CARD, 2, 20, '/'), ['optional_data', 2, 20, '/', null])
  })

  test('A long number without its end, or with a wrong one, is refused as the number', () => {
    const endings = ['<<<<<<<<<<<<<<<', '73490123456789A', '7348<<<<<<<<<<<', '9<<<<<<<<<<<<<<']
    for (const ending of endings) {
      const [, ...others] = LONG_CARD
      const refusal = refusalOf([`I<UTOD23145890<${ending}`, ...others])
      assert.equal(refusal.code === 'mrz_check_digit' && refusal.field, 'document_number', ending)
    }
  })

  test('The line that is too short or too long is named', () => {
    const length = (text: string | readonly string[]) => {
      const refusal = refusalOf(text)
      return refusal.code === 'mrz_length' ? [refusal.line, refusal.got, refusal.wanted] : refusal
    }
    const [one, two] = [PASSPORT[0] ?? '', PASSPORT[1] ?? '']
    assert.deepEqual(length([one.slice(0, -1), two]), [1, 43, 44])
    assert.deepEqual(length([one, two.slice(1)]), [2, 43, 44])
    assert.deepEqual(length([one, `${two.slice(0, 30)}<${two.slice(30)}`]), [2, 45, 44])
    assert.deepEqual(length(one.slice(0, -1) + two), [1, 43, 44])
    assert.deepEqual(length(one + two.slice(0, -2)), [2, 42, 44])
    assert.deepEqual(length(one), [2, 0, 44])
    assert.deepEqual(length(one.slice(0, 20)), [1, 20, 44])
    assert.deepEqual(length(CARD.slice(0, 2)), [3, 0, 30])
    assert.deepEqual(length([CARD[0] ?? '', (CARD[1] ?? '').slice(2), CARD[2] ?? '']), [2, 28, 30])
    assert.deepEqual(length([LARGE_CARD[0] ?? '', (LARGE_CARD[1] ?? '').slice(3)]), [2, 33, 36])
  })

  test('A day that no calendar has is refused though its check digit is right', () => {
    assert.deepEqual(refusalOf(passportWith({ expiry: '270230' })), {
      code: 'mrz_date',
      field: 'expiry_date',
      line: 2,
      position: 22,
      found: '270230',
    })
  })

  test('Visas, other papers and plain text are of unknown format', () => {
    const visa = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', PASSPORT[1] ?? '']
    // Not a layout of Doc 9303, although of its size.
    const french = ['IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<', '8806923102858CORINNE<<<<<<<6512068F6']
    assert.deepEqual(refusalOf(visa), { code: 'mrz_unknown_format', begins: 'V<' })
    assert.deepEqual(refusalOf(french), { code: 'mrz_unknown_format', begins: 'ID' })
    assert.deepEqual(refusalOf('good morning'), { code: 'mrz_unknown_format', begins: 'GO' })
    assert.deepEqual(refusalOf(''), { code: 'mrz_unknown_format', begins: '' })
  })

  test('A text beyond the limit is not searched', () => {
    const fits = ' '.repeat(MRZ_TEXT_LENGTH_MAX - 88) + PASSPORT.join('')
    assert.equal(readMrz(fits, now).ok, true)
    assert.deepEqual(refusalOf(` ${fits}`), { code: 'mrz_unknown_format', begins: '' })
  })

  test('No text makes reading throw', () => {
    const characters = fc.constantFrom(...ALPHABET, ...'<<<<<P\r\n ＜é')
    const mangled = fc
      .tuple(specimens, fc.nat(90), fc.nat(20), fc.string({ unit: characters, maxLength: 30 }))
      .map(([lines, at, cut, extra]) => {
        const text = lines.join('\n')
        return text.slice(0, at) + extra + text.slice(at + cut)
      })
    fc.assert(
      fc.property(fc.oneof(mangled, fc.string({ unit: 'grapheme' })), (text) => {
        const document = readMrz(text, now)
        assert.equal(typeof document.ok, 'boolean')
      }),
    )
  })
})
