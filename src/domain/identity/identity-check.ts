/**
 * That a clerk has seen a document, and how it was judged. The whole number, the holder's name,
 * dates and images are never part of it. Not proof of holding a line, which is the activation code.
 */
import type { IdentityCheckId, LineId, ShopId, StaffId } from '../basics/ids.ts'
import { isBefore, jstDate, type Instant, type JstDate } from '../basics/time.ts'
import type { DocumentNumber } from './document-number.ts'

/** `id_card`: a travel document of card size (TD1, TD2) that is not Japan's residence card. */
export type IdentityDocumentKind = 'passport' | 'residence_card' | 'id_card'

export type IdentityResult = 'accepted' | 'expired' | 'refused'

export interface IdentityCheck {
  readonly id: IdentityCheckId
  readonly line: LineId
  readonly kind: IdentityDocumentKind
  /** The last four characters of the number. */
  readonly lastDigits: string
  /** Of the whole number, under a key that is kept outside the database. */
  readonly numberHash: string
  readonly result: IdentityResult
  readonly clerk: StaffId
  readonly shop: ShopId | null
  readonly at: Instant
}

/** What a reader or a clerk took from a document; for judging and hashing, not for keeping. */
export type ReadDocument =
  | {
      readonly kind: 'passport' | 'residence_card'
      readonly number: DocumentNumber
      /** The last day on which it is good. */
      readonly expires: JstDate
    }
  | {
      readonly kind: 'id_card'
      readonly number: DocumentNumber
      /** Some cards never expire: null. */
      readonly expires: JstDate | null
    }

/** `isHolder`: the clerk compared face and document, and saw no tampering. */
export function judge(
  document: ReadDocument,
  { isHolder, now }: { readonly isHolder: boolean; readonly now: Instant },
): IdentityResult {
  if (!isHolder) return 'refused'
  return isExpired(document, now) ? 'expired' : 'accepted'
}

/** The last day counts, as a day of Japan. */
export function isExpired(document: ReadDocument, now: Instant): boolean {
  if (document.expires === null) return false
  return Temporal.PlainDate.compare(jstDate(now), document.expires) > 0
}

/**
 * Whether a line's checks suffice for an offer that needs identity (`idRequiredFrom`).
 * `holderSince` is the instant at which the line came to its present holder; null where it never
 * changed hands. A check made at that very instant belongs to the present holder.
 */
export function satisfiesSale(
  checks: readonly IdentityCheck[],
  { holderSince, now }: { readonly holderSince: Instant | null; readonly now: Instant },
): boolean {
  return checks.some(
    (check) =>
      check.result === 'accepted' &&
      !isBefore(now, check.at) &&
      (holderSince === null || !isBefore(check.at, holderSince)),
  )
}
