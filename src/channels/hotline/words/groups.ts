/**
 * The utterances in groups, as languages word them file by file, and the shapes of options and
 * refusals. Which utterances there are is `../utterances.ts`.
 */
import type { Phrase } from '../speech/phrase.ts'
import type { HotlineRefusal } from '../refusals.ts'
import type { Option, UtteranceCode } from '../utterances.ts'

/** What each key does. */
export type OptionWords = {
  readonly [Kind in Option['kind']]: (option: Extract<Option, { readonly kind: Kind }>) => Phrase
}

/** Why something can not be done. */
export type RefusalWords = {
  readonly [Code in HotlineRefusal['code']]: (
    refusal: Extract<HotlineRefusal, { readonly code: Code }>,
  ) => Phrase
}

export type AskCode = Extract<UtteranceCode, `ask_${string}`>

export type TroubleCode =
  | 'nothing_heard'
  | 'wrong_key'
  | 'digits_missing'
  | 'iccid_mistyped'
  | 'card_not_proved'
  | 'number_not_confirmed'
  | 'number_confirmed'
  | 'pin_wrong'
  | 'pin_locked'
  | 'pin_not_set'
  | 'gift_code_mistyped'
  | 'gift_code_unknown'
  | 'tries_used_up'
  | 'call_back_number_wrong'
  | 'refused'
  | 'trouble'

export type LineCode =
  | 'line_said'
  | 'no_lines'
  | 'data_left'
  | 'slowed'
  | 'valid_until'
  | 'valid_until_used'
  | 'not_begun'
  | 'in_grace'
  | 'in_suspension'
  | 'line_over'
  | 'card_is_stopped'
  | 'packs_follow'
  | 'nothing_on_sale'
  | 'pack_said'
  | 'advised'
  | 'nothing_needed'
  | 'no_advice'

export type OutcomeCode =
  | 'renewed'
  | 'renewed_queued'
  | 'bank_is_deciding'
  | 'charge_failed'
  | 'money_comes_back'
  | 'data_is_coming'
  | 'link_sent'
  | 'web_code'
  | 'receipt_by_mail'
  | 'card_stopped_now'
  | 'stop_card_warning'

export type PastCode =
  | 'next_reset'
  | 'auto_renewal_on'
  | 'auto_renewal_off'
  | 'past_order'
  | 'no_orders'

export type PeopleCode =
  | 'person_comes'
  | 'still_waiting'
  | 'nobody_free'
  | 'people_away'
  | 'call_back_promised'
  | 'answer_said'
  | 'no_answers'
  | 'anything_else'
  | 'goodbye'

export type SummaryCode = Extract<UtteranceCode, `summary_${string}`>
