/**
 * The test cards and what happens to a payment with each, on the page and later, when the card was
 * kept and is charged without the payer. They are the only numbers the sandbox takes: any other is
 * refused before it is stored, logged or repeated. Those of Stripe's own test set behave as they
 * do there, as far as the sandbox goes; the 83xx and 82xx groups exist only here.
 */

export interface Decline {
  readonly kind: 'decline'
  readonly code: string
  readonly declineCode: string
  /** What the card's scheme advises: `do_not_try_again` is for ever. */
  readonly advice: 'do_not_try_again' | 'try_again_later' | 'confirm_card_data' | null
}

export type CardConduct =
  | { readonly kind: 'approve' }
  | Decline
  | { readonly kind: 'authenticate' }
  /** The bank is still deciding; after the sandbox's delay it says yes or no. */
  | { readonly kind: 'decide-later'; readonly approve: boolean }
  | { readonly kind: 'duplicate-webhooks' }
  | { readonly kind: 'disordered-webhooks' }
  /** The payment succeeds, and the next reading of it by API gets no answer in time. */
  | { readonly kind: 'hang-next-read' }
  /** The payment succeeds, and its payer contests it at once. */
  | { readonly kind: 'dispute' }

/** What a kept card does when it is charged without the payer. */
export type SavedConduct = Extract<
  CardConduct,
  { kind: 'approve' | 'decline' | 'decide-later' | 'dispute' }
>

export interface TestCard {
  readonly name: CardName
  readonly number: string
  readonly brand: string
  readonly conduct: CardConduct
  readonly saved: SavedConduct
}

export type CardName =
  | 'approve'
  | 'approve-mastercard'
  | 'approve-jcb'
  | 'declined'
  | 'insufficient-funds'
  | 'expired'
  | 'processing-error'
  | 'authenticate'
  | 'saved-declined'
  | 'saved-authentication'
  | 'saved-insufficient-funds'
  | 'saved-stolen'
  | 'saved-expired'
  | 'saved-processing-error'
  | 'disputed'
  | 'late-success'
  | 'late-failure'
  | 'duplicate-webhooks'
  | 'disordered-webhooks'
  | 'hanging-read'

const APPROVE = { kind: 'approve' } as const
const AUTHENTICATE = { kind: 'authenticate' } as const
const DISPUTE = { kind: 'dispute' } as const

const decline = (
  code: string,
  declineCode: string,
  advice: Decline['advice'] = 'try_again_later',
): Decline => ({ kind: 'decline', code, declineCode, advice })

const DECLINED = decline('card_declined', 'generic_decline')
const NO_FUNDS = decline('card_declined', 'insufficient_funds')
const EXPIRED = decline('expired_card', 'expired_card', 'confirm_card_data')
const ERROR = decline('processing_error', 'processing_error')
const STOLEN = decline('card_declined', 'stolen_card', 'do_not_try_again')
const ABSENT = decline('authentication_required', 'authentication_required', null)

const card = (
  name: CardName,
  number: string,
  conduct: CardConduct,
  { saved = asSaved(conduct), brand = 'visa' }: { saved?: SavedConduct; brand?: string } = {},
): TestCard => ({ name, number: number.replaceAll(' ', ''), brand, conduct, saved })

/** A card goes on as it began, as far as that is possible without its payer. */
function asSaved(conduct: CardConduct): SavedConduct {
  const { kind } = conduct
  return kind === 'decline' || kind === 'decide-later' || kind === 'dispute' ? conduct : APPROVE
}

export const TEST_CARDS: readonly TestCard[] = [
  card('approve', '4242 4242 4242 4242', APPROVE),
  card('approve-mastercard', '5555 5555 5555 4444', APPROVE, { brand: 'mastercard' }),
  card('approve-jcb', '3566 0020 2036 0505', APPROVE, { brand: 'jcb' }),
  card('authenticate', '4000 0000 0000 3220', AUTHENTICATE),
  card('declined', '4000 0000 0000 0002', DECLINED),
  card('insufficient-funds', '4000 0000 0000 9995', NO_FUNDS),
  card('expired', '4000 0000 0000 0069', EXPIRED),
  card('processing-error', '4000 0000 0000 0119', ERROR),
  card('saved-declined', '4000 0000 0000 0341', APPROVE, { saved: DECLINED }),
  card('saved-authentication', '4000 0027 6000 3184', AUTHENTICATE, { saved: ABSENT }),
  card('saved-insufficient-funds', '4000 0000 0000 8302', APPROVE, { saved: NO_FUNDS }),
  card('saved-stolen', '4000 0000 0000 8310', APPROVE, { saved: STOLEN }),
  card('saved-expired', '4000 0000 0000 8328', APPROVE, { saved: EXPIRED }),
  card('saved-processing-error', '4000 0000 0000 8336', APPROVE, { saved: ERROR }),
  card('disputed', '4000 0000 0000 0259', DISPUTE),
  card('late-success', '4000 0000 0000 8203', { kind: 'decide-later', approve: true }),
  card('late-failure', '4000 0000 0000 8211', { kind: 'decide-later', approve: false }),
  card('duplicate-webhooks', '4000 0000 0000 8229', { kind: 'duplicate-webhooks' }),
  card('disordered-webhooks', '4000 0000 0000 8237', { kind: 'disordered-webhooks' }),
  card('hanging-read', '4000 0000 0000 8245', { kind: 'hang-next-read' }),
]

export function cardByNumber(typed: string): TestCard | null {
  const digits = typed.replace(/[\s-]/g, '')
  return TEST_CARDS.find((known) => known.number === digits) ?? null
}

export function cardByName(name: string): TestCard | null {
  return TEST_CARDS.find((known) => known.name === name) ?? null
}

/** As printed on a card: groups of four. */
export function grouped(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ')
}
