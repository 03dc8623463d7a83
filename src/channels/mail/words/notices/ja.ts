/** 日本語のお知らせ。 */
import type { StopWhy } from '../../../../domain/renewal/mandate.ts'
import type { AfterDataSaid, NoticeWords } from './words.ts'

const STOPPED: Readonly<Record<StopWhy, string>> = {
  by_owner: '自動更新をオフにしました。',
  replaced: '新しい自動更新が設定されたため、これまでの自動更新は停止しました。',
  retries_exhausted: 'お支払いが続けて失敗したため、自動更新を停止しました。',
  means_barred: 'カード会社により再請求が認められないため、自動更新を停止しました。',
  means_gone: '登録されたお支払い方法が使えないため、自動更新を停止しました。',
  price_raised: '価格が同意いただいた金額を超えたため、請求せずに自動更新を停止しました。',
  offer_gone: 'プランの販売が終了したため、自動更新を停止しました。',
  identity_needed: 'このプランには本人確認が必要になったため、自動更新を停止しました。',
  not_confirmed: 'カード会社の本人認証が完了しなかったため、自動更新を停止しました。',
  line_ended: '回線が解約されたため、自動更新も終了しました。',
  holder_changed: '回線の名義が変わったため、自動更新を停止しました。',
}

function after(told: AfterDataSaid): string {
  switch (told.kind) {
    case 'left':
      return `ほかのパックの残り${told.volume}を引き続き使えます。`
    case 'unlimited':
      return '無制限のパックを引き続き使えます。'
    case 'throttled':
      return `通信速度は${told.speed}になりました。更新の画面は開けます。`
    case 'stopped':
      return '今は更新の画面だけ開けます。購入するとすぐに使えます。'
  }
}

export const ja: NoticeWords = {
  dataUsed: ({ percent, offer, left }) => {
    const rest = left === null ? '無制限のパックもあります。' : `残りは合計${left}です。`
    return {
      subject: `データを${percent}%使いました：${offer}`,
      text: `「${offer}」のデータを${percent}%使いました。${rest}`,
      sms: `データを${percent}%使いました。${rest}`,
    }
  },
  dataGone: ({ offer, after: told }) => ({
    subject: `データを使い切りました：${offer}`,
    text: `「${offer}」のデータを使い切りました。${after(told)}`,
    sms: `パックを使い切りました。${after(told)}`,
  }),
  end: ({ end, renewsItself }) => ({
    subject: `有効期限は${end}です`,
    text: `有効期限は${end}です。${renewsItself ? '期限の前に自動で更新されるため、お手続きは必要ありません。' : 'それまでに更新すると、途切れずに使えます。'}`,
    sms: `有効期限は${end}です。${renewsItself ? '自動で更新されます。' : '更新をお願いします。'}`,
  }),
  numberLoss: ({ end }) => ({
    subject: `SIMと番号が使えなくなります：${end}`,
    text: `有効期限が過ぎています。${end}を過ぎるとこのSIMは解約となり、番号は元に戻せません。それまでに更新すると残せます。`,
    sms: `${end}にSIMは解約となり番号は戻せません。更新すると残せます。`,
  }),
  renewal: {
    upcoming: ({ offer, price, at }) => ({
      subject: `まもなく自動更新します：${offer}`,
      text: `${at === null ? '設定された条件になると' : `${at}から`}、設定に従って「${offer}」を自動で購入し、${price}を請求します。請求が始まるまでは、自動更新の画面でいつでもオフにできます。`,
      sms: `${at === null ? 'まもなく' : `${at}に`}自動更新し${price}を請求します。サイトで停止できます。`,
    }),
    done: ({ offer, price }) => ({
      subject: `自動更新しました：${offer}`,
      text: `設定に従って「${offer}」を購入し、${price}を請求しました。`,
      sms: `自動更新し、${price}を請求しました。`,
    }),
    failed: ({ offer, price, again }) => ({
      subject: `自動更新のお支払いができませんでした：${offer}`,
      text: `「${offer}」の${price}をお支払いいただけませんでした。${again === null ? 'もう一度お試しします。' : `${again}にもう一度お試しします。`}今すぐご自身で、別の方法でも更新できます。`,
      sms: `自動更新の支払いに失敗。${again === null ? '再度試します。' : `${again}に再度試します。`}ご自身でも更新できます。`,
    }),
    needsYou: ({ offer, price, until }) => ({
      subject: `自動更新にご本人の確認が必要です：${offer}`,
      text: `「${offer}」の${price}は、カード会社がご本人の確認を求めているため、まだ支払われていません。${until === null ? '' : `${until}までに、`}次のリンクからお支払いください。`,
      sms: `自動更新の${price}にご本人の確認が必要です。メールかサイトをご覧ください。`,
    }),
    stopped: ({ offer, why }) => ({
      subject: `自動更新を停止しました：${offer}`,
      text: `${STOPPED[why]}このSIMは、いつでもご自身で更新できます。`,
      sms: STOPPED[why],
    }),
    cap: ({ offer, price, cap }) => ({
      subject: `自動更新が月の上限に達しました：${offer}`,
      text: `「${offer}」（${price}）を購入すると、設定された月の上限${cap}を超えるため、請求しませんでした。上限を上げるか、ご自身で更新してください。`,
      sms: `自動更新が月の上限${cap}に達し、請求していません。ご自身で更新してください。`,
    }),
  },
  points: ({ points, end }) => ({
    subject: `${points}ポイントの期限が近づいています`,
    text: `${points}ポイントの期限は${end}です。更新のお支払いに使えます。`,
    sms: `${points}ポイントの期限は${end}です。更新に使えます。`,
  }),
  means: ({ means, end }) => ({
    subject: '自動更新のカードの期限が近づいています',
    text: `登録されたカード ${means} の期限は${end}です。別のカードを登録しないと、次の自動更新は失敗します。`,
    sms: `カード${means}の期限は${end}です。自動更新のため変更してください。`,
  }),
  disputes: {
    raised: ({ due }) => ({
      subject: 'お申し出を受け付けました',
      text: `内容を調べ、${due}までにお答えします。いま分かっていることは下のページでご覧になれます。お客様の操作は必要ありません。`,
      sms: `お申し出を受け付けました。${due}までにお答えします。`,
    }),
    taken: ({ due }) => ({
      subject: 'お申し出の担当者が決まりました',
      text: `担当者が調べています。${due}までにお答えします。`,
      sms: `お申し出を担当者が調べています。${due}までにお答えします。`,
    }),
    overdue: {
      subject: 'お申し出への回答が遅れています',
      text: 'お約束した期日を過ぎてもお答えできておらず、申し訳ありません。担当者が最優先で調べています。お申し出の内容は失われていません。',
      sms: 'お申し出への回答が遅れており申し訳ありません。引き続き調べています。',
    },
    explained: {
      subject: 'お申し出にお答えしました',
      text: '調べた結果、誤りはありませんでした。理由は下のページにあります。足りない点があれば、もう一度お申し出ください。',
      sms: 'お申し出にお答えしました。当サイトでご確認ください。',
    },
    refunded: {
      subject: 'お申し出にお答えしました：返金します',
      text: 'お支払いの方法と同じ方法で返金します。金額と理由は下のページにあります。',
      sms: 'お申し出にお答えしました：お支払いと同じ方法で返金します。',
    },
    adjusted: {
      subject: 'お申し出にお答えしました：ポイントを進呈しました',
      text: 'この件でポイントを進呈しました。数と理由は下のページにあります。',
      sms: 'お申し出にお答えしました：ポイントを進呈しました。',
    },
  },
  labels: {
    end: '有効期限',
    left: 'データ残量',
    unlimited: '無制限',
    charge: '請求の開始',
    again: '次の請求',
    cap: '月の上限',
    answeredBy: '回答の期日',
    goesBack: '返金額',
    pointsGiven: '進呈ポイント',
  },
  link: {
    line: 'このSIMを見る・更新する',
    renewal: '自動更新の画面',
    pay: '確認して支払う',
    account: 'アカウント',
    dispute: 'お申し出を見る',
    advice:
      'これはログイン用のリンクではありません。使わずに、ご自身で当サイトを開いても構いません。',
    payAdvice:
      'このリンクでできるのは、この注文のお支払いだけです。個人情報は表示されず、ログインもしません。',
  },
  stop: {
    mail: 'この種類のお知らせをメールで受け取らない',
    preferences: 'お知らせの設定',
    required:
      'この種類のお知らせは法律で求められているため、すべてを止めることはできませんが、受け取り方は変えられます。',
  },
}
