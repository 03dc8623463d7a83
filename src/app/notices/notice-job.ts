/**
 * A notice on its way: its kind and the ids and figures that it cannot look up any more when it
 * goes. Whoever decides that something is to be told enqueues it with the change that made it so.
 */
import type {
  AccountId,
  AnomalyId,
  DisputeId,
  KeptMethodId,
  LineId,
  OfferId,
  OrderId,
  PackId,
} from '../../domain/basics/ids.ts'
import { fromJson, toJson } from '../../domain/basics/json.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { JstMonth } from '../../domain/bill/month.ts'
import type { DisputeOutcome, ToldStep } from '../../domain/dispute/dispute.ts'
import type { PackNotice } from '../../domain/notice/notice.ts'
import type { StopWhy } from '../../domain/renewal/mandate.ts'
import type { Job } from '../door/command.ts'

/** `mark` tells a notice from another that says the same: the same one is told once. */
export type NoticeFacts =
  | { readonly kind: PackNotice; readonly line: LineId; readonly pack: PackId }
  | {
      readonly kind: 'auto_renewal_upcoming'
      readonly line: LineId
      readonly mark: string
      readonly offer: OfferId
      readonly price: Yen
      /** When charging starts; null where usage decides. */
      readonly at: Instant | null
    }
  | { readonly kind: 'auto_renewal_done'; readonly line: LineId; readonly order: OrderId }
  | {
      readonly kind: 'auto_renewal_failed'
      readonly line: LineId
      readonly mark: string
      readonly offer: OfferId
      readonly price: Yen
      readonly again: Instant | null
    }
  /** The order waits for its holder. */
  | { readonly kind: 'auto_renewal_needs_you'; readonly line: LineId; readonly order: OrderId }
  | {
      readonly kind: 'auto_renewal_stopped'
      readonly line: LineId
      readonly mark: string
      readonly offer: OfferId
      readonly why: StopWhy
    }
  | {
      readonly kind: 'auto_renewal_cap'
      readonly line: LineId
      readonly mark: string
      readonly offer: OfferId
      readonly price: Yen
      readonly cap: Yen
    }
  /** The newest version when it was loaded, or when it held a renewal back. */
  | {
      readonly kind: 'terms_changed'
      readonly line: LineId
      readonly mark: string
      readonly version: number
    }
  | {
      readonly kind: 'points_expiring'
      readonly account: AccountId
      /** The first to expire; those of the same day go with them. */
      readonly at: Instant
    }
  | {
      readonly kind: 'means_expiring'
      readonly account: AccountId
      readonly method: KeptMethodId
      readonly at: Instant
    }
  | { readonly kind: 'statement_ready'; readonly account: AccountId; readonly month: JstMonth }
  | { readonly kind: 'anomaly_found'; readonly line: LineId; readonly anomaly: AnomalyId }
  | {
      readonly kind: 'dispute_moved'
      readonly line: LineId
      readonly dispute: DisputeId
      readonly step: ToldStep
      /** Null until it is decided. */
      readonly outcome: DisputeOutcome['kind'] | null
      /** Money that goes back, or points given. */
      readonly yen: Yen
    }

/** Those of auto-renewal. */
export type RenewalFacts = Extract<NoticeFacts, { readonly kind: `auto_renewal_${string}` }>

export function noticeJob(facts: NoticeFacts): Job {
  return { task: 'notice', payload: { notice: noticeText(facts) } }
}

/** The same facts make the same text: it names the notice. */
export function noticeText(facts: NoticeFacts): string {
  return JSON.stringify(toJson(facts))
}

/** The inverse of `noticeText`, for text that we wrote. */
export function readNotice(text: string): NoticeFacts {
  return fromJson(JSON.parse(text))
}
