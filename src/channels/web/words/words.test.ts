import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES, type Language } from '../../../domain/basics/language.ts'
import { instant } from '../../../domain/basics/time.ts'
import type { PayingView } from '../../../app/queries/paying-view.ts'
import { NO_YEN, yen } from '../../../domain/basics/money.ts'
import type { GiftCardId, OrderId } from '../../../domain/basics/ids.ts'
import {
  CHECKOUT,
  DAY_QUOTE,
  LONG_QUOTE,
  MONTH_QUOTE,
  PAYING_COVERED,
  PAYING_IN_PARTS,
} from '../pages/samples.ts'
import { codePageWords } from './code.ts'
import { phonePageWords } from './phone.ts'
import { termsWords } from './terms.ts'
import { reportWords } from './reports/words.ts'
import { refusalText, type PortalRefusal } from './refusals.ts'
import { shownScreen } from './shown-screen.ts'
import { words } from './words.ts'

/** Every string of a catalogue; functions are called with plausible facts. */
function sentences(value: unknown, path: string): (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const rule = path.endsWith('cancellationRule')
    const facts = rule
      ? [{ kind: 'full_while_unstarted', withinDays: 7 }]
      : Array.from({ length: value.length }, (_, place) => place + 3)
    const said: unknown = Reflect.apply(value, null, facts)
    return sentences(said, `${path}()`)
  }
  if (typeof value !== 'object' || value === null) return [[path, '']]
  return Object.entries(value).flatMap(([name, inner]) => sentences(inner, `${path}.${name}`))
}

const catalogues = LANGUAGES.map((language) => ({
  language,
  said: [
    ...sentences(words(language), language),
    ...sentences(phonePageWords(language), `${language}.phone`),
    ...sentences(codePageWords(language), `${language}.code`),
    ...sentences(reportWords(language), `${language}.reports`),
    ...sentences(termsWords(language), `${language}.terms`),
  ],
}))

test('no catalogue has an empty sentence, and all have the same ones', () => {
  const names = (said: readonly (readonly [string, string])[]) =>
    said.map(([path]) => path.slice(path.indexOf('.')))
  const first = catalogues[0]?.said ?? []
  for (const { said } of catalogues) {
    for (const [path, text] of said) assert.ok(text.trim() !== '', path)
    assert.deepEqual(names(said), names(first))
  }
})

/** Characters that betray the wrong catalogue; names of Japanese documents are exempt. */
const STRAYS: Readonly<Record<Language, RegExp>> = {
  'zh-CN':
    /[續費號網線語體時間後請碼訂單錢轉點開關載這個們為與專應當無隨從ぁ-んァ-ヶ가-힣円売帰気]/,
  'zh-TW': /[续费号网线语体时间后请码订单钱转点开关载这个们为与专应当无随从ぁ-んァ-ヶ가-힣円気]/,
  en: /[\u3041-\u30ff\u4e00-\u9fff가-힣]/,
  ja: /[续费号网线语体时间后请码订单钱转载这们为专应当无随从续訂單費號網線語體時間後請碼가-힣]/,
  ko: /[\u3041-\u30ff\u4e00-\u9fff]/,
}
/** Used in Japanese too, so no sign of anything. */
const SHARED_WITH_JAPANESE = /[費号線語体時間後請当点単]/g
const EXEMPT = /\.receipt\.qualified$/

test('each catalogue keeps to its own script', () => {
  for (const { language, said } of catalogues) {
    for (const [path, text] of said) {
      if (EXEMPT.test(path)) continue
      const checked = language === 'ja' ? text.replaceAll(SHARED_WITH_JAPANESE, '') : text
      assert.doesNotMatch(checked, STRAYS[language], path)
    }
  }
})

test('most sentences of Korean have hangul and of Japanese kana or kanji', () => {
  const share = (language: Language, script: RegExp) => {
    const said = catalogues.find((one) => one.language === language)?.said ?? []
    return said.filter(([, text]) => script.test(text)).length / said.length
  }
  assert.ok(share('ko', /[가-힣]/) > 0.97)
  assert.ok(share('ja', /[ぁ-んァ-ヶ一-龠]/) > 0.97)
  assert.ok(share('zh-CN', /[一-龠]/) > 0.97)
})

test('no sentence has a bare yen sign or a link', () => {
  for (const { said } of catalogues) {
    for (const [path, text] of said) assert.doesNotMatch(text, /[¥￥]|http:/, path)
  }
})

test('the button says what it does, in the words of each language', () => {
  const buttons = LANGUAGES.map((language) => shownScreen(CHECKOUT, language).button)
  assert.deepEqual(buttons, [
    '支付 1,430 日元',
    '支付 1,430 日圓',
    'Pay JPY 1,430',
    '1,430円を支払う',
    '1,430엔 결제',
  ])
})

test('the last screen shows the six things of the law whatever the offer', () => {
  for (const language of LANGUAGES) {
    const { confirm } = words(language)
    for (const quote of [CHECKOUT.quote, DAY_QUOTE, MONTH_QUOTE, LONG_QUOTE]) {
      const { lines } = shownScreen({ ...CHECKOUT, quote }, language)
      const labels = lines.map((line) => line.label)
      for (const label of [
        confirm.quantity,
        confirm.period,
        confirm.price,
        confirm.payment,
        confirm.delivery,
        confirm.cancellation,
        confirm.applicationPeriod,
      ]) {
        assert.ok(labels.includes(label), `${language} ${label}`)
      }
      assert.equal(new Set(labels).size, labels.length)
      for (const line of lines) assert.ok(line.value.trim() !== '')
    }
  }
})

test('every way to pay says how and when, and konbini both ends and how long the price is held', () => {
  const { methods } = PAYING_IN_PARTS
  for (const language of LANGUAGES) {
    const { confirm, paying: said } = words(language)
    const payments = methods.map(({ key }) => {
      const paying = { ...PAYING_IN_PARTS, chosen: key }
      const { lines } = shownScreen({ ...CHECKOUT, paying }, language)
      const value = (label: string) => lines.find((line) => line.label === label)?.value ?? ''
      for (const told of ['300', '7KQ2', '500', 'X9VB', '470']) {
        assert.ok(value(confirm.payment).includes(told), `${language} ${key} ${told}`)
      }
      assert.match(value(confirm.price), /1,430[^]*143[^]*1,287/)
      assert.equal(value(confirm.period).split('\n').length, 4)
      assert.equal(value(confirm.applicationPeriod).split('\n').length, 3)
      assert.ok(value(said.campaign).includes('10%'))
      return value(confirm.payment)
    })
    assert.equal(new Set(payments).size, methods.length)
    assert.match(payments[3] ?? '', /24:00/)
  }
})

test('the button says which parts pay when nothing is left, and who pays by a link', () => {
  const button = (paying: PayingView, byLink = false) =>
    LANGUAGES.map((language) => shownScreen({ ...CHECKOUT, paying }, language, { byLink }).button)
  assert.deepEqual(button(PAYING_COVERED), [
    '用积分支付 1,430 日元',
    '用點數支付 1,430 日圓',
    'Pay JPY 1,430 with points',
    'ポイントで1,430円を支払う',
    '포인트로 1,430엔 결제',
  ])
  assert.deepEqual(button(PAYING_IN_PARTS)[0], '支付 470 日元')
  assert.deepEqual(button(PAYING_IN_PARTS, true), [
    '请别人代付 470 日元',
    '請別人代付 470 日圓',
    'Let somebody else pay JPY 470',
    'ほかの人に470円を払ってもらう',
    '다른 사람이 470엔 결제하기',
  ])
  const card = { card: 'g' as GiftCardId, hint: 'ABCD', left: NO_YEN }
  const giftCards = [{ ...card, taken: yen(1_430) }]
  const byCard = { ...PAYING_COVERED, pointsUsed: NO_YEN, giftCards }
  assert.equal(button(byCard)[0], '用礼品卡支付 1,430 日元')
  assert.equal(button({ ...byCard, pointsUsed: yen(30) })[0], '用积分和礼品卡支付 1,430 日元')
  assert.equal(button({ ...PAYING_COVERED, price: NO_YEN })[0], '免费领取')
})

test('starting at once shows the period that starts at once', () => {
  const queued = shownScreen(CHECKOUT, 'zh-CN')
    .lines.map((line) => line.value)
    .join('\n')
  const atOnce = shownScreen({ ...CHECKOUT, startNow: true }, 'zh-CN').lines
  assert.match(queued, /11月25日（周三）00:00 至 12月1日（周二）24:00/)
  assert.match(
    atOnce.map((line) => line.value).join('\n'),
    /11月22日（周日）15:04 至 11月28日（周六）24:00/,
  )
})

const NOON = instant('2026-11-22T03:00:00Z')
const REFUSALS: readonly PortalRefusal[] = [
  { code: 'not_digits', position: 7, found: 'O' },
  { code: 'wrong_length', digits: 0, expected: [19, 20] },
  { code: 'wrong_length', digits: 18, expected: [19, 20] },
  { code: 'not_a_sim_number', startsWith: '12' },
  { code: 'check_digit', expected: '7', found: '8', swappedAt: null },
  { code: 'check_digit', expected: '7', found: '8', swappedAt: 5 },
  { code: 'wrong_code', triesLeft: 1 },
  { code: 'too_many_tries', again: NOON },
  { code: 'price_changed', shown: yen(1_430), price: yen(1_540) },
  { code: 'payment_undecided', order: 'x' as OrderId },
  { code: 'line_ended', since: NOON },
  { code: 'busy', retryAfterSeconds: 1 },
  { code: 'campaign_code_unknown' },
  { code: 'points_short', left: yen(30) },
  { code: 'gift_code_unknown' },
  { code: 'gift_code_length', length: 3 },
  { code: 'gift_code_mistyped' },
  { code: 'gift_codes_too_many', again: NOON },
  { code: 'gift_cards_too_many', max: 4 },
  { code: 'not_covered', missing: yen(30) },
  { code: 'rest_too_small', min: yen(50) },
  { code: 'rest_too_large', max: yen(299_999) },
  { code: 'pay_by_passed', payBy: NOON },
  { code: 'points_not_whole' },
  { code: 'method_unavailable' },
  { code: 'method_unknown' },
  { code: 'payments_too_many', again: NOON },
  { code: 'declines_too_many', again: NOON },
  { code: 'tries_too_many', again: NOON },
  { code: 'order_not_delivered', state: 'expired' },
  { code: 'not_refundable', rule: 'none' },
  { code: 'pack_started', at: NOON },
  { code: 'refund_time_over', until: NOON },
  { code: 'nothing_left_to_refund' },
  { code: 'refund_too_large', max: yen(30) },
  { code: 'gift_card_expired', at: NOON },
  { code: 'refund_disputed' },
  { code: 'refund_changed', shown: yen(1), amount: yen(2) },
]

test('refusals are whole sentences with their facts, in every language', () => {
  for (const language of LANGUAGES) {
    for (const refusal of REFUSALS) {
      const text = refusalText(refusal, language)
      assert.match(text, /[.。]$/, `${language} ${refusal.code}: ${text}`)
      assert.doesNotMatch(text, /undefined|NaN|\[object/)
    }
  }
  const swapped = refusalText(
    { code: 'check_digit', expected: '7', found: '8', swappedAt: 5 },
    'en',
  )
  assert.match(swapped, /Digits 5 and 6/)
})
