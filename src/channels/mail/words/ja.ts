/** 日本語の手紙。 */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { MailWords } from './words.ts'

export const ja: MailWords = {
  colon: '：',
  frame: {
    from: (name) => `送信者：${name}`,
    never:
      'メール・電話・SMS・チャットで、パスワード、認証コード、カード番号、ギフトカードの番号をお聞きすることは決してありません。個人の口座への振込をお願いすることもありません。',
    contact: (phone, hours, email) => `電話 ${phone}（${hours}）　メール ${email}`,
    japanTime: '日本時間',
  },
  code: {
    signInSubject: 'ログイン用の認証コード',
    signIn: 'ログインの手続き中です。ログイン画面で次の認証コードを入力してください。',
    registerSubject: '登録用の認証コード',
    register:
      'このメールアドレスのアカウントはまだありません。次の認証コードを入力すると登録できます。',
    changeEmailSubject: 'メールアドレス変更の認証コード',
    changeEmail:
      'ログイン用メールアドレスの変更手続き中です。アカウント画面で次の認証コードを入力してください。',
    until: (clock) => `日本時間 ${clock} まで有効で、1回だけ使えます。`,
    keep: '認証コードは、当店の担当者を名乗る人を含め、誰にも教えないでください。このメールにログイン用のリンクはありません。ご自身で当サイトを開き、そこでだけ入力してください。',
    notYou:
      'お心当たりがなければ、このメールは無視してください。認証コードがなければ誰もログインできません。',
    notYouChange: 'お心当たりがなければ、認証コードを使わず、すぐにご連絡ください。',
  },
  emailChanged: {
    subject: 'ログイン用メールアドレスを変更しました',
    text: (moment, newEmail) =>
      `${moment}に、ログイン用のメールアドレスが ${newEmail} に変更されました。今後の認証コードとお知らせは新しいアドレスに届きます。`,
    notYou: 'お心当たりがなければ、すぐにご連絡ください。',
  },
  signedIn: {
    subject: 'アカウントに新しいログインがありました',
    text: (moment, device) => `${moment}に、次の端末からログインがありました：${device}`,
    notYou:
      'ご本人であれば、何もする必要はありません。お心当たりがなければ、ご自身で当サイトを開き、「ログイン中の端末」からログアウトさせ、ご連絡ください。',
  },
  order: {
    delivered: {
      subject: (offer) => `更新が完了しました：${offer}`,
      now: 'お支払いが完了し、データが使えるようになりました。',
      queued: 'お支払いが完了し、パックを登録しました。今のパックが終わると自動で始まります。',
      firstUse: 'お支払いが完了し、パックを登録しました。初めて使うときに始まります。',
    },
    refundDue: {
      subject: (number) => `返金の手続き中です：注文 ${number}`,
      text: 'お支払いの方法に返金の手続きをしています。カードへは通常、数営業日かかります。お手続きは必要ありません。',
    },
    refunded: {
      subject: (number) => `返金しました：注文 ${number}`,
      text: 'お支払いの方法に返金しました。カードへの反映の時期はカード会社により異なります。',
    },
    chargedBack: {
      subject: (number) => `お支払いが銀行により取り消されました：注文 ${number}`,
      text: 'お支払いの銀行が請求を取り消したため、残りのデータを停止しました。お心当たりがないときは、銀行にお確かめのうえご連絡ください。',
    },
    why: {
      line_ended: '回線が解約済みのため、開通できませんでした。',
      too_many_packs: '待機中のパックが上限に達しています。',
      replaced: '別の注文に置き換えられました。',
      too_late: '入金の前に注文が終わり、ポイントとギフトカードは戻されていました。',
      asked: 'お申し出により返金します。',
      goodwill: 'サポートの判断で返金します。',
      ...FULFILMENT_WORDS.ja.refundWhy,
    },
    newEnd: '新しい有効期限',
    noEnd: '期限なし（使い切るまで）',
    endAtFirstUse: '初めて使うときから数えます',
    data: '追加されたデータ',
    total: (volume) => `合計${volume}`,
    daily: (volume, hour) =>
      hour === 0 ? `1日${volume}（0時に回復）` : `1日${volume}（${hour}時に回復）`,
    unlimited: 'データ無制限',
    starts: '開始',
    offer: 'プラン',
    price: '価格',
    taxed: (price, percent, tax) => `${price}（消費税${percent}% ${tax}を含む）`,
    untaxed: (price) => `${price}（消費税対象外）`,
    amount: '返金額',
    line: '対象のSIM',
    number: '注文番号',
    placedAt: '注文日時',
    receipt: '領収書',
    page: '注文の画面',
    linkAdvice: 'リンクを使わず、ご自身で当サイトを開き、「注文」からもご覧になれます。',
  },
}
