/** 简体中文的信件。 */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { MailWords } from './words.ts'

export const zhCN: MailWords = {
  colon: '：',
  frame: {
    from: (name) => `发信方：${name}`,
    never:
      '我们绝不会通过邮件、电话、短信或聊天软件索要密码、验证码、银行卡号或礼品卡号码，也绝不会让您把钱转到个人账户。',
    contact: (phone, hours, email) => `电话 ${phone}（${hours}）　邮箱 ${email}`,
    japanTime: '日本时间',
  },
  code: {
    signInSubject: '登录验证码',
    signIn: '您正在登录。请在登录页面输入这个验证码：',
    registerSubject: '注册验证码',
    register: '这个邮箱还没有账户。输入这个验证码，就可以注册：',
    changeEmailSubject: '更换邮箱的验证码',
    changeEmail: '您正在更换登录邮箱。请在账户页面输入这个验证码：',
    until: (clock) => `日本时间 ${clock} 之前有效，只能用一次。`,
    keep: '请不要把验证码告诉任何人，包括自称客服的人。这封邮件里没有登录链接：请自己打开我们的网站，只在那里输入验证码。',
    notYou: '如果不是您本人操作，不用理会这封邮件。没有验证码，谁也无法登录。',
    notYouChange: '如果不是您本人操作，请不要使用这个验证码，并马上联系我们。',
  },
  emailChanged: {
    subject: '登录邮箱已更换',
    text: (moment, newEmail) =>
      `您的登录邮箱已于 ${moment} 换成 ${newEmail}。今后的验证码和通知都会发到新邮箱。`,
    notYou: '如果不是您本人操作，请马上联系我们。',
  },
  signedIn: {
    subject: '您的账户有新的登录',
    text: (moment, device) => `${moment}，一台设备登录了您的账户：${device}。`,
    notYou:
      '如果是您本人，不用做什么。如果不是，请自己打开我们的网站，在“登录的设备”里让它退出，并联系我们。',
  },
  order: {
    delivered: {
      subject: (offer) => `续费成功：${offer}`,
      now: '付款成功，流量已到账，现在就能用。',
      queued: '付款成功，流量包已登记，现有流量包结束后自动开始。',
      firstUse: '付款成功，流量包已登记，第一次用到它时开始。',
    },
    refundDue: {
      subject: (number) => `正在退款：订单 ${number}`,
      text: '我们正在把款项退回原来的付款方式；退回银行卡一般需要几个工作日，不需要您做什么。',
    },
    refunded: {
      subject: (number) => `已退款：订单 ${number}`,
      text: '款项已退回原来的付款方式。银行卡的到账时间由发卡银行决定。',
    },
    chargedBack: {
      subject: (number) => `付款已被银行收回：订单 ${number}`,
      text: '付款方的银行收回了这笔款项，所以剩余流量已停用。如果这不是您的意思，请先向银行确认，再联系我们。',
    },
    why: {
      line_ended: '这张卡已经注销，流量无法开通。',
      too_many_packs: '这张卡上等候的流量包已达上限。',
      replaced: '您已用另一笔订单代替了它。',
      too_late: '款项到账时订单已经结束，积分和礼品卡也已退回。',
      asked: '按您的申请退款。',
      goodwill: '客服为您办理了退款。',
      ...FULFILMENT_WORDS['zh-CN'].refundWhy,
    },
    newEnd: '新的有效期至',
    noEnd: '没有截止日期，用完为止',
    endAtFirstUse: '从第一次用到它时起算',
    data: '新增流量',
    total: (volume) => `共 ${volume}`,
    daily: (volume, hour) =>
      hour === 0 ? `每天 ${volume}，零点恢复` : `每天 ${volume}，${hour}:00 恢复`,
    unlimited: '流量不限',
    starts: '开始',
    offer: '套餐',
    price: '价格',
    taxed: (price, percent, tax) => `${price}（已含 ${percent}% 消费税 ${tax}）`,
    untaxed: (price) => `${price}（不征消费税）`,
    amount: '退款金额',
    line: '充值卡号',
    number: '订单编号',
    placedAt: '下单时间',
    receipt: '收据',
    page: '订单页面',
    linkAdvice: '也可以不点链接，自己打开我们的网站，在“订单”里查看。',
  },
}
