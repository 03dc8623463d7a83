import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../basics/time.ts'
import { DIRECTORY, GIVEN_UP, SINCE } from './example-directory.ts'
import { fold } from './folding.ts'
import { judge, type Judgement } from './judging.ts'
import { MESSAGE_LENGTH_MAX, NAMED_MAX, readMessage } from './reading.ts'
import { shownLabel } from './punycode.ts'
import { skeleton } from './confusables.ts'

const NOW = instant('2026-11-23T00:00:00Z')

/** Enough of a reader for Japanese numbers; the real one is given by whoever asks. */
function readPhone(text: string): string | null {
  const digits = text.replaceAll(/\D/g, '')
  if (text.trim().startsWith('+')) return digits.length >= 8 ? `+${digits}` : null
  return /^0\d{9,10}$/.test(digits) ? `+81${digits.slice(1)}` : null
}

const read = (text: string) => readMessage(text, readPhone)
const judged = (text: string, now = NOW) => judge(read(text), DIRECTORY, now)
const codes = ({ reasons }: Judgement) => reasons.map(({ code }) => code)
const says = ({ reasons }: Judgement) =>
  reasons.flatMap((one) => (one.code === 'says' ? [one.wording] : []))
const named = (text: string) => read(text).named.map(({ kind, value }) => `${kind} ${value}`)

suite('what is judged', () => {
  test('a recharge advertisement with a chat account and a short picture link raises alarm', () => {
    const ad = judged(
      '日本流量卡限时充值！充100送50%，官方渠道。加微信 jp_data888，看图 https://t.cn/A6xyz.jpg',
    )
    assert.equal(ad.verdict, 'unknown')
    assert.equal(ad.alarm, true)
    assert.deepEqual(says(ad), [
      'recharge',
      'limited_time',
      'bonus',
      'claims_official',
      'asks_to_add',
    ])
    const traits = ad.reasons.flatMap((one) => (one.code === 'link' ? [one.trait] : []))
    assert.deepEqual(traits, ['shortened', 'picture'])
    assert.ok(ad.reasons.some((one) => one.code === 'chat_account' && one.value === 'jp_data888'))
    assert.deepEqual(ad.advice, [
      'do_not_pay',
      'do_not_add',
      'do_not_open',
      'type_address',
      'ask_us',
    ])
  })

  test('our own notice is official, also where it warns of others', () => {
    const notice = judged(
      '【角屋通信】您的流量包明天 24:00 到期，续费：https://renew.kadoya.example.com/r。' +
        '我们不会要求您提供验证码或礼品卡号码，请勿添加任何微信。热线 +81 3-0000-0142',
    )
    assert.equal(notice.verdict, 'official')
    assert.equal(notice.alarm, false)
    assert.equal(codes(notice)[0], 'all_listed')
  })

  test('an unseen brand is unknown and not condemned', () => {
    const other = judged('Sakura SIM: top up 10% off this week at https://sakura-sim.example')
    assert.equal(other.verdict, 'unknown')
    assert.equal(other.alarm, false)
    assert.deepEqual(other.things[0]?.standing, { kind: 'unknown' })
  })

  test('one stranger makes the whole unknown', () => {
    const mixed = judged('https://kadoya.example.com or call 03-1111-2222')
    assert.equal(mixed.verdict, 'unknown')
    assert.deepEqual(
      mixed.things.map(({ standing }) => standing.kind),
      ['official', 'unknown'],
    )
  })

  test('what asks for a code is alarming, whoever it names', () => {
    const asking = judged('Kadoya +81 3-0000-0142: reply with your PIN to keep your line.')
    assert.equal(asking.verdict, 'unknown')
    assert.equal(asking.alarm, true)
    assert.ok(asking.advice.includes('do_not_tell'))
  })

  test('what is known from reports is reported, and nothing else of it matters', () => {
    const bad = judged('https://kaduya-pay.example/x and https://kadoya.example.com')
    assert.equal(bad.verdict, 'reported')
    assert.ok(codes(bad).includes('reported'))
    const anywhere = { ...DIRECTORY, reported: ['handle any jp_data888'] }
    assert.equal(judge(read('加微信 jp_data888'), anywhere, NOW).verdict, 'reported')
  })

  test('what was ours until then is told as given up, and was official before', () => {
    const now = judged('00059999')
    assert.equal(now.verdict, 'unknown')
    assert.deepEqual(now.reasons[0], { code: 'given_up', value: '00059999', since: GIVEN_UP })
    assert.equal(judged('00059999', GIVEN_UP.subtract({ nanoseconds: 1 })).verdict, 'official')
    assert.equal(judged('00059999', SINCE.subtract({ nanoseconds: 1 })).verdict, 'unknown')
  })

  test('a carrier has a page of its own, which is not ours; a shop is official by its name', () => {
    const carrier = judged('https://www.docomo.ne.jp/')
    assert.equal(carrier.verdict, 'unknown')
    assert.ok(carrier.advice.includes('carriers_page'))
    assert.equal(judged('Kadoya Shinjuku').verdict, 'official')
    assert.equal(judged('I was at Kadoya Shinjuku and then somewhere else').verdict, 'unknown')
  })

  test('a message too long or with too many names is never official', () => {
    const own = 'https://kadoya.example.com '
    assert.equal(judged(own.padEnd(MESSAGE_LENGTH_MAX, 'xy ')).verdict, 'official')
    const long = judged(own.padEnd(MESSAGE_LENGTH_MAX + 1, 'xy '))
    assert.equal(long.verdict, 'unknown')
    assert.ok(codes(long).includes('partly_read'))
    const many = Array.from({ length: NAMED_MAX + 1 }, (_, at) => `a${at}.kadoya.example.com`)
    assert.equal(judged(many.slice(1).join(' ')).verdict, 'official')
    assert.equal(judged(many.join(' ')).verdict, 'unknown')
  })
})

suite('look-alikes', () => {
  const standing = (text: string) => judged(text).things[0]?.standing.kind

  test('are found by skeleton, letters more or less, and by our name worn elsewhere', () => {
    for (const fake of [
      'https://kаdoya.example.com',
      'https://kad0ya.example.com/login',
      'https://xn--kdoya-4ve.example.com/',
      'https://kadoya-example-com.top',
      'https://kadoya.example.com.pay.example',
      'kadoya-renew.net',
      'https://kadoyа.example.com@evil.example.kadoya.top',
      '微信：kadoya_tsushln',
      'help@kadoya-support.com',
    ]) {
      assert.equal(standing(fake), 'look_alike', fake)
      assert.equal(judged(fake).alarm, true, fake)
    }
  })

  test('are not names that only begin alike', () => {
    for (const other of ['https://kado.example.org', 'https://example.com', 'docomo.ne.jp']) {
      assert.notEqual(standing(other), 'look_alike', other)
    }
  })

  test('a user name before the host fools nobody', () => {
    const tricked = judged('https://kadoya.example.com@pay.example/')
    assert.equal(tricked.verdict, 'unknown')
    assert.equal(tricked.alarm, true)
    assert.deepEqual(named('https://kadoya.example.com@pay.example/'), ['link pay.example'])
  })
})

suite('what is read', () => {
  test('is normalised: widths, dots, ports, spaces between letters, text that goes on', () => {
    assert.deepEqual(named('ＨＴＴＰＳ：／／Ｋａｄｏｙａ．ｅｘａｍｐｌｅ．ｃｏｍ：８４４３／ａ'), [
      'link kadoya.example.com',
    ])
    assert.deepEqual(named('https://kadoya.example.com续费'), ['link kadoya.example.com'])
    assert.deepEqual(named('加V信： a b c 1 2 3'), ['handle abc123'])
    assert.deepEqual(named('電話０９０－１２３４－５６７８まで'), ['phone +819012345678'])
    assert.deepEqual(named('http://%6badoya.example.com'), ['link kadoya.example.com'])
    assert.deepEqual(named('発信者 0005 は短い、00051234 から'), ['sender_id 00051234'])
  })

  test('takes an invitation for the account that it invites to', () => {
    assert.deepEqual(named('https://line.me/R/ti/p/@kadoya'), ['handle kadoya'])
    assert.deepEqual(named('wa.me/819000000000'), ['handle 819000000000'])
    assert.deepEqual(named('t.me/+AbCdEf123'), ['handle +abcdef123'])
    assert.deepEqual(named('카톡 아이디: jpdata24'), ['handle jpdata24'])
    assert.deepEqual(named('텔레그램 @jpdata24'), ['handle jpdata24'])
  })

  test('keeps the path where many share a host, and forgets it elsewhere', () => {
    assert.deepEqual(named('https://t.cn/A6xyz?x=1'), ['link t.cn/a6xyz'])
    assert.deepEqual(named('https://shop.example/A6xyz'), ['link shop.example'])
  })

  test('reads international labels as they are shown (RFC 3492 §7.1)', () => {
    assert.equal(shownLabel('xn--kdoya-4ve'), 'kаdoya')
    assert.equal(shownLabel('xn--ihqwcrb4cv8a8dqg056pqjye'), '他们为什么不说中文')
    assert.equal(shownLabel('xn--99999999'), 'xn--99999999')
    assert.equal(skeleton('kаdоya'), skeleton('kadoya'))
  })

  const EVIL = [
    'a.',
    '@',
    'http://',
    '1',
    '０',
    '加',
    '微信',
    'xn--',
    ' ',
    '\u200b',
    '😀',
    '-',
    'ﷺ',
    '验证码',
    'ß',
    '%6',
  ]
  const evil = fc
    .array(fc.oneof(fc.constantFrom(...EVIL), fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 3_000,
    })
    .map((parts) => parts.join('').slice(0, 20_000))

  test('never throws, is bounded, and is soon done', () => {
    fc.assert(
      fc.property(evil, (text) => {
        const { named: all, text: folded } = read(text)
        assert.ok(all.length <= NAMED_MAX && folded.length <= MESSAGE_LENGTH_MAX)
        judged(text)
      }),
      { numRuns: 60 },
    )
  })

  test('takes 20,000 characters of one kind: a quadratic pattern would not come back', () => {
    for (const piece of [...EVIL, 'a', 'a@', 'a-', 'line ', '送', '0 ', 'a ', '加 ', 'http://a.']) {
      judged(piece.repeat(20_000).slice(0, 20_000))
    }
  })

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.oneof(evil, fc.string({ unit: 'binary' })), (text) => {
        const once = fold(text.slice(0, 2_000))
        assert.equal(fold(once), once)
      }),
      { numRuns: 100 },
    )
  })
})
