/** Simplified Chinese: reporting what pretends to be us. */
import type { ReportWords } from './words.ts'

export const zhCNReports: ReportWords = {
  title: '向我们举报',
  one: '举报这条',
  oneHint: '内容会加密交给我们的工作人员，不需要留下姓名或联系方式。',
  more: '补充发生了什么',
  lead: '把冒充我们的消息、链接、号码或账号告诉我们。我们不会打开其中的任何链接。',
  field: '收到的内容',
  fieldHint: '请贴上全文。不要贴您自己的验证码和卡号。',
  pictures: '不能发送图片：请把图片里的链接、号码和账号打出来。',
  happened: '发生了什么',
  happenings: {
    received: '只是收到了',
    opened_link: '打开了链接',
    added_account: '加了对方账号',
    told_secret: '说出了验证码、密码或号码',
    paid: '付了钱',
    gave_sim: '交出了 SIM 卡或合约',
  },
  words: '补充说明',
  wordsHint: '请不要写姓名和联系方式，我们不需要。',
  optional: '（可不填）',
  send: '提交举报',
  kept: '提交的内容加密保存，只供我们的工作人员查看，到期删除。',
  needed: '请贴上收到的内容。',
  tooLong: (max) => `请不要超过 ${max} 个字符。`,
  tooOften: (minutes) => `举报过于频繁，请 ${minutes} 分钟后再试。`,
  thanks: '谢谢您告诉我们',
  next: [
    '由我们的工作人员查看，先到先看。',
    '确认之后，任何人在这里查询都会看到“已被举报”。',
    '我们不会回复您。以举报为由联系您的人不是我们。',
  ],
  lost: '如果您已付款，或说出了验证码或卡号',
  lostText: '请马上联系您的银行或发卡公司止付，然后拨打下面的电话。',
  back: '再查一条',
}
