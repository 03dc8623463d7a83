/**
 * What staff are told of a gift card whose code a customer shows: worth, end and state. Customers
 * are told none of it apart (one answer for unknown and used); the edge limits wrong codes.
 */
import type { GiftCardId } from '../../../domain/basics/ids.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import {
  troubleWith,
  type GiftCard,
  type GiftCardFreeze,
  type GiftCardTrouble,
} from '../../../domain/gift-card/gift-card.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { findGiftCard } from '../../money/gift-codes.ts'

export interface GiftCardSeen {
  readonly asOf: Instant
  readonly card: GiftCardId
  readonly hint: string
  readonly origin: GiftCard['origin']['kind']
  readonly value: Yen
  readonly left: Yen
  readonly activatedAt: Instant | null
  readonly expiresAt: Instant | null
  readonly freeze: GiftCardFreeze | null
  /** `not_active`: paper that nobody bought yet. */
  readonly state: GiftCardTrouble | 'good'
}

export type GiftCardLookRefusal = PermissionRefusal | { readonly code: 'gift_card_unknown' }

export async function giftCardForStaff(
  app: Pick<App, 'reads' | 'vault' | 'clock'>,
  staff: Pick<Staff, 'role' | 'shop'>,
  asked: { readonly code: string } | { readonly card: GiftCardId },
): Promise<Result<GiftCardSeen, GiftCardLookRefusal>> {
  const allowed = mayDo(staff, 'check_gift_card', null)
  if (!allowed.ok) return allowed
  const id = 'card' in asked ? asked.card : await findGiftCard(app, asked.code)
  const card = id === null ? null : await app.reads.giftCard(id)
  return card === null ? refuse({ code: 'gift_card_unknown' }) : accept(seen(card, app.clock.now()))
}

function seen(card: GiftCard, asOf: Instant): GiftCardSeen {
  const { id, hint, origin, value, left, activatedAt, expiresAt, freeze } = card
  const state = troubleWith(card, asOf) ?? 'good'
  return {
    asOf,
    card: id,
    hint,
    origin: origin.kind,
    value,
    left,
    activatedAt,
    expiresAt,
    freeze,
    state,
  }
}
