/**
 * The kinds of notice a customer gets about a line, with group and urgency. A notice is told once
 * per threshold per pack; letters about orders and sign-ins are not notices. Facts only: wording
 * and ways of telling are the channels' and the adapters'.
 */

/** Shares of a pack's allowance that are used, in rising order. */
export const DATA_NOTICES = ['data_50', 'data_80', 'data_100'] as const
export type DataNotice = (typeof DATA_NOTICES)[number]

/** Before coverage ends, in the order in which they come. */
export const END_NOTICES = ['end_3d', 'end_1d', 'end_1h'] as const
export type EndNotice = (typeof END_NOTICES)[number]

/** Before the line ends and its number is lost, in the order in which they come. */
export const NUMBER_LOSS_NOTICES = [
  'number_loss_30',
  'number_loss_14',
  'number_loss_7',
  'number_loss_3',
  'number_loss_1',
] as const
export type NumberLossNotice = (typeof NUMBER_LOSS_NOTICES)[number]

export const AUTO_RENEWAL_NOTICES = [
  'auto_renewal_upcoming',
  'auto_renewal_done',
  /** It will be tried again. */
  'auto_renewal_failed',
  /** Only the customer can go on: a bank wants them, or a means has to be chosen. */
  'auto_renewal_needs_you',
  'auto_renewal_stopped',
  /** The monthly cap would be passed: nothing was charged. */
  'auto_renewal_cap',
] as const
export type AutoRenewalNotice = (typeof AUTO_RENEWAL_NOTICES)[number]

/** What a pack remembers having told, so that each goes once. */
export type PackNotice = DataNotice | EndNotice | NumberLossNotice

export type NoticeKind =
  | PackNotice
  | AutoRenewalNotice
  | 'points_expiring'
  | 'means_expiring'
  /** Terms of auto-renewal: nothing is charged under them before they are accepted. */
  | 'terms_changed'
  /** What a customer contests was taken up, is late, or is decided. */
  | 'dispute_moved'
  /** A month of an account is over. */
  | 'statement_ready'
  /** Something on a bill looks odd. */
  | 'anomaly_found'

export const NOTICE_GROUPS = [
  'data',
  'ends',
  'auto_renewal',
  'number_loss',
  'points',
  'bills',
] as const
/** What a person switches on and off. */
export type NoticeGroup = (typeof NOTICE_GROUPS)[number]

interface NoticeTraits {
  readonly group: NoticeGroup
  /** Goes at any hour. */
  readonly urgent: boolean
  /**
   * Prior notice of an automatic renewal, and whatever keeps it from happening, cannot be
   * switched off altogether (Telecommunications Business Act: prior notice of automatic renewal).
   */
  readonly required: boolean
}

const TRAITS: Readonly<Record<NoticeKind, NoticeTraits>> = {
  data_50: { group: 'data', urgent: false, required: false },
  data_80: { group: 'data', urgent: false, required: false },
  data_100: { group: 'data', urgent: true, required: false },
  end_3d: { group: 'ends', urgent: false, required: false },
  end_1d: { group: 'ends', urgent: false, required: false },
  end_1h: { group: 'ends', urgent: true, required: false },
  number_loss_30: { group: 'number_loss', urgent: false, required: false },
  number_loss_14: { group: 'number_loss', urgent: false, required: false },
  number_loss_7: { group: 'number_loss', urgent: false, required: false },
  number_loss_3: { group: 'number_loss', urgent: false, required: false },
  number_loss_1: { group: 'number_loss', urgent: false, required: false },
  auto_renewal_upcoming: { group: 'auto_renewal', urgent: false, required: true },
  auto_renewal_done: { group: 'auto_renewal', urgent: false, required: false },
  auto_renewal_failed: { group: 'auto_renewal', urgent: true, required: true },
  auto_renewal_needs_you: { group: 'auto_renewal', urgent: true, required: true },
  auto_renewal_stopped: { group: 'auto_renewal', urgent: true, required: true },
  auto_renewal_cap: { group: 'auto_renewal', urgent: true, required: true },
  points_expiring: { group: 'points', urgent: false, required: false },
  means_expiring: { group: 'auto_renewal', urgent: false, required: false },
  terms_changed: { group: 'auto_renewal', urgent: false, required: true },
  dispute_moved: { group: 'bills', urgent: false, required: false },
  statement_ready: { group: 'bills', urgent: false, required: false },
  anomaly_found: { group: 'bills', urgent: false, required: false },
}

export const NOTICE_KINDS = Object.keys(TRAITS) as readonly NoticeKind[]

export function traitsOf(kind: NoticeKind): NoticeTraits {
  return TRAITS[kind]
}

export function parseNoticeKind(text: string): NoticeKind | null {
  return NOTICE_KINDS.find((kind) => kind === text) ?? null
}

export function parseNoticeGroup(text: string): NoticeGroup | null {
  return NOTICE_GROUPS.find((group) => group === text) ?? null
}
