/**
 * What an order's letters say of money: the parts of a price, the ways back, and a convenience
 * store's number that waits to be paid. In five languages.
 */
import type { Language } from '../../../domain/basics/language.ts'
import type { ReturnView } from '../../../app/queries/order-money.ts'

export interface OrderMoneyMailWords {
  readonly listPrice: string
  readonly discount: string
  readonly points: string
  readonly giftCard: (hint: string) => string
  readonly rest: string
  readonly way: Readonly<Record<ReturnView['way'], string>>
  readonly returnState: Readonly<Record<ReturnView['state'], string>>
  readonly asksPayer: string
  /** Paid at a shop: it waits there. */
  readonly toFetch: string
  readonly voucher: {
    readonly subject: (number: string) => string
    readonly text: string
    readonly until: string
    readonly toPay: string
  }
}

export const ORDER_MONEY_MAIL: Readonly<Record<Language, OrderMoneyMailWords>> = {
  'zh-CN': {
    listPrice: '原价',
    discount: '优惠',
    points: '积分抵扣',
    giftCard: (hint) => `礼品卡 •••• ${hint}`,
    rest: '其余付款',
    way: {
      provider: '退回原付款方式',
      gift_card: '退回礼品卡',
      points: '退回积分',
      counter: '到门店柜台领取',
    },
    returnState: {
      on_its_way: '处理中',
      to_fetch: '待到店领取',
      done: '已退回',
      failed: '没有成功，我们会与您联系',
    },
    asksPayer: '要退到银行账户，请查看支付服务商另外发给付款人的邮件，在那里填写账号。',
    toFetch:
      '这笔订单是在门店付款的，退款也在门店办理：请到柜台报出本订单号领取。在门店刷卡支付的，退回那张卡。',
    voucher: {
      subject: (number) => `请到便利店付款：订单 ${number}`,
      text: '还没有收到付款。请在期限前到便利店，用付款编号用现金付清；编号和步骤在订单页面里。付款后马上开通。',
      until: '付款期限',
      toPay: '应付金额',
    },
  },
  'zh-TW': {
    listPrice: '原價',
    discount: '優惠',
    points: '點數折抵',
    giftCard: (hint) => `禮品卡 •••• ${hint}`,
    rest: '其餘付款',
    way: {
      provider: '退回原付款方式',
      gift_card: '退回禮品卡',
      points: '退回點數',
      counter: '到門市櫃檯領取',
    },
    returnState: {
      on_its_way: '處理中',
      to_fetch: '待到店領取',
      done: '已退還',
      failed: '沒有成功，我們會與您聯絡',
    },
    asksPayer: '要退到銀行帳戶，請查看金流服務商另外寄給付款人的電子郵件，在那裡填寫帳號。',
    toFetch:
      '這筆訂單是在門市付款的，退款也在門市辦理：請到櫃檯報出本訂單編號領取。在門市刷卡支付的，退回那張卡。',
    voucher: {
      subject: (number) => `請到超商付款：訂單 ${number}`,
      text: '還沒有收到付款。請在期限前到超商，用付款編號以現金付清；編號和步驟在訂單頁面裡。付款後馬上開通。',
      until: '付款期限',
      toPay: '應付金額',
    },
  },
  en: {
    listPrice: 'List price',
    discount: 'Discount',
    points: 'Paid with points',
    giftCard: (hint) => `Gift card •••• ${hint}`,
    rest: 'Rest',
    way: {
      provider: 'Back the way it was paid',
      gift_card: 'Back to the gift card',
      points: 'Back as points',
      counter: 'At a shop counter',
    },
    returnState: {
      on_its_way: 'on its way',
      to_fetch: 'waits for you at the counter',
      done: 'returned',
      failed: 'did not go through; we will contact you',
    },
    asksPayer:
      'To return it to a bank account, the payment provider has sent the payer another e-mail asking for the account.',
    toFetch:
      'You paid at one of our shops, so the money goes back there: please fetch it at the counter with this order’s number. What you paid by card at the shop goes back to that card.',
    voucher: {
      subject: (number) => `Please pay at a convenience store: order ${number}`,
      text: 'Nothing has been paid yet. Pay in cash at a convenience store with the payment number before the time is over; the number and the steps are on the page of the order. Your data follows as soon as you have paid.',
      until: 'Pay before',
      toPay: 'To pay',
    },
  },
  ja: {
    listPrice: '通常価格',
    discount: '割引',
    points: 'ポイント利用',
    giftCard: (hint) => `ギフトカード •••• ${hint}`,
    rest: '残りのお支払い',
    way: {
      provider: '元のお支払い方法へ',
      gift_card: 'ギフトカードへ',
      points: 'ポイントへ',
      counter: '店頭で',
    },
    returnState: {
      on_its_way: '手続き中',
      to_fetch: '店頭でお渡しします',
      done: '返金済み',
      failed: '返金できませんでした。こちらからご連絡します',
    },
    asksPayer:
      '銀行口座への返金には口座番号が必要です。決済会社からお支払いの方に別に届くメールでご入力ください。',
    toFetch:
      '店頭でお支払いいただいたご注文のため、返金も店頭で承ります。この注文番号をカウンターでお伝えください。店頭でカード払いされた分は、そのカードへお返しします。',
    voucher: {
      subject: (number) => `コンビニでお支払いください：注文 ${number}`,
      text: 'お支払いはまだです。期限までにコンビニで、支払番号を使って現金でお支払いください。番号と手順は注文の画面にあります。お支払い後すぐに開通します。',
      until: 'お支払いの期限',
      toPay: 'お支払い額',
    },
  },
  ko: {
    listPrice: '정가',
    discount: '할인',
    points: '포인트 사용',
    giftCard: (hint) => `기프트 카드 •••• ${hint}`,
    rest: '나머지 결제',
    way: {
      provider: '결제한 수단으로',
      gift_card: '기프트 카드로',
      points: '포인트로',
      counter: '매장 카운터에서',
    },
    returnState: {
      on_its_way: '처리 중',
      to_fetch: '매장에서 받아 주세요',
      done: '환불됨',
      failed: '환불되지 않았습니다. 연락드리겠습니다',
    },
    asksPayer:
      '은행 계좌로 환불하려면 계좌 번호가 필요합니다. 결제사가 결제한 분에게 따로 보낸 이메일에서 입력해 주세요.',
    toFetch:
      '매장에서 결제하셨으므로 환불도 매장에서 해 드립니다. 카운터에서 이 주문 번호를 말씀해 주세요. 매장에서 카드로 결제하신 금액은 그 카드로 돌려드립니다.',
    voucher: {
      subject: (number) => `편의점에서 결제해 주세요: 주문 ${number}`,
      text: '아직 결제되지 않았습니다. 기한 전에 편의점에서 결제 번호로 현금 결제해 주세요. 번호와 방법은 주문 화면에 있습니다. 결제하면 바로 개통됩니다.',
      until: '결제 기한',
      toPay: '결제할 금액',
    },
  },
}
