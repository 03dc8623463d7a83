/** A notice put into words: subject, text and SMS of its kind, with figures as the language has. */
import type { AfterData, NoticeView } from '../../app/notices/notice-view.ts'
import type { GigabyteMeaning } from '../../domain/basics/data-volume.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { sayAnomaly } from '../anomaly-words.ts'
import { brandName } from '../brands.ts'
import { format } from '../format.ts'
import { monthText } from '../month-text.ts'
import { billNoticeWords } from './words/bill-notices.ts'
import { termsNoticeWords } from './words/notices/terms.ts'
import { noticeWords, type AfterDataSaid, type Said } from './words/notices/words.ts'
import { inJapan } from './words/words.ts'

export interface Saying {
  readonly language: Language
  /** How an instant is written: with the year and whose time it is, or as short as can be. */
  readonly end: (at: Instant) => string
  readonly moment: (at: Instant) => string
}

/** For letters, which are kept and read anywhere. */
export function atLength(language: Language): Saying {
  const figures = format(language)
  return {
    language,
    end: (at) => inJapan(figures.end(at, FAR_AWAY), language),
    moment: (at) => inJapan(figures.longMoment(at), language),
  }
}

/** For screens that are looked at when they light up. */
export function inShort(language: Language, now: Instant): Saying {
  const figures = format(language)
  return {
    language,
    end: (at) => figures.end(at, now),
    moment: (at) => figures.moment(at, now),
  }
}

/** Seen from there every year differs, so that a letter, which is kept, always says it. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)

export function sayNotice(notice: NoticeView, saying: Saying): Said {
  const { language } = saying
  const words = noticeWords(language)
  const figures = format(language)
  switch (notice.kind) {
    case 'data_50':
    case 'data_80': {
      const percent = notice.kind === 'data_50' ? 50 : 80
      const { bytesLeft, gigabyte } = notice
      const left = bytesLeft === null ? null : figures.volume(bytesLeft, gigabyte)
      return words.dataUsed({ percent, offer: notice.offerName[language], left })
    }
    case 'data_100': {
      const after = afterSaid(notice.after, notice.gigabyte, language)
      return words.dataGone({ offer: notice.offerName[language], after })
    }
    case 'end_3d':
    case 'end_1d':
    case 'end_1h': {
      const { renewsItself } = notice
      return words.end({ end: saying.end(notice.at), renewsItself })
    }
    case 'number_loss_30':
    case 'number_loss_14':
    case 'number_loss_7':
    case 'number_loss_3':
    case 'number_loss_1':
      return words.numberLoss({ end: saying.end(notice.at) })
    case 'points_expiring':
      return words.points({ points: String(notice.points), end: saying.end(notice.at) })
    case 'means_expiring': {
      const { brand, lastDigits } = notice.means
      return words.means({ means: `${brandName(brand)} ${lastDigits}`, end: saying.end(notice.at) })
    }
    case 'terms_changed': {
      const from = notice.from === null ? null : saying.moment(notice.from)
      return termsNoticeWords(language).changed({ title: notice.title[language], from })
    }
    case 'statement_ready':
    case 'anomaly_found':
      return sayBill(notice, language)
    case 'dispute_moved':
      return sayDispute(notice, saying)
    default:
      return sayRenewal(notice, saying)
  }
}

type BillView = Extract<NoticeView, { readonly kind: 'statement_ready' | 'anomaly_found' }>

function sayBill(notice: BillView, language: Language): Said {
  const words = billNoticeWords(language)
  if (notice.kind === 'statement_ready') {
    const sold = format(language).yen(notice.sold)
    return words.statement({ month: monthText(notice.month, language), sold, odd: notice.odd })
  }
  const { title: what, text } = sayAnomaly(notice.anomaly, language)
  return words.anomaly({ what, text })
}

type DisputeView = Extract<NoticeView, { readonly kind: 'dispute_moved' }>

/** By when it is answered stands there until it is. */
function sayDispute({ step, dueAt, outcome }: DisputeView, { language, end }: Saying): Said {
  const { disputes } = noticeWords(language)
  if (outcome !== null) return disputes[outcome.kind]
  return step === 'taken' || step === 'raised'
    ? disputes[step]({ due: end(dueAt) })
    : disputes.overdue
}

type RenewalView = Extract<NoticeView, { readonly kind: `auto_renewal_${string}` }>

function sayRenewal(notice: RenewalView, { language, moment }: Saying): Said {
  const { renewal } = noticeWords(language)
  const offer = notice.offerName[language]
  if (notice.kind === 'auto_renewal_stopped') return renewal.stopped({ offer, why: notice.why })
  const { yen } = format(language)
  const price = yen(notice.price)
  const orNone = (at: Instant | null) => (at === null ? null : moment(at))
  switch (notice.kind) {
    case 'auto_renewal_upcoming':
      return renewal.upcoming({ offer, price, at: orNone(notice.at) })
    case 'auto_renewal_done':
      return renewal.done({ offer, price })
    case 'auto_renewal_failed':
      return renewal.failed({ offer, price, again: orNone(notice.again) })
    case 'auto_renewal_needs_you':
      return renewal.needsYou({ offer, price, until: orNone(notice.until) })
    case 'auto_renewal_cap':
      return renewal.cap({ offer, price, cap: yen(notice.cap) })
  }
}

function afterSaid(after: AfterData, gigabyte: GigabyteMeaning, language: Language): AfterDataSaid {
  const figures = format(language)
  switch (after.kind) {
    case 'left':
      return { kind: 'left', volume: figures.volume(after.bytes, gigabyte) }
    case 'throttled':
      return { kind: 'throttled', speed: figures.speed(after.kbps) }
    case 'unlimited':
    case 'stopped':
      return after
  }
}
