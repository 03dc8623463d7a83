import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { yen } from '../../../domain/basics/money.ts'
import type { Clip, Phrase } from '../speech/phrase.ts'
import type { Utterance } from '../utterances.ts'
import { asOf, at, PACK } from './sample-facts.ts'
import { SAMPLES } from './samples.ts'
import { zh } from './zh.ts'

function said(utterance: Utterance): Phrase {
  const say = zh[utterance.code] as (facts: Utterance) => Phrase
  return say(utterance)
}

function text(utterance: Utterance): string {
  return said(utterance)
    .map((clip) => clip.text)
    .join('')
}

/** Letters that a hotline says as such: gigabytes, kilobits, one brand. */
function withoutLetters({ text: written }: Clip): string {
  return written.replaceAll(/个G$|K$|JCB/g, (letters) => '字'.repeat(letters.length))
}

suite('What the hotline says in Mandarin', () => {
  test('Every clip is read whole: a syllable for each character, no character in pinyin', () => {
    for (const clip of SAMPLES.flatMap(said)) {
      assert.doesNotMatch(withoutLetters(clip), /[A-Za-z]/, clip.text)
      assert.match(clip.reading, /^(?:, )?[a-z]+[1-5](?:[,.?]? [a-z]+[1-5])*[,.?]?$|^\. /)
      const syllables = clip.reading.match(/[a-z]+[1-5]/g) ?? []
      const characters = withoutLetters(clip).match(/[\p{Script=Han}0-9]/gu) ?? []
      assert.equal(syllables.length, characters.length, `${clip.text} ${clip.reading}`)
    }
  })

  test('Every sentence ends, and begins with a word', () => {
    for (const sample of SAMPLES.filter(({ code }) => code !== 'answer_said')) {
      assert.match(text(sample), /^[^，。？].*[。？]$/u)
      assert.doesNotMatch(text(sample), /[，。、？]{2}/u)
    }
  })

  test('A sum is of yen, never of bare yuan', () => {
    for (const sample of SAMPLES) assert.doesNotMatch(text(sample), /(?<!日)元|[¥￥块]/u)
  })

  for (const [utterance, words] of [
    [
      { code: 'option', key: '1', option: { kind: 'agree_and_pay', amount: yen(1_430) } },
      '要同意条款并支付一千四百三十日元，请按1。',
    ],
    [
      { code: 'option', key: '*', option: { kind: 'repeat_pack', pack: PACK } },
      '再买一次上次的七天三个G流量包，价格一千四百三十日元，请按星号键。',
    ],
    [{ code: 'option', key: '#', option: { kind: 'person' } }, '转人工客服，请按井号键。'],
    [
      { code: 'summary_pack', pack: PACK },
      '下面是您要购买的内容。一份七天、当天算第一天的三个G流量包，用完后降到每秒一百二十八K，不另外计费。',
    ],
    [
      { code: 'summary_price', price: yen(1_430), taxPercent: 10, tax: yen(130) },
      '含税价格一千四百三十日元，其中税率百分之十的消费税一百三十日元已包含在内。',
    ],
    [
      { code: 'summary_parts', points: yen(300), giftCards: yen(1_130), rest: yen(0) },
      '用积分抵扣三百日元，再用礼品卡抵扣一千一百三十日元，不需要再付款。',
    ],
    [
      { code: 'summary_refund', rule: { kind: 'full_while_unstarted', withinDays: 2 } },
      '付款前可以随时取消。购买后两天之内，还没有开始使用的，可以全额退款。开始使用后不能退款。',
    ],
    [{ code: 'pin_wrong', triesLeft: 2 }, '电话密码不对，还可以试两次。'],
    [{ code: 'valid_until', at: at('2026-11-24T00:00'), asOf }, '有效期到今天二十四点整为止。'],
    [
      {
        code: 'call_back_promised',
        lastDigits: '0901',
        from: at('2026-11-24T09:00'),
        until: at('2026-11-24T11:00'),
        asOf,
      },
      '好的。我们会在明天九点整到十一点整之间，拨打您尾号0901的电话。',
    ],
  ] as const satisfies readonly (readonly [Utterance, string])[]) {
    test(`It says: ${words}`, () => assert.equal(text(utterance), words))
  }

  test('A question that is a closed sentence does not run on into the key', () => {
    const told = { text: '流量用完怎么办？', reading: 'liu2 liang4 yong4 wan2 zen3 me5 ban4?' }
    const question = { zh: told, en: told, ja: told, ko: told }
    const option = { kind: 'answer', question } as const
    assert.equal(text({ code: 'option', key: '3', option }), '流量用完怎么办？听回答，请按3。')
  })

  test('An unknown brand is a bank card', () => {
    const means = { brand: 'northern', lastDigits: '4906' }
    const option = { kind: 'pay', how: { kind: 'saved', means, amount: yen(980) } } as const
    assert.equal(
      text({ code: 'option', key: '1', option }),
      '用尾号4906的银行卡付款九百八十日元，请按1。',
    )
  })
})
