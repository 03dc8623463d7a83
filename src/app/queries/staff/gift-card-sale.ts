/**
 * The sale of a gift card as its receipt tells it: read from the entry of the till, so that it can
 * be shown again. Untaxed, and no document of the ledger's: an invoice comes with what the card
 * buys.
 */
import type { GiftCardId, TillEntryId, TillId } from '../../../domain/basics/ids.ts'
import { yen, type Yen } from '../../../domain/basics/money.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { TillMeans } from '../../../domain/till/till.ts'
import type { App } from '../../app.ts'

export interface GiftCardSale {
  readonly at: Instant
  readonly by: string
  readonly means: TillMeans
  readonly price: Yen
  /** Null at the terminal. */
  readonly tendered: Yen | null
  readonly change: Yen
}

/** Null unless this entry of the till's open shift sold this card. */
export async function giftCardSale(
  { reads }: Pick<App, 'reads'>,
  sale: { readonly card: GiftCardId; readonly till: TillId; readonly entry: TillEntryId },
): Promise<GiftCardSale | null> {
  const { shift } = await reads.till(sale.till)
  if (shift === null) return null
  const entries = await reads.tillEntries(sale.till, shift.id)
  const entry = entries.find(({ id, giftCard }) => id === sale.entry && giftCard === sale.card)
  if (entry === undefined || entry.kind !== 'gift_card_sold') return null
  const { staff } = await reads.staff(entry.staff)
  const { at, means, amount: price, tendered } = entry
  const change = tendered === null ? yen(0n) : yen(tendered - price)
  return { at, by: staff?.name ?? '', means, price, tendered, change }
}
