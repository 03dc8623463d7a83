import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { PhoneLetter } from '../../app/accounts/letters.ts'
import { USUAL_HOTLINE, type OperatorView } from '../../app/queries/views.ts'
import { LANGUAGES, type Localised } from '../../domain/basics/language.ts'
import { yen } from '../../domain/basics/money.ts'
import { instant } from '../../domain/basics/time.ts'
import { wordLetter } from './letters.ts'
import { wordPayLinkLetter } from './pay-link-letter.ts'
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
const WHATS: readonly PhoneLetter['what'][] = [
  { kind: 'pin_set' },
  { kind: 'number_waits', numberEnds: '4711' },
  { kind: 'number_confirmed', numberEnds: '4711' },
]
const NOON = /12:00|12時|12点|12點|오후 12/u

suite('Letters about the telephone', () => {
  for (const language of LANGUAGES) {
    test(`say in ${language} what was set and when, and have no link`, () => {
      const letters = WHATS.map((what) => {
        const letter = { kind: 'phone', what, at: AT } as const
        const mail = wordLetter({ to: 'm@example.jp', language, letter }, OPERATOR)
        assert.match(mail.text, NOON)
        assert.doesNotMatch(`${mail.text}${mail.html}`, /https?:|href/)
        if ('numberEnds' in what) assert.ok(mail.text.includes(what.numberEnds))
        assert.doesNotMatch(mail.subject, /4711/)
        return mail
      })
      assert.equal(new Set(letters.map(({ subject }) => subject)).size, WHATS.length)
    })

    test(`ask in ${language} for a payment with what, how much, until when and where`, () => {
      const url = 'https://renew.example.jp/pay/abcdef'
      const mail = wordPayLinkLetter(
        {
          to: 'm@example.jp',
          number: '1A2B3C4D',
          offerName: everywhere('Kingfisher 20 GB'),
          amount: yen(2_700),
          payBy: AT,
          lineMasked: '8981 •••• 6789',
          url,
        },
        language,
        OPERATOR,
      )
      for (const fact of ['Tabi', '1A2B3C4D', 'Kingfisher 20 GB', '2,700', '8981 •••• 6789', url]) {
        assert.ok(mail.text.includes(fact), `${fact}: ${mail.text}`)
      }
      assert.match(mail.text, NOON)
      assert.ok(mail.html?.includes(`href="${url}"`))
      assert.doesNotMatch(mail.text, /[¥￥]/)
    })
  }
})
