/** 简体中文：订单的每一种状态，以及收据。 */
import { FULFILMENT_WORDS } from '../../../fulfilment-words.ts'
import { always } from '../told.ts'
import type { Words } from '../words.ts'

export const zhCNOrders: Pick<Words, 'order' | 'receipt'> = {
  order: {
    title: (number) => `订单 ${number}`,
    listTitle: '订单',
    none: '还没有订单。',
    state: {
      awaiting_payment: {
        created: {
          title: '付款页面还没有打开',
          text: '还没有扣款。请再试一次，或换一种付款方式。',
        },
        open: { title: '等待付款', text: '还没有扣款。请继续完成付款。' },
        undecided: {
          title: '银行正在处理',
          text: '银行还没有给出结果，目前没有确认扣款。请不要重复付款；一有结果，本页和邮件会马上告诉您。',
        },
        succeeded: { title: '付款成功，正在开通', text: '款项已收到，几秒钟内就会开通。' },
        failed: { title: '付款没有成功', text: '没有扣款。可以再试一次，或换一种付款方式。' },
      },
      fulfilling: always(FULFILMENT_WORDS['zh-CN'].title, FULFILMENT_WORDS['zh-CN'].text),
      delivered: {
        ...always('已开通', '付款成功，流量已到账。'),
        undecided: { title: '已开通', text: '流量已到账，付款正在做最后确认。' },
      },
      cancelled: {
        ...always('订单已取消', '没有扣款。'),
        undecided: {
          title: '订单已取消，等待银行回复',
          text: '银行还没有给出结果。如果之后扣了款，我们会自动为您开通或全额退回。',
        },
        succeeded: {
          title: '订单已取消，但收到了款项',
          text: '我们正在为您开通或退款，不需要您做什么。',
        },
      },
      expired: {
        ...always('超过付款期限', '没有扣款，订单已失效。需要的话，请重新选择套餐。'),
        undecided: {
          title: '超过付款期限，等待银行回复',
          text: '银行还没有给出结果。如果之后扣了款，我们会自动为您开通或全额退回。',
        },
        succeeded: {
          title: '超过期限后收到了款项',
          text: '我们正在为您开通或退款，不需要您做什么。',
        },
      },
      refund_due: always('正在退款', '款项会退回原来的付款方式；退回银行卡一般需要几个工作日。'),
      refunded: always('已退款', '款项已退回原来的付款方式。银行卡的到账时间由发卡银行决定。'),
      charged_back: always(
        '付款已被银行收回',
        '付款方的银行收回了这笔款项，剩余流量已停用。有疑问请联系客服。',
      ),
    },
    queued: {
      title: '购买成功，排队等候',
      text: '付款成功。现有流量包结束后自动开始，不需要您操作。',
    },
    firstUse: { title: '购买成功，等待首次使用', text: '付款成功。第一次用到它时开始计算。' },
    lastTry: (reason) => `上一次付款没有成功：${reason}`,
    failure: {
      declined: '发卡银行拒绝了这笔付款',
      authentication_failed: '没有通过银行的身份验证（3-D Secure）',
      insufficient_funds: '卡内余额或额度不足',
      expired_card: '卡已过期',
      authentication_needed: '银行要求本人确认这笔付款，请在付款页面完成验证',
      barred: '发卡方不允许再用这种付款方式，请换一种',
      provider_error: '支付服务商出了问题，不是您的卡的原因',
      expired: '付款页面超时',
      cancelled: '付款已取消',
    },
    refundWhy: {
      line_ended: '这张卡已经注销，流量无法开通。',
      too_many_packs: '这张卡上等候的流量包已达上限。',
      replaced: '您已用另一笔订单代替了它。',
      too_late: '款项到账时订单已经结束，积分和礼品卡也已退回。',
      asked: '按您的申请退款。',
      goodwill: '客服为您办理了退款。',
      ...FULFILMENT_WORDS['zh-CN'].refundWhy,
    },
    ended: (reason) => `原因：${reason}`,
    payBy: (end) => `请在 ${end} 前付款`,
    continuePayment: (price) => `继续支付 ${price}`,
    payAgain: (price) => `重新支付 ${price}`,
    refresh: '查看最新状态',
    cancel: '取消订单',
    cancelHint: '还没有付款，取消不会产生费用。',
    newEnd: '新的有效期至',
    newData: '新增流量',
    placedAt: '下单时间',
    offer: '套餐',
    price: '价格',
    means: '付款方式',
    meansOf: (brand, lastDigits) => `${brand} 尾号 ${lastDigits}`,
    receipt: '查看收据',
    agreement: '查看您同意的内容',
    replacement: '查看代替它的订单',
    details: '订单详情',
  },
  receipt: {
    papers: '可保存的单据',
    download: (name) => `${name}（PDF）`,
    invoiceTitle: '开具带抬头的账单兼收据',
    invoiceText: '报销或记账需要抬头时可以开具。开具后不能更改抬头。',
    recipient: '抬头',
    recipientHint: '请按正式写法填写，髙、﨑等字也可以',
    invoiceButton: '按此抬头开具',
  },
}
