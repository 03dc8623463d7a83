import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { LANGUAGES, type Language } from '../../domain/basics/language.ts'
import type { Answer } from '../../domain/call/answer.ts'
import { SEARCH_LENGTH_MAX, searchAnswers } from './answers.ts'

type Five = readonly [zhCN: string, zhTW: string, en: string, ja: string, ko: string]

const written = ([zhCN, zhTW, en, ja, ko]: Five) => ({ 'zh-CN': zhCN, 'zh-TW': zhTW, en, ja, ko })

function answer(id: string, question: Five, text: Five): Answer {
  return { id, topic: 'other', question: written(question), answer: written(text), spoken: null }
}

const ANSWERS: readonly Answer[] = [
  answer(
    'slow',
    [
      '网速为什么变慢了？',
      '網速為什麼變慢？',
      'Why is it slow?',
      '通信が遅いのはなぜ',
      '왜 느려졌나요?',
    ],
    [
      '流量用完后降速到 128 kbps，续费后恢复全速。',
      '流量用完後降速到 128 kbps，續購後恢復全速。',
      'When the data is used up the speed drops to 128 kbps. Renew for full speed.',
      'データを使い切ると128 kbpsに下がります。更新すると元に戻ります。',
      '데이터를 다 쓰면 128 kbps로 떨어집니다. 충전하면 돌아옵니다.',
    ],
  ),
  answer(
    'refund',
    [
      '可以退款吗？',
      '可以退款嗎？',
      'Can I get a refund?',
      '返金できますか',
      '환불받을 수 있나요?',
    ],
    [
      '开始之前可以在订单页退款。',
      '開始之前可以在訂單頁退款。',
      'Until the pack starts, on the page of the order.',
      '始まる前なら注文のページで取り消せます。',
      '시작 전이면 주문 페이지에서 할 수 있습니다.',
    ],
  ),
  answer(
    'konbini',
    ['便利店付款', '便利商店付款', 'Paying at a convenience store', 'コンビニ払い', '편의점 결제'],
    [
      '把号码给店员看，付现金。没有付款的订单不会扣款。',
      '把號碼給店員看，付現金。沒有付款的訂單不會扣款。',
      'Show the number and pay cash; an order is not refunded there.',
      '番号を店員に見せて現金で支払います。',
      '번호를 보여 주고 현금으로 냅니다. 데이터가 시작됩니다.',
    ],
  ),
  answer(
    'hotspot',
    ['开热点', '開熱點', 'Sharing by hotspot', 'テザリング', '핫스팟'],
    [
      '可以，用的是同一份流量。',
      '可以，用的是同一份流量。',
      'Yes, from the same data.',
      'できます。同じデータを使います。',
      '네. 같은 데이터를 씁니다.',
    ],
  ),
]

const found = (language: Language, text: string) =>
  searchAnswers(ANSWERS, { text, language }).map(({ id }) => id)

/** What people type, and what they should see first. */
const TYPED: readonly (readonly [Language, string, string])[] = [
  ['zh-CN', '退款', 'refund'],
  ['zh-CN', '怎么退钱', 'refund'],
  ['zh-CN', '网速好慢啊', 'slow'],
  ['zh-CN', '便利店', 'konbini'],
  ['zh-CN', '手机热点能开吗', 'hotspot'],
  ['zh-TW', '便利商店', 'konbini'],
  ['zh-TW', '熱點', 'hotspot'],
  ['zh-TW', '變慢', 'slow'],
  ['en', 'refund', 'refund'],
  ['en', 'refun', 'refund'],
  ['en', 'I want to be REFUNDED!!', 'refund'],
  ['en', 'slow speed', 'slow'],
  ['en', 'convenience', 'konbini'],
  ['en', 'how do i share', 'hotspot'],
  ['en', 'pay', 'konbini'],
  ['ja', '返金してください', 'refund'],
  ['ja', '遅くなった', 'slow'],
  ['ja', 'こんびに', 'konbini'],
  ['ja', 'ﾃｻﾞﾘﾝｸﾞ', 'hotspot'],
  ['ko', '환불', 'refund'],
  ['ko', '느려요', 'slow'],
  ['ko', '편의점에서', 'konbini'],
  ['ko', '핫스팟', 'hotspot'],
]

suite('what people type', () => {
  for (const [language, text, id] of TYPED) {
    test(`finds the answer it is about: ${text}`, () => {
      assert.equal(found(language, text)[0], id)
    })
  }

  test('is one in full width and half width, capitals and small', () => {
    for (const text of ['128 kbps', '１２８　ＫＢＰＳ', '128KBPS']) {
      assert.deepEqual(found('en', text), ['slow'], text)
    }
  })

  test('is found in another language, after what is found in the own', () => {
    assert.deepEqual(found('en', '退款')[0], 'refund')
    assert.deepEqual(found('zh-CN', 'hotspot'), ['hotspot'])
    const [one, other] = ANSWERS
    assert.ok(one !== undefined && other !== undefined)
    const english = { ...one, question: { ...one.question, en: 'Roaming' } }
    const korean = { ...other, question: { ...other.question, ko: 'Roaming' } }
    const order = (language: Language) =>
      searchAnswers([english, korean, ...ANSWERS.slice(2)], { text: 'roaming', language })[0]?.id
    assert.equal(order('en'), 'slow')
    assert.equal(order('ko'), 'refund')
  })

  test('in the question tells more than in an answer', () => {
    assert.deepEqual(found('en', 'order refund')[0], 'refund')
    assert.equal(found('zh-CN', '付款')[0], 'konbini')
  })

  test('that is found nowhere finds nothing, and nothing typed finds all in their order', () => {
    assert.deepEqual(found('en', 'zebra'), [])
    assert.deepEqual(found('ja', '、。！'), [])
    for (const text of ['', '   ', '　']) {
      assert.deepEqual(
        found('en', text),
        ANSWERS.map(({ id }) => id),
      )
    }
  })

  test('of everyday words alone still finds what has them', () => {
    assert.ok(found('en', 'why is it').includes('slow'))
  })

  test('is looked at up to a length', () => {
    const far = `${'x'.repeat(SEARCH_LENGTH_MAX)} refund`
    assert.deepEqual(found('en', far), [])
    assert.equal(found('en', far.slice(-SEARCH_LENGTH_MAX))[0], 'refund')
  })
})

test('Whatever is typed, answers are found once each and none is made up', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('退款卡', '128', 'ｶｰﾄﾞ', '환불')),
      fc.constantFrom(...LANGUAGES),
      (text, language) => {
        const ids = found(language, text)
        assert.equal(new Set(ids).size, ids.length)
        assert.ok(ids.every((id) => ANSWERS.some((one) => one.id === id)))
      },
    ),
  )
})

test('Every question finds its own answer first, in every language', () => {
  for (const one of ANSWERS) {
    for (const language of LANGUAGES) {
      assert.equal(found(language, one.question[language])[0], one.id)
    }
  }
})
