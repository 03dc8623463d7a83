/** Japanese: giving money back. */
import { format } from '../../../format.ts'
import type { RefundWords } from './words.ts'

const { yen, longMoment } = format('ja')

export const ja: RefundWords = {
  title: (number) => `注文 ${number} の返金`,
  offer: '購入内容',
  price: 'お支払い額',
  left: 'まだ返金していない額',
  byRule: '商品の返金規定による返金',
  goodwill: '任意の返金',
  goodwillHint: '規定にない返金です。理由を選んでください。',
  amount: '金額（円）',
  reason: '理由',
  reasons: {
    no_service: '通信できなかった',
    slow_service: '通信が遅すぎた',
    wrong_offer: '商品を間違えて購入した',
    duplicate: '二重に購入した',
    cannot_use: '端末またはSIMで使えない',
    courtesy: 'お詫び',
    other: 'その他（内容を書いてください）',
  },
  byRuleReason: '商品の返金規定',
  note: '内容',
  noteHint: '「その他」の場合は必須です。暗号化して保管します。お名前は書かないでください。',
  data: 'この注文のデータ',
  keep: 'データはお客様に残す',
  take: 'データを取り消す',
  show: '返金の内訳を見る',
  confirm: '返金の内訳',
  total: '返金の合計',
  ways: {
    provider: 'オンラインで支払われた方法へ返金',
    partner: '代金を受け取った提携先と精算',
    cash: 'レジから現金で返金',
    terminal: 'カード端末で取消し',
    gift_card: 'ギフトカードへ戻す',
    points: 'ポイントで戻す',
  },
  asMoney: 'ギフトカードの期限切れのため現金で返金',
  tax: 'うち消費税',
  pointsTakenBack: 'この注文で獲得したポイントの取消し',
  shortfall: '使用済みの獲得ポイント（返金から差引き）',
  revokes: 'この注文のデータはすぐに取り消されます。',
  keeps: 'この注文のデータはお客様に残ります。',
  overCard:
    '支払いに使われたギフトカードは期限が切れており、延長はできません。その分は現金でお返しします。必ず2人で行います。',
  give: (amount) => `${amount}を返金する`,
  given: 'これまでの返金',
  givenAt: (moment) => moment,
  done: '返金を受け付けました。',
  payOuts: 'レジでお渡しする返金',
  payOutHint: 'お渡しするまで、未払いの返金として残ります。',
  payCash: (amount) => `現金 ${amount}をお渡しする`,
  payTerminal: (amount) => `端末で ${amount}を取り消した`,
  reference: '端末の取消番号',
  paidOut: 'お渡し済み',
  noTill: 'お渡しするには、開いているレジを選んでください。',
  toCustomer: 'お客様の画面へ戻る',
  amountNeeded: (max) => `1円から${max}までの金額を入力してください。`,
  reasonNeeded: '理由を選んでください。',
  noteNeeded: '内容を書いてください。',
  noteTooLong: (max) => `${max}文字以内で書いてください。`,
  refusals: {
    order_unknown: () => 'この注文は見つかりません。',
    order_not_delivered: () =>
      'この注文はデータが提供されていないか、すでに返金済みです。返金するものがありません。',
    not_refundable: () => 'この商品は返金なしで販売しています。任意の返金だけができます。',
    pack_started: ({ at }) =>
      `${longMoment(at)}に利用が始まりました。規定の返金はそれまででした。任意の返金だけができます。`,
    refund_time_over: ({ until }) =>
      `規定の返金は${longMoment(until)}まででした。任意の返金だけができます。`,
    nothing_left_to_refund: () => '返金できる額が残っていません。',
    refund_too_large: ({ max }) => `まだ返金していない額は${yen(max)}だけです。`,
    gift_card_expired: ({ at }) =>
      `支払いに使われたギフトカードは${longMoment(at)}に期限が切れ、延長はできません。その分は2人で現金でお返しできます。`,
    refund_disputed: () =>
      'この支払いはカード会社などに異議が申し立てられています。決着するまで返金できません。',
    refund_changed: ({ shown, amount }) =>
      `画面では${yen(shown)}でしたが、今は${yen(amount)}になります。もう一度ご確認ください。`,
  },
}
