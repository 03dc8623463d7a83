/**
 * Gift cards that a sale uses travel from page to page sealed for this sign-in, so that no code is
 * ever put back into a page. A scanned code is looked up once.
 */
import type { FastifyRequest } from 'fastify'
import { spendableGiftCard } from '../../app/money/gift-codes.ts'
import { parseId, type GiftCardId } from '../../domain/basics/ids.ts'
import { isBefore, plusHours } from '../../domain/basics/time.ts'
import { parseGiftCode } from '../../domain/gift-card/code.ts'
import { GIFT_CARDS_AN_ORDER_MAX } from '../../domain/order/parts.ts'
import type { Console } from './desk.ts'
import type { PostedForm } from './form.ts'
import { atDesk } from './staffer.ts'
import { takeCode } from './tries.ts'
import type { SellRefusal } from './words/sell/words.ts'

/** A found card may be used from the page that found it for so long. */
const FOUND_HOURS = 2
export const GIFT_CODE_LENGTH_MAX = 64

export interface CardsInUse {
  readonly cards: readonly GiftCardId[]
  /** Of the code that was typed last. */
  readonly refusal: SellRefusal | null
}

/** A slip of a finger is told apart; whether a sound number is known, used or over is not. */
export async function readGiftCards(
  { app }: Console,
  request: FastifyRequest,
  form: PostedForm,
): Promise<CardsInUse> {
  const held = form.all('giftCard').flatMap((sealed) => openCard(app, request, sealed) ?? [])
  const known = [...new Set(held)].slice(0, GIFT_CARDS_AN_ORDER_MAX)
  const refused = (refusal: SellRefusal): CardsInUse => ({ cards: known, refusal })
  const text = (form.fields['giftCode'] ?? '').trim().slice(0, GIFT_CODE_LENGTH_MAX)
  if (text === '') return { cards: known, refusal: null }
  if (known.length >= GIFT_CARDS_AN_ORDER_MAX) {
    return refused({ code: 'gift_cards_too_many', max: GIFT_CARDS_AN_ORDER_MAX })
  }
  const parsed = parseGiftCode(text)
  if (!parsed.ok) return refused(parsed.refusal)
  const { again, proved } = await takeCode(app, request)
  if (again !== null) return refused({ code: 'gift_codes_too_many', again })
  const card = await spendableGiftCard(app, text)
  if (card === null) return refused({ code: 'gift_code_unknown' })
  await proved()
  return { cards: [...new Set([...known, card])], refusal: null }
}

export function sealCard(
  { vault, clock }: Console['app'],
  request: FastifyRequest,
  id: GiftCardId,
) {
  const until = plusHours(clock.now(), FOUND_HOURS).toString()
  return vault.seal(JSON.stringify([id, until, atDesk(request).signIn.id]))
}

/** Null for what is changed, too old, of another sign-in, or sealed for something else. */
function openCard(
  { vault, clock }: Console['app'],
  request: FastifyRequest,
  sealed: string,
): GiftCardId | null {
  try {
    const [id, until, desk] = JSON.parse(vault.open(sealed)) as [string, string, string]
    if (desk !== atDesk(request).signIn.id) return null
    return isBefore(clock.now(), Temporal.Instant.from(until)) ? parseId<GiftCardId>(id) : null
  } catch {
    return null
  }
}
