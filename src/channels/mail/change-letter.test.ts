import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { LANGUAGES, type Localised } from '../../domain/basics/language.ts'
import { instant } from '../../domain/basics/time.ts'
import { USUAL_HOTLINE, type OperatorView } from '../../app/queries/views.ts'
import { wordLetter } from './letters.ts'
import { NO_DIRECTORY } from '../../domain/directory/directory.ts'

const everywhere = (text: string): Localised => {
  return { 'zh-CN': text, 'zh-TW': text, en: text, ja: text, ko: text }
}
const OPERATOR: OperatorView = {
  name: everywhere('Tabi'),
  representative: 'Mori Aoi',
  address: 'Tokyo',
  phone: '03-0000-0000',
  email: 'help@tabi.example',
  hotlineHours: everywhere('10:00-18:00'),
  invoiceNumber: null,
  shops: [],
  hotline: USUAL_HOTLINE,
  answers: [],
  directory: NO_DIRECTORY,
}
const AT = instant('2026-04-01T03:00:00Z')
const URL = 'https://renew.example.jp/changes/account.1.2.ab'
const WHATS = [
  { kind: 'contact', newEmailMasked: 'n•••@example.com' },
  { kind: 'sim', cardEnds: '4711' },
] as const

suite('The letter about a change that waits', () => {
  for (const language of LANGUAGES) {
    test(`says in ${language} what changes, when, and where it is stopped`, () => {
      for (const what of WHATS) {
        const told = what.kind === 'contact' ? what.newEmailMasked : what.cardEnds
        const of = (moment: 'asked' | 'done' | 'off', stopUrl: string | null) =>
          wordLetter(
            {
              to: 'm@example.jp',
              language,
              letter: { kind: 'change', moment, what, at: AT, stopUrl },
            },
            OPERATOR,
          )
        const asked = of('asked', URL)
        assert.ok(asked.text.includes(told) && asked.text.includes(URL), asked.text)
        assert.ok(asked.html?.includes(URL))
        for (const moment of ['done', 'off'] as const) {
          const letter = of(moment, null)
          assert.ok(letter.text.includes(told), letter.text)
          assert.ok(!letter.text.includes('http'), letter.text)
          assert.notEqual(letter.subject, asked.subject)
        }
        const clock = /12:00|12時|12点|12點|오후 12/u
        assert.match(asked.text, clock)
      }
    })
  }
})
