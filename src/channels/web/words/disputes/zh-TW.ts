/** 繁體中文：異議頁面。 */
import { format } from '../../../format.ts'
import type { DisputePageWords } from './words.ts'

const { day, end: endOf } = format('zh-TW')
/** Seen from there every year differs: what lies back says its year. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)
const end = (at: Parameters<typeof endOf>[0]) => endOf(at, FAR_AWAY)

export const zhTW: DisputePageWords = {
  listTitle: '異議',
  listLead: '您提出過的異議和處理結果。',
  none: '您沒有提出過異議。',
  wrong: '這筆訂單有問題？',
  wrongText: '重複扣款、價格與顯示不符、不是您本人購買：點一下即可，相關紀錄會自動收集。',
  wrongButton: '對這筆訂單提出異議',
  see: '查看這筆訂單的異議',
  lead: (due) => `我們最遲於${due}回覆。您不需要再做什麼。`,
  late: '承諾的回覆時間已過，尚未回覆，非常抱歉。',
  yourWords: '您的說明',
  tellMore: '還有要說明的嗎？',
  tellMoreHint: '可以不填，只能傳送一次，僅供我們的工作人員查看。',
  send: '傳送',
  answer: '我們的回覆',
  toOrder: '查看訂單和單據',
  toPoints: '查看我的點數',
  withdraw: '撤回異議',
  withdrawText: '如果問題已經解決，可以撤回。以後還可以再次提出。',
  refusedTitle: '未能提出異議',
  back: '返回',
  wordsNeeded: '請寫下要說明的內容。',
  refusals: {
    already_disputed: () => '這項內容已在查核中。',
    too_many_disputes: ({ max }) =>
      `這條線路已有 ${max} 項異議在處理。請等其中一項回覆後再提，或致電我們。`,
    dispute_too_late: ({ until, months }) =>
      `可提出異議的期限為 ${months} 個月，已於${end(until)}截止。如仍有疑問，請致電我們。`,
    nothing_charged: () => '這筆訂單沒有收取費用。',
    nothing_used: ({ day: date }) => `網路沒有回報${day(date)}的數據用量。`,
    dispute_not_open: () => '這項異議已經結束。',
    dispute_words_said: () => '您已經說明過了。如有補充，請致電我們。',
  },
}
