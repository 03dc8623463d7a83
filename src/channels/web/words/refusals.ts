/**
 * The portal's phrasebook of refusals, typed over every code that a command or a parser can answer
 * with: an unworded code does not compile. Each sentence says what is wrong and what to do, and
 * stands beside a field or above a form. How to add one: `../README.md`.
 */
import type { AddPasskeyRefusal } from '../../../app/accounts/passkeys.ts'
import type { ChangeEmailRefusal } from '../../../app/accounts/edit-profile.ts'
import type { RegisterRefusal } from '../../../app/accounts/register.ts'
import type { PasskeyRefusal } from '../../../app/accounts/sign-in.ts'
import type { DoorRefusal } from '../../../app/door/door.ts'
import type { NotHolder } from '../../../app/lines/manage-line.ts'
import type { AddLineRefusal, ProveLineRefusal } from '../../../app/lines/prove-line.ts'
import type { ChangePaymentRefusal } from '../../../app/orders/change-payment.ts'
import type { InvoiceRefusal } from '../../../app/documents/papers.ts'
import type { EndOrderRefusal } from '../../../app/orders/end-order.ts'
import type { OpenCheckoutRefusal } from '../../../app/orders/open-checkout.ts'
import type { PayLinkRefusal } from '../../../app/orders/pay-link.ts'
import type { RefundOrderRefusal } from '../../../app/orders/refund-order.ts'
import type { PinRefusal } from '../../../domain/account/phone.ts'
import type { EmailRefusal } from '../../../domain/account/email.ts'
import type { ProofRefusal, SendRefusal } from '../../../domain/account/mailbox.ts'
import type { DisplayNameRefusal } from '../../../domain/account/profile.ts'
import type { StartNowRefusal } from '../../../domain/balance/delivery.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { RefusalShape } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { GiftCodeRefusal } from '../../../domain/gift-card/code.ts'
import type { ActivationCodeRefusal } from '../../../domain/line/activation-code.ts'
import type { IccidRefusal } from '../../../domain/line/iccid.ts'
import type { MsisdnRefusal } from '../../../domain/line/msisdn.ts'
import type { PlacingRefusal } from '../../../domain/order/placing.ts'
import type { AgreeRefusal, PauseRefusal, ResumeRefusal } from '../../../domain/renewal/agreeing.ts'
import { enRefusals } from './refusals/en.ts'
import { jaRefusals } from './refusals/ja.ts'
import { koRefusals } from './refusals/ko.ts'
import { zhCNRefusals } from './refusals/zh-CN.ts'
import { zhTWRefusals } from './refusals/zh-TW.ts'

/** One sentence for every code of a union, given the facts that come with the code. */
export type RefusalWords<Union extends RefusalShape> = {
  readonly [Code in Union['code']]: (facts: Extract<Union, { readonly code: Code }>) => string
}

/** What the forms of paying find themselves, before any command is asked. */
export type PayingFormRefusal =
  | { readonly code: 'gift_codes_too_many'; readonly again: Instant }
  | { readonly code: 'gift_cards_too_many'; readonly max: number }
  | { readonly code: 'points_not_whole' }
  | { readonly code: 'method_unavailable' }
  | { readonly code: 'payments_too_many'; readonly again: Instant }
  /** The bank refused several times; see `declines` in the table of limits. */
  | { readonly code: 'declines_too_many'; readonly again: Instant }

/** What any form is refused with that was tried too often. */
export type TriesRefusal = { readonly code: 'tries_too_many'; readonly again: Instant }

/** What the forms about the telephone find themselves. */
export type PhoneFormRefusal =
  | PinRefusal
  | { readonly code: 'pins_differ' }
  | { readonly code: 'telephone_unreadable' }

/** What the form for the digits of an order finds itself: one answer for wrong, old and paid. */
export type CodeFormRefusal =
  | { readonly code: 'short_code_length'; readonly digits: number; readonly expected: number }
  | { readonly code: 'short_code_unknown' }

/** What the form of auto-renewal finds itself. */
export type RenewingFormRefusal = { readonly code: 'cap_not_whole' }

/** Everything that a form of the portal can be refused with. */
export type PortalRefusal =
  | IccidRefusal
  | ActivationCodeRefusal
  | MsisdnRefusal
  | EmailRefusal
  | DisplayNameRefusal
  | SendRefusal
  | ProofRefusal
  | RegisterRefusal
  | ChangeEmailRefusal
  | PasskeyRefusal
  | AddPasskeyRefusal
  | ProveLineRefusal
  | AddLineRefusal
  | NotHolder
  | StartNowRefusal
  | PlacingRefusal
  | AgreeRefusal
  | PauseRefusal
  | ResumeRefusal
  | RenewingFormRefusal
  | EndOrderRefusal
  | InvoiceRefusal
  | OpenCheckoutRefusal
  | ChangePaymentRefusal
  | PayLinkRefusal
  | RefundOrderRefusal
  | { readonly code: 'method_unknown' }
  | GiftCodeRefusal
  | PayingFormRefusal
  | PhoneFormRefusal
  | CodeFormRefusal
  | TriesRefusal
  | DoorRefusal

export type PortalRefusalWords = RefusalWords<PortalRefusal>

const PHRASEBOOKS: Readonly<Record<Language, PortalRefusalWords>> = {
  'zh-CN': zhCNRefusals,
  'zh-TW': zhTWRefusals,
  en: enRefusals,
  ja: jaRefusals,
  ko: koRefusals,
}

export function refusalText(refusal: PortalRefusal, language: Language): string {
  // One code may belong to several unions with the same facts; the type above keeps them worded.
  const sentence = PHRASEBOOKS[language][refusal.code] as (facts: PortalRefusal) => string
  return sentence(refusal)
}
