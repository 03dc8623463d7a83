/** Every kind of notice in every language and by every way. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { NoticeView } from '../../app/notices/notice-view.ts'
import type { AnomalyView } from '../../app/queries/anomalies.ts'
import { USUAL_HOTLINE, type OperatorView } from '../../app/queries/views.ts'
import { gigabytes } from '../../domain/basics/data-volume.ts'
import type { AnomalyId, DisputeId, LineId, OrderId, RefundId } from '../../domain/basics/ids.ts'
import { LANGUAGES, type Language, type Localised } from '../../domain/basics/language.ts'
import { yen } from '../../domain/basics/money.ts'
import { instant } from '../../domain/basics/time.ts'
import type { Finding } from '../../domain/bill/anomaly.ts'
import type { JstMonth } from '../../domain/bill/month.ts'
import type { DisputeOutcome } from '../../domain/dispute/dispute.ts'
import { NOTICE_KINDS, traitsOf } from '../../domain/notice/notice.ts'
import type { StopWhy } from '../../domain/renewal/mandate.ts'
import { wordNoticeLetter } from './notice-letter.ts'
import { wordNoticePush } from './notice-push.ts'
import { GSM_LENGTH_MAX, UCS2_LENGTH_MAX, wordNoticeSms } from './notice-sms.ts'
import { NO_DIRECTORY } from '../../domain/directory/directory.ts'

const NOW = instant('2026-12-28T03:00:00Z')
const AT = instant('2026-12-31T15:00:00Z')
const HOSTILE = '"><script>alert(1)</script>\r\nBcc: x@evil.example\u202e'

const everywhere = (text: string): Localised => ({
  'zh-CN': text,
  'zh-TW': text,
  en: text,
  ja: text,
  ko: text,
})

const OPERATOR: OperatorView = {
  name: everywhere('Tabi Mobile'),
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

const STOPS: readonly StopWhy[] = [
  'by_owner',
  'replaced',
  'retries_exhausted',
  'means_barred',
  'means_gone',
  'price_raised',
  'offer_gone',
  'identity_needed',
  'not_confirmed',
  'line_ended',
  'holder_changed',
]

const DISPUTE = '0198a000-0000-7000-8000-0000000000c2' as DisputeId
const OUTCOMES: readonly DisputeOutcome[] = [
  { kind: 'explained' },
  {
    kind: 'refunded',
    order: '0198a000-0000-7000-8000-0000000000c3' as OrderId,
    refund: '0198a000-0000-7000-8000-0000000000c4' as RefundId,
    amount: yen(29_800),
  },
  { kind: 'adjusted', points: yen(500) },
]

const LINE = { id: '0198a000-0000-7000-8000-0000000000c1' as LineId, masked: '8981…9017' }
const ORDER = '0198a000-0000-7000-8000-0000000000c3' as OrderId
const FINDINGS: readonly Finding[] = [
  { kind: 'duplicate', order: ORDER, earlier: ORDER, secondsApart: 1 },
  { kind: 'price_differs', order: ORDER, charged: yen(29_800), listed: yen(29_000) },
  {
    kind: 'usage_jump',
    day: Temporal.PlainDate.from('2026-12-31'),
    bytes: gigabytes(365),
    usual: gigabytes(1),
  },
  { kind: 'renewal_after_cancel', order: ORDER, endedAt: AT },
  { kind: 'unknown_channel', order: ORDER, channel: 'counter' },
]

function anomaly(finding: Finding, offerName: Localised): AnomalyView {
  return {
    id: '0198a000-0000-7000-8000-0000000000c5' as AnomalyId,
    line: LINE.id,
    lineMasked: LINE.masked,
    finding,
    order: 'order' in finding ? finding.order : null,
    offerName: 'order' in finding ? offerName : null,
    aboutAt: AT,
    foundAt: AT,
    feedback: null,
  }
}

const ofData = (offerName: Localised) => ({ offerName, gigabyte: 'GB' as const })

function examples(name: string): readonly NoticeView[] {
  const offerName = everywhere(name)
  const bought = { offerName, price: yen(29_800) }
  return [
    { kind: 'data_50', ...ofData(offerName), bytesLeft: gigabytes(5) },
    { kind: 'data_80', ...ofData(offerName), bytesLeft: null },
    { kind: 'data_80', ...ofData(offerName), bytesLeft: gigabytes(2) },
    { kind: 'data_100', ...ofData(offerName), after: { kind: 'left', bytes: gigabytes(365) } },
    { kind: 'data_100', ...ofData(offerName), after: { kind: 'unlimited' } },
    { kind: 'data_100', ...ofData(offerName), after: { kind: 'throttled', kbps: 128 } },
    { kind: 'data_100', ...ofData(offerName), after: { kind: 'stopped' } },
    ...(['end_3d', 'end_1d', 'end_1h'] as const).flatMap((kind) =>
      [true, false].map((renewsItself) => ({ kind, at: AT, renewsItself })),
    ),
    { kind: 'number_loss_30', at: AT },
    { kind: 'number_loss_14', at: AT },
    { kind: 'number_loss_7', at: AT },
    { kind: 'number_loss_3', at: AT },
    { kind: 'number_loss_1', at: AT },
    { kind: 'auto_renewal_upcoming', ...bought, at: AT },
    { kind: 'auto_renewal_upcoming', ...bought, at: null },
    { kind: 'auto_renewal_done', ...bought, until: AT },
    { kind: 'auto_renewal_failed', ...bought, again: AT },
    { kind: 'auto_renewal_failed', ...bought, again: null },
    { kind: 'auto_renewal_needs_you', ...bought, payUrl: 'https://desk.example/pay/x', until: AT },
    { kind: 'auto_renewal_needs_you', ...bought, payUrl: null, until: null },
    ...STOPS.map((why) => ({ kind: 'auto_renewal_stopped' as const, offerName, why })),
    { kind: 'auto_renewal_cap', ...bought, cap: yen(30_000) },
    { kind: 'terms_changed', title: everywhere(name), from: null },
    { kind: 'terms_changed', title: everywhere(name), from: AT },
    { kind: 'points_expiring', points: 12_345n, at: AT },
    { kind: 'means_expiring', means: { brand: 'Mastercard', lastDigits: '4444' }, at: AT },
    ...[0, 2].map((odd) => ({
      kind: 'statement_ready' as const,
      month: '2026-11' as JstMonth,
      sold: yen(29_800),
      returned: yen(odd * 100),
      odd,
    })),
    ...FINDINGS.map((finding) => ({
      kind: 'anomaly_found' as const,
      anomaly: anomaly(finding, offerName),
    })),
    ...(['raised', 'taken', 'overdue'] as const).map((step) => ({
      kind: 'dispute_moved' as const,
      dispute: DISPUTE,
      step,
      dueAt: AT,
      outcome: null,
    })),
    ...OUTCOMES.map((outcome) => ({
      kind: 'dispute_moved' as const,
      dispute: DISPUTE,
      step: 'decided' as const,
      dueAt: AT,
      outcome,
    })),
  ]
}

const NOTICES = examples('20 GB / 30')

function letter(notice: NoticeView, language: Language) {
  return wordNoticeLetter({
    notice,
    line: traitsOf(notice.kind).group === 'points' ? null : LINE,
    to: 'w@tabi.example',
    language,
    operator: OPERATOR,
    portalUrl: 'https://desk.example',
    unsubscribeToken: 'token',
  })
}

const shown = { language: 'en' as Language, now: NOW }

test('the examples cover every kind', () => {
  const kinds = new Set(NOTICES.map(({ kind }) => kind))
  assert.deepEqual([...kinds].toSorted(), NOTICE_KINDS.toSorted())
})

for (const language of LANGUAGES) {
  describe(`notices in ${language}`, () => {
    test('say something in every way, with nothing left open', () => {
      for (const notice of NOTICES) {
        const mail = letter(notice, language)
        const push = wordNoticePush({ notice, line: LINE }, { language, now: NOW })
        for (const text of [mail.subject, mail.text, push.title, push.body]) {
          assert.ok(text.trim() !== '', notice.kind)
          assert.doesNotMatch(text, /undefined|null|NaN|\[object|\$\{/, notice.kind)
        }
      }
    })

    test('fit one SMS without being cut', () => {
      const lengthMax = language === 'en' ? GSM_LENGTH_MAX : UCS2_LENGTH_MAX
      for (const notice of NOTICES) {
        const text = wordNoticeSms(notice, { operatorName: 'Tabi', language, now: NOW })
        assert.ok(text.length <= lengthMax, `${notice.kind}: ${text.length} ${text}`)
        assert.doesNotMatch(text, /…$|\.\.\.$/, `${notice.kind}: ${text}`)
        assert.doesNotMatch(text, /https?:/, 'no link in an SMS')
      }
    })
  })
}

describe('a letter of notice', () => {
  test('is switched off with one click, unless law asks for it', () => {
    for (const notice of NOTICES) {
      const mail = letter(notice, 'en')
      const { required } = traitsOf(notice.kind)
      const url = 'https://desk.example/unsubscribe/token?lang=en'
      assert.equal(mail.headers?.['List-Unsubscribe'], required ? undefined : `<${url}>`)
      assert.equal(mail.text.includes(url), !required)
      assert.ok(mail.text.includes('https://desk.example/account/notices'))
      if (required) assert.match(mail.text, /The law asks us/)
    }
  })

  test('says that its link signs nobody in, and what is never asked for', () => {
    for (const notice of NOTICES) {
      const { text } = letter(notice, 'en')
      assert.match(text, /not a sign-in link|can only pay for this one order/)
      assert.match(text, /never ask/i)
    }
  })

  test('lets no fact of others become a line, a header or markup of ours', () => {
    for (const notice of examples(HOSTILE)) {
      const { subject, text, html } = letter(notice, 'en')
      assert.doesNotMatch(subject, /[\r\n]/)
      assert.doesNotMatch(text, /^Bcc:/m)
      assert.doesNotMatch(html ?? '', /<script|\u202e/)
    }
  })

  test('leads to the page where something can be done', () => {
    const ofKind = (kind: string) => NOTICES.filter((notice) => notice.kind === kind)
    const pathOf = (notice: NoticeView) => wordNoticePush({ notice, line: LINE }, shown).path
    for (const notice of ofKind('end_1d')) assert.equal(pathOf(notice), `/lines/${LINE.id}`)
    for (const notice of ofKind('auto_renewal_stopped')) {
      assert.equal(pathOf(notice), `/lines/${LINE.id}/auto-renewal`)
    }
    const points = ofKind('points_expiring')[0]
    assert.ok(points !== undefined)
    assert.equal(wordNoticePush({ notice: points, line: null }, shown).path, '/profile')
  })
})

describe('an SMS of notice', () => {
  test('is cut to one message where names are long, never through a character', () => {
    for (const operatorName of ['𠮷'.repeat(40), 'Long '.repeat(40)]) {
      for (const notice of NOTICES) {
        const text = wordNoticeSms(notice, { operatorName, language: 'ja', now: NOW })
        assert.ok(text.length <= UCS2_LENGTH_MAX)
        assert.ok(text.isWellFormed())
      }
    }
  })
})
