/** Sentences of the page of what another carrier is to deliver. */
import type { FulfilByHandRefusal } from '../../../app/staff/fulfilment.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { SupplyTrouble } from '../../../domain/fulfilment/told.ts'
import type { RefusalWords } from './refusal-words.ts'

export interface FulfilmentDeskWords {
  readonly title: string
  readonly lead: string
  readonly waiting: string
  readonly none: string
  readonly byWholesaler: (supplier: string, plan: string) => string
  readonly deadline: (end: string) => string
  readonly doubt: string
  readonly trouble: Readonly<Record<SupplyTrouble, string>>
  readonly until: string
  readonly untilHint: string
  readonly data: string
  readonly dataHint: string
  readonly done: string
  readonly cannot: string
  readonly cannotHint: string
  readonly wasDone: string
  readonly wasBack: string
  readonly chooseOne: string
  readonly wrongUntil: string
  readonly wrongData: string
  readonly unknown: string
  readonly unknownLead: string
  readonly wentBack: (moment: string) => string
  readonly refusals: RefusalWords<FulfilByHandRefusal>
}

const WORDS: Readonly<Record<Language, FulfilmentDeskWords>> = {
  'zh-CN': {
    title: '待添加的流量',
    lead: '客户已经付款，流量由别的运营商添加。到时没有完成，款项自动退回，并通知客户。',
    waiting: '等待中（最早的在前）',
    none: '没有等待的订单。',
    byWholesaler: (supplier, plan) => `由批发商 ${supplier} 处理：${plan}`,
    deadline: (end) => `期限 ${end}`,
    doubt: '时间已到，批发商没有回答。请在批发商的页面上查明，再在这里登记。',
    trouble: {
      no_credit: '批发商账户余额不足',
      maintenance: '运营商维护中',
      out_of_stock: '套餐缺货',
      disabled: '运营商停用了充值',
      card_unknown: '批发商不认识这张卡',
      rate_limited: '批发商要求稍后再试',
      signed_out: '批发商拒绝了我方的登录',
      unreachable: '批发商没有回应',
      malformed: '批发商的回答无法读取',
      other: '批发商没有说明原因',
    },
    until: '有效期至（日本时间）',
    untilHint: '如 2027-04-09 12:00；运营商没有告知就留空',
    data: '流量（GB）',
    dataHint: '留空：与套餐相同',
    done: '已添加',
    cannot: '无法添加，退款',
    cannotHint: '款项会自动退回，客户会收到通知。',
    wasDone: '已登记，客户会收到通知。',
    wasBack: '款项正在退回，客户会收到通知。',
    chooseOne: '请先选择一个订单。',
    wrongUntil: '请按 2027-04-09 12:00 的格式填写',
    wrongData: '请填写数字，如 3 或 1.5',
    unknown: '未能确认就退了款的订单',
    unknownLead: '请与批发商的账单核对：流量可能已经添加。',
    wentBack: (moment) => `${moment} 退款`,
    refusals: {
      fulfilment_over: () => '这个订单已经结束：已开通，或已退款。',
      wholesaler_is_asked: () => '批发商正在处理这个订单，目前不能由人工登记。',
      end_is_past: () => '这个有效期已经过去，请核对。',
    },
  },
  'zh-TW': {
    title: '待加入的流量',
    lead: '客戶已付款，流量由其他電信業者加入。期限內沒有完成，款項自動退回，並通知客戶。',
    waiting: '等待中（最早的在前）',
    none: '沒有等待的訂單。',
    byWholesaler: (supplier, plan) => `由批發商 ${supplier} 處理：${plan}`,
    deadline: (end) => `期限 ${end}`,
    doubt: '時間已到，批發商沒有回答。請在批發商的頁面查明，再在此登記。',
    trouble: {
      no_credit: '批發商帳戶餘額不足',
      maintenance: '電信業者維護中',
      out_of_stock: '方案缺貨',
      disabled: '電信業者停用了加值',
      card_unknown: '批發商不認得這張卡',
      rate_limited: '批發商要求稍後再試',
      signed_out: '批發商拒絕了我方的登入',
      unreachable: '批發商沒有回應',
      malformed: '批發商的回答無法讀取',
      other: '批發商沒有說明原因',
    },
    until: '使用期限（日本時間）',
    untilHint: '如 2027-04-09 12:00；業者沒有告知就留空',
    data: '流量（GB）',
    dataHint: '留空：與方案相同',
    done: '已加入',
    cannot: '無法加入，退款',
    cannotHint: '款項會自動退回，客戶會收到通知。',
    wasDone: '已登記，客戶會收到通知。',
    wasBack: '款項正在退回，客戶會收到通知。',
    chooseOne: '請先選擇一個訂單。',
    wrongUntil: '請依 2027-04-09 12:00 的格式填寫',
    wrongData: '請填寫數字，如 3 或 1.5',
    unknown: '未能確認就退款的訂單',
    unknownLead: '請與批發商的帳單核對：流量可能已經加入。',
    wentBack: (moment) => `${moment} 退款`,
    refusals: {
      fulfilment_over: () => '這個訂單已經結束：已開通，或已退款。',
      wholesaler_is_asked: () => '批發商正在處理這個訂單，目前不能由人工登記。',
      end_is_past: () => '這個期限已經過去，請核對。',
    },
  },
  en: {
    title: 'Data to add',
    lead: 'Paid, and another carrier adds the data. What is not done in time is refunded by itself, and the customer is told.',
    waiting: 'Waiting, oldest first',
    none: 'Nothing waits.',
    byWholesaler: (supplier, plan) => `Asked of the wholesaler ${supplier}: ${plan}`,
    deadline: (end) => `By ${end}`,
    doubt: 'The time is over and the wholesaler does not answer. Look there, then say it here.',
    trouble: {
      no_credit: 'our credit at the wholesaler is used up',
      maintenance: 'the carrier is in maintenance',
      out_of_stock: 'the plan is out of stock',
      disabled: 'the carrier has disabled top-ups',
      card_unknown: 'the wholesaler does not know this card',
      rate_limited: 'the wholesaler asks us to wait',
      signed_out: 'the wholesaler refuses our sign-in',
      unreachable: 'the wholesaler does not answer',
      malformed: 'the wholesaler’s answer can not be read',
      other: 'the wholesaler gives no reason',
    },
    until: 'Valid until (Japan time)',
    untilHint: 'Such as 2027-04-09 12:00; left empty where the carrier names no end',
    data: 'Data (GB)',
    dataHint: 'Left empty: as much as was sold',
    done: 'Done',
    cannot: 'Can not be done, refund',
    cannotHint: 'The money goes back by itself, and the customer is told.',
    wasDone: 'Written down; the customer is told.',
    wasBack: 'The money is going back; the customer is told.',
    chooseOne: 'Choose an order first.',
    wrongUntil: 'Write it as 2027-04-09 12:00',
    wrongData: 'Write a number such as 3 or 1.5',
    unknown: 'Refunded without knowing',
    unknownLead: 'Compare them with the wholesaler’s bill: the data may have been added.',
    wentBack: (moment) => `Refunded ${moment}`,
    refusals: {
      fulfilment_over: () => 'This order is over: it was delivered, or its money went back.',
      wholesaler_is_asked: () => 'The wholesaler is at it; nobody can say it by hand now.',
      end_is_past: () => 'This end is past already. Please check it.',
    },
  },
  ja: {
    title: '追加待ちのデータ',
    lead: 'お支払い済みで、他の通信会社がデータを追加する注文です。時間内に終わらないものは自動で返金し、お客様にお知らせします。',
    waiting: '待っている注文（古い順）',
    none: '待っている注文はありません。',
    byWholesaler: (supplier, plan) => `卸売業者 ${supplier} に依頼中：${plan}`,
    deadline: (end) => `期限 ${end}`,
    doubt:
      '時間を過ぎましたが、卸売業者から回答がありません。卸売業者の画面で確かめ、ここに登録してください。',
    trouble: {
      no_credit: '卸売業者の残高が足りません',
      maintenance: '通信会社がメンテナンス中です',
      out_of_stock: 'プランの在庫がありません',
      disabled: '通信会社がチャージを停止しています',
      card_unknown: '卸売業者にこのカードの登録がありません',
      rate_limited: '卸売業者から待つように言われています',
      signed_out: '卸売業者にログインを拒否されました',
      unreachable: '卸売業者から応答がありません',
      malformed: '卸売業者の回答が読めません',
      other: '卸売業者が理由を示しません',
    },
    until: '有効期限（日本時間）',
    untilHint: '例 2027-04-09 12:00。通信会社が示さない場合は空欄',
    data: 'データ量（GB）',
    dataHint: '空欄：販売した量と同じ',
    done: '追加した',
    cannot: '追加できない（返金）',
    cannotHint: '自動で返金し、お客様にお知らせします。',
    wasDone: '登録しました。お客様にお知らせします。',
    wasBack: '返金の手続き中です。お客様にお知らせします。',
    chooseOne: '先に注文を選んでください。',
    wrongUntil: '2027-04-09 12:00 の形で入力してください',
    wrongData: '3 や 1.5 のような数で入力してください',
    unknown: '確認できないまま返金した注文',
    unknownLead: '卸売業者の請求と照合してください。データが追加されている可能性があります。',
    wentBack: (moment) => `${moment}に返金`,
    refusals: {
      fulfilment_over: () => 'この注文は終わっています。提供済みか、返金済みです。',
      wholesaler_is_asked: () => '卸売業者が処理中のため、今は手で登録できません。',
      end_is_past: () => 'この期限は過ぎています。確かめてください。',
    },
  },
  ko: {
    title: '추가할 데이터',
    lead: '결제가 끝났고 다른 통신사가 데이터를 추가할 주문입니다. 제시간에 끝나지 않으면 자동으로 환불되고 고객에게 안내됩니다.',
    waiting: '대기 중(오래된 순)',
    none: '대기 중인 주문이 없습니다.',
    byWholesaler: (supplier, plan) => `도매 업체 ${supplier}에 요청: ${plan}`,
    deadline: (end) => `기한 ${end}`,
    doubt:
      '시간이 지났지만 도매 업체의 답이 없습니다. 도매 업체 화면에서 확인한 뒤 여기에 등록하세요.',
    trouble: {
      no_credit: '도매 업체의 잔액이 부족합니다',
      maintenance: '통신사가 점검 중입니다',
      out_of_stock: '요금제 재고가 없습니다',
      disabled: '통신사가 충전을 중지했습니다',
      card_unknown: '도매 업체에 등록되지 않은 카드입니다',
      rate_limited: '도매 업체가 기다리라고 합니다',
      signed_out: '도매 업체가 로그인을 거부했습니다',
      unreachable: '도매 업체가 응답하지 않습니다',
      malformed: '도매 업체의 답을 읽을 수 없습니다',
      other: '도매 업체가 이유를 밝히지 않습니다',
    },
    until: '사용 기한(일본 시간)',
    untilHint: '예: 2027-04-09 12:00. 통신사가 알려 주지 않으면 비워 두세요',
    data: '데이터(GB)',
    dataHint: '비워 두면 판매한 양과 같습니다',
    done: '추가함',
    cannot: '추가할 수 없음, 환불',
    cannotHint: '자동으로 환불되고 고객에게 안내됩니다.',
    wasDone: '등록했습니다. 고객에게 안내됩니다.',
    wasBack: '환불 중입니다. 고객에게 안내됩니다.',
    chooseOne: '먼저 주문을 선택하세요.',
    wrongUntil: '2027-04-09 12:00 형식으로 입력하세요',
    wrongData: '3 또는 1.5와 같은 숫자를 입력하세요',
    unknown: '확인하지 못한 채 환불한 주문',
    unknownLead: '도매 업체의 청구서와 대조하세요. 데이터가 추가되었을 수 있습니다.',
    wentBack: (moment) => `${moment} 환불`,
    refusals: {
      fulfilment_over: () => '이 주문은 끝났습니다. 제공되었거나 환불되었습니다.',
      wholesaler_is_asked: () => '도매 업체가 처리 중이므로 지금은 직접 등록할 수 없습니다.',
      end_is_past: () => '이 기한은 이미 지났습니다. 확인해 주세요.',
    },
  },
}

export function fulfilmentDeskWords(language: Language): FulfilmentDeskWords {
  return WORDS[language]
}
