/**
 * Every kind of id, in one place. An id is a lower-case UUID minted by the `Ids` port (ordered by
 * time, RFC 9562 version 7), so that equal kinds sort by age. Brands keep one kind from being
 * another.
 */

declare const idBrand: unique symbol
type Id<Kind extends string> = string & { readonly [idBrand]: Kind }

export type LineId = Id<'line'>
export type AccountId = Id<'account'>
/** The data subject whose personal text is sealed; an account has one, a guest buyer has one. */
export type PersonId = Id<'person'>
export type PackId = Id<'pack'>
export type OrderId = Id<'order'>
export type PaymentId = Id<'payment'>
export type RefundId = Id<'refund'>
export type AgreementId = Id<'agreement'>
export type PostingSetId = Id<'posting-set'>
export type GiftCardId = Id<'gift-card'>
export type PointsLotId = Id<'points-lot'>
export type KeptMethodId = Id<'kept-method'>
/** The standing wish to renew a line by itself. */
export type MandateId = Id<'mandate'>
/** The operator's book: numbers of documents and what belongs to no line or account. */
export type BookId = Id<'book'>
/** A receipt, an invoice, or what corrects one. */
export type DocumentId = Id<'document'>
export type DataSessionId = Id<'data-session'>
export type UsageRecordId = Id<'usage-record'>
export type SignInId = Id<'sign-in'>
/**
 * Derived from the keyed hash of an e-mail address, so that a mailbox has a home before an account.
 */
export type MailboxId = Id<'mailbox'>
export type PasskeyId = Id<'passkey'>
export type JournalId = Id<'journal'>
export type StaffId = Id<'staff'>
export type StaffSignInId = Id<'staff-sign-in'>
export type TillId = Id<'till'>
export type ShiftId = Id<'shift'>
export type TillEntryId = Id<'till-entry'>
export type IdentityCheckId = Id<'identity-check'>
export type CaseId = Id<'case'>
export type PendingChangeId = Id<'pending-change'>
/** An order of an eSIM profile at the SM-DP+. */
export type SimProfileId = Id<'sim-profile'>
export type DisputeId = Id<'dispute'>
/** Derived from what is odd, so that it is found once. */
export type AnomalyId = Id<'anomaly'>
/** Somebody told us of what pretends to be us. */
export type ReportId = Id<'report'>
export type ApiKeyId = Id<'api-key'>
/** A file of usage as it came; the rows in it have no ids of ours. */
export type UsageFileId = Id<'usage-file'>
/** Derived from the keyed hash of the transport's own name of the call. */
export type CallId = Id<'call'>
export type CallBackId = Id<'call-back'>

/** Catalogue names are chosen by the operator: lower-case words joined by dashes. */
export type NetworkId = string & { readonly [idBrand]: 'network' }
export type OfferId = string & { readonly [idBrand]: 'offer' }
/** A wholesaler, as the operator's settings and offers call it. */
export type SupplierName = string & { readonly [idBrand]: 'supplier' }
export type OfferFamily = string & { readonly [idBrand]: 'offer-family' }
export type TermsKind = string & { readonly [idBrand]: 'terms-kind' }
export type CampaignId = string & { readonly [idBrand]: 'campaign' }
export type ShopId = string & { readonly [idBrand]: 'shop' }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const NAME_LENGTH_MAX = 64

/** For edges: text that is no UUID gives null, and no edge tells that from "unknown". */
export function parseId<Kind extends Id<string>>(text: string): Kind | null {
  const lower = text.toLowerCase()
  return UUID.test(lower) ? (lower as Kind) : null
}

type Name = NetworkId | OfferId | SupplierName | OfferFamily | TermsKind | CampaignId | ShopId

export function parseName<Kind extends Name>(text: string): Kind | null {
  return text.length <= NAME_LENGTH_MAX && NAME.test(text) ? (text as unknown as Kind) : null
}
