/** 简体中文：提醒设置。 */
import type { NoticePageWords } from './words.ts'

export const zhCN: NoticePageWords = {
  title: '提醒设置',
  lead: '选择想收到的提醒和接收方式。验证码和订单邮件不受影响。',
  groups: {
    data: { name: '流量', hint: '用掉 50%、80%、100% 时' },
    ends: { name: '有效期', hint: '到期前 3 天、1 天、1 小时' },
    auto_renewal: {
      name: '自动续费',
      hint: '即将扣款、成功、失败。其中法律要求的提醒不能全部关闭，没有选中的方式可用时会发邮件。',
    },
    number_loss: { name: '注销前', hint: '号码无法保留前 30、14、7、3、1 天' },
    points: { name: '积分', hint: '积分快过期时' },
    bills: { name: '账单', hint: '每月账单、账单上的异常，以及您提出异议的事项' },
  },
  ways: { email: '邮件', web_push: '浏览器通知', sms: '短信' },
  smsHint: '短信发到这张卡自己的号码。只能上网的卡收不到短信，所以请不要只选短信。',
  zone: '您所在的时区',
  zoneHint: '不紧急的提醒只在您当地的 8:00 到 22:00 之间发送。',
  save: '保存',
  saved: '提醒设置已保存。',
  push: {
    title: '这台设备的浏览器通知',
    lead: '流量用完或快到期时，即使没有打开网页也会显示。退出登录后自动停止。',
    unsupported: '这个浏览器不支持通知。可以换一个浏览器，或用邮件接收。',
    begin: '在这台设备上接收',
    begun: '这台设备正在接收通知。',
    end: '不再接收',
    failed: '没有开启成功。请在浏览器设置里允许本网站发送通知，然后再试。',
    refused: '这个浏览器使用的推送服务我们无法连接。请用邮件接收。',
  },
  silent:
    '您的邮箱多次拒收我们的邮件，所以我们暂停了发送（验证码除外）。请检查邮箱，然后退出并用邮箱验证码重新登录，或更换邮箱。',
  unsubscribe: {
    title: '停止接收邮件提醒',
    ask: (group) => `不再用邮件接收“${group}”的提醒？`,
    stop: '不再接收',
    done: (group) => `已停止用邮件发送“${group}”的提醒。其他接收方式不变。`,
    required: '法律要求的提醒仍会发送：没有其他可用的方式时，仍会发邮件。',
    unknown: '这个链接不完整或不正确。请登录后在提醒设置里更改。',
    preferences: '打开提醒设置',
  },
}
