/** The letter about a leak, in five languages: what, when, which data, what to look out for. */
import type { Language } from '../../../domain/basics/language.ts'
import type { DataKind } from '../../../domain/breach/breach.ts'

export interface BreachMailWords {
  readonly subject: string
  readonly text: (from: string, until: string) => string
  readonly kinds: string
  readonly kind: Readonly<Record<DataKind, string>>
  readonly between: string
  readonly none: string
  readonly care: string
}

export const BREACH_MAIL: Readonly<Record<Language, BreachMailWords>> = {
  'zh-CN': {
    subject: '关于您的个人信息的重要通知',
    text: (from, until) =>
      `我们发现，在 ${from} 至 ${until} 之间，您的部分个人信息可能被无权查看的人看到。我们为此向您道歉，已采取措施，并会按法律向主管机关报告。`,
    kinds: '涉及的信息',
    kind: {
      name: '姓名',
      email: '邮箱',
      telephone: '电话号码',
      notes: '客服记录',
      document_digits: '证件种类和末几位',
      card_number: '卡号和号码',
      orders: '订单',
      usage: '用量',
    },
    between: '、',
    none: '没有可读的内容',
    care: '银行卡号和密码不在其中。请留意冒充我们的电话和消息，我们不会索要验证码或礼品卡号码。有疑问请联系我们。',
  },
  'zh-TW': {
    subject: '關於您個人資料的重要通知',
    text: (from, until) =>
      `我們發現，在 ${from} 至 ${until} 之間，您的部分個人資料可能被無權查看的人看到。我們為此向您致歉，已採取措施，並會依法向主管機關通報。`,
    kinds: '涉及的資料',
    kind: {
      name: '姓名',
      email: '電子郵件',
      telephone: '電話號碼',
      notes: '客服紀錄',
      document_digits: '證件種類和末幾碼',
      card_number: '卡號和號碼',
      orders: '訂單',
      usage: '用量',
    },
    between: '、',
    none: '沒有可讀的內容',
    care: '信用卡號和密碼不在其中。請留意冒充我們的電話和訊息，我們不會索取驗證碼或禮品卡號碼。有疑問請與我們聯絡。',
  },
  en: {
    subject: 'Important: about your personal data',
    text: (from, until) =>
      `We found that between ${from} and ${until} some of your personal data may have been seen by somebody who had no right to it. We are sorry. We have taken measures and report to the authority as the law asks.`,
    kinds: 'Data concerned',
    kind: {
      name: 'name',
      email: 'e-mail address',
      telephone: 'telephone number',
      notes: 'notes of our staff',
      document_digits: 'kind and last digits of a document',
      card_number: 'SIM card number and line number',
      orders: 'orders',
      usage: 'data usage',
    },
    between: ', ',
    none: 'nothing that can be read',
    care: 'Payment cards and passwords are not among it. Beware of calls and messages in our name: we never ask for codes or gift-card numbers. If you have questions, contact us.',
  },
  ja: {
    subject: '【重要】お客様の個人情報について',
    text: (from, until) =>
      `${from}から${until}までの間に、お客様の個人情報の一部が、権限のない者に閲覧されたおそれがあることが分かりました。深くお詫びいたします。必要な措置を講じ、法令に従って監督機関に報告します。`,
    kinds: '対象の情報',
    kind: {
      name: '氏名',
      email: 'メールアドレス',
      telephone: '電話番号',
      notes: 'スタッフの記録',
      document_digits: '本人確認書類の種類と末尾の番号',
      card_number: 'SIMカード番号・回線番号',
      orders: 'ご注文',
      usage: 'データ使用量',
    },
    between: '、',
    none: '読み取れる情報はありません',
    care: 'クレジットカード番号とパスワードは含まれていません。当社を名乗る電話やメッセージにご注意ください。認証コードやギフトカードの番号をお尋ねすることはありません。ご不明な点はお問い合わせください。',
  },
  ko: {
    subject: '중요: 고객님의 개인정보에 관한 안내',
    text: (from, until) =>
      `${from}부터 ${until} 사이에 고객님의 개인정보 일부를 권한이 없는 사람이 보았을 가능성이 있음을 확인했습니다. 진심으로 사과드립니다. 필요한 조치를 취했으며 법에 따라 감독기관에 보고합니다.`,
    kinds: '해당 정보',
    kind: {
      name: '이름',
      email: '이메일 주소',
      telephone: '전화번호',
      notes: '상담 기록',
      document_digits: '신분증 종류와 끝자리',
      card_number: '유심 카드 번호와 회선 번호',
      orders: '주문',
      usage: '데이터 사용량',
    },
    between: ', ',
    none: '읽을 수 있는 정보 없음',
    care: '카드 번호와 비밀번호는 포함되지 않습니다. 저희를 사칭하는 전화와 메시지에 주의하세요. 인증 코드나 기프트카드 번호를 묻지 않습니다. 궁금한 점은 연락해 주세요.',
  },
}
