/**
 * What one notice tells, resolved when it goes: figures as they are then, no personal text beyond a
 * masked line. Worded by `channels/mail` for each way.
 */
import type { Bytes, GigabyteMeaning } from '../../domain/basics/data-volume.ts'
import type { DisputeId, LineId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { DisputeOutcome, ToldStep } from '../../domain/dispute/dispute.ts'
import type { JstMonth } from '../../domain/bill/month.ts'
import type { EndNotice, NumberLossNotice } from '../../domain/notice/notice.ts'
import type { ShownMeans } from '../../domain/payment/provider.ts'
import type { StopWhy } from '../../domain/renewal/mandate.ts'
import type { AnomalyView } from '../queries/anomalies.ts'

/** How the line is served once a pack is used up. */
export type AfterData =
  | { readonly kind: 'left'; readonly bytes: Bytes }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'throttled'; readonly kbps: number }
  /** Only the renewal pages. */
  | { readonly kind: 'stopped' }

interface OfOffer {
  readonly offerName: Localised
}

interface OfPurchase extends OfOffer {
  readonly price: Yen
}

export type NoticeView =
  | (OfOffer & {
      readonly kind: 'data_50' | 'data_80'
      readonly gigabyte: GigabyteMeaning
      /** Over all packs valid now; null when one of them is unlimited. */
      readonly bytesLeft: Bytes | null
    })
  | (OfOffer & {
      readonly kind: 'data_100'
      readonly gigabyte: GigabyteMeaning
      readonly after: AfterData
    })
  | {
      readonly kind: EndNotice
      readonly at: Instant
      /** A standing mandate will go on from there. */
      readonly renewsItself: boolean
    }
  | { readonly kind: NumberLossNotice; readonly at: Instant }
  | (OfPurchase & { readonly kind: 'auto_renewal_upcoming'; readonly at: Instant | null })
  | (OfPurchase & { readonly kind: 'auto_renewal_done'; readonly until: Instant | null })
  | (OfPurchase & { readonly kind: 'auto_renewal_failed'; readonly again: Instant | null })
  | (OfPurchase & {
      readonly kind: 'auto_renewal_needs_you'
      /** Pays this order and shows nothing personal; null where there is none to pay. */
      readonly payUrl: string | null
      readonly until: Instant | null
    })
  | (OfOffer & { readonly kind: 'auto_renewal_stopped'; readonly why: StopWhy })
  | (OfPurchase & { readonly kind: 'auto_renewal_cap'; readonly cap: Yen })
  | {
      readonly kind: 'statement_ready'
      readonly month: JstMonth
      readonly sold: Yen
      readonly returned: Yen
      /** So many entries look odd and nobody has said anything of them. */
      readonly odd: number
    }
  | { readonly kind: 'anomaly_found'; readonly anomaly: AnomalyView }
  | {
      readonly kind: 'terms_changed'
      readonly title: Localised
      /** When they take effect; null where they are in force already. */
      readonly from: Instant | null
    }
  | { readonly kind: 'points_expiring'; readonly points: bigint; readonly at: Instant }
  | { readonly kind: 'means_expiring'; readonly means: ShownMeans; readonly at: Instant }
  | {
      readonly kind: 'dispute_moved'
      readonly dispute: DisputeId
      readonly step: ToldStep
      readonly dueAt: Instant
      /** Null until it is decided. */
      readonly outcome: DisputeOutcome | null
    }

export interface AddressedNotice {
  readonly notice: NoticeView
  /** Null where the notice is of the account. */
  readonly line: { readonly id: LineId; readonly masked: string } | null
}
