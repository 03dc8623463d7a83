import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { yen } from '../../../domain/basics/money.ts'
import type { Phrase } from '../speech/phrase.ts'
import type { Utterance } from '../utterances.ts'
import { ja } from './ja.ts'
import { asOf, at, PACK } from './sample-facts.ts'
import { SAMPLES } from './samples.ts'

function said(utterance: Utterance): Phrase {
  const say = ja[utterance.code] as (facts: Utterance) => Phrase
  return say(utterance)
}

function text(utterance: Utterance): string {
  return said(utterance)
    .map((clip) => clip.text)
    .join('')
}

suite('What the hotline says in Japanese', () => {
  test('Every clip has kana to be read by, and no Latin letters to be written with', () => {
    for (const clip of SAMPLES.flatMap(said)) {
      assert.match(clip.reading, /^[ぁ-ゖー、。？ ]*[ぁ-ゖー][ぁ-ゖー、。？ ]*$/u, clip.text)
      assert.doesNotMatch(clip.text, /[A-Za-z]/)
    }
  })

  test('The particle is read as it sounds', () => {
    for (const clip of SAMPLES.flatMap(said)) {
      if (/は[、。]?$/u.test(clip.text)) assert.match(clip.reading, /わ[、。]?$/u)
    }
  })

  test('Every sentence ends, and begins with a word', () => {
    for (const sample of SAMPLES.filter(({ code }) => code !== 'answer_said')) {
      assert.match(text(sample), /^[^、。？].*。$/u)
      assert.doesNotMatch(text(sample), /[、。？]{2}/u)
    }
  })

  for (const [utterance, words] of [
    [
      { code: 'option', key: '1', option: { kind: 'agree_and_pay', amount: yen(1_430) } },
      '規約に同意して千四百三十円を支払うには、1を。',
    ],
    [
      { code: 'option', key: '*', option: { kind: 'repeat_pack', pack: PACK } },
      '前回と同じ、七日間使える、三ギガバイトのデータパックを千四百三十円で購入するには、こめじるしを。',
    ],
    [
      { code: 'option', key: '#', option: { kind: 'person' } },
      'オペレーターにおつなぎする場合は、シャープを。',
    ],
    [
      { code: 'summary_price', price: yen(1_430), taxPercent: 10, tax: yen(130) },
      '価格は税込みで千四百三十円です。このうち消費税は、税率十パーセントで百三十円です。',
    ],
    [
      { code: 'summary_refund', rule: { kind: 'full_while_unstarted', withinDays: 14 } },
      'お支払い前は、いつでもキャンセルできます。購入から十四日間は、まだ使い始めていなければ、全額を返金します。開始後の返金はできません。',
    ],
    [{ code: 'pin_wrong', triesLeft: 1 }, '暗証番号が違います。あと一回お試しいただけます。'],
    [{ code: 'valid_until', at: at('2026-11-24T00:00'), asOf }, '有効期限は本日二十四時です。'],
    [
      {
        code: 'call_back_promised',
        lastDigits: '0901',
        from: at('2026-11-24T09:00'),
        until: at('2026-11-24T11:00'),
        asOf,
      },
      '承りました。明日九時から十一時までの間に、末尾0901の番号へお電話します。',
    ],
  ] as const satisfies readonly (readonly [Utterance, string])[]) {
    test(`It says: ${words}`, () => assert.equal(text(utterance), words))
  }

  test('An unknown brand is a card', () => {
    const means = { brand: 'northern', lastDigits: '' }
    const option = { kind: 'pay', how: { kind: 'saved', means, amount: yen(980) } } as const
    assert.equal(
      text({ code: 'option', key: '1', option }),
      'カードで九百八十円を支払うには、1を。',
    )
  })
})
