/**
 * What a form of paying asks for: which way, how many points, which gift cards, which code. Gift
 * cards that were found once travel on sealed for this browser, so that no code is ever put back
 * into a page. Not the placing (`routes/confirm-routes.tsx`).
 */
import type { FastifyRequest } from 'fastify'
import { spendableGiftCard } from '../../app/money/gift-codes.ts'
import type { MethodKey, PayingView, PayingWish } from '../../app/queries/paying-view.ts'
import { parseId, type GiftCardId, type KeptMethodId } from '../../domain/basics/ids.ts'
import { yen } from '../../domain/basics/money.ts'
import { isBefore, plusHours, type Instant } from '../../domain/basics/time.ts'
import { parseGiftCode } from '../../domain/gift-card/code.ts'
import { GIFT_CARDS_AN_ORDER_MAX } from '../../domain/order/parts.ts'
import { HOSTED_METHODS } from '../../domain/payment/provider.ts'
import type { Portal } from './desk.ts'
import type { PostedForm } from './form.ts'
import { takeTry } from './tries.ts'
import type { PortalRefusal } from './words/refusals.ts'

/** A found card may be used from the page that found it for so long. */
const FOUND_HOURS = 2
export const CODE_LENGTH_MAX = 64
export const GIFT_CODE_LENGTH_MAX = 64
const POINTS = /^[1-9]\d{0,8}$/

/**
 * Everything that decides what is paid, as the page showed it: when it differs at posting, the page
 * is shown again before anything is taken.
 */
export function figuresOf({ price, rest, pointsUsed, campaign, giftCards }: PayingView): string {
  const cards = giftCards.map(({ hint, taken }) => `${hint}-${taken}`)
  return [price, rest, pointsUsed, campaign?.id ?? '', ...cards].join('.')
}

export interface PayingAsked {
  readonly wish: PayingWish
  /** What is wrong with a field, by its name. */
  readonly wrong: Readonly<Record<string, PortalRefusal>>
}

export async function readPaying(
  portal: Portal,
  request: FastifyRequest,
  form: PostedForm,
): Promise<PayingAsked> {
  const points = readPoints(form)
  const held = form.all('giftCard').flatMap((sealed) => openGiftCard(portal, request, sealed) ?? [])
  const known = [...new Set(held)].slice(0, GIFT_CARDS_AN_ORDER_MAX)
  const found = await readGiftCode(portal, request, { form, known })
  const code = (form.fields['campaignCode'] ?? '').trim().slice(0, CODE_LENGTH_MAX)
  return {
    wish: {
      method: readMethod(form.fields['method'] ?? ''),
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

export function readMethod(text: string): MethodKey | null {
  const [, kept = ''] = /^kept:(.+)$/.exec(text) ?? []
  const id = parseId<KeptMethodId>(kept)
  if (id !== null) return `kept:${id}`
  return HOSTED_METHODS.find((one) => one === text) ?? null
}

function readPoints({ fields }: PostedForm): PayingWish['points'] | null {
  const wish = fields['points']
  if (wish === 'all') return 'all'
  if (wish !== 'some') return 'none'
  const amount = (fields['pointsAmount'] ?? '').normalize('NFKC').replace(/[\s,]/g, '')
  return POINTS.test(amount) ? yen(BigInt(amount)) : null
}

interface FoundCards {
  readonly cards: readonly GiftCardId[]
  readonly refusal: PortalRefusal | null
}

/** A slip of a finger is told apart; whether a sound number is known, used or over is not. */
async function readGiftCode(
  { app }: Portal,
  request: FastifyRequest,
  { form, known }: { readonly form: PostedForm; readonly known: readonly GiftCardId[] },
): Promise<FoundCards> {
  const text = (form.fields['giftCode'] ?? '').trim().slice(0, GIFT_CODE_LENGTH_MAX)
  const refused = (refusal: PortalRefusal): FoundCards => ({ cards: known, refusal })
  if (text === '') return { cards: known, refusal: null }
  if (known.length >= GIFT_CARDS_AN_ORDER_MAX) {
    return refused({ code: 'gift_cards_too_many', max: GIFT_CARDS_AN_ORDER_MAX })
  }
  const parsed = parseGiftCode(text)
  if (!parsed.ok) return refused(parsed.refusal)
  const { again, proved } = await takeTry(app, request, 'gift_codes')
  if (again !== null) return refused({ code: 'gift_codes_too_many', again })
  const card = await spendableGiftCard(app, text)
  if (card === null) return refused({ code: 'gift_code_unknown' })
  await proved()
  return { cards: [...new Set([...known, card])], refusal: null }
}

/** Good for this browser alone, for a while. */
export function sealGiftCard({ app }: Portal, request: FastifyRequest, card: GiftCardId): string {
  const until = plusHours(app.clock.now(), FOUND_HOURS).toString()
  return app.vault.seal(JSON.stringify([card, until, request.visitor.browser]))
}

function openGiftCard({ app }: Portal, request: FastifyRequest, sealed: string): GiftCardId | null {
  const opened = open(app.vault, sealed)
  if (opened === null) return null
  const { card, until, browser } = opened
  const isOurs = browser === request.visitor.browser
  return isOurs && isBefore(app.clock.now(), until) ? parseId<GiftCardId>(card) : null
}

interface Sealed {
  readonly card: string
  readonly until: Instant
  readonly browser: string
}

/** Null for what is changed, sealed under an older key, or sealed for something else. */
function open(vault: Portal['app']['vault'], sealed: string): Sealed | null {
  try {
    const [card, until, browser] = JSON.parse(vault.open(sealed)) as [string, string, string]
    return { card, until: Temporal.Instant.from(until), browser }
  } catch {
    return null
  }
}
