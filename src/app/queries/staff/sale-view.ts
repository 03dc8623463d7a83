/**
 * A sale at the counter before it is one: the last screen that the customer is shown, whose points
 * may be used, and on whose account it would be. Computed by what the portal's last screen is
 * computed by. Not the placing (`staff/sell.ts`).
 */
import type { PersonId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { OfferRef } from '../../../domain/catalogue/offer.ts'
import { identityNeededSince } from '../../../domain/identity/needed.ts'
import type { Buyer } from '../../../domain/order/order.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { channelOf } from '../../staff/channel.ts'
import { checkoutView } from '../checkout-view.ts'
import type { PayingWish } from '../paying-view.ts'
import type { CheckoutView } from '../views.ts'
import { holderAsking, holderPresence, type HolderPresence } from './holder.ts'

export interface SaleAsked {
  readonly line: LineId
  readonly offer: OfferRef
  readonly startNow: boolean
  readonly wish: PayingWish
}

export interface SaleView {
  readonly checkout: CheckoutView
  /** Why points can not be used, where they can not. */
  readonly presence: HolderPresence['kind']
  readonly buyer: Buyer
  readonly person: PersonId | null
  /** Since when the offer asks for a checked document that this line lacks; null: it is fine. */
  readonly identityNeeded: Instant | null
  /** Of whoever holds the line; null where nobody does. */
  readonly language: Language | null
}

export type SaleRefusal =
  | PermissionRefusal
  | { readonly code: 'line_unknown' }
  /** Not sold here, or not any more, or the line can take no more. */
  | { readonly code: 'offer_unknown' }

export async function saleView(
  app: App,
  staff: Staff,
  asked: SaleAsked,
): Promise<Result<SaleView, SaleRefusal>> {
  const allowed = mayDo(staff, 'sell', null)
  if (!allowed.ok) return allowed
  const { line } = await app.reads.line(asked.line)
  if (line === null) return refuse({ code: 'line_unknown' })
  const presence = await holderPresence(app, staff, line)
  const account = holderAsking(presence)
  const buyer: Buyer =
    account === null
      ? { kind: 'counter', shop: staff.shop }
      : { kind: 'account', account: account.id }
  const checkout = await checkoutView(app, {
    ...asked,
    access: 'staff',
    ownConnection: true,
    buyer,
    channel: channelOf(staff),
  })
  if (checkout === null) return refuse({ code: 'offer_unknown' })
  const identityChecks = await app.reads.identityChecks(line.id)
  const { offer, asOf: now } = checkout.quote
  return accept({
    checkout,
    identityNeeded: identityNeededSince(offer, { line, identityChecks, now }),
    presence: presence.kind,
    buyer,
    person: account?.person ?? null,
    language: await languageOf(app, line.holder),
  })
}

async function languageOf({ reads }: App, holder: Parameters<App['reads']['account']>[0] | null) {
  return holder === null ? null : ((await reads.account(holder)).account?.language ?? null)
}
