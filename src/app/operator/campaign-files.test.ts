import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { CAMPAIGNS_MAX, PERCENT_OFF_MAX, readCampaigns } from './campaign-files.ts'
import { MONEY_RULES_MAX, readMoneyRules } from './money-rules-files.ts'
import { ANSWER_DAYS_MAX, WITHIN_MONTHS_MAX } from '../../domain/dispute/rules.ts'
import { DEFAULT_RULES } from '../../domain/catalogue/money-rules.ts'
import {
  CHANNEL_ORDERS_MAX,
  DUPLICATE_MINUTES_MAX,
  JUMP_DAYS_MAX,
  JUMP_FACTOR_MAX,
  JUMP_FLOOR_MEGABYTES_MAX,
} from '../../domain/bill/rules.ts'
import { instant } from '../../domain/basics/time.ts'
import { pathText, type Read } from './reading.ts'

const NAME = { 'zh-CN': '一', 'zh-TW': '一', en: 'One', ja: '一', ko: '하나' }

const CAMPAIGN = {
  id: 'spring',
  name: NAME,
  from: '2026-04-01',
  benefit: { kind: 'bonus_data', bytes: '1.5 GB' },
}

const campaignsFile = (...campaigns: readonly object[]) =>
  readCampaigns({ kind: 'campaigns', campaigns })
const rulesFile = (...rules: readonly object[]) => readMoneyRules({ kind: 'money-rules', rules })

function troublesOf(read: Read<unknown>): readonly string[] {
  return read.ok ? [] : read.refusal.troubles.map((one) => `${pathText(one.path)}: ${one.message}`)
}

suite('a campaigns file', () => {
  test('becomes campaigns of the domain in their order; what is left out is any', () => {
    const read = campaignsFile(CAMPAIGN, { ...CAMPAIGN, id: 'autumn' })
    assert.ok(read.ok)
    assert.deepEqual(read.value[0], {
      id: 'spring',
      name: NAME,
      from: instant('2026-04-01T00:00:00+09:00'),
      until: null,
      offers: null,
      networks: null,
      lengths: null,
      channels: null,
      buyers: 'anyone',
      code: null,
      perLineMax: null,
      totalMax: null,
      benefit: { kind: 'bonus_data', bytes: 1_500_000_000n },
    })
    assert.deepEqual(
      read.value.map(({ id }) => id),
      ['spring', 'autumn'],
    )
  })

  test('may be empty: then there are none any more', () => {
    const read = campaignsFile()
    assert.deepEqual(read.ok && read.value, [])
  })

  test('gives points and gift cards to accounts alone, and yen as yen', () => {
    const card = { kind: 'gift_card', value: 300, valid_months: 3 }
    assert.deepEqual(troublesOf(campaignsFile({ ...CAMPAIGN, benefit: card })), [
      'campaigns[1].buyers: gift_card needs buyers: account',
    ])
    const read = campaignsFile({ ...CAMPAIGN, benefit: card, buyers: 'account' })
    const benefit = read.ok && read.value[0]?.benefit
    assert.deepEqual(benefit, { kind: 'gift_card', value: 300n, validMonths: 3 })
  })

  test('tells what is out of bounds', () => {
    const wrong = [
      { ...CAMPAIGN, benefit: { kind: 'percent_off', percent: PERCENT_OFF_MAX + 1 } },
      { ...CAMPAIGN, id: 'two', until: '2026-03-31' },
      { ...CAMPAIGN, id: 'three', code: 'no' },
      { ...CAMPAIGN, id: 'spring' },
      {
        ...CAMPAIGN,
        id: 'five',
        buyers: 'account',
        benefit: { kind: 'gift_card', value: 99, valid_months: 7 },
      },
    ]
    const places = wrong.flatMap((one) => troublesOf(campaignsFile(CAMPAIGN, one)))
    assert.deepEqual(
      places.map((one) => one.replace(/:.*/, '')),
      [
        'campaigns[2].benefit.percent',
        'campaigns[2].until',
        'campaigns[2].code',
        'campaigns[2]',
        'campaigns[2].benefit.value',
        'campaigns[2].benefit.valid_months',
      ],
    )
  })

  test('holds so many and no more', () => {
    const many = Array.from({ length: CAMPAIGNS_MAX + 1 }, (_, at) => ({
      ...CAMPAIGN,
      id: `c-${at}`,
    }))
    assert.equal(campaignsFile(...many.slice(1)).ok, true)
    assert.deepEqual(troublesOf(campaignsFile(...many)), [
      `campaigns: no more than ${CAMPAIGNS_MAX} are allowed here`,
    ])
  })
})

suite('a money-rules file', () => {
  test('becomes dated rules; what is left out is as law and habit have it', () => {
    const read = rulesFile({ effective_from: '2026-04-01', points_as: 'discount' })
    assert.deepEqual(read.ok && read.value, [
      {
        ...DEFAULT_RULES,
        effectiveFrom: instant('2026-04-01T00:00:00+09:00'),
        pointsAs: 'discount',
      },
    ])
  })

  test('lets no gift card be valid for more than six months', () => {
    assert.equal(rulesFile({ effective_from: '2026-04-01', gift_card_valid_months: 6 }).ok, true)
    assert.deepEqual(
      troublesOf(rulesFile({ effective_from: '2026-04-01', gift_card_valid_months: 7 })),
      ['rules[1].gift_card_valid_months: a whole number from 1 to 6 is needed here'],
    )
  })

  test('says from where on a bill looks odd, each within its bounds', () => {
    const bills = { duplicate_minutes: 0, jump_floor_megabytes: 500, jump_days: 31 }
    const read = rulesFile({ effective_from: '2026-04-01', bills })
    assert.deepEqual(read.ok && read.value[0]?.bills, {
      ...DEFAULT_RULES.bills,
      duplicateMinutes: 0,
      jumpFloor: 500_000_000n,
      jumpDays: JUMP_DAYS_MAX,
    })
    const most = {
      duplicate_minutes: DUPLICATE_MINUTES_MAX,
      jump_factor: JUMP_FACTOR_MAX,
      jump_floor_megabytes: JUMP_FLOOR_MEGABYTES_MAX,
      channel_orders_min: CHANNEL_ORDERS_MAX,
    }
    assert.equal(rulesFile({ effective_from: '2026-04-01', bills: most }).ok, true)
    const over = Object.fromEntries(Object.entries(most).map(([name, max]) => [name, max + 1]))
    const troubles = troublesOf(rulesFile({ effective_from: '2026-04-01', bills: over }))
    assert.equal(troubles.length, 4)
    const none = { jump_days: JUMP_DAYS_MAX + 1, jump_days_min: 0 }
    assert.equal(troublesOf(rulesFile({ effective_from: '2026-04-01', bills: none })).length, 2)
  })

  test('says when disputes are answered and how long they can be raised, within bounds', () => {
    const read = rulesFile({ effective_from: '2026-04-01', disputes: { answer_days: 7 } })
    assert.deepEqual(read.ok && read.value[0]?.disputes, {
      ...DEFAULT_RULES.disputes,
      answerDays: 7,
    })
    const most = { answer_days: ANSWER_DAYS_MAX, within_months: WITHIN_MONTHS_MAX }
    assert.equal(rulesFile({ effective_from: '2026-04-01', disputes: most }).ok, true)
    for (const disputes of [
      { answer_days: ANSWER_DAYS_MAX + 1, within_months: WITHIN_MONTHS_MAX + 1 },
      { answer_days: 0, within_months: 0 },
    ]) {
      const troubles = troublesOf(rulesFile({ effective_from: '2026-04-01', disputes }))
      assert.equal(troubles.length, 2)
    }
  })

  test('says how auto-renewal goes about it, by the length of the offer', () => {
    const auto_renewal = { lead_minutes: 30, retries: { weekly: { after_hours: 12, times: 2 } } }
    const read = rulesFile({ effective_from: '2026-04-01', auto_renewal })
    assert.ok(read.ok)
    const renewal = read.value[0]?.renewal
    assert.equal(renewal?.leadMinutes, 30)
    assert.deepEqual(renewal?.retries.weekly, { afterHours: 12, times: 2 })
    assert.deepEqual(renewal?.retries.daily, DEFAULT_RULES.renewal.retries.daily)
    assert.deepEqual(renewal?.noticeHours, DEFAULT_RULES.renewal.noticeHours)
  })

  test('says each date once, and so many and no more', () => {
    const twice = { effective_from: '2026-04-01' }
    assert.equal(troublesOf(rulesFile(twice, twice)).length, 1)
    const many = Array.from({ length: MONEY_RULES_MAX + 1 }, (_, at) => ({
      effective_from: Temporal.PlainDate.from('2026-01-01').add({ days: at }).toString(),
    }))
    assert.equal(rulesFile(...many).ok, false)
    assert.equal(rulesFile(...many.slice(1)).ok, true)
  })
})
