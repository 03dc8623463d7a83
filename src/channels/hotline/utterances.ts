/**
 * Everything the hotline says, as a closed union with the facts that a sentence needs. What is
 * said when is the flow's (`flow.ts`); how it sounds in a language is `words/` and `speech/`.
 */
import type { Bytes, GigabyteMeaning } from '../../domain/basics/data-volume.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type { Heard } from '../../domain/call/answer.ts'
import type { SpokenLanguage } from '../../domain/call/call.ts'
import type {
  AfterAllowance,
  Allowance,
  OfferLength,
  OfferRef,
  RefundRule,
} from '../../domain/catalogue/offer.ts'
import type { Validity } from '../../domain/catalogue/validity.ts'
import type { FailureReason } from '../../domain/payment/provider.ts'
import type { HotlineRefusal } from './refusals.ts'

/** An offer for the ear: never by its name, which is written for the eye. */
export interface PackSaid {
  readonly ref: OfferRef
  readonly length: OfferLength
  readonly validity: Validity
  readonly allowance: Allowance
  readonly gigabyte: GigabyteMeaning
  readonly after: AfterAllowance
  /** What is asked for it now, tax and discount included. */
  readonly price: Yen
}

export type InEveryLanguage = Readonly<Record<SpokenLanguage, Heard>>

export interface MeansSaid {
  /** As the provider names it, lower case: `visa`, `mastercard`, `amex`, `jcb`, … */
  readonly brand: string
  readonly lastDigits: string
}

/** How the rest of a price is paid on the telephone; null in a summary where nothing is left. */
export type PaidHow =
  | { readonly kind: 'points'; readonly points: Yen }
  | { readonly kind: 'saved'; readonly means: MeansSaid; readonly amount: Yen }
  | { readonly kind: 'gift_card'; readonly amount: Yen }
  /** A link by e-mail: whoever opens it pays on a page. */
  | { readonly kind: 'link'; readonly amount: Yen }
  /** Eight digits to be typed on the web. */
  | { readonly kind: 'web_code'; readonly amount: Yen }

/** What a key does. "For …, press …". */
export type Option =
  /** Said in the language that the key chooses. */
  | { readonly kind: 'this_language' }
  | { readonly kind: 'by_card' }
  | { readonly kind: 'confirm_number' }
  | { readonly kind: 'questions' }
  | { readonly kind: 'person' }
  | { readonly kind: 'again' }
  | { readonly kind: 'back' }
  | { readonly kind: 'main_menu' }
  | { readonly kind: 'finish' }
  | { readonly kind: 'line'; readonly lastDigits: string }
  | { readonly kind: 'more' }
  /** The pack of the last renewal once more. */
  | { readonly kind: 'repeat_pack'; readonly pack: PackSaid }
  | { readonly kind: 'choose_pack' }
  | { readonly kind: 'advice' }
  | { readonly kind: 'details' }
  | { readonly kind: 'stop_card' }
  | { readonly kind: 'other_line' }
  /** Whoever has the card may still key the holder's PIN. */
  | { readonly kind: 'key_pin' }
  | { readonly kind: 'pack'; readonly pack: PackSaid }
  | { readonly kind: 'take_it' }
  | { readonly kind: 'pay'; readonly how: PaidHow }
  /** Points lower the price first; the rest is paid otherwise. */
  | { readonly kind: 'points_first'; readonly points: Yen }
  | { readonly kind: 'another_gift_card' }
  /** The one key that binds: its words are those of a button that says what it does. */
  | { readonly kind: 'agree_and_pay'; readonly amount: Yen }
  | { readonly kind: 'agree_to_link'; readonly amount: Yen }
  | { readonly kind: 'agree_free' }
  | { readonly kind: 'yes_stop_card' }
  | { readonly kind: 'call_back_here'; readonly lastDigits: string }
  | { readonly kind: 'call_back_other' }
  | { readonly kind: 'answer'; readonly question: InEveryLanguage }

export type Utterance =
  | { readonly code: 'option'; readonly key: string; readonly option: Option }
  /** Null: no name is said. */
  | { readonly code: 'welcome'; readonly name: InEveryLanguage | null }
  /** A demonstration: nothing is really sold. */
  | { readonly code: 'demonstration' }
  | { readonly code: 'number_known' }
  /** What never is asked for: no card number, no PIN told to a person. */
  | { readonly code: 'never_asked' }

  // What is asked for by keys. `#` ends what has no fixed length, `*` goes back.
  | { readonly code: 'ask_iccid' }
  | { readonly code: 'ask_activation'; readonly digits: number }
  | { readonly code: 'ask_number_code'; readonly digits: number }
  | { readonly code: 'ask_pin' }
  | { readonly code: 'ask_gift_code'; readonly digits: number }
  | { readonly code: 'ask_stay' }
  | { readonly code: 'ask_call_back_number' }
  | { readonly code: 'ask_line' }
  | { readonly code: 'ask_how_to_pay'; readonly rest: Yen }
  | { readonly code: 'ask_how_to_be_known' }

  // What went wrong, and what to do about it.
  | { readonly code: 'nothing_heard' }
  | { readonly code: 'wrong_key' }
  | {
      readonly code: 'digits_missing'
      readonly keyed: number
      readonly expected: readonly number[]
    }
  | { readonly code: 'iccid_mistyped' }
  /** One answer for wrong, locked and unknown. */
  | { readonly code: 'card_not_proved' }
  | { readonly code: 'number_not_confirmed' }
  | { readonly code: 'number_confirmed' }
  | { readonly code: 'pin_wrong'; readonly triesLeft: number }
  | { readonly code: 'pin_locked' }
  /** Points and kept means need a PIN, which is set in the portal. */
  | { readonly code: 'pin_not_set' }
  | { readonly code: 'gift_code_mistyped' }
  | { readonly code: 'gift_code_unknown' }
  | { readonly code: 'tries_used_up' }
  | { readonly code: 'call_back_number_wrong' }
  | { readonly code: 'refused'; readonly refusal: HotlineRefusal }
  /** Ours: nothing is charged twice, the caller may try again. */
  | { readonly code: 'trouble' }

  // What the caller wants to hear.
  | { readonly code: 'line_said'; readonly lastDigits: string }
  | { readonly code: 'no_lines' }
  /** Null: without limit. */
  | { readonly code: 'data_left'; readonly bytes: Bytes | null; readonly gigabyte: GigabyteMeaning }
  | { readonly code: 'slowed'; readonly kbps: number }
  | { readonly code: 'valid_until'; readonly at: Instant; readonly asOf: Instant }
  | { readonly code: 'valid_until_used' }
  | { readonly code: 'not_begun' }
  | { readonly code: 'in_grace'; readonly suspendedFrom: Instant; readonly asOf: Instant }
  | { readonly code: 'in_suspension'; readonly endsAt: Instant; readonly asOf: Instant }
  | { readonly code: 'line_over' }
  | { readonly code: 'card_is_stopped' }
  | { readonly code: 'packs_follow'; readonly count: number }
  | { readonly code: 'nothing_on_sale' }
  | { readonly code: 'pack_said'; readonly pack: PackSaid }
  | {
      readonly code: 'advised'
      readonly pack: PackSaid
      readonly lastDay: JstDate
      readonly asOf: Instant
      /** Against repeating the last pack; null where nothing is saved. */
      readonly saves: Yen | null
      /** Packs of the whole plan, this one counted, and what they cost together. */
      readonly purchases: number
      readonly total: Yen
    }
  | { readonly code: 'nothing_needed' }
  | { readonly code: 'no_advice' }

  // The last words before paying: the six things of the Specified Commercial Transactions Act.
  | { readonly code: 'summary_pack'; readonly pack: PackSaid }
  | {
      readonly code: 'summary_period'
      readonly effect: 'runs_now' | 'extends' | 'queues' | 'first_use'
      readonly from: Instant | null
      readonly until: Instant | null
      readonly asOf: Instant
    }
  | {
      readonly code: 'summary_price'
      readonly price: Yen
      readonly taxPercent: number
      readonly tax: Yen
    }
  | {
      readonly code: 'summary_parts'
      readonly points: Yen
      readonly giftCards: Yen
      readonly rest: Yen
    }
  | {
      readonly code: 'summary_paid'
      readonly how: PaidHow | null
      readonly payBy: Instant
      readonly asOf: Instant
    }
  | { readonly code: 'summary_refund'; readonly rule: RefundRule }
  /** One order, no automatic renewal, no other charge. */
  | { readonly code: 'summary_once' }
  /** The terms in force apply; where they can be read; they come with the receipt. */
  | { readonly code: 'summary_terms' }

  // What came of it.
  | {
      readonly code: 'renewed'
      readonly until: Instant | null
      readonly asOf: Instant
    }
  | { readonly code: 'renewed_queued'; readonly from: Instant | null; readonly asOf: Instant }
  | { readonly code: 'bank_is_deciding' }
  | { readonly code: 'charge_failed'; readonly reason: FailureReason | null }
  | { readonly code: 'money_comes_back' }
  /** Paid; the carrier adds the data by then, or the money comes back. */
  | { readonly code: 'data_is_coming'; readonly by: Instant; readonly asOf: Instant }
  | { readonly code: 'link_sent'; readonly payBy: Instant; readonly asOf: Instant }
  /** Digits that carry the order to the web; good for so many minutes. */
  | { readonly code: 'web_code'; readonly digits: string; readonly minutes: number }
  | { readonly code: 'receipt_by_mail' }
  | { readonly code: 'card_stopped_now' }
  | { readonly code: 'stop_card_warning' }

  // The holder's own past.
  | { readonly code: 'next_reset'; readonly at: Instant; readonly asOf: Instant }
  | {
      readonly code: 'auto_renewal_on'
      readonly chargesAt: Instant | null
      readonly asOf: Instant
    }
  | { readonly code: 'auto_renewal_off' }
  | {
      readonly code: 'past_order'
      readonly placedAt: Instant
      readonly asOf: Instant
      readonly price: Yen
      readonly state: 'paid' | 'coming' | 'waiting' | 'not_paid' | 'returned'
    }
  | { readonly code: 'no_orders' }

  // People.
  | { readonly code: 'person_comes' }
  | { readonly code: 'still_waiting' }
  | { readonly code: 'nobody_free' }
  /** Null: nobody knows when. */
  | { readonly code: 'people_away'; readonly opens: Instant | null; readonly asOf: Instant }
  | {
      readonly code: 'call_back_promised'
      readonly lastDigits: string
      readonly from: Instant
      readonly until: Instant
      readonly asOf: Instant
    }
  | { readonly code: 'answer_said'; readonly answer: InEveryLanguage }
  | { readonly code: 'no_answers' }
  | { readonly code: 'anything_else' }
  | { readonly code: 'goodbye' }

export type UtteranceCode = Utterance['code']

/** Said in one language; a greeting is said in several. */
export interface Said {
  readonly language: SpokenLanguage
  readonly utterance: Utterance
}

/** Digits that the transport collects. `#` ends them, except for a single key. */
export interface Ask {
  readonly min: number
  readonly max: number
  /** Nobody may read them afterwards. */
  readonly secret: boolean
  readonly waitSeconds: number
}

/**
 * What a transport does next: says, then collects digits, hangs up, or lets a person come. `person`
 * waits `waitSeconds` for somebody before it says that nobody came.
 */
export type Reply =
  | { readonly next: 'ask'; readonly say: readonly Said[]; readonly ask: Ask }
  | { readonly next: 'person'; readonly say: readonly Said[]; readonly waitSeconds: number }
  | { readonly next: 'hang_up'; readonly say: readonly Said[] }
