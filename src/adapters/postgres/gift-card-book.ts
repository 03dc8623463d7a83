/** What gift cards stood at, at an instant, read off the ledger and never off the cards. */
import type pg from 'pg'
import { yen, type Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { GiftCardBook, GiftCardSums } from '../../domain/gift-card/base-date.ts'

/** Credit is negative in the book: a liability grows by it. */
const SUMS = `
  select account,
    sum(-amount) filter (where cause = 'gift_card_activated')::bigint as activated,
    sum(amount) filter (where cause = 'gift_card_spent')::bigint as spent,
    sum(-amount) filter (where cause = 'gift_card_returned')::bigint as returned,
    sum(amount) filter (where cause = 'gift_card_lapsed')::bigint as lapsed
  from postings
  where home_kind = 'gift_card' and at < $1 and account in ('gift_cards', 'gift_cards_free')
  group by account`

const LONGER = `
  select count(*)::int as cards from gift_cards
  where origin ->> 'kind' = 'sold' and activated_at < $1
    and (expires_at at time zone 'Asia/Tokyo')
      > (activated_at at time zone 'Asia/Tokyo') + interval '6 months'`

interface SumsRow {
  readonly account: string
  readonly activated: bigint | null
  readonly spent: bigint | null
  readonly returned: bigint | null
  readonly lapsed: bigint | null
}

/** Everything posted before the instant. */
export async function giftCardBook(pool: pg.Pool, at: Instant): Promise<GiftCardBook> {
  const [sums, longer] = await Promise.all([
    pool.query<SumsRow>(SUMS, [at.toString()]),
    pool.query<{ cards: number }>(LONGER, [at.toString()]),
  ])
  const of = (account: string) => sumsOf(sums.rows.find((row) => row.account === account))
  return {
    sold: of('gift_cards'),
    given: of('gift_cards_free'),
    longerThanExempt: longer.rows[0]?.cards ?? 0,
  }
}

function sumsOf(row: SumsRow | undefined): GiftCardSums {
  const amount = (name: Exclude<keyof SumsRow, 'account'>): Yen => yen(row?.[name] ?? 0n)
  return {
    activated: amount('activated'),
    spent: amount('spent'),
    returned: amount('returned'),
    lapsed: amount('lapsed'),
  }
}
