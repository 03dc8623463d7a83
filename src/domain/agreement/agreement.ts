/**
 * Terms accepted: which versions, when, by whom, in which language, and what was shown. An
 * unalterable record without personal text. Not an Offer.
 */
import type { AccountId, AgreementId, LineId, OrderId, PersonId, TermsKind } from '../basics/ids.ts'
import type { Language } from '../basics/language.ts'
import type { Instant } from '../basics/time.ts'
import type { Channel } from '../catalogue/offer.ts'

/** One version of one document; the text of every language is hashed together. */
export interface Terms {
  readonly kind: TermsKind
  readonly version: number
  readonly effectiveFrom: Instant
  readonly title: Readonly<Record<Language, string>>
  readonly text: Readonly<Record<Language, string>>
  /** SHA-256, lower-case hex, over kind, version, titles and texts. */
  readonly hash: string
}

export interface TermsRef {
  readonly kind: TermsKind
  readonly version: number
  readonly hash: string
}

/**
 * The last screen as the buyer saw it, line by line: the six things of the Specified Commercial
 * Transactions Act art. 12-6 and the words on the button.
 */
export interface ShownScreen {
  readonly language: Language
  readonly lines: readonly { readonly label: string; readonly value: string }[]
  readonly button: string
  /** The customer signed it on paper, which the shop keeps; absent where nobody asked for paper. */
  readonly paper?: 'signed'
}

export interface Agreement {
  readonly id: AgreementId
  /** Of an account: changed terms that its holder accepted without buying. */
  readonly home:
    | { readonly kind: 'line'; readonly id: LineId }
    | { readonly kind: 'account'; readonly id: AccountId }
  /** Null where nothing was ordered; orders of a mandate name its agreement. */
  readonly order: OrderId | null
  readonly person: PersonId | null
  readonly channel: Channel
  readonly terms: readonly TermsRef[]
  readonly shown: ShownScreen
  readonly at: Instant
}
