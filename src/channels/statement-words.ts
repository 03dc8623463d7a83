/**
 * Every sentence of a statement, as one typed catalogue a language: pages, file and table say the
 * same. Facts arrive as text already formatted. Not what is odd on it (`anomaly-words.ts`).
 */
import type { Language } from '../domain/basics/language.ts'
import type { PointsMoveKind, StatementEntry } from '../domain/bill/statement.ts'

export interface StatementWords {
  /** The list of months. */
  readonly name: string
  readonly listLead: string
  readonly listNone: string
  readonly title: (month: string) => string
  readonly ofLine: (line: string) => string
  readonly open: (moment: string) => string
  readonly closed: string
  readonly noInvoice: string
  readonly cut: string
  readonly sums: string
  readonly sold: string
  readonly returned: string
  readonly soldAt: (percent: number) => string
  readonly returnedAt: (percent: number) => string
  readonly taxIn: (percent: number) => string
  readonly untaxed: string
  readonly entries: string
  readonly entriesNone: string
  readonly kinds: Readonly<Record<StatementEntry['kind'], string>>
  readonly odd: string
  readonly pages: string
  readonly page: (number: number, of: number) => string
  readonly next: string
  readonly previous: string
  readonly points: string
  readonly pointsBefore: string
  readonly pointsAfter: string
  readonly moves: Readonly<Record<PointsMoveKind, string>>
  readonly data: string
  readonly dataNone: string
  readonly bought: string
  readonly takenBack: string
  readonly perDay: (volume: string) => string
  readonly unlimited: string
  readonly used: string
  readonly throttled: string
  readonly uncovered: string
  readonly late: string
  readonly byDay: string
  readonly day: string
  readonly contestDay: string
  readonly files: string
  readonly pdf: string
  readonly csv: string
  readonly columns: {
    readonly date: string
    readonly what: string
    readonly line: string
    readonly order: string
    readonly item: string
    readonly amount: string
    readonly rate: string
    readonly taxed: string
    readonly tax: string
    readonly means: string
    readonly bytes: string
    readonly remark: string
  }
}

const WORDS: Readonly<Record<Language, StatementWords>> = {
  'zh-CN': {
    name: '月账单',
    listLead: '每个月的订单、付款、退款、税额和流量。',
    listNone: '还没有可列的月份。',
    title: (month) => `${month}账单`,
    ofLine: (line) => `SIM ${line}`,
    open: (moment) => `截至${moment}；这个月还没结束。`,
    closed: '这个月已结束，内容不再改变；之后的更正记在更正发生的那个月。',
    noInvoice: '这不是付款通知，也不是税务凭证。凭证请看各订单的收据。',
    cut: '条目太多，这里只列出前面的一部分。',
    sums: '合计',
    sold: '支付合计',
    returned: '退回合计',
    soldAt: (percent) => `${percent}% 税率的购买（含税）`,
    returnedAt: (percent) => `${percent}% 税率的退回（含税）`,
    taxIn: (percent) => `其中消费税（${percent}%）`,
    untaxed: '不征税的购买',
    entries: '明细',
    entriesNone: '这个月没有付款和退款。',
    kinds: {
      sold: '购买',
      given_back: '退款',
      charged_back: '银行撤回',
      to_return: '无法交付，将退回',
      returned: '已退回',
      set_aside: '为订单预留的积分或礼品卡',
    },
    odd: '请看一下',
    pages: '页码',
    page: (number, of) => `第 ${number} 页，共 ${of} 页`,
    next: '下一页',
    previous: '上一页',
    points: '积分',
    pointsBefore: '月初',
    pointsAfter: '月末',
    moves: {
      granted: '获得',
      spent: '使用',
      returned: '退回',
      lapsed: '过期',
      taken_back: '收回',
    },
    data: '流量',
    dataNone: '这个月没有流量。',
    bought: '购买的流量',
    takenBack: '收回的流量',
    perDay: (volume) => `每天 ${volume}`,
    unlimited: '不限量',
    used: '已用',
    throttled: '其中限速时',
    uncovered: '其中不计入任何套餐',
    late: '网络晚报的、属于上月的',
    byDay: '按天列出',
    day: '日期',
    contestDay: '对这一天有异议',
    files: '下载',
    pdf: 'PDF 文件',
    csv: '表格（CSV）',
    columns: {
      date: '日期（日本时间）',
      what: '类别',
      line: 'SIM',
      order: '订单号',
      item: '项目',
      amount: '金额（日元）',
      rate: '税率（%）',
      taxed: '计税金额（日元）',
      tax: '税额（日元）',
      means: '方式',
      bytes: '字节',
      remark: '备注',
    },
  },
  'zh-TW': {
    name: '月帳單',
    listLead: '每個月的訂單、付款、退款、稅額和用量。',
    listNone: '還沒有可列的月份。',
    title: (month) => `${month}帳單`,
    ofLine: (line) => `SIM ${line}`,
    open: (moment) => `截至${moment}；這個月還沒結束。`,
    closed: '這個月已結束，內容不再改變；之後的更正記在更正發生的那個月。',
    noInvoice: '這不是付款通知，也不是稅務憑證。憑證請看各訂單的收據。',
    cut: '項目太多，這裡只列出前面的一部分。',
    sums: '合計',
    sold: '支付合計',
    returned: '退回合計',
    soldAt: (percent) => `${percent}% 稅率的購買（含稅）`,
    returnedAt: (percent) => `${percent}% 稅率的退回（含稅）`,
    taxIn: (percent) => `其中消費稅（${percent}%）`,
    untaxed: '不課稅的購買',
    entries: '明細',
    entriesNone: '這個月沒有付款和退款。',
    kinds: {
      sold: '購買',
      given_back: '退款',
      charged_back: '銀行撤回',
      to_return: '無法交付，將退回',
      returned: '已退回',
      set_aside: '為訂單預留的點數或禮物卡',
    },
    odd: '請看一下',
    pages: '頁碼',
    page: (number, of) => `第 ${number} 頁，共 ${of} 頁`,
    next: '下一頁',
    previous: '上一頁',
    points: '點數',
    pointsBefore: '月初',
    pointsAfter: '月底',
    moves: {
      granted: '獲得',
      spent: '使用',
      returned: '退回',
      lapsed: '過期',
      taken_back: '收回',
    },
    data: '用量',
    dataNone: '這個月沒有用量。',
    bought: '購買的數據',
    takenBack: '收回的數據',
    perDay: (volume) => `每天 ${volume}`,
    unlimited: '吃到飽',
    used: '已用',
    throttled: '其中降速時',
    uncovered: '其中不計入任何方案',
    late: '網路晚報的、屬於上個月的',
    byDay: '按天列出',
    day: '日期',
    contestDay: '對這一天有異議',
    files: '下載',
    pdf: 'PDF 檔',
    csv: '表格（CSV）',
    columns: {
      date: '日期（日本時間）',
      what: '類別',
      line: 'SIM',
      order: '訂單號',
      item: '項目',
      amount: '金額（日圓）',
      rate: '稅率（%）',
      taxed: '計稅金額（日圓）',
      tax: '稅額（日圓）',
      means: '方式',
      bytes: '位元組',
      remark: '備註',
    },
  },
  en: {
    name: 'Statements',
    listLead: 'Orders, payments, refunds, tax and data of each month.',
    listNone: 'There is no month to list yet.',
    title: (month) => `Statement of ${month}`,
    ofLine: (line) => `SIM ${line}`,
    open: (moment) => `As of ${moment}. The month is not over yet.`,
    closed:
      'The month is over and this stays as it is. ' +
      'A later correction stands in the month in which it was made.',
    noInvoice: 'Nothing is due, and this is no tax invoice: each order has its receipt.',
    cut: 'There are too many entries; the first of them are listed.',
    sums: 'In all',
    sold: 'Paid in all',
    returned: 'Given back in all',
    soldAt: (percent) => `Bought at ${percent}% (tax included)`,
    returnedAt: (percent) => `Given back at ${percent}% (tax included)`,
    taxIn: (percent) => `of it consumption tax (${percent}%)`,
    untaxed: 'Bought without tax',
    entries: 'Entries',
    entriesNone: 'Nothing was paid or given back in this month.',
    kinds: {
      sold: 'Bought',
      given_back: 'Refund',
      charged_back: 'Taken back by the bank',
      to_return: 'Could not be delivered; goes back',
      returned: 'Went back',
      set_aside: 'Points or gift card set aside for an order',
    },
    odd: 'Please have a look',
    pages: 'Pages',
    page: (number, of) => `Page ${number} of ${of}`,
    next: 'Next page',
    previous: 'Previous page',
    points: 'Points',
    pointsBefore: 'At the beginning',
    pointsAfter: 'At the end',
    moves: {
      granted: 'Earned',
      spent: 'Spent',
      returned: 'Came back',
      lapsed: 'Expired',
      taken_back: 'Taken back',
    },
    data: 'Data',
    dataNone: 'No data in this month.',
    bought: 'Data bought',
    takenBack: 'Data taken back',
    perDay: (volume) => `${volume} a day`,
    unlimited: 'Unlimited',
    used: 'Used',
    throttled: 'of it at reduced speed',
    uncovered: 'of it counted to no pack',
    late: 'of it reported late, for the month before',
    byDay: 'Day by day',
    day: 'Day',
    contestDay: 'Dispute this day',
    files: 'Downloads',
    pdf: 'PDF file',
    csv: 'Spreadsheet (CSV)',
    columns: {
      date: 'Date (Japan)',
      what: 'Kind',
      line: 'SIM',
      order: 'Order',
      item: 'Item',
      amount: 'Amount (JPY)',
      rate: 'Tax rate (%)',
      taxed: 'Taxed amount (JPY)',
      tax: 'Tax (JPY)',
      means: 'By',
      bytes: 'Bytes',
      remark: 'Remark',
    },
  },
  ja: {
    name: 'ご利用明細',
    listLead: '月ごとの注文、お支払い、返金、税額、通信量です。',
    listNone: 'まだ表示できる月がありません。',
    title: (month) => `${month}のご利用明細`,
    ofLine: (line) => `SIM ${line}`,
    open: (moment) => `${moment}現在。この月はまだ終わっていません。`,
    closed: 'この月は終わり、内容は変わりません。後の訂正は、訂正した月に載ります。',
    noInvoice: '請求書でも適格請求書でもありません。領収書は各注文にあります。',
    cut: '項目が多いため、はじめの分だけを表示しています。',
    sums: '合計',
    sold: 'お支払い合計',
    returned: '返金合計',
    soldAt: (percent) => `${percent}%対象のお買い上げ（税込）`,
    returnedAt: (percent) => `${percent}%対象の返金（税込）`,
    taxIn: (percent) => `うち消費税（${percent}%）`,
    untaxed: '課税対象外のお買い上げ',
    entries: '明細',
    entriesNone: 'この月のお支払いと返金はありません。',
    kinds: {
      sold: '購入',
      given_back: '返金',
      charged_back: '銀行による取り消し',
      to_return: 'お渡しできず返金予定',
      returned: '返金済み',
      set_aside: '注文のために取り置いたポイント・ギフトカード',
    },
    odd: 'ご確認ください',
    pages: 'ページ',
    page: (number, of) => `${number} / ${of} ページ`,
    next: '次のページ',
    previous: '前のページ',
    points: 'ポイント',
    pointsBefore: '月初',
    pointsAfter: '月末',
    moves: {
      granted: '獲得',
      spent: '利用',
      returned: '返還',
      lapsed: '失効',
      taken_back: '取り消し',
    },
    data: '通信量',
    dataNone: 'この月の通信はありません。',
    bought: '購入したデータ',
    takenBack: '取り消したデータ',
    perDay: (volume) => `1日${volume}`,
    unlimited: '無制限',
    used: '使用量',
    throttled: 'うち低速時',
    uncovered: 'うちどのパックにも数えないもの',
    late: 'うち遅れて届いた前月分',
    byDay: '日別',
    day: '日付',
    contestDay: 'この日に異議がある',
    files: 'ダウンロード',
    pdf: 'PDFファイル',
    csv: '表（CSV）',
    columns: {
      date: '日付（日本時間）',
      what: '種類',
      line: 'SIM',
      order: '注文番号',
      item: '品目',
      amount: '金額（円）',
      rate: '税率（%）',
      taxed: '課税対象額（円）',
      tax: '税額（円）',
      means: '方法',
      bytes: 'バイト',
      remark: '備考',
    },
  },
  ko: {
    name: '이용 명세서',
    listLead: '매월의 주문, 결제, 환불, 세액, 데이터입니다.',
    listNone: '아직 표시할 달이 없습니다.',
    title: (month) => `${month} 이용 명세서`,
    ofLine: (line) => `SIM ${line}`,
    open: (moment) => `${moment} 기준입니다. 이 달은 아직 끝나지 않았습니다.`,
    closed: '이 달은 끝나서 내용이 바뀌지 않습니다. 나중의 정정은 정정한 달에 실립니다.',
    noInvoice: '청구서도 세금 증빙도 아닙니다. 영수증은 각 주문에 있습니다.',
    cut: '항목이 많아 앞부분만 표시합니다.',
    sums: '합계',
    sold: '결제 합계',
    returned: '환불 합계',
    soldAt: (percent) => `${percent}% 대상 구매(세금 포함)`,
    returnedAt: (percent) => `${percent}% 대상 환불(세금 포함)`,
    taxIn: (percent) => `그중 소비세(${percent}%)`,
    untaxed: '비과세 구매',
    entries: '내역',
    entriesNone: '이 달에는 결제와 환불이 없습니다.',
    kinds: {
      sold: '구매',
      given_back: '환불',
      charged_back: '은행의 취소',
      to_return: '제공하지 못해 돌려드릴 예정',
      returned: '돌려드림',
      set_aside: '주문을 위해 따로 둔 포인트·기프트 카드',
    },
    odd: '확인해 주세요',
    pages: '페이지',
    page: (number, of) => `${of}페이지 중 ${number}페이지`,
    next: '다음 페이지',
    previous: '이전 페이지',
    points: '포인트',
    pointsBefore: '월초',
    pointsAfter: '월말',
    moves: {
      granted: '적립',
      spent: '사용',
      returned: '반환',
      lapsed: '만료',
      taken_back: '회수',
    },
    data: '데이터',
    dataNone: '이 달에는 데이터가 없습니다.',
    bought: '구매한 데이터',
    takenBack: '회수한 데이터',
    perDay: (volume) => `하루 ${volume}`,
    unlimited: '무제한',
    used: '사용량',
    throttled: '그중 저속일 때',
    uncovered: '그중 어느 팩에도 세지 않은 것',
    late: '그중 늦게 보고된 지난달분',
    byDay: '날짜별',
    day: '날짜',
    contestDay: '이 날에 이의 있음',
    files: '다운로드',
    pdf: 'PDF 파일',
    csv: '표(CSV)',
    columns: {
      date: '날짜(일본 시간)',
      what: '종류',
      line: 'SIM',
      order: '주문 번호',
      item: '항목',
      amount: '금액(엔)',
      rate: '세율(%)',
      taxed: '과세 대상액(엔)',
      tax: '세액(엔)',
      means: '방법',
      bytes: '바이트',
      remark: '비고',
    },
  },
}

export function statementWords(language: Language): StatementWords {
  return WORDS[language]
}
