/** What the pages of wallets and convenience stores say in five languages. */
import type { Language } from '../../../../app/ports.ts'
import type { Chain, PaymentType } from '../stripe/means.ts'

export type PayerTrouble = 'name' | 'email' | 'store'

export interface MethodWords {
  readonly chooseTitle: string
  readonly methods: Readonly<Record<PaymentType, string>>
  readonly otherMethod: string
  readonly keeps: string
  readonly konbiniText: string
  readonly name: string
  readonly email: string
  readonly store: string
  readonly getNumber: string
  readonly payerTrouble: Readonly<Record<PayerTrouble, string>>
  readonly walletText: (wallet: string) => string
  readonly toWallet: (wallet: string) => string
  readonly walletTitle: (wallet: string) => string
  readonly walletAsks: (money: string) => string
  readonly qrHint: string
  readonly walletApprove: string
  readonly walletFail: string
  readonly walletFailed: string
  readonly voucherTitle: string
  readonly voucherText: (until: string) => string
  readonly confirmationNumber: string
  readonly paymentCode: string
  readonly tillHint: string
  readonly payAtTill: string
  readonly voucherPaid: string
  readonly voucherOver: string
  readonly refundText: (money: string) => string
  readonly nameAccount: string
  readonly refundSent: string
  /** `2026-12-01 23:59`, already in the time of Japan, becomes a sentence's part. */
  readonly japanTime: (instant: string) => string
}

/** Shop signs are written as the shops write them, in every language. */
export const CHAIN_NAMES: Readonly<Record<Chain, string>> = {
  familymart: 'FamilyMart / ファミリーマート',
  lawson: 'Lawson / ローソン',
  ministop: 'Ministop / ミニストップ',
  seicomart: 'Seicomart / セイコーマート',
}

export const METHOD_WORDS: Readonly<Record<Language, MethodWords>> = {
  en: {
    chooseTitle: 'How would you like to pay?',
    methods: {
      card: 'Card',
      konbini: 'Convenience store',
      alipay: 'Alipay',
      wechat_pay: 'WeChat Pay',
    },
    otherMethod: 'Another way to pay',
    keeps: 'This card is kept for later charges without you, as you agreed in the shop.',
    konbiniText: 'You get a number to show at the till. An invented name and address will do.',
    name: 'Name',
    email: 'E-mail',
    store: 'Store',
    getNumber: 'Get a payment number',
    payerTrouble: {
      name: 'Please give a name.',
      email: 'Please give an e-mail address.',
      store: 'Please choose a store.',
    },
    walletText: (wallet) => `You continue to a page that stands in for ${wallet}.`,
    toWallet: (wallet) => `Continue to ${wallet}`,
    walletTitle: (wallet) => `${wallet} asks: pay this?`,
    walletAsks: (money) => `A payment of ${money} waits for your answer.`,
    qrHint: 'Here the real page would show a code to scan with WeChat.',
    walletApprove: 'Yes, pay',
    walletFail: 'No, refuse',
    walletFailed: 'The wallet did not pay. Nothing was charged; you can try again.',
    voucherTitle: 'Pay at the convenience store',
    voucherText: (until) => `Show these numbers at the till by ${until}.`,
    confirmationNumber: 'Confirmation number',
    paymentCode: 'Payment code',
    tillHint: 'In the sandbox this button stands in for the till.',
    payAtTill: 'Pay at the till',
    voucherPaid: 'This was paid at the till. The shop has been told.',
    voucherOver: 'This payment number has ended. Nothing was paid with it.',
    refundText: (money) => `A refund of ${money} waits for your bank account.`,
    nameAccount: 'Name a bank account',
    refundSent: 'The refund is on its way to your bank account.',
    japanTime: (instant) => `${instant} (Japan time)`,
  },
  'zh-CN': {
    chooseTitle: '请选择支付方式',
    methods: { card: '银行卡', konbini: '便利店', alipay: '支付宝', wechat_pay: '微信支付' },
    otherMethod: '其他支付方式',
    keeps: '按照您在商家处的同意，此卡将保存，日后无需您在场即可扣款。',
    konbiniText: '您会得到一个在收银台出示的号码。姓名和邮箱可以虚构。',
    name: '姓名',
    email: '电子邮箱',
    store: '便利店',
    getNumber: '获取付款号码',
    payerTrouble: {
      name: '请填写姓名。',
      email: '请填写电子邮箱。',
      store: '请选择便利店。',
    },
    walletText: (wallet) => `接下来的页面模拟${wallet}。`,
    toWallet: (wallet) => `前往${wallet}`,
    walletTitle: (wallet) => `${wallet}询问：是否付款？`,
    walletAsks: (money) => `一笔 ${money} 的付款等待您的答复。`,
    qrHint: '真实页面会在此处显示供微信扫描的二维码。',
    walletApprove: '是，付款',
    walletFail: '否，拒绝',
    walletFailed: '钱包未付款。没有扣款，可以再试一次。',
    voucherTitle: '在便利店付款',
    voucherText: (until) => `请在 ${until}之前在收银台出示以下号码。`,
    confirmationNumber: '确认号码',
    paymentCode: '付款代码',
    tillHint: '在沙盒环境中，此按钮代替收银台。',
    payAtTill: '在收银台付款',
    voucherPaid: '已在收银台付款，商家已收到通知。',
    voucherOver: '此付款号码已失效，未用它付款。',
    refundText: (money) => `一笔 ${money} 的退款等待您的银行账户。`,
    nameAccount: '填写银行账户',
    refundSent: '退款正在汇往您的银行账户。',
    japanTime: (instant) => `${instant}（日本时间）`,
  },
  'zh-TW': {
    chooseTitle: '請選擇付款方式',
    methods: { card: '信用卡', konbini: '便利商店', alipay: '支付寶', wechat_pay: '微信支付' },
    otherMethod: '其他付款方式',
    keeps: '依您在商店的同意，此卡將保存，日後無需您在場即可扣款。',
    konbiniText: '您會取得一組在櫃檯出示的號碼。姓名與電子郵件可以虛構。',
    name: '姓名',
    email: '電子郵件',
    store: '便利商店',
    getNumber: '取得付款號碼',
    payerTrouble: {
      name: '請填寫姓名。',
      email: '請填寫電子郵件。',
      store: '請選擇便利商店。',
    },
    walletText: (wallet) => `接下來的頁面模擬${wallet}。`,
    toWallet: (wallet) => `前往${wallet}`,
    walletTitle: (wallet) => `${wallet}詢問：是否付款？`,
    walletAsks: (money) => `一筆 ${money} 的付款等待您的答覆。`,
    qrHint: '真實頁面會在此顯示供微信掃描的 QR 碼。',
    walletApprove: '是，付款',
    walletFail: '否，拒絕',
    walletFailed: '錢包未付款。沒有扣款，可以再試一次。',
    voucherTitle: '在便利商店付款',
    voucherText: (until) => `請在 ${until}之前於櫃檯出示以下號碼。`,
    confirmationNumber: '確認號碼',
    paymentCode: '付款代碼',
    tillHint: '在沙盒環境中，此按鈕代替櫃檯。',
    payAtTill: '在櫃檯付款',
    voucherPaid: '已在櫃檯付款，商店已收到通知。',
    voucherOver: '此付款號碼已失效，未用它付款。',
    refundText: (money) => `一筆 ${money} 的退款等待您的銀行帳戶。`,
    nameAccount: '填寫銀行帳戶',
    refundSent: '退款正匯往您的銀行帳戶。',
    japanTime: (instant) => `${instant}（日本時間）`,
  },
  ja: {
    chooseTitle: 'お支払い方法を選んでください',
    methods: {
      card: 'カード',
      konbini: 'コンビニ',
      alipay: 'Alipay（支付宝）',
      wechat_pay: 'WeChat Pay（微信支付）',
    },
    otherMethod: '別のお支払い方法',
    keeps: 'ショップでの同意に基づき、このカードは後日の請求のために保存されます。',
    konbiniText: 'レジで見せる番号が発行されます。お名前とメールは架空のもので構いません。',
    name: 'お名前',
    email: 'メールアドレス',
    store: '店舗',
    getNumber: '支払番号を発行する',
    payerTrouble: {
      name: 'お名前を入力してください。',
      email: 'メールアドレスを入力してください。',
      store: '店舗を選んでください。',
    },
    walletText: (wallet) => `${wallet} の代わりのページに進みます。`,
    toWallet: (wallet) => `${wallet} に進む`,
    walletTitle: (wallet) => `${wallet} からの確認：支払いますか`,
    walletAsks: (money) => `${money}のお支払いが回答を待っています。`,
    qrHint: '実際のページでは、ここに WeChat で読み取るコードが表示されます。',
    walletApprove: 'はい、支払います',
    walletFail: 'いいえ、拒否します',
    walletFailed: 'ウォレットから支払われませんでした。請求はありません。再度お試しください。',
    voucherTitle: 'コンビニでのお支払い',
    voucherText: (until) => `${until}までに、次の番号をレジでお見せください。`,
    confirmationNumber: '確認番号',
    paymentCode: '支払番号',
    tillHint: 'サンドボックスでは、このボタンがレジの代わりです。',
    payAtTill: 'レジで支払う',
    voucherPaid: 'レジで支払われました。ショップに通知済みです。',
    voucherOver: 'この支払番号は期限切れです。支払われていません。',
    refundText: (money) => `${money}の返金が振込先の口座を待っています。`,
    nameAccount: '口座を登録する',
    refundSent: '返金は銀行口座に振り込まれます。',
    japanTime: (instant) => `${instant}（日本時間）`,
  },
  ko: {
    chooseTitle: '결제 방법을 선택해 주세요',
    methods: { card: '카드', konbini: '편의점', alipay: '알리페이', wechat_pay: '위챗페이' },
    otherMethod: '다른 결제 방법',
    keeps: '매장에서 동의하신 대로 이 카드는 이후 청구를 위해 보관됩니다.',
    konbiniText: '계산대에서 보여 줄 번호가 발급됩니다. 이름과 이메일은 가상의 것이어도 됩니다.',
    name: '이름',
    email: '이메일',
    store: '편의점',
    getNumber: '결제 번호 받기',
    payerTrouble: {
      name: '이름을 입력해 주세요.',
      email: '이메일을 입력해 주세요.',
      store: '편의점을 선택해 주세요.',
    },
    walletText: (wallet) => `${wallet}를 대신하는 페이지로 이동합니다.`,
    toWallet: (wallet) => `${wallet}로 계속`,
    walletTitle: (wallet) => `${wallet} 확인: 결제하시겠습니까?`,
    walletAsks: (money) => `${money} 결제가 답변을 기다리고 있습니다.`,
    qrHint: '실제 페이지에는 위챗으로 스캔할 코드가 여기에 표시됩니다.',
    walletApprove: '예, 결제합니다',
    walletFail: '아니요, 거절합니다',
    walletFailed: '지갑에서 결제되지 않았습니다. 청구되지 않았으며 다시 시도할 수 있습니다.',
    voucherTitle: '편의점에서 결제',
    voucherText: (until) => `${until}까지 계산대에서 다음 번호를 보여 주세요.`,
    confirmationNumber: '확인 번호',
    paymentCode: '결제 코드',
    tillHint: '샌드박스에서는 이 버튼이 계산대를 대신합니다.',
    payAtTill: '계산대에서 결제',
    voucherPaid: '계산대에서 결제되었습니다. 매장에 알렸습니다.',
    voucherOver: '이 결제 번호는 종료되었습니다. 결제되지 않았습니다.',
    refundText: (money) => `${money} 환불이 은행 계좌를 기다리고 있습니다.`,
    nameAccount: '은행 계좌 등록',
    refundSent: '환불금이 은행 계좌로 송금되고 있습니다.',
    japanTime: (instant) => `${instant} (일본 시간)`,
  },
}
