/** 日本語：注文のあらゆる状態と領収書。 */
import { FULFILMENT_WORDS } from '../../../fulfilment-words.ts'
import { always } from '../told.ts'
import type { Words } from '../words.ts'

export const jaOrders: Pick<Words, 'order' | 'receipt'> = {
  order: {
    title: (number) => `注文 ${number}`,
    listTitle: '注文',
    none: '注文はまだありません。',
    state: {
      awaiting_payment: {
        created: {
          title: 'お支払いページがまだ開いていません',
          text: 'まだ請求されていません。もう一度試すか、別のお支払い方法をお選びください。',
        },
        open: {
          title: 'お支払い待ち',
          text: 'まだ請求されていません。お支払いを続けてください。',
        },
        undecided: {
          title: '銀行が確認中です',
          text: '結果はまだ出ておらず、請求は確定していません。もう一度支払わないでください。結果が出たら、このページとメールですぐにお知らせします。',
        },
        succeeded: {
          title: 'お支払い済み、開通の手続き中です',
          text: '入金を確認しました。数秒で開通します。',
        },
        failed: {
          title: 'お支払いができませんでした',
          text: '請求はありません。もう一度試すか、別のお支払い方法をお選びください。',
        },
      },
      fulfilling: always(FULFILMENT_WORDS.ja.title, FULFILMENT_WORDS.ja.text),
      delivered: {
        ...always('開通しました', 'お支払いが完了し、データが使えるようになりました。'),
        undecided: {
          title: '開通しました',
          text: 'データが使えるようになりました。お支払いの最終確認中です。',
        },
      },
      cancelled: {
        ...always('注文は取り消されました', '請求はありません。'),
        undecided: {
          title: '取消し済み、銀行の回答待ちです',
          text: '銀行の結果がまだ出ていません。このあと請求された場合は、自動で開通するか全額を返金します。',
        },
        succeeded: {
          title: '取消し後に入金がありました',
          text: '開通または返金の手続き中です。お客様の操作は要りません。',
        },
      },
      expired: {
        ...always(
          'お支払いの期限が過ぎました',
          '請求はなく、注文は無効になりました。必要なときは、もう一度プランをお選びください。',
        ),
        undecided: {
          title: '期限切れ、銀行の回答待ちです',
          text: '銀行の結果がまだ出ていません。このあと請求された場合は、自動で開通するか全額を返金します。',
        },
        succeeded: {
          title: '期限後に入金がありました',
          text: '開通または返金の手続き中です。お客様の操作は要りません。',
        },
      },
      refund_due: always(
        '返金の手続き中です',
        'お支払いの方法に返金します。カードへは通常、数営業日かかります。',
      ),
      refunded: always(
        '返金しました',
        'お支払いの方法に返金しました。カードへの反映の時期はカード会社により異なります。',
      ),
      charged_back: always(
        'お支払いが銀行により取り消されました',
        'お支払いの銀行が請求を取り消したため、残りのデータを停止しました。ご不明な点はサポートにご連絡ください。',
      ),
    },
    queued: {
      title: '購入しました（待機中）',
      text: 'お支払いが完了しました。今のパックが終わると自動で始まります。操作は要りません。',
    },
    firstUse: {
      title: '購入しました（初回利用待ち）',
      text: 'お支払いが完了しました。初めて使うときに始まります。',
    },
    lastTry: (reason) => `前回のお支払いはできませんでした：${reason}`,
    failure: {
      declined: 'カード会社が承認しませんでした',
      authentication_failed: '本人認証（3Dセキュア）ができませんでした',
      insufficient_funds: '残高または利用枠が足りません',
      expired_card: 'カードの有効期限が切れています',
      authentication_needed:
        '銀行がご本人による確認を求めています。お支払いページで確認してください',
      barred: 'カード会社がこの方法での請求を認めていません。別の方法をお使いください',
      provider_error: '決済会社の側で問題がありました。カードが原因ではありません',
      expired: 'お支払いページの制限時間が過ぎました',
      cancelled: 'お支払いが取り消されました',
    },
    refundWhy: {
      line_ended: '回線が解約済みのため、開通できませんでした。',
      too_many_packs: '待機中のパックが上限に達しています。',
      replaced: '別の注文に置き換えられました。',
      too_late: '入金の前に注文が終わり、ポイントとギフトカードは戻されていました。',
      asked: 'お申し出により返金します。',
      goodwill: 'サポートの判断で返金します。',
      ...FULFILMENT_WORDS.ja.refundWhy,
    },
    ended: (reason) => `理由：${reason}`,
    payBy: (end) => `${end}までにお支払いください`,
    continuePayment: (price) => `${price}の支払いを続ける`,
    payAgain: (price) => `もう一度${price}を支払う`,
    refresh: '最新の状況を見る',
    cancel: '注文を取り消す',
    cancelHint: 'まだお支払い前なので、取消しに費用はかかりません。',
    newEnd: '新しい有効期限',
    newData: '追加されたデータ',
    placedAt: '注文日時',
    offer: 'プラン',
    price: '価格',
    means: 'お支払い方法',
    meansOf: (brand, lastDigits) => `${brand} 下4桁 ${lastDigits}`,
    receipt: '領収書を見る',
    agreement: '同意した内容を見る',
    replacement: '置き換えた注文を見る',
    details: '注文の詳細',
  },
  receipt: {
    papers: '保存できる書面',
    download: (name) => `${name}（PDF）`,
    invoiceTitle: '宛名入りの請求書兼領収書',
    invoiceText: '経理などで宛名が必要なときに発行できます。発行後に宛名を変えることはできません。',
    recipient: '宛名',
    recipientHint: '髙・﨑などの字もそのまま入力できます',
    invoiceButton: 'この宛名で発行する',
  },
}
