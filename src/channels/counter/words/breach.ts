/** Sentences of the breach page, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'
import { DATA_KINDS, type DataKind } from '../../../domain/breach/breach.ts'
import type { Reporting } from '../../../domain/breach/reporting.ts'

export interface BreachWords {
  readonly title: string
  readonly lead: string
  readonly of: string
  /** As `LEAKED` lists them. */
  readonly leaked: Readonly<Record<Leaked, string>>
  readonly name: string
  /** Where something goes by a name. */
  readonly nameHint: string
  readonly from: string
  readonly until: string
  readonly known: string
  readonly malicious: string
  readonly keysToo: string
  readonly look: string
  readonly wrongOf: string
  readonly wrongName: string
  readonly wrongTime: string
  readonly unknown: string
  readonly affected: string
  readonly counts: (accounts: number, lines: number, guests: number) => string
  readonly people: (people: number) => string
  readonly kinds: string
  readonly kind: Readonly<Record<DataKind, string>>
  readonly none: string
  readonly because: Readonly<Record<Reporting['because'][number] | 'nothing', string>>
  readonly why: string
  readonly first: string
  readonly last: string
  readonly csv: string
  readonly letters: (accounts: number) => string
  readonly lettersHint: string
  readonly send: string
  readonly sent: string
}

/** As they are posted: the forms of `parseLeak`, those that need a name without it. */
export const LEAKED = [
  'staff',
  'shop',
  'api-key',
  'table:persons',
  'table:orders',
  'table:calls',
  'table:identity_checks',
  'table:usage',
  'backup',
] as const
type Leaked = (typeof LEAKED)[number]

const leakedOf = (names: string): Readonly<Record<Leaked, string>> => {
  const each = names.split('|')
  return Object.fromEntries(LEAKED.map((one, index) => [one, each[index] ?? one])) as Record<
    Leaked,
    string
  >
}

const kindsOf = (names: string): Readonly<Record<DataKind, string>> => {
  const each = names.split('|')
  return Object.fromEntries(DATA_KINDS.map((kind, index) => [kind, each[index] ?? kind])) as Record<
    DataKind,
    string
  >
}

const WORDS: Readonly<Record<Language, BreachWords>> = {
  'zh-CN': {
    title: '信息泄露',
    lead: '查明涉及谁、哪些资料、法律要求的期限。查看不会发送任何东西。',
    of: '泄露了什么',
    leaked: leakedOf('员工账户|门店|API 密钥|姓名、邮箱、电话|订单|通话|证件检查|用量|整个备份'),
    name: '名称',
    nameHint: '员工账户、门店或 API 密钥的名称；其他不用填。',
    from: '从（日本时间）',
    until: '到（日本时间）',
    known: '得知时间（日本时间）',
    malicious: '有人故意造成',
    keysToo: '经营者的密钥也泄露了',
    look: '查看',
    wrongOf: '请选择泄露了什么。',
    wrongName: '请填写它的名称。',
    wrongTime: '请填写三个时间，“到”须晚于“从”。',
    unknown: '没有这个名称。',
    affected: '涉及范围',
    counts: (accounts, lines, guests) => `${accounts} 个账户、${lines} 条线路、${guests} 位访客`,
    people: (people) => `最多 ${people} 人`,
    kinds: '资料种类',
    kind: kindsOf('姓名|邮箱|电话号码|客服记录|证件末几位|卡号和号码|订单|用量'),
    none: '没有可读的内容',
    because: {
      malicious: '有人故意造成：须报告',
      many_people: '人数超过法律界限：须报告',
      notes: '记录里可能有敏感内容：请先检查',
      nothing: '这里看不出须报告的理由',
    },
    why: '报告',
    first: '初次报告（3 至 5 天内）',
    last: '最终报告',
    csv: '下载编号（CSV）',
    letters: (accounts) => `写信通知 ${accounts} 个账户`,
    lettersHint: '每个账户只发一次，用其语言。访客没有信件。需要第二个人确认。',
    send: '发送信件',
    sent: '信件正在发送。',
  },
  'zh-TW': {
    title: '資料外洩',
    lead: '查明涉及誰、哪些資料、法律要求的期限。查看不會寄送任何東西。',
    of: '外洩了什麼',
    leaked: leakedOf(
      '員工帳戶|門市|API 金鑰|姓名、電子郵件、電話|訂單|通話|證件檢查|用量|整個備份',
    ),
    name: '名稱',
    nameHint: '員工帳戶、門市或 API 金鑰的名稱；其他不用填。',
    from: '從（日本時間）',
    until: '到（日本時間）',
    known: '得知時間（日本時間）',
    malicious: '有人故意造成',
    keysToo: '經營者的金鑰也外洩了',
    look: '查看',
    wrongOf: '請選擇外洩了什麼。',
    wrongName: '請填寫它的名稱。',
    wrongTime: '請填寫三個時間，「到」須晚於「從」。',
    unknown: '沒有這個名稱。',
    affected: '涉及範圍',
    counts: (accounts, lines, guests) => `${accounts} 個帳號、${lines} 條線路、${guests} 位訪客`,
    people: (people) => `最多 ${people} 人`,
    kinds: '資料種類',
    kind: kindsOf('姓名|電子郵件|電話號碼|客服紀錄|證件末幾碼|卡號和號碼|訂單|用量'),
    none: '沒有可讀的內容',
    because: {
      malicious: '有人故意造成：須通報',
      many_people: '人數超過法律界限：須通報',
      notes: '紀錄裡可能有敏感內容：請先檢查',
      nothing: '這裡看不出須通報的理由',
    },
    why: '通報',
    first: '初次通報（3 至 5 天內）',
    last: '最終通報',
    csv: '下載編號（CSV）',
    letters: (accounts) => `寫信通知 ${accounts} 個帳號`,
    lettersHint: '每個帳號只寄一次，用其語言。訪客沒有信件。需要第二個人確認。',
    send: '寄出信件',
    sent: '信件正在寄送。',
  },
  en: {
    title: 'Breach',
    lead: 'Whom a leak concerns, which data, and by which days the law wants reports. Looking sends nothing.',
    of: 'What leaked',
    leaked: leakedOf(
      'A staff account|A shop|An API key|Names, e-mail, telephone|Orders|Calls|Document checks|Usage|A whole backup',
    ),
    name: 'Name',
    nameHint: 'Of the staff account, shop or API key; else leave it empty.',
    from: 'From (Japan time)',
    until: 'Until (Japan time)',
    known: 'Known since (Japan time)',
    malicious: 'Somebody meant harm',
    keysToo: 'The operator’s keys are out too',
    look: 'Look',
    wrongOf: 'Choose what got out.',
    wrongName: 'Write its name.',
    wrongTime: 'Write all three times; “until” comes after “from”.',
    unknown: 'Nothing goes by that name.',
    affected: 'Concerned',
    counts: (accounts, lines, guests) => `${accounts} accounts, ${lines} lines, ${guests} guests`,
    people: (people) => `${people} people at most`,
    kinds: 'Kinds of data',
    kind: kindsOf(
      'name|e-mail|telephone|staff notes|document digits|card and line number|orders|usage',
    ),
    none: 'nothing that can be read',
    because: {
      malicious: 'Somebody meant harm: to be reported',
      many_people: 'More people than may go unreported: to be reported',
      notes: 'Notes may hold what is sensitive: look into them',
      nothing: 'No ground for a report is known here',
    },
    why: 'Report',
    first: 'First report (within 3 to 5 days)',
    last: 'Last report',
    csv: 'Download the ids (CSV)',
    letters: (accounts) => `Tell ${accounts} accounts by letter`,
    lettersHint:
      'Each account once, in its language. Guests get no letter. A second person confirms.',
    send: 'Send the letters',
    sent: 'The letters are on their way.',
  },
  ja: {
    title: '情報漏えい',
    lead: '対象者、情報の種類、法令上の報告期限を確認します。確認だけでは何も送信されません。',
    of: '漏えいしたもの',
    leaked: leakedOf(
      'スタッフのアカウント|店舗|API キー|氏名・メール・電話番号|注文|通話|本人確認|利用量|バックアップ全体',
    ),
    name: '名前',
    nameHint: 'スタッフのアカウント、店舗、API キーの名前。ほかは空欄のまま。',
    from: '開始（日本時間）',
    until: '終了（日本時間）',
    known: '知った日時（日本時間）',
    malicious: '故意によるもの',
    keysToo: '事業者の鍵も漏えいした',
    look: '確認する',
    wrongOf: '漏れたものを選んでください。',
    wrongName: 'その名前を入力してください。',
    wrongTime: '三つの日時を入力し、終了は開始より後にしてください。',
    unknown: 'その名前のものはありません。',
    affected: '対象',
    counts: (accounts, lines, guests) =>
      `アカウント${accounts}件、回線${lines}件、ゲスト${guests}名`,
    people: (people) => `最大${people}名`,
    kinds: '情報の種類',
    kind: kindsOf(
      '氏名|メール|電話番号|スタッフの記録|書類の末尾番号|カード・回線番号|注文|使用量',
    ),
    none: '読み取れるものはありません',
    because: {
      malicious: '故意によるもの：報告が必要',
      many_people: '人数が法定の基準を超過：報告が必要',
      notes: '記録に要配慮情報が含まれる可能性：確認してください',
      nothing: '報告が必要な理由は見当たりません',
    },
    why: '報告',
    first: '速報（3〜5日以内）',
    last: '確報',
    csv: 'ID一覧（CSV）',
    letters: (accounts) => `${accounts}件のアカウントにメールで通知`,
    lettersHint:
      '各アカウントに一度だけ、その言語で送ります。ゲストには送られません。二人目の確認が必要です。',
    send: '通知を送る',
    sent: '通知を送信しています。',
  },
  ko: {
    title: '정보 유출',
    lead: '누가 해당되는지, 어떤 정보인지, 법이 정한 보고 기한을 확인합니다. 조회만으로는 아무것도 보내지 않습니다.',
    of: '유출된 것',
    leaked: leakedOf(
      '직원 계정|매장|API 키|이름·이메일·전화|주문|통화|신분증 확인|사용량|백업 전체',
    ),
    name: '이름',
    nameHint: '직원 계정, 매장 또는 API 키의 이름입니다. 그 밖에는 비워 두세요.',
    from: '시작(일본 시간)',
    until: '끝(일본 시간)',
    known: '알게 된 때(일본 시간)',
    malicious: '고의에 의한 것',
    keysToo: '운영자의 키도 유출됨',
    look: '조회',
    wrongOf: '무엇이 유출되었는지 고르세요.',
    wrongName: '이름을 입력하세요.',
    wrongTime: '세 시간을 모두 입력하고, 끝은 시작보다 나중이어야 합니다.',
    unknown: '그런 이름이 없습니다.',
    affected: '해당 범위',
    counts: (accounts, lines, guests) => `계정 ${accounts}개, 회선 ${lines}개, 비회원 ${guests}명`,
    people: (people) => `최대 ${people}명`,
    kinds: '정보 종류',
    kind: kindsOf('이름|이메일|전화번호|상담 기록|신분증 끝자리|카드·회선 번호|주문|사용량'),
    none: '읽을 수 있는 것 없음',
    because: {
      malicious: '고의에 의한 것: 보고 필요',
      many_people: '법정 기준 인원 초과: 보고 필요',
      notes: '기록에 민감한 내용이 있을 수 있음: 확인하세요',
      nothing: '보고가 필요한 이유가 보이지 않습니다',
    },
    why: '보고',
    first: '최초 보고(3~5일 이내)',
    last: '최종 보고',
    csv: 'ID 내려받기(CSV)',
    letters: (accounts) => `계정 ${accounts}개에 메일로 알림`,
    lettersHint:
      '각 계정에 한 번만, 그 언어로 보냅니다. 비회원에게는 보내지 않습니다. 두 번째 사람이 확인합니다.',
    send: '메일 보내기',
    sent: '메일을 보내고 있습니다.',
  },
}

export function breachWords(language: Language): BreachWords {
  return WORDS[language]
}
