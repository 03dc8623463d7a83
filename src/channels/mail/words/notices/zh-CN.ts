/** 简体中文的提醒。 */
import type { StopWhy } from '../../../../domain/renewal/mandate.ts'
import type { AfterDataSaid, NoticeWords } from './words.ts'

const STOPPED: Readonly<Record<StopWhy, string>> = {
  by_owner: '您已关闭自动续费。',
  replaced: '您设置了新的自动续费，原来的已停止。',
  retries_exhausted: '多次扣款都没有成功，自动续费已停止。',
  means_barred: '发卡银行不允许再次扣款，自动续费已停止。',
  means_gone: '保存的付款方式已不可用，自动续费已停止。',
  price_raised: '套餐价格高于您当初同意的价格，没有扣款，自动续费已停止。',
  offer_gone: '这个套餐已停售，自动续费已停止。',
  identity_needed: '购买这个套餐现在需要核验身份，自动续费已停止。',
  not_confirmed: '银行要求您本人确认，但没有收到确认，自动续费已停止。',
  line_ended: '这张卡已经注销，自动续费已停止。',
  holder_changed: '这张卡已换了持有人，自动续费已停止。',
}

function after(told: AfterDataSaid): string {
  switch (told.kind) {
    case 'left':
      return `其他流量包还剩 ${told.volume}，可以继续使用。`
    case 'unlimited':
      return '您还有不限量的流量包，可以继续使用。'
    case 'throttled':
      return `网速已降到 ${told.speed}，续费页面仍可打开。`
    case 'stopped':
      return '现在只能打开续费页面，购买后立即恢复上网。'
  }
}

export const zhCN: NoticeWords = {
  dataUsed: ({ percent, offer, left }) => {
    const rest = left === null ? '您还有不限量的流量包。' : `流量总共还剩 ${left}。`
    return {
      subject: `流量已用 ${percent}%：${offer}`,
      text: `“${offer}”的流量已用 ${percent}%。${rest}`,
      sms: `流量已用${percent}%。${rest}`,
    }
  },
  dataGone: ({ offer, after: told }) => ({
    subject: `流量已用完：${offer}`,
    text: `“${offer}”的流量已用完。${after(told)}`,
    sms: `流量包已用完。${after(told)}`,
  }),
  end: ({ end, renewsItself }) => ({
    subject: `有效期将至：${end}`,
    text: `有效期至 ${end}。${renewsItself ? '到期前会自动续费，您不需要做什么。' : '在此之前续费，上网不会中断。'}`,
    sms: `有效期至${end}。${renewsItself ? '将自动续费。' : '请及时续费。'}`,
  }),
  numberLoss: ({ end }) => ({
    subject: `号码将无法保留：${end}`,
    text: `有效期已过。${end} 之后，这张卡将被注销，号码无法找回。在此之前续费，就能保留。`,
    sms: `${end}后这张卡将注销，号码无法找回。续费即可保留。`,
  }),
  renewal: {
    upcoming: ({ offer, price, at }) => ({
      subject: `即将自动续费：${offer}`,
      text: `${at === null ? '符合您设定的条件时' : `${at} 起`}，我们会按您的设置自动购买“${offer}”，扣款 ${price}。开始扣款之前，随时可以在自动续费页面关闭。`,
      sms: `${at ?? '即将'}自动续费，扣款${price}。可在网站关闭。`,
    }),
    done: ({ offer, price }) => ({
      subject: `自动续费成功：${offer}`,
      text: `已自动购买“${offer}”，扣款 ${price}。`,
      sms: `自动续费成功，已扣款${price}。`,
    }),
    failed: ({ offer, price, again }) => ({
      subject: `自动续费扣款失败：${offer}`,
      text: `“${offer}”的 ${price} 没有扣款成功。${again === null ? '我们会再试一次。' : `我们会在 ${again} 再试一次。`}您也可以现在自己续费，用别的付款方式。`,
      sms: `自动续费扣款失败。${again === null ? '将再试一次。' : `${again}再试。`}也可自行续费。`,
    }),
    needsYou: ({ offer, price, until }) => ({
      subject: `自动续费需要您确认：${offer}`,
      text: `“${offer}”的 ${price} 还没有扣款：银行要求您本人确认。请${until === null ? '' : `在 ${until} 之前`}打开下面的链接付款。`,
      sms: `自动续费需要您本人确认付款${price}。请看邮件或打开网站。`,
    }),
    stopped: ({ offer, why }) => ({
      subject: `自动续费已停止：${offer}`,
      text: `${STOPPED[why]}这张卡仍可随时自己续费。`,
      sms: STOPPED[why],
    }),
    cap: ({ offer, price, cap }) => ({
      subject: `自动续费已达每月上限：${offer}`,
      text: `再购买“${offer}”（${price}）会超过您设定的每月上限 ${cap}，所以没有扣款。您可以提高上限，或自己续费。`,
      sms: `已达自动续费每月上限${cap}，没有扣款。请自行续费。`,
    }),
  },
  points: ({ points, end }) => ({
    subject: `${points} 积分即将过期`,
    text: `${points} 积分的有效期至 ${end}。续费时可以用积分抵扣。`,
    sms: `${points}积分有效期至${end}，续费时可抵扣。`,
  }),
  means: ({ means, end }) => ({
    subject: '自动续费的付款卡即将过期',
    text: `保存的付款卡 ${means} 有效期至 ${end}。请换一张卡，否则下次自动续费会失败。`,
    sms: `付款卡${means}有效期至${end}，请更换，以免自动续费失败。`,
  }),
  disputes: {
    raised: ({ due }) => ({
      subject: '已收到您的异议',
      text: `我们正在核查，最迟于${due}答复。下面的页面列出目前已知的情况，您不需要再做什么。`,
      sms: `已收到您的异议，最迟${due}答复。`,
    }),
    taken: ({ due }) => ({
      subject: '您的异议已有专人处理',
      text: `我们的工作人员已开始处理，最迟于${due}答复。`,
      sms: `您的异议已有专人处理，最迟${due}答复。`,
    }),
    overdue: {
      subject: '对您异议的答复已经逾期',
      text: '我们承诺的答复时间已过，却还没有答复，非常抱歉。它已排在工作人员待办的最前面，您提出的内容没有丢失。',
      sms: '对您异议的答复已逾期，非常抱歉，仍在处理中。',
    },
    explained: {
      subject: '您的异议已有答复',
      text: '我们核查后认为没有错误，理由写在下面的页面上。如果还有没说清的地方，您可以再次提出。',
      sms: '您的异议已有答复，请到我们的网站查看。',
    },
    refunded: {
      subject: '您的异议已有答复：将退款',
      text: '款项会按原来的付款方式退还给您。金额和理由写在下面的页面上。',
      sms: '您的异议已有答复：款项将原路退回。',
    },
    adjusted: {
      subject: '您的异议已有答复：已赠送积分',
      text: '我们为此给了您积分。数量和理由写在下面的页面上。',
      sms: '您的异议已有答复：已赠送积分。',
    },
  },
  labels: {
    end: '有效期至',
    left: '剩余流量',
    unlimited: '不限量',
    charge: '开始扣款',
    again: '下次扣款',
    cap: '每月上限',
    answeredBy: '最迟答复',
    goesBack: '退还金额',
    pointsGiven: '赠送积分',
  },
  link: {
    line: '查看这张卡并续费',
    renewal: '自动续费页面',
    pay: '确认并付款',
    account: '我的账户',
    dispute: '查看这项异议',
    advice: '这不是登录链接。也可以不点，自己打开我们的网站查看。',
    payAdvice: '这个链接只能支付这一笔订单，不会显示您的个人信息，也不会登录您的账户。',
  },
  stop: {
    mail: '不再用邮件接收这类提醒',
    preferences: '提醒设置',
    required: '这类提醒是法律要求的，不能全部关闭，但可以换一种接收方式。',
  },
}
