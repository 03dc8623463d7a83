/** Sample facts for the help page: questions of every topic, hours of people, a caller's lines. */
import type { LineAtHand } from '../../../app/queries/before-call.ts'
import { hotlineTimes, type HotlineTimes } from '../../../app/queries/hotline-times.ts'
import { ANSWER_TOPICS, type Answer } from '../../../domain/call/answer.ts'
import { USUAL_HOURS, type HotlineHours } from '../../../domain/call/hotline-hours.ts'
import { instant } from '../../../domain/basics/time.ts'
import { named, NOW } from './sample-offers.ts'
import { ACCOUNT, OPERATOR } from './samples.ts'

const QUESTION = named(
  '外国银行卡被拒，怎么付款？',
  '外國信用卡被拒，怎麼付款？',
  'My foreign card is refused. How else can I pay?',
  '海外のカードが使えません。ほかの支払い方法は',
  '해외 카드가 거절돼요. 다르게 결제할 수 있나요?',
)
const ANSWER = named(
  '可以换支付宝、微信支付、PayPal、便利店付现金、礼品卡或积分。没付成的不会扣款。',
  '可以改用支付寶、微信支付、PayPal、便利商店付現金、禮品卡或點數。沒付成的不會扣款。',
  'Alipay, WeChat Pay, PayPal, cash at a shop, a gift card or points; a refusal costs nothing.',
  '支付宝、WeChat Pay、PayPal、コンビニでの現金、ギフトカード、ポイントが使えます。失敗した支払いは請求されません。',
  '알리페이, 위챗페이, PayPal, 편의점 현금, 기프트 카드, 포인트로 낼 수 있습니다. 거절된 결제는 청구되지 않습니다.',
)

export const ANSWERS: readonly Answer[] = ANSWER_TOPICS.flatMap((topic) =>
  [1, 2, 3].map((number) => ({
    id: `${topic}-${number}`,
    topic,
    question: QUESTION,
    answer: ANSWER,
    spoken: null,
  })),
)

const NEW_YEAR = named('年末年初', '年末年初', 'New Year', '年末年始', '연말연시')
const HOURS: HotlineHours = {
  week: [...USUAL_HOURS.week.slice(0, 5), { from: 600, until: 900 }, null],
  holidays: { from: 600, until: 1_080 },
  closed: ['2026-12-31', '2027-01-01'].map((date) => ({
    date: Temporal.PlainDate.from(date),
    why: NEW_YEAR,
  })),
  callBackHours: 2,
}
const isHoliday = (date: Temporal.PlainDate) => date.toString() === '2026-11-23'
const times = (hours: HotlineHours, at: string) => hotlineTimes(hours, instant(at), isHoliday)
const always = { from: 0, until: 1_440 }

export const HOTLINE_TIMES: Readonly<Record<'open' | 'closed' | 'always' | 'never', HotlineTimes>> =
  {
    open: times(HOURS, '2026-11-24T03:00:00Z'),
    closed: times(HOURS, NOW.toString()),
    always: times(
      { ...HOURS, week: USUAL_HOURS.week.map(() => always), closed: [], holidays: 'as_usual' },
      NOW.toString(),
    ),
    never: times(
      { ...HOURS, week: USUAL_HOURS.week.map(() => null), holidays: null },
      NOW.toString(),
    ),
  }

const [LINE] = ACCOUNT.lines
const ends = instant('2026-11-24T15:00:00Z')
const LIFECYCLES = [
  { state: 'fresh' },
  { state: 'active', until: ends },
  { state: 'active', until: null },
  { state: 'grace', since: NOW, suspendedFrom: ends },
] as const

export const LINES_AT_HAND: readonly LineAtHand[] = LIFECYCLES.flatMap((lifecycle, index) =>
  LINE === undefined
    ? []
    : {
        line: { ...LINE, lifecycle },
        nextReset: index === 1 ? instant('2026-11-22T15:00:00Z') : null,
        renewsAt: index === 1 ? instant('2026-11-24T14:45:00Z') : null,
      },
)

export const OPERATOR_WITH_ANSWERS = { ...OPERATOR, answers: ANSWERS }
