/** Japanese: reporting what pretends to be us. */
import type { ReportWords } from './words.ts'

export const jaReports: ReportWords = {
  title: '通報する',
  one: 'これを通報する',
  oneHint: '内容は暗号化して当社のスタッフに届きます。お名前や連絡先は必要ありません。',
  more: '起きたことも書く',
  lead: '当社を装うメッセージ、リンク、番号、アカウントをお知らせください。リンクを開くことはありません。',
  field: '届いた内容',
  fieldHint: '全文を貼り付けてください。ご自身の認証コードやカード番号は除いてください。',
  pictures: '画像は送れません。画像にあるリンク、番号、アカウントを入力してください。',
  happened: '起きたこと',
  happenings: {
    received: '受け取っただけ',
    opened_link: 'リンクを開いた',
    added_account: 'アカウントを追加した',
    told_secret: 'コードや暗証番号、番号を伝えた',
    paid: 'お金を払った',
    gave_sim: 'SIMカードや契約を渡した',
  },
  words: '補足',
  wordsHint: 'お名前や連絡先は書かないでください。必要ありません。',
  optional: '（任意）',
  send: '通報を送る',
  kept: '送られた内容は暗号化して保管し、スタッフだけが読みます。期限が来れば消去します。',
  needed: '届いた内容を貼り付けてください。',
  tooLong: (max) => `${max}文字以内で入力してください。`,
  tooOften: (minutes) => `短い間に何度も通報されました。${minutes}分後にもう一度お試しください。`,
  thanks: 'お知らせいただきありがとうございます',
  next: [
    '届いた順にスタッフが確かめます。',
    '確認できたものは、ここで調べるすべての方に「報告されています」と表示されます。',
    '当社からの返信はありません。通報のことで連絡してくる人は当社ではありません。',
  ],
  lost: 'お金を払った、コードやカード番号を伝えた場合',
  lostText: 'すぐに銀行やカード会社に連絡して支払いを止め、次の窓口に電話してください。',
  back: 'ほかのものを確かめる',
}
