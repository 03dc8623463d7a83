/** Traditional Chinese: reporting what pretends to be us. */
import type { ReportWords } from './words.ts'

export const zhTWReports: ReportWords = {
  title: '向我們檢舉',
  one: '檢舉這則',
  oneHint: '內容會加密交給我們的工作人員，不需要留下姓名或聯絡方式。',
  more: '補充發生了什麼',
  lead: '把冒充我們的訊息、連結、號碼或帳號告訴我們。我們不會開啟其中的任何連結。',
  field: '收到的內容',
  fieldHint: '請貼上全文。不要貼您自己的驗證碼和卡號。',
  pictures: '不能傳送圖片：請把圖片裡的連結、號碼和帳號打出來。',
  happened: '發生了什麼',
  happenings: {
    received: '只是收到了',
    opened_link: '開啟了連結',
    added_account: '加了對方帳號',
    told_secret: '說出了驗證碼、密碼或號碼',
    paid: '付了錢',
    gave_sim: '交出了 SIM 卡或合約',
  },
  words: '補充說明',
  wordsHint: '請不要寫姓名和聯絡方式，我們不需要。',
  optional: '（可不填）',
  send: '送出檢舉',
  kept: '送出的內容加密保存，只供我們的工作人員查看，到期刪除。',
  needed: '請貼上收到的內容。',
  tooLong: (max) => `請不要超過 ${max} 個字元。`,
  tooOften: (minutes) => `檢舉過於頻繁，請 ${minutes} 分鐘後再試。`,
  thanks: '謝謝您告訴我們',
  next: [
    '由我們的工作人員查看，先到先看。',
    '確認之後，任何人在這裡查詢都會看到「已被檢舉」。',
    '我們不會回覆您。以檢舉為由聯絡您的人不是我們。',
  ],
  lost: '如果您已付款，或說出了驗證碼或卡號',
  lostText: '請馬上聯絡您的銀行或發卡公司止付，然後撥打下面的電話。',
  back: '再查一則',
}
