/** 日本語：お申し出のページ。 */
import { format } from '../../../format.ts'
import type { DisputePageWords } from './words.ts'

const { day, end: endOf } = format('ja')
/** Seen from there every year differs: what lies back says its year. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)
const end = (at: Parameters<typeof endOf>[0]) => endOf(at, FAR_AWAY)

export const ja: DisputePageWords = {
  listTitle: 'お申し出',
  listLead: 'これまでのお申し出と、その結果です。',
  none: 'お申し出はありません。',
  wrong: 'この注文に誤りがありますか？',
  wrongText:
    '二重の請求、表示と違う金額、覚えのない購入など、ワンタップでお申し出になれます。記録は自動で集めます。',
  wrongButton: 'この注文について申し出る',
  see: 'この注文のお申し出を見る',
  lead: (due) => `${due}までにお答えします。お客様の操作は必要ありません。`,
  late: 'お約束の期日を過ぎてもお答えできておらず、申し訳ありません。',
  yourWords: 'お客様からの説明',
  tellMore: '補足はありますか？',
  tellMoreHint: '任意です。送れるのは一度だけで、当社の担当者だけが読みます。',
  send: '送る',
  answer: '当社からの回答',
  toOrder: '注文と書類を見る',
  toPoints: 'ポイントを見る',
  withdraw: 'お申し出を取り下げる',
  withdrawText: '解決した場合は取り下げられます。後でもう一度お申し出になれます。',
  refusedTitle: 'お申し出を受け付けられませんでした',
  back: '戻る',
  wordsNeeded: '内容を入力してください。',
  refusals: {
    already_disputed: () => 'この件はすでにお調べしています。',
    too_many_disputes: ({ max }) =>
      `この回線では${max}件のお申し出を調べています。いずれかの回答をお待ちになるか、お電話ください。`,
    dispute_too_late: ({ until, months }) =>
      `お申し出の期間は${months}か月で、${end(until)}に終わりました。ご不明な点はお電話ください。`,
    nothing_charged: () => 'この注文では請求が発生していません。',
    nothing_used: ({ day: date }) => `${day(date)}のデータ使用は網から報告されていません。`,
    dispute_not_open: () => 'このお申し出はすでに終わっています。',
    dispute_words_said: () => 'すでにご説明をいただいています。補足がある場合はお電話ください。',
  },
}
