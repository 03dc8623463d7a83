import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Letter } from '../../app/accounts/letters.ts'
import { ORDER_MONEY_MAIL } from './words/order-money.ts'
import type { Mail } from '../../app/ports.ts'
import {
  USUAL_HOTLINE,
  type OperatorView,
  type OrderView,
  type PackView,
} from '../../app/queries/views.ts'
import { bytes, gigabytes } from '../../domain/basics/data-volume.ts'
import { LANGUAGES, type Language, type Localised } from '../../domain/basics/language.ts'
import { yen } from '../../domain/basics/money.ts'
import { instant } from '../../domain/basics/time.ts'
import type { OrderState } from '../../domain/order/order.ts'
import { paths } from '../web/paths.ts'
import { wordDisputeLetter } from './dispute-letter.ts'
import { wordLetter } from './letters.ts'
import { wordOrderLetter, type OrderLetter } from './order-letter.ts'
import { NO_DIRECTORY } from '../../domain/directory/directory.ts'

const HOSTILE =
  '"><script>alert(1)</script>\r\nBcc: x@evil.example\u202e<img src="http://evil.example">'
const AT = instant('2026-04-01T03:00:00Z')
const MIDNIGHT_AFTER = instant('2026-05-01T15:00:00Z')
const CODE = '482913'

const everywhere = (text: string): Localised => ({
  'zh-CN': text,
  'zh-TW': text,
  en: text,
  ja: text,
  ko: text,
})

const OPERATOR: OperatorView = {
  name: everywhere('Tabi & Co.'),
  representative: 'Mori Aoi',
  address: '1-1-1 Marunouchi, Tokyo',
  phone: '03-0000-0000',
  email: 'help@tabi.example',
  hotlineHours: everywhere('10:00-18:00'),
  invoiceNumber: null,
  shops: [],
  hotline: USUAL_HOTLINE,
  answers: [],
  directory: NO_DIRECTORY,
}
const HOSTILE_OPERATOR: OperatorView = {
  ...OPERATOR,
  name: everywhere(HOSTILE),
  address: HOSTILE,
  phone: HOSTILE,
  email: HOSTILE,
  hotlineHours: everywhere(HOSTILE),
}

const CODE_LETTERS: readonly Letter[] = [
  { kind: 'sign_in_code', code: CODE, expiresAt: AT, registers: false },
  { kind: 'sign_in_code', code: CODE, expiresAt: AT, registers: true },
  { kind: 'change_email_code', code: CODE, expiresAt: AT },
]
const NOTICES: readonly Letter[] = [
  { kind: 'email_changed', at: AT, newEmailMasked: 'm***@example.jp' },
  { kind: 'signed_in', at: AT, device: 'Firefox, Android' },
  { kind: 'passkey', what: 'added', at: AT },
  { kind: 'passkey', what: 'removed', at: AT },
  { kind: 'breach', at: AT, from: AT, until: AT, kinds: ['name', 'telephone'] },
]
const GIFT = {
  kind: 'gift_card',
  code: 'R0M3-64M0-9F6H-W3Z4-J',
  digits: '63520 51402 33180 18128 89404',
  value: yen(300),
  campaign: 'はじめまして',
  expiresAt: MIDNIGHT_AFTER,
} as const satisfies Letter

const PACK: PackView = {
  id: '0198a000-0000-7000-8000-0000000000b1' as PackView['id'],
  offerName: everywhere('5 GB'),
  length: 'monthly',
  origin: 'paid',
  state: 'running',
  from: AT,
  until: MIDNIGHT_AFTER,
  allowance: { kind: 'total', bytes: gigabytes(5) },
  afterAllowance: { kind: 'stop' },
  bytesGranted: gigabytes(5),
  bytesLeft: gigabytes(5),
  bytesUsed: bytes(0),
  bytesThrottled: bytes(0),
  nextReset: null,
  gigabyte: 'GB',
  canStartNow: false,
  toldAsOf: null,
}

const PLAIN: OrderView['money'] = {
  listPrice: yen(3_300),
  discount: yen(0),
  campaign: null,
  parts: [],
  rest: yen(3_300),
  pointsEarned: yen(0),
  returns: [],
  payLink: null,
}

function order(state: OrderState, over: Partial<OrderView> = {}): OrderView {
  return {
    id: '0198a000-0000-7000-8000-0000000000a1' as OrderView['id'],
    line: '0198a000-0000-7000-8000-000000000001' as OrderView['line'],
    number: '000000A1',
    offer: { id: 'five' as OrderView['offer']['id'], version: 1 },
    offerName: everywhere('Five <b>GB</b>'),
    price: yen(3_300),
    taxPercent: 10,
    tax: yen(300),
    refundRule: { rule: { kind: 'none' }, byMandate: false },
    placedAt: AT,
    payBy: AT,
    state,
    payment: {
      state: { kind: 'created' },
      method: 'card',
      means: null,
      lastFailure: null,
      checkoutUrl: null,
      voucher: null,
      byLink: false,
    },
    money: PLAIN,
    pack: state.kind === 'delivered' ? PACK : null,
    lineMasked: '8981 •••• 0001',
    agreement: '0198a000-0000-7000-8000-0000000000c1' as OrderView['agreement'],
    receiptAvailable: state.kind === 'delivered',
    ...over,
  }
}

const DELIVERED = order({ kind: 'delivered', at: AT, pack: PACK.id })

function orderMail(given: Partial<OrderLetter>): Mail {
  return wordOrderLetter({
    order: DELIVERED,
    overviewEnd: MIDNIGHT_AFTER,
    language: 'en',
    to: 'mei@example.jp',
    operator: OPERATOR,
    portalUrl: 'https://renew.example.jp',
    ...given,
  })
}

function letterMail(letter: Letter, language: Language, operator = OPERATOR): Mail {
  return wordLetter({ to: 'mei@example.jp', language, letter }, operator)
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

for (const language of LANGUAGES) {
  suite(`Letters in ${language}`, () => {
    for (const letter of CODE_LETTERS) {
      test(`A letter of ${letter.kind} carries its code once and no link`, () => {
        const mail = letterMail(letter, language)
        assert.equal(count(mail.text, CODE), 1)
        assert.equal(count(mail.html ?? '', CODE), 1)
        assert.ok(!mail.subject.includes(CODE))
        assert.ok(mail.text.includes('12:00'), 'until when, in Japan')
        for (const form of [mail.text, mail.html ?? '']) {
          assert.ok(!/https?:|<a |www\./.test(form))
        }
      })
    }

    for (const letter of [...CODE_LETTERS, ...NOTICES]) {
      test(`A letter of ${letter.kind} says who writes, and loads nothing`, () => {
        const mail = letterMail(letter, language)
        assert.equal(mail.to, 'mei@example.jp')
        assert.equal(mail.language, language)
        for (const told of ['Tabi & Co.', '03-0000-0000', 'help@tabi.example', 'Marunouchi']) {
          assert.ok(mail.text.includes(told), told)
        }
        assertPlain(mail, language)
        assert.ok(!mail.html?.includes('<a '))
      })
    }

    test('A notice tells its facts', () => {
      const [changed, signedIn] = NOTICES.map((letter) => letterMail(letter, language).text)
      assert.ok(changed?.includes('m***@example.jp') && changed.includes('12:00'))
      assert.ok(signedIn?.includes('Firefox, Android') && signedIn.includes('12:00'))
    })

    test('A delivered order tells its end, data, price, tax, number and receipt', () => {
      const mail = orderMail({ language })
      for (const told of ['24:00', '5 GB', '3,300', '300', '10%', '000000A1', '8981 •••• 0001']) {
        assert.ok(mail.text.includes(told), told)
      }
      assert.match(mail.text, language === 'en' || language === 'ko' ? /2026/ : /2026年/)
      const receipt = `https://renew.example.jp${paths.receipt(DELIVERED.id)}`
      assert.equal(count(mail.text, 'http'), 1)
      assert.ok(mail.text.includes(`${receipt}\n`))
      assert.equal(count(mail.html ?? '', '<a '), 1)
      assert.ok(mail.html?.includes(`href="${receipt}"`))
      assertPlain(mail, language)
    })

    for (const kind of ['refund_due', 'refunded'] as const) {
      for (const why of ['line_ended', 'too_many_packs', 'replaced'] as const) {
        test(`An order ${kind} because of ${why} tells the amount and the order`, () => {
          const mail = orderMail({
            language,
            order: order({ kind, at: AT, why }),
            overviewEnd: null,
          })
          assert.ok(mail.subject.includes('000000A1'))
          assert.ok(mail.text.includes('3,300'))
          assert.ok(mail.text.includes(`https://renew.example.jp${paths.order(DELIVERED.id)}\n`))
          assertPlain(mail, language)
        })
      }
    }
  })
}

test('No two languages say the same', () => {
  for (const letter of [...CODE_LETTERS, ...NOTICES]) {
    const texts = LANGUAGES.map((language) => letterMail(letter, language).text)
    assert.equal(new Set(texts).size, LANGUAGES.length)
  }
})

test('Where the line has no end, or starts at first use, the letter says so', () => {
  const endless = { ...PACK, until: null }
  const waiting = { ...endless, state: 'waiting_first_use' } as const
  const told = (pack: PackView) =>
    orderMail({ order: { ...DELIVERED, pack }, overviewEnd: null }).text
  assert.match(told(endless), /Now valid until: No end date/)
  assert.match(told(waiting), /Now valid until: Counted from its first use/)
  const queued = { ...PACK, state: 'queued', from: MIDNIGHT_AFTER } as const
  assert.match(told(queued), /Starts: 2 May 2026, 00:00 \(Japan time\)/)
})

test('Every kind of allowance has its words', () => {
  for (const [allowance, told] of [
    [{ kind: 'daily', bytesPerDay: gigabytes(1), resetHour: 0 }, /1 GB a day, new at midnight/],
    [{ kind: 'daily', bytesPerDay: gigabytes(1), resetHour: 4 }, /1 GB a day, new at 4:00/],
    [{ kind: 'unlimited' }, /Unlimited data/],
  ] as const) {
    const pack: PackView = { ...PACK, allowance }
    assert.match(orderMail({ order: { ...DELIVERED, pack } }).text, told)
  }
})

test('Whoever only paid for another learns nothing of the line but its masked number', () => {
  const paid = { ...DELIVERED, pack: null, receiptAvailable: false }
  const { text } = orderMail({ order: paid, overviewEnd: null })
  assert.ok(!text.includes('Now valid until') && !text.includes('New data'))
  assert.ok(text.includes(`https://renew.example.jp${paths.order(DELIVERED.id)}\n`))
})

test('Untaxed prices say so', () => {
  const untaxed = { ...DELIVERED, taxPercent: 0, tax: yen(0) }
  assert.match(orderMail({ order: untaxed }).text, /JPY 3,300 \(no consumption tax\)/)
})

const IN_PARTS: OrderView['money'] = {
  ...PLAIN,
  listPrice: yen(3_667),
  discount: yen(367),
  campaign: {
    name: everywhere('Spring <b>'),
    benefit: { kind: 'percent_off', percent: 10 },
  },
  parts: [
    { kind: 'points', amount: yen(300) },
    { kind: 'gift_card', amount: yen(1_000), hint: '7KQ2' },
  ],
  rest: yen(2_000),
}

test('A delivered order tells what its price was made of', () => {
  for (const language of LANGUAGES) {
    const { text } = orderMail({ language, order: { ...DELIVERED, money: IN_PARTS } })
    for (const told of ['3,667', '−', '367', 'Spring <b>', '1,000', '•••• 7KQ2', '2,000']) {
      assert.ok(text.includes(told), `${language} ${told}`)
    }
  }
})

test('A refund tells each way back, and that a bank account is asked for', () => {
  const money: OrderView['money'] = {
    ...IN_PARTS,
    returns: [
      { way: 'provider', amount: yen(2_000), state: 'on_its_way', asksPayer: true, hint: null },
      { way: 'gift_card', amount: yen(1_000), state: 'done', asksPayer: false, hint: '7KQ2' },
    ],
  }
  const going = order({ kind: 'refund_due', at: AT, why: 'asked' }, { money })
  const { text } = orderMail({ order: going })
  assert.match(text, /Amount: JPY 3,000/)
  assert.match(text, /Back the way it was paid: JPY 2,000 \(on its way\)/)
  assert.match(text, /Back to the gift card •••• 7KQ2: JPY 1,000 \(returned\)/)
  assert.match(text, /asking for the account/)
})

test('What a till took waits to be fetched there, and the letter says so in every language', () => {
  const money: OrderView['money'] = {
    ...IN_PARTS,
    returns: [
      { way: 'counter', amount: yen(2_000), state: 'to_fetch', asksPayer: false, hint: null },
      { way: 'points', amount: yen(1_000), state: 'done', asksPayer: false, hint: null },
    ],
  }
  const waiting = order({ kind: 'refund_due', at: AT, why: 'asked' }, { money })
  for (const language of LANGUAGES) {
    const { text } = orderMail({ language, order: waiting })
    const { toFetch, way, returnState } = ORDER_MONEY_MAIL[language]
    for (const told of [toFetch, way.counter, returnState.to_fetch]) {
      assert.ok(text.replaceAll(/\s+/gu, ' ').includes(told), `${language} ${told}`)
    }
  }
  assert.doesNotMatch(orderMail({ order: waiting }).text, /a few working days/)
})

test('A number to pay at a till: how much, until when, and where the number is', () => {
  const waiting = order({ kind: 'awaiting_payment' })
  const voucher = { url: 'https://pay.example/voucher', until: MIDNIGHT_AFTER }
  const at = { ...waiting, payment: { ...waiting.payment, voucher } }
  for (const language of LANGUAGES) {
    const mail = orderMail({ language, order: at })
    for (const told of ['3,300', '24:00', paths.order(DELIVERED.id)]) {
      assert.ok(mail.text.includes(told), `${language} ${told}`)
    }
    assert.ok(!mail.text.includes('pay.example'))
  }
})

test('An order charged back says what became of its data', () => {
  const mail = orderMail({ order: order({ kind: 'charged_back', at: AT }) })
  assert.match(mail.subject, /taken back by the bank: order 000000A1/)
  assert.match(mail.text, /has been stopped/)
})

test('The operator is told of a dispute in Japanese and English, of nobody by name', () => {
  const facts = {
    number: '000000A1',
    offerName: everywhere('Five GB'),
    price: yen(3_300),
    placedAt: AT,
    provider: 'stripe',
    charge: 'ch_1',
    disputes: [{ id: 'dp_1', state: 'lost', amount: yen(3_300), fee: yen(1_500) }],
    undone: true,
  } as const
  const mail = wordDisputeLetter(facts, OPERATOR)
  assert.equal(mail.to, OPERATOR.email)
  assert.match(mail.subject, /確定.*Lost.*000000A1/)
  for (const told of ['3,300円', 'JPY 3,300', 'JPY 1,500', 'dp_1', 'ch_1', '停止しました']) {
    assert.ok(mail.text.includes(told), told)
  }
})

test('An order without news has no letter', () => {
  assert.throws(() => orderMail({ order: order({ kind: 'awaiting_payment' }) }))
})

test('A gift card comes with both spellings, its worth and its end, and not in the subject', () => {
  for (const language of LANGUAGES) {
    const mail = letterMail(GIFT, language)
    assertPlain(mail, language)
    for (const part of [GIFT.code, GIFT.digits, GIFT.campaign, '300', '4']) {
      assert.ok(mail.text.includes(part), `${language}: ${part}`)
      assert.ok(mail.html?.includes(part))
    }
    assert.ok(mail.subject.includes('300') && !mail.subject.includes(GIFT.code.slice(0, 4)))
    assert.ok(!/https?:/.test(mail.text))
  }
})

test('Hostile names stay text, on their own line', () => {
  const mails = [
    ...CODE_LETTERS.map((letter) => letterMail(letter, 'en', HOSTILE_OPERATOR)),
    letterMail({ kind: 'signed_in', at: AT, device: HOSTILE }, 'en'),
    letterMail({ kind: 'email_changed', at: AT, newEmailMasked: HOSTILE }, 'en'),
    letterMail({ ...GIFT, campaign: HOSTILE }, 'en'),
    orderMail({
      order: { ...DELIVERED, offerName: everywhere(HOSTILE), lineMasked: HOSTILE },
      operator: HOSTILE_OPERATOR,
    }),
  ]
  for (const { subject, text, html } of mails) {
    assert.ok(!/[\r\n\u202e]/.test(subject))
    assert.ok(!/^Bcc:/m.test(text) && !text.includes('\u202e'))
    assert.ok(!/<script|<img/.test(html ?? ''))
    assert.ok(html?.includes('&lt;script'))
  }
})

function assertPlain({ html, text, subject }: Mail, language: Language): void {
  assert.ok(html?.startsWith(`<!doctype html><html lang="${language}">`))
  assert.ok(!/<(?:script|img|link|style|iframe)|url\(|src=/.test(html ?? ''))
  assert.ok(!/undefined|\[object|NaN/.test(`${subject}${text}${html}`))
  assert.ok(subject.length > 0 && subject.length < 120)
}
