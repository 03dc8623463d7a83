/**
 * What is odd on a bill, explained in five languages: calm, with the figures, and without blame.
 * Every channel that shows an oddity says it in these words. Not what becomes of it.
 */
import type { AnomalyView } from '../app/queries/anomalies.ts'
import { bytes } from '../domain/basics/data-volume.ts'
import type { Language } from '../domain/basics/language.ts'
import { jstMidnight } from '../domain/basics/time.ts'
import type { AnomalyKind } from '../domain/bill/anomaly.ts'
import type { Channel } from '../domain/catalogue/offer.ts'
import { format } from './format.ts'

export interface AnomalyWords {
  readonly banner: string
  readonly bannerHint: string
  readonly names: Readonly<Record<AnomalyKind, string>>
  readonly channels: Readonly<Record<Channel, string>>
  /** Less than a minute is one. */
  readonly minutes: (count: number) => string
  readonly duplicate: (told: { readonly offer: string; readonly apart: string }) => string
  readonly priceDiffers: (told: {
    readonly offer: string
    readonly charged: string
    readonly listed: string
  }) => string
  readonly usageJump: (told: {
    readonly day: string
    readonly used: string
    readonly usual: string
  }) => string
  readonly renewalAfterCancel: (told: { readonly offer: string; readonly ended: string }) => string
  readonly unknownChannel: (told: { readonly offer: string; readonly channel: string }) => string
  readonly fine: string
  readonly wrong: string
  readonly saidFine: string
  readonly saidDisputed: string
}

const WORDS: Readonly<Record<Language, AnomalyWords>> = {
  'zh-CN': {
    banner: '请您看一下',
    bannerHint: '这不一定有问题。没问题就点“没问题”，不对就点“这不对”，我们来查。',
    names: {
      duplicate: '短时间内重复购买',
      price_differs: '金额与价目表不同',
      usage_jump: '流量突然增多',
      renewal_after_cancel: '关闭后仍自动续费',
      unknown_channel: '以前没用过的购买渠道',
    },
    channels: { web: '网站', counter: '门店', phone: '电话', api: '合作方', auto: '自动续费' },
    minutes: (count) => `${count} 分钟`,
    duplicate: ({ offer, apart }) =>
      `“${offer}”在 ${apart}内为同一张卡买了两次。如果您本来就想再买一份，就没问题。`,
    priceDiffers: ({ offer, charged, listed }) =>
      `“${offer}”收取了 ${charged}，而当时的价目表是 ${listed}。`,
    usageJump: ({ day, used, usual }) =>
      `${day}用了 ${used}，而之前有使用的日子里通常一天约 ${usual}。`,
    renewalAfterCancel: ({ offer, ended }) =>
      `自动续费已于${ended}关闭或暂停，但之后仍自动续了“${offer}”。`,
    unknownChannel: ({ offer, channel }) =>
      `“${offer}”是通过“${channel}”购买的，这张卡以前从未这样买过，也不是您登录后买的。`,
    fine: '没问题',
    wrong: '这不对',
    saidFine: '您已确认没问题。',
    saidDisputed: '您已提出异议。',
  },
  'zh-TW': {
    banner: '請您看一下',
    bannerHint: '這不一定有問題。沒問題就點「沒問題」，不對就點「這不對」，我們來查。',
    names: {
      duplicate: '短時間內重複購買',
      price_differs: '金額與價目表不同',
      usage_jump: '用量突然增加',
      renewal_after_cancel: '關閉後仍自動續約',
      unknown_channel: '以前沒用過的購買管道',
    },
    channels: { web: '網站', counter: '門市', phone: '電話', api: '合作夥伴', auto: '自動續約' },
    minutes: (count) => `${count} 分鐘`,
    duplicate: ({ offer, apart }) =>
      `「${offer}」在 ${apart}內為同一張卡買了兩次。如果您本來就想再買一份，就沒問題。`,
    priceDiffers: ({ offer, charged, listed }) =>
      `「${offer}」收取了 ${charged}，而當時的價目表是 ${listed}。`,
    usageJump: ({ day, used, usual }) =>
      `${day}用了 ${used}，而之前有使用的日子裡通常一天約 ${usual}。`,
    renewalAfterCancel: ({ offer, ended }) =>
      `自動續約已於${ended}關閉或暫停，但之後仍自動續了「${offer}」。`,
    unknownChannel: ({ offer, channel }) =>
      `「${offer}」是透過「${channel}」購買的，這張卡以前從未這樣買過，也不是您登入後買的。`,
    fine: '沒問題',
    wrong: '這不對',
    saidFine: '您已確認沒問題。',
    saidDisputed: '您已提出異議。',
  },
  en: {
    banner: 'Please have a look',
    bannerHint:
      'It need not be a mistake. If it is right, say that it is fine; if it is not, say so ' +
      'and we look into it.',
    names: {
      duplicate: 'Bought twice within minutes',
      price_differs: 'Not the listed price',
      usage_jump: 'Much more data than usual',
      renewal_after_cancel: 'Renewed after auto-renewal was off',
      unknown_channel: 'Bought in a way not used before',
    },
    channels: {
      web: 'the website',
      counter: 'a shop',
      phone: 'the hotline',
      api: 'a partner',
      auto: 'auto-renewal',
    },
    minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
    duplicate: ({ offer, apart }) =>
      `“${offer}” was bought twice for this SIM within ${apart}. ` +
      'If you meant to buy another one, it is fine.',
    priceDiffers: ({ offer, charged, listed }) =>
      `“${offer}” was charged at ${charged}, while our price list said ${listed} at that moment.`,
    usageJump: ({ day, used, usual }) =>
      `${used} were used on ${day}; ` +
      `on the days before that had any use it was usually about ${usual}.`,
    renewalAfterCancel: ({ offer, ended }) =>
      `Auto-renewal was switched off or paused on ${ended}, ` +
      `and “${offer}” was renewed by itself after that.`,
    unknownChannel: ({ offer, channel }) =>
      `“${offer}” was bought through ${channel}. This SIM was never renewed that way before, ` +
      'and not by you while signed in.',
    fine: 'This is fine',
    wrong: 'This is wrong',
    saidFine: 'You said that this is fine.',
    saidDisputed: 'You dispute this.',
  },
  ja: {
    banner: 'ご確認ください',
    bannerHint:
      '間違いとは限りません。問題なければ「問題ありません」、違うときは「これは違います」を押してください。お調べします。',
    names: {
      duplicate: '短時間に二度の購入',
      price_differs: '価格表と違う金額',
      usage_jump: '通信量の急増',
      renewal_after_cancel: '停止後の自動更新',
      unknown_channel: '使ったことのない購入方法',
    },
    channels: {
      web: 'ウェブサイト',
      counter: '店頭',
      phone: '電話',
      api: '提携先',
      auto: '自動更新',
    },
    minutes: (count) => `${count}分`,
    duplicate: ({ offer, apart }) =>
      `「${offer}」が${apart}以内に同じSIMで二度購入されました。もう一つ買うつもりだったのなら問題ありません。`,
    priceDiffers: ({ offer, charged, listed }) =>
      `「${offer}」に${charged}の請求がありましたが、その時点の価格表では${listed}でした。`,
    usageJump: ({ day, used, usual }) =>
      `${day}に${used}使われました。それまでの使用日は、普段およそ${usual}でした。`,
    renewalAfterCancel: ({ offer, ended }) =>
      `自動更新は${ended}に停止または一時停止されましたが、その後「${offer}」が自動で更新されました。`,
    unknownChannel: ({ offer, channel }) =>
      `「${offer}」が「${channel}」で購入されました。このSIMでは初めての方法で、お客様のログイン中の購入でもありません。`,
    fine: '問題ありません',
    wrong: 'これは違います',
    saidFine: '「問題ありません」とお知らせいただきました。',
    saidDisputed: '異議をお申し出いただいています。',
  },
  ko: {
    banner: '확인해 주세요',
    bannerHint:
      '꼭 잘못된 것은 아닙니다. 맞으면 “문제없습니다”, 아니면 “잘못되었습니다”를 눌러 주세요. 저희가 조사합니다.',
    names: {
      duplicate: '짧은 시간 안에 두 번 구매',
      price_differs: '가격표와 다른 금액',
      usage_jump: '데이터 사용량 급증',
      renewal_after_cancel: '해지 후 자동 연장',
      unknown_channel: '처음 쓰인 구매 경로',
    },
    channels: {
      web: '웹사이트',
      counter: '매장',
      phone: '전화',
      api: '제휴사',
      auto: '자동 연장',
    },
    minutes: (count) => `${count}분`,
    duplicate: ({ offer, apart }) =>
      `“${offer}”이(가) ${apart} 안에 같은 유심으로 두 번 구매되었습니다. 하나 더 사려던 것이라면 문제없습니다.`,
    priceDiffers: ({ offer, charged, listed }) =>
      `“${offer}”에 ${charged}이 청구되었지만, 그 시점의 가격표는 ${listed}이었습니다.`,
    usageJump: ({ day, used, usual }) =>
      `${day}에 ${used}를 사용했습니다. 그전에 사용한 날에는 보통 약 ${usual}였습니다.`,
    renewalAfterCancel: ({ offer, ended }) =>
      `자동 연장은 ${ended}에 해지되거나 일시 중지되었지만, 그 뒤 “${offer}”이(가) 자동으로 구매되었습니다.`,
    unknownChannel: ({ offer, channel }) =>
      `“${offer}”이(가) “${channel}”(으)로 구매되었습니다. 이 유심에서는 처음 쓰인 경로이며, 로그인한 상태의 구매도 아닙니다.`,
    fine: '문제없습니다',
    wrong: '잘못되었습니다',
    saidFine: '문제없다고 알려 주셨습니다.',
    saidDisputed: '이의를 제기하셨습니다.',
  },
}

export function anomalyWords(language: Language): AnomalyWords {
  return WORDS[language]
}

/** Its name, and what happened with the figures. */
export function sayAnomaly(
  { finding, offerName }: AnomalyView,
  language: Language,
): { readonly title: string; readonly text: string } {
  const said = anomalyWords(language)
  const figures = format(language)
  const offer = offerName?.[language] ?? ''
  const title = said.names[finding.kind]
  switch (finding.kind) {
    case 'duplicate': {
      const minutes = Math.max(1, Math.ceil(finding.secondsApart / SECONDS_A_MINUTE))
      return { title, text: said.duplicate({ offer, apart: said.minutes(minutes) }) }
    }
    case 'price_differs': {
      const { charged, listed } = finding
      const [is, was] = [figures.yen(charged), figures.yen(listed)]
      return { title, text: said.priceDiffers({ offer, charged: is, listed: was }) }
    }
    case 'usage_jump': {
      const day = figures.longDate(jstMidnight(finding.day))
      const volume = (count: bigint) => figures.volumeUsed(bytes(count), 'GB')
      const [used, usual] = [volume(finding.bytes), volume(finding.usual)]
      return { title, text: said.usageJump({ day, used, usual }) }
    }
    case 'renewal_after_cancel': {
      const ended = figures.longMoment(finding.endedAt)
      return { title, text: said.renewalAfterCancel({ offer, ended }) }
    }
    case 'unknown_channel': {
      const channel = said.channels[finding.channel]
      return { title, text: said.unknownChannel({ offer, channel }) }
    }
  }
}

const SECONDS_A_MINUTE = 60
