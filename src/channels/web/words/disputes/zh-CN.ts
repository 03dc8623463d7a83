/** 简体中文：异议页面。 */
import { format } from '../../../format.ts'
import type { DisputePageWords } from './words.ts'

const { day, end: endOf } = format('zh-CN')
/** Seen from there every year differs: what lies back says its year. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)
const end = (at: Parameters<typeof endOf>[0]) => endOf(at, FAR_AWAY)

export const zhCN: DisputePageWords = {
  listTitle: '异议',
  listLead: '您提出过的异议和处理结果。',
  none: '您没有提出过异议。',
  wrong: '这笔订单有问题？',
  wrongText: '重复扣款、价格与显示不符、不是您本人购买：点一下即可，相关记录会自动收集。',
  wrongButton: '对这笔订单提出异议',
  see: '查看这笔订单的异议',
  lead: (due) => `我们最迟于${due}答复。您不需要再做什么。`,
  late: '承诺的答复时间已过，尚未答复，非常抱歉。',
  yourWords: '您的说明',
  tellMore: '还有要说明的吗？',
  tellMoreHint: '可以不填，只能发送一次，仅供我们的工作人员查看。',
  send: '发送',
  answer: '我们的答复',
  toOrder: '查看订单和单据',
  toPoints: '查看我的积分',
  withdraw: '撤回异议',
  withdrawText: '如果问题已经解决，可以撤回。以后还可以再次提出。',
  refusedTitle: '未能提出异议',
  back: '返回',
  wordsNeeded: '请写下要说明的内容。',
  refusals: {
    already_disputed: () => '这项内容已在核查中。',
    too_many_disputes: ({ max }) =>
      `这条线路已有 ${max} 项异议在处理。请等其中一项答复后再提，或致电我们。`,
    dispute_too_late: ({ until, months }) =>
      `可提出异议的期限为 ${months} 个月，已于${end(until)}截止。如仍有疑问，请致电我们。`,
    nothing_charged: () => '这笔订单没有收取费用。',
    nothing_used: ({ day: date }) => `网络没有报告${day(date)}的流量使用。`,
    dispute_not_open: () => '这项异议已经结束。',
    dispute_words_said: () => '您已经说明过了。如有补充，请致电我们。',
  },
}
