/**
 * What people are told of data that another carrier adds, in every language: shared by the portal,
 * the console, letters and the API's documents. For the ear: `hotline/words`.
 */
import type { Language } from '../domain/basics/language.ts'
import type { UnsuppliedWhy } from '../domain/order/fulfilling.ts'

export interface FulfilmentWords {
  /** Paid, and the data is to come. */
  readonly title: string
  readonly text: string
  /** By when; past it, the money goes back. */
  readonly by: (end: string) => string
  /** The time is over and nobody knows. */
  readonly doubt: (end: string) => string
  readonly refundWhy: Readonly<Record<UnsuppliedWhy, string>>
  /** Before paying. */
  readonly supplied: (minutes: string) => string
  /** The end is not known before the carrier names it. */
  readonly endToCome: string
  readonly countedAsOf: (moment: string) => string
  readonly minutes: (count: number) => string
  /** For staff: the state in a few words, and why money goes back. */
  readonly short: string
  readonly shortWhy: Readonly<Record<UnsuppliedWhy, string>>
  readonly letterSubject: (number: string) => string
}

const zhCN: FulfilmentWords = {
  title: '已付款，运营商正在添加流量',
  text: '款项已经收到，您的运营商正在为这张卡添加流量，不需要您做什么。',
  by: (end) => `最晚 ${end} 到账；到时还没有到账，款项会自动退回。`,
  doubt: (end) =>
    `时间已到，运营商还没有告诉我们流量是否已经添加。我们正在查询；到 ${end} 仍查不到，款项会自动退回。请不要重复付款。`,
  refundWhy: {
    not_supplied: '运营商没能按时为这张卡添加流量。',
    supply_unknown: '一直无法确认运营商是否已添加流量，因此把款项退给您。',
    contested: '付款已被您的银行收回，因此不再等待运营商添加流量。',
  },
  supplied: (minutes) => `付款后由您的运营商添加，最长 ${minutes}；届时没有到账，款项自动退回。`,
  endToCome: '截止时间由运营商在添加流量时告知',
  countedAsOf: (moment) => `运营商统计，截至 ${moment}`,
  minutes: (count) => (count % 60 === 0 ? `${count / 60} 小时` : `${count} 分钟`),
  short: '已付款，等运营商添加',
  shortWhy: {
    not_supplied: '运营商没有添加流量',
    supply_unknown: '无法确认运营商是否已添加',
    contested: '银行收回了付款',
  },
  letterSubject: (number) => `已收到付款，运营商正在添加流量：订单 ${number}`,
}

const zhTW: FulfilmentWords = {
  title: '已付款，電信業者正在加入流量',
  text: '款項已收到，您的電信業者正在為這張卡加入流量，您不需要做任何事。',
  by: (end) => `最晚 ${end} 加入；屆時還沒有加入，款項會自動退回。`,
  doubt: (end) =>
    `時間已到，電信業者還沒有告訴我們流量是否已加入。我們正在查詢；到 ${end} 仍查不到，款項會自動退回。請不要重複付款。`,
  refundWhy: {
    not_supplied: '電信業者沒能準時為這張卡加入流量。',
    supply_unknown: '一直無法確認電信業者是否已加入流量，因此把款項退給您。',
    contested: '付款已被您的銀行收回，因此不再等待電信業者加入流量。',
  },
  supplied: (minutes) => `付款後由您的電信業者加入，最長 ${minutes}；屆時沒有加入，款項自動退回。`,
  endToCome: '期限由電信業者在加入流量時告知',
  countedAsOf: (moment) => `電信業者統計，截至 ${moment}`,
  minutes: (count) => (count % 60 === 0 ? `${count / 60} 小時` : `${count} 分鐘`),
  short: '已付款，等電信業者加入',
  shortWhy: {
    not_supplied: '電信業者沒有加入流量',
    supply_unknown: '無法確認電信業者是否已加入',
    contested: '銀行收回了付款',
  },
  letterSubject: (number) => `已收到付款，電信業者正在加入流量：訂單 ${number}`,
}

const en: FulfilmentWords = {
  title: 'Paid, your carrier is adding the data',
  text:
    'The payment has arrived and your carrier is adding the data to this SIM. ' +
    'There is nothing you need to do.',
  by: (end) =>
    `By ${end} at the latest; if it is not there by then, the money comes back by itself.`,
  doubt: (end) =>
    'The time is over and your carrier has not told us whether the data was added. ' +
    `We are asking; if nobody can say by ${end}, the money comes back by itself. ` +
    'Please do not pay again.',
  refundWhy: {
    not_supplied: 'Your carrier could not add the data to this SIM in time.',
    supply_unknown:
      'Nobody could tell us whether your carrier had added the data, so your money comes back.',
    contested: "Your bank took the payment back, so we no longer wait for your carrier's data.",
  },
  supplied: (minutes) =>
    `Added by your carrier after payment, within ${minutes}; ` +
    'if not, the money comes back by itself.',
  endToCome: 'Your carrier names the end when it adds the data',
  countedAsOf: (moment) => `Counted by your carrier, as of ${moment}`,
  minutes: (count) =>
    count % 60 === 0 ? `${count / 60} ${count === 60 ? 'hour' : 'hours'}` : `${count} minutes`,
  short: 'Paid, the carrier is adding it',
  shortWhy: {
    not_supplied: 'the carrier did not add the data',
    supply_unknown: 'nobody could say whether the carrier added it',
    contested: 'the bank took the payment back',
  },
  letterSubject: (number) => `Paid, your carrier is adding the data: order ${number}`,
}

const ja: FulfilmentWords = {
  title: 'お支払い済み、通信会社がデータを追加しています',
  text: 'お支払いを確認しました。通信会社がこのSIMにデータを追加しています。お手続きは必要ありません。',
  by: (end) => `遅くとも${end}までに追加されます。追加されない場合は、自動で返金します。`,
  doubt: (end) =>
    '予定の時刻を過ぎましたが、データが追加されたかどうか通信会社から回答がありません。' +
    `確認を続けています。${end}になっても分からない場合は、自動で返金します。` +
    'もう一度お支払いにならないでください。',
  refundWhy: {
    not_supplied: '通信会社が時間内にデータを追加できませんでした。',
    supply_unknown: '通信会社がデータを追加したか確認できなかったため、返金します。',
    contested:
      'お支払いがカード会社などに取り消されたため、通信会社によるデータの追加を待たずに終了しました。',
  },
  supplied: (minutes) =>
    `お支払い後、通信会社が${minutes}以内に追加します。追加されない場合は、自動で返金します。`,
  endToCome: '期限はデータの追加時に通信会社が決めます',
  countedAsOf: (moment) => `通信会社の集計、${moment}現在`,
  minutes: (count) => (count % 60 === 0 ? `${count / 60}時間` : `${count}分`),
  short: 'お支払い済み、通信会社の追加待ち',
  shortWhy: {
    not_supplied: '通信会社がデータを追加しなかったため',
    supply_unknown: '通信会社が追加したか確認できなかったため',
    contested: 'カード会社などが支払いを取り消したため',
  },
  letterSubject: (number) =>
    `お支払いを確認しました。通信会社がデータを追加しています：注文 ${number}`,
}

const ko: FulfilmentWords = {
  title: '결제 완료, 통신사가 데이터를 추가하는 중입니다',
  text: '결제가 확인되었고, 통신사가 이 유심에 데이터를 추가하고 있습니다. 따로 하실 일은 없습니다.',
  by: (end) => `늦어도 ${end}까지 추가되며, 그때까지 추가되지 않으면 자동으로 환불됩니다.`,
  doubt: (end) =>
    `예정 시간이 지났지만 데이터가 추가되었는지 통신사의 답이 없습니다. 계속 확인하고 있으며, ${end}까지 알 수 없으면 자동으로 환불됩니다. 다시 결제하지 마세요.`,
  refundWhy: {
    not_supplied: '통신사가 제시간에 데이터를 추가하지 못했습니다.',
    supply_unknown: '통신사가 데이터를 추가했는지 확인할 수 없어 환불합니다.',
    contested: '은행이 결제 금액을 회수하여 통신사의 데이터 추가를 더 기다리지 않습니다.',
  },
  supplied: (minutes) =>
    `결제 후 통신사가 ${minutes} 안에 추가하며, 추가되지 않으면 자동으로 환불됩니다.`,
  endToCome: '사용 기한은 통신사가 데이터를 추가할 때 정합니다',
  countedAsOf: (moment) => `통신사 집계, ${moment} 기준`,
  minutes: (count) => (count % 60 === 0 ? `${count / 60}시간` : `${count}분`),
  short: '결제 완료, 통신사 추가 대기',
  shortWhy: {
    not_supplied: '통신사가 데이터를 추가하지 않음',
    supply_unknown: '통신사가 추가했는지 확인할 수 없음',
    contested: '은행이 결제를 회수함',
  },
  letterSubject: (number) => `결제 완료, 통신사가 데이터를 추가하는 중입니다: 주문 ${number}`,
}

export const FULFILMENT_WORDS: Readonly<Record<Language, FulfilmentWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}
