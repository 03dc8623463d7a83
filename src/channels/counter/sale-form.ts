/**
 * What a form of the sale carries: which offer, points, gift cards, code, language; and what the
 * customer was shown, so that nothing else can be sold unseen. Not the selling
 * (`routes/sale-routes.tsx`).
 */
import type { FastifyRequest } from 'fastify'
import { parseLanguage, type Language } from '../../domain/basics/language.ts'
import { yen } from '../../domain/basics/money.ts'
import type { OfferRef } from '../../domain/catalogue/offer.ts'
import { NO_WISH, type PayingView, type PayingWish } from '../../app/queries/paying-view.ts'
import { readOffer } from '../shown-form.ts'
import type { Console } from './desk.ts'
import type { PostedForm } from './form.ts'
import { readGiftCards } from './gift-cards-in-use.ts'
import type { SellRefusal } from './words/sell/words.ts'

export const CODE_LENGTH_MAX = 64
const WHOLE = /^[1-9]\d{0,8}$/

export interface SaleAskedForm {
  readonly offer: OfferRef
  readonly startNow: boolean
  readonly wish: PayingWish
  /** As the customer was shown it; null: nobody has said. */
  readonly language: Language | null
  /** What is wrong with a field, by its name. */
  readonly wrong: Readonly<Record<string, SellRefusal>>
}

export async function readSale(
  console: Console,
  request: FastifyRequest,
  form: PostedForm,
): Promise<SaleAskedForm | null> {
  const offer = readOffer(form.fields['offer'], form.fields['version'])
  if (offer === null) return null
  const points = readPoints(form)
  const found = await readGiftCards(console, request, form)
  const code = (form.fields['campaignCode'] ?? '').trim().slice(0, CODE_LENGTH_MAX)
  return {
    offer,
    startNow: form.fields['start'] === 'now',
    language: parseLanguage(form.fields['language'] ?? ''),
    wish: {
      ...NO_WISH,
      points: points ?? 'none',
      giftCards: found.cards,
      campaignCode: code === '' ? null : code,
    },
    wrong: {
      ...(points === null ? { pointsAmount: { code: 'points_not_whole' } as const } : {}),
      ...(found.refusal === null ? {} : { giftCode: found.refusal }),
    },
  }
}

function readPoints({ fields }: PostedForm): PayingWish['points'] | null {
  const wish = fields['points']
  if (wish === 'all') return 'all'
  if (wish !== 'some') return 'none'
  const amount = plainNumber(fields['pointsAmount'])
  return WHOLE.test(amount) ? yen(BigInt(amount)) : null
}

/** Full-width digits, spaces and commas are people's. */
export function plainNumber(text: string | undefined): string {
  return (text ?? '').normalize('NFKC').replace(/[\s,]/g, '')
}

/** Everything that decides what is paid: when it differs at posting, the page is shown again. */
export function figuresOf({ price, rest, pointsUsed, campaign, giftCards }: PayingView): string {
  const cards = giftCards.map(({ card, taken }) => `${card}-${taken}`)
  return [price, rest, pointsUsed, campaign?.id ?? '', ...cards].join('.')
}
