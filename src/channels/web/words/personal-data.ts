/**
 * Words of the page and the file of everything that is held about a person, in five languages. One
 * row a word: what is looked up by its own name stands side by side, so that none is forgotten.
 */
import type { FieldName, SectionKind } from '../../../app/queries/personal-sections/cells.ts'
import { LANGUAGES, type Language } from '../../../domain/basics/language.ts'

/** In the order of `LANGUAGES`. */
type InAll = readonly [zhCN: string, zhTW: string, en: string, ja: string, ko: string]

const SECTIONS: Readonly<Record<SectionKind, InAll>> = {
  account: ['账户', '帳號', 'Account', 'アカウント', '계정'],
  telephone: ['电话', '電話', 'Telephone', '電話', '전화'],
  notices: ['通知', '通知', 'Notices', 'お知らせ', '알림'],
  sign_ins: ['登录', '登入', 'Sign-ins', 'ログイン', '로그인'],
  passkeys: ['通行密钥', '通行密鑰', 'Passkeys', 'パスキー', '패스키'],
  lines: ['线路', '線路', 'SIMs', '回線', '회선'],
  esims: ['eSIM 配置文件', 'eSIM 設定檔', 'eSIM profiles', 'eSIMプロファイル', 'eSIM 프로파일'],
  packs: ['流量包', '方案', 'Packs', 'パック', '팩'],
  auto_renewals: ['自动续费', '自動續購', 'Auto-renewal', '自動更新', '자동 연장'],
  usage: ['每天用量', '每日用量', 'Usage by day', '1日ごとの使用量', '일별 사용량'],
  orders: ['订单', '訂單', 'Orders', '注文', '주문'],
  payments: ['付款', '付款', 'Payments', 'お支払い', '결제'],
  parts: [
    '用掉的积分和礼品卡',
    '用掉的點數和禮品卡',
    'Points and gift cards spent',
    '使ったポイントとギフトカード',
    '사용한 포인트와 기프트 카드',
  ],
  documents: ['票据', '票據', 'Documents', '領収書類', '영수 문서'],
  points: ['积分', '點數', 'Points', 'ポイント', '포인트'],
  kept_methods: [
    '已保存的付款方式',
    '已儲存的付款方式',
    'Kept means of payment',
    '保存したお支払い方法',
    '저장된 결제 수단',
  ],
  agreements: ['同意的条款', '同意的條款', 'Agreements', '同意の記録', '동의 기록'],
  calls: ['通话', '通話', 'Calls', '通話', '통화'],
  call_backs: ['回电', '回電', 'Call-backs', '折り返し電話', '회신 전화'],
  cases: ['处理记录和备注', '處理紀錄和備註', 'Cases and notes', '対応とメモ', '처리 기록과 메모'],
  identity_checks: ['证件核对', '證件核對', 'Documents checked', '本人確認', '신분증 확인'],
  changes: ['申请过的变更', '申請過的變更', 'Risky changes', '重要な変更', '중요한 변경'],
  disputes: ['申诉', '申訴', 'Disputes', '異議申し立て', '이의 제기'],
  anomalies: ['异常提示', '異常提示', 'Oddities found', '気になる点', '이상 징후'],
  reports: ['举报', '檢舉', 'Reports', '通報', '신고'],
  journal: ['操作记录', '操作紀錄', 'What was done', '操作の記録', '처리 기록'],
}

const FIELDS: Readonly<Record<FieldName, InAll>> = {
  about: ['关于', '關於', 'About', '内容', '내용'],
  amount: ['金额', '金額', 'Amount', '金額', '금액'],
  answer: ['答复', '答覆', 'Answer', '回答', '답변'],
  at: ['时间', '時間', 'When', '日時', '일시'],
  card: ['卡号', '卡號', 'SIM number', 'カード番号', '카드 번호'],
  channel: ['渠道', '管道', 'Where', '窓口', '경로'],
  command: ['操作', '操作', 'Act', '操作', '처리'],
  country: ['国家和地区', '國家和地區', 'Country', '国・地域', '국가·지역'],
  day: ['日期', '日期', 'Day', '日付', '날짜'],
  device: ['设备', '裝置', 'Device', '端末', '기기'],
  document: ['编号', '編號', 'Number', '番号', '번호'],
  due: ['生效', '生效', 'Takes effect', '実行日時', '적용'],
  email: ['邮箱', '信箱', 'E-mail', 'メールアドレス', '이메일'],
  ended: ['结束', '結束', 'Ended', '終了', '종료'],
  expires: ['到期', '到期', 'Expires', '有効期限', '만료'],
  feedback: ['您的反馈', '您的回覆', 'Your answer', 'お客様の回答', '회신'],
  forgotten: ['删除', '刪除', 'Removed', '削除', '삭제'],
  from: ['开始', '開始', 'From', '開始', '시작'],
  granted: ['获得', '獲得', 'Granted', '付与', '적립'],
  kind: ['种类', '種類', 'Kind', '種類', '종류'],
  language: ['语言', '語言', 'Language', '言語', '언어'],
  last_digits: ['末几位', '末幾碼', 'Last digits', '末尾', '끝자리'],
  last_used: ['最近使用', '最近使用', 'Last used', '最終利用', '마지막 사용'],
  left: ['剩余', '剩餘', 'Left', '残り', '남음'],
  means: ['方式', '方式', 'By', '手段', '수단'],
  method: ['付款方法', '付款方法', 'Method', '方法', '방법'],
  msisdn: ['数据卡号码', '數據卡號碼', 'Line number', '回線番号', '회선 번호'],
  name: ['名称', '名稱', 'Name', '名前', '이름'],
  names: ['提到的对象', '提到的對象', 'Names', '挙げられたもの', '언급된 것'],
  network: ['网络', '網路', 'Network', 'ネットワーク', '네트워크'],
  offer: ['流量包', '方案', 'Pack', 'パック', '팩'],
  order: ['订单号', '訂單編號', 'Order', '注文番号', '주문 번호'],
  outcome: ['结果', '結果', 'Outcome', '結果', '결과'],
  pin_set: ['电话密码设置', '電話密碼設定', 'PIN set', '暗証番号の設定', '비밀번호 설정'],
  provider: ['支付公司', '支付公司', 'Payment company', '決済会社', '결제 회사'],
  recipient: ['抬头', '抬頭', 'Made out to', '宛名', '받는 사람'],
  result: ['结果', '結果', 'Result', '結果', '결과'],
  shown: ['当时显示', '當時顯示', 'What was shown', '表示された内容', '표시된 내용'],
  source: ['来源', '來源', 'Source', '由来', '출처'],
  state: ['状态', '狀態', 'State', '状態', '상태'],
  suspended: ['停用', '停用', 'Stopped', '停止', '정지'],
  telephone: ['电话号码', '電話號碼', 'Telephone number', '電話番号', '전화번호'],
  terms: ['条款', '條款', 'Terms', '規約', '약관'],
  text: ['内容', '內容', 'Text', '本文', '본문'],
  until: ['结束', '結束', 'Until', '終了', '종료'],
  used: ['用量', '用量', 'Used', '使用量', '사용량'],
  ways: ['通知方式', '通知方式', 'Ways', '方法', '방법'],
  zone: ['时区', '時區', 'Time zone', 'タイムゾーン', '시간대'],
}

/** Words of the product's own; one that is not here stands as it is. */
const CODES: Readonly<Record<string, InAll>> = {
  accepted: ['通过', '通過', 'Accepted', '確認済み', '승인'],
  api: ['合作商', '合作商', 'Partner', '提携先', '제휴사'],
  auto: ['自动', '自動', 'Automatic', '自動', '자동'],
  fulfilling: [
    '已付款，等运营商添加',
    '已付款，等電信業者加入',
    'Paid, the carrier is adding it',
    '支払い済み、通信会社の追加待ち',
    '결제 완료, 통신사 추가 대기',
  ],
  awaiting_payment: ['等待付款', '等待付款', 'Waiting for payment', '支払い待ち', '결제 대기'],
  begun: ['已开始', '已開始', 'Begun', '開始済み', '시작됨'],
  bonus: ['赠送', '贈送', 'Present', '特典', '증정'],
  campaign: ['活动', '活動', 'Campaign', 'キャンペーン', '캠페인'],
  cancelled: ['已取消', '已取消', 'Cancelled', '取り消し', '취소됨'],
  charged_back: ['已被拒付', '已被拒付', 'Charged back', 'チャージバック', '지불 거절됨'],
  contact: ['更换邮箱', '更換信箱', 'Another e-mail', 'メールアドレスの変更', '이메일 변경'],
  counter: ['门店', '門市', 'Shop', '店頭', '매장'],
  created: ['已建立', '已建立', 'Created', '作成', '생성됨'],
  decided: ['已答复', '已答覆', 'Answered', '回答済み', '답변됨'],
  delivered: ['已开通', '已開通', 'Delivered', '反映済み', '적용됨'],
  done: ['已完成', '已完成', 'Done', '完了', '완료'],
  duplicate: ['重复扣款', '重複扣款', 'Duplicate', '重複', '중복'],
  earned: ['购买获得', '購買獲得', 'Earned', '購入', '구매 적립'],
  downloaded: ['已下载', '已下載', 'Downloaded', 'ダウンロード済み', '내려받음'],
  email_code: [
    '邮箱验证码',
    '信箱驗證碼',
    'Code by e-mail',
    'メールの認証コード',
    '이메일 인증 코드',
  ],
  expired: ['已过期', '已過期', 'Expired', '期限切れ', '만료됨'],
  failed: ['失败', '失敗', 'Failed', '失敗', '실패'],
  forget: ['删除账户', '刪除帳號', 'Deletion', '削除', '삭제'],
  gift_card: ['礼品卡', '禮品卡', 'Gift card', 'ギフトカード', '기프트 카드'],
  goodwill: ['补偿', '補償', 'Goodwill', 'お詫び', '보상'],
  id_card: ['身份证件', '身分證件', 'Identity card', '身分証明書', '신분증'],
  installed: ['已安装', '已安裝', 'Installed', 'インストール済み', '설치됨'],
  invoice: ['发票', '發票', 'Invoice', '請求書', '청구서'],
  open: ['进行中', '進行中', 'Open', '対応中', '진행 중'],
  paid: ['购买', '購買', 'Bought', '購入', '구매'],
  passkey: ['通行密钥', '通行密鑰', 'Passkey', 'パスキー', '패스키'],
  passport: ['护照', '護照', 'Passport', 'パスポート', '여권'],
  phone: ['电话', '電話', 'Telephone', '電話', '전화'],
  points: ['积分', '點數', 'Points', 'ポイント', '포인트'],
  receipt: ['收据', '收據', 'Receipt', '領収書', '영수증'],
  refund: ['退款', '退款', 'Refund', '返金', '환불'],
  refund_due: ['退款中', '退款中', 'Being refunded', '返金手続き中', '환불 진행 중'],
  refund_note: ['退款单', '退款單', 'Refund note', '返金明細', '환불 명세'],
  refunded: ['已退款', '已退款', 'Refunded', '返金済み', '환불됨'],
  refused: ['未通过', '未通過', 'Refused', '不可', '거절됨'],
  released: ['可以安装', '可以安裝', 'Ready to install', 'インストール可能', '설치 가능'],
  residence_card: ['在留卡', '在留卡', 'Residence card', '在留カード', '재류카드'],
  return_invoice: ['退款发票', '退款發票', 'Return invoice', '返還インボイス', '반환 청구서'],
  returned: ['退回', '退回', 'Returned', '戻し', '반환'],
  sim: ['换卡', '換卡', 'Another SIM', 'カードの変更', '유심 변경'],
  stopped: ['已停止', '已停止', 'Stopped', '中止', '중지됨'],
  succeeded: ['成功', '成功', 'Paid', '成功', '성공'],
  usage: ['用量', '用量', 'Usage', '使用量', '사용량'],
  void: ['已失效', '已失效', 'Void', '無効', '무효'],
  waiting: ['等待中', '等待中', 'Waiting', '待機中', '대기 중'],
  web: ['网站', '網站', 'Website', 'ウェブ', '웹'],
  withdrawn: ['已撤回', '已撤回', 'Withdrawn', '取り下げ', '철회됨'],
  'zh-CN': ['简体中文', '簡體中文', 'Chinese (simplified)', '中国語（簡体字）', '중국어(간체)'],
  'zh-TW': ['繁体中文', '繁體中文', 'Chinese (traditional)', '中国語（繁体字）', '중국어(번체)'],
  en: ['英语', '英文', 'English', '英語', '영어'],
  ja: ['日语', '日文', 'Japanese', '日本語', '일본어'],
  ko: ['韩语', '韓文', 'Korean', '韓国語', '한국어'],
}

const SENTENCES = {
  title: ['我的资料', '我的資料', 'My data', '自分のデータ', '내 데이터'],
  lead: [
    '我们保存的关于您的一切：账户、线路、订单、票据、通话、备注和操作记录，都在一个文件里。',
    '我們保存的關於您的一切：帳號、線路、訂單、票據、通話、備註和操作紀錄，都在一個檔案裡。',
    'Everything that we hold about you in one file: account, SIMs, orders, documents, calls, notes and what was done.',
    '当社が保存しているお客様の情報のすべて（アカウント、回線、注文、領収書類、通話、メモ、操作の記録）を1つのファイルにまとめます。',
    '저희가 보관하는 고객님의 모든 정보(계정, 회선, 주문, 영수 문서, 통화, 메모, 처리 기록)를 파일 하나에 담았습니다.',
  ],
  leftOut: [
    '不包括付款用的密钥、验证码和密码：它们只以不可还原的形式保存，或者属于支付公司。',
    '不包括付款用的金鑰、驗證碼和密碼：它們只以不可還原的形式保存，或者屬於支付公司。',
    'Tokens of payment, codes and the PIN are left out: they are kept in a form that nobody can read back, or belong to the payment company.',
    '決済用のトークン、認証コード、暗証番号は含みません。元に戻せない形で保存しているか、決済会社のものです。',
    '결제용 토큰, 인증 코드, 비밀번호는 들어 있지 않습니다. 되돌릴 수 없는 형태로 보관하거나 결제 회사의 것입니다.',
  ],
  keepSafe: [
    '请只在自己的设备上下载，不要转发给别人。',
    '請只在自己的裝置上下載，不要轉傳給別人。',
    'Download it on a device of your own, and pass it to nobody.',
    'ご自身の端末でダウンロードし、ほかの人に渡さないでください。',
    '본인의 기기에서 내려받고 다른 사람에게 전달하지 마세요.',
  ],
  html: [
    '下载（可以阅读和打印）',
    '下載（可以閱讀和列印）',
    'Download to read or print',
    'ダウンロード（閲覧・印刷用）',
    '내려받기(읽기·인쇄용)',
  ],
  json: [
    '下载（供其他程序使用）',
    '下載（供其他程式使用）',
    'Download for other programs',
    'ダウンロード（他のプログラム用）',
    '내려받기(다른 프로그램용)',
  ],
  none: ['没有。', '沒有。', 'Nothing.', 'ありません。', '없습니다.'],
  notWhole: [
    '只列出最新的部分；其余的请联系我们。',
    '只列出最新的部分；其餘的請與我們聯絡。',
    'Only the newest are listed; ask us for the rest.',
    '新しいものだけを表示しています。残りはお問い合わせください。',
    '최신 항목만 표시됩니다. 나머지는 문의해 주세요.',
  ],
  madeAt: ['生成时间', '產生時間', 'Made on', '作成日時', '작성 일시'],
} as const satisfies Readonly<Record<string, InAll>>

export type PersonalDataWords = Readonly<Record<keyof typeof SENTENCES, string>>

export function personalDataWords(language: Language): PersonalDataWords {
  const said = Object.entries(SENTENCES).map(([name, words]) => [name, inOne(words, language)])
  return Object.fromEntries(said) as PersonalDataWords
}

export function sectionTitle(kind: SectionKind, language: Language): string {
  return inOne(SECTIONS[kind], language)
}

export function fieldLabel(name: FieldName, language: Language): string {
  return inOne(FIELDS[name], language)
}

export function codeText(code: string, language: Language): string {
  const words = CODES[code]
  return words === undefined ? code.replaceAll('_', ' ') : inOne(words, language)
}

function inOne(words: InAll, language: Language): string {
  return words[LANGUAGES.indexOf(language)] ?? words[2]
}
