/** Gift cards as the API describes them. */
import * as Type from 'typebox'
import {
  BATCH_LENGTH_MAX,
  GIFT_CARD_YEN_MAX,
  GIFT_CARD_YEN_MIN,
} from '../../../domain/gift-card/issuing.ts'
import { Id, Instant, Money, named, nullable, record } from './values.ts'

/** Both spellings with everything that people put between. */
export const CODE_TEXT_MAX = 60

const Code = Type.String({ description: 'Sixteen characters and a check, in groups of four.' })
const Digits = Type.String({ description: 'The same code for a keypad: 25 digits.' })
const End = nullable(Instant, 'When it is over; null until it is activated.')

export const GiftCardWish = named('GiftCardWish', 'What a gift card is asked with.', {
  value: record({
    amount: Type.Integer({
      minimum: Number(GIFT_CARD_YEN_MIN),
      maximum: Number(GIFT_CARD_YEN_MAX),
    }),
    currency: Type.Literal('JPY'),
  }),
  origin: Type.Enum(['sold', 'given'], {
    description: 'A sold card is paper until it is activated; a given one is good at once.',
  }),
  batch: Type.String({
    minLength: 1,
    maxLength: BATCH_LENGTH_MAX,
    pattern: '^[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?$',
    description: 'Your own name for what it belongs to.',
  }),
})

export const IssuedGiftCard = named('IssuedGiftCard', 'A gift card with its code, told once.', {
  id: Id,
  code: Code,
  digits: Digits,
  value: Money,
  expiresAt: End,
})

export const GiftCardCode = named('GiftCardCode', 'A gift card by its code.', {
  code: Type.String({
    minLength: 1,
    maxLength: CODE_TEXT_MAX,
    description: 'Either spelling; case, spaces and dashes do not matter.',
  }),
})

export const GiftCard = named('GiftCard', 'What a gift card is worth.', {
  id: Id,
  value: Money,
  left: Money,
  expiresAt: End,
})
