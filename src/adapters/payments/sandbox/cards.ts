/**
 * The test cards and what happens to a payment with each. They are the only numbers the sandbox
 * takes: any other is refused before it is stored, logged or repeated. Those of Stripe's own test
 * set behave as they do there; the last group exists only here.
 */

export type CardConduct =
  | { readonly kind: 'approve' }
  | { readonly kind: 'decline'; readonly code: string; readonly declineCode: string }
  | { readonly kind: 'authenticate' }
  /** The bank is still deciding; after the sandbox's delay it says yes or no. */
  | { readonly kind: 'decide-later'; readonly approve: boolean }
  | { readonly kind: 'duplicate-webhooks' }
  | { readonly kind: 'disordered-webhooks' }
  /** The payment succeeds, and the next reading of it by API gets no answer in time. */
  | { readonly kind: 'hang-next-read' }

export interface TestCard {
  readonly name: CardName
  readonly number: string
  readonly brand: string
  readonly conduct: CardConduct
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
  | 'late-success'
  | 'late-failure'
  | 'duplicate-webhooks'
  | 'disordered-webhooks'
  | 'hanging-read'

const decline = (code: string, declineCode: string): CardConduct => ({
  kind: 'decline',
  code,
  declineCode,
})

const card = (name: CardName, number: string, conduct: CardConduct, brand = 'visa'): TestCard => ({
  name,
  number: number.replaceAll(' ', ''),
  brand,
  conduct,
})

export const TEST_CARDS: readonly TestCard[] = [
  card('approve', '4242 4242 4242 4242', { kind: 'approve' }),
  card('approve-mastercard', '5555 5555 5555 4444', { kind: 'approve' }, 'mastercard'),
  card('approve-jcb', '3566 0020 2036 0505', { kind: 'approve' }, 'jcb'),
  card('authenticate', '4000 0000 0000 3220', { kind: 'authenticate' }),
  card('declined', '4000 0000 0000 0002', decline('card_declined', 'generic_decline')),
  card('insufficient-funds', '4000 0000 0000 9995', decline('card_declined', 'insufficient_funds')),
  card('expired', '4000 0000 0000 0069', decline('expired_card', 'expired_card')),
  card('processing-error', '4000 0000 0000 0119', decline('processing_error', 'processing_error')),
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
