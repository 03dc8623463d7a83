/** The letter with a link to pay a waiting order, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface PayLinkMailWords {
  readonly subject: (number: string) => string
  readonly text: (operator: string) => string
  readonly amount: string
  readonly payBy: string
  readonly pay: string
  /** Whoever has the link may pay, and sees only what is bought. */
  readonly share: string
  /** How to know that it is ours. */
  readonly check: (host: string) => string
  readonly notYou: string
}

export const PAY_LINK_MAIL: Readonly<Record<Language, PayLinkMailWords>> = {
  'zh-CN': {
    subject: (number) => `付款链接：订单 ${number}`,
    text: (operator) => `您在电话里向${operator}订购了下面的流量包。请用链接付款，付款后马上开通。`,
    amount: '应付金额',
    payBy: '付款期限',
    pay: '去付款',
    share: '打开链接不会扣款，也可以转给别人代付：对方只看得到买什么、多少钱。',
    check: (host) =>
      `付款页面的网址以 ${host} 开头，卡号只在支付服务商的页面上填写。我们不会打电话或发消息索要卡号、验证码或密码。`,
    notYou: '如果不是您订购的，不必理会：不付款，订单到期自动取消。',
  },
  'zh-TW': {
    subject: (number) => `付款連結：訂單 ${number}`,
    text: (operator) => `您在電話中向${operator}訂購了下面的方案。請用連結付款，付款後立即開通。`,
    amount: '應付金額',
    payBy: '付款期限',
    pay: '前往付款',
    share: '打開連結不會扣款，也可以轉給別人代付：對方只看得到買什麼、多少錢。',
    check: (host) =>
      `付款頁面的網址以 ${host} 開頭，卡號只在金流服務商的頁面上填寫。我們不會打電話或傳訊息索取卡號、驗證碼或密碼。`,
    notYou: '如果不是您訂購的，不必理會：不付款，訂單到期自動取消。',
  },
  en: {
    subject: (number) => `Your link to pay: order ${number}`,
    text: (operator) =>
      `On the telephone, this pack was ordered from ${operator}. Pay by the link; the data is yours as soon as it is paid.`,
    amount: 'To pay',
    payBy: 'Pay by',
    pay: 'Go to the payment',
    share:
      'Opening the link charges nothing. You may pass it on to somebody who pays for you: they see only what is bought and for how much.',
    check: (host) =>
      `The address of the payment page begins with ${host}, and card numbers are entered on the payment provider’s page alone. We never call or write to ask for card numbers, codes or PINs.`,
    notYou: 'If you did not order it, do nothing: unpaid, the order ends by itself.',
  },
  ja: {
    subject: (number) => `お支払いリンク：注文 ${number}`,
    text: (operator) =>
      `お電話で${operator}に次のパックのご注文をいただきました。リンクからお支払いください。お支払い後すぐにご利用になれます。`,
    amount: 'お支払い金額',
    payBy: 'お支払い期限',
    pay: 'お支払いへ進む',
    share:
      'リンクを開いただけでは課金されません。代わりに支払う方に送ることもできます。相手に見えるのは購入内容と金額だけです。',
    check: (host) =>
      `お支払いページのアドレスは ${host} で始まり、カード番号は決済会社の画面でのみ入力します。当社が電話やメッセージでカード番号、確認コード、暗証番号を尋ねることはありません。`,
    notYou:
      'お心当たりがなければ、何もする必要はありません。お支払いがなければ注文は自動的に終了します。',
  },
  ko: {
    subject: (number) => `결제 링크: 주문 ${number}`,
    text: (operator) =>
      `전화로 ${operator}에 아래 팩이 주문되었습니다. 링크에서 결제하시면 바로 사용할 수 있습니다.`,
    amount: '결제할 금액',
    payBy: '결제 기한',
    pay: '결제하러 가기',
    share:
      '링크를 여는 것만으로는 결제되지 않습니다. 대신 결제할 분에게 보내셔도 됩니다. 상대방에게는 구매 내용과 금액만 보입니다.',
    check: (host) =>
      `결제 페이지 주소는 ${host}(으)로 시작하며, 카드 번호는 결제 대행사 화면에서만 입력합니다. 저희는 전화나 메시지로 카드 번호, 인증 코드, 비밀번호를 묻지 않습니다.`,
    notYou:
      '주문하지 않으셨다면 아무것도 하지 않으셔도 됩니다. 결제하지 않으면 주문은 자동으로 종료됩니다.',
  },
}
