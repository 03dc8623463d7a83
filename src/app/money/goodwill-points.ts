/** Points that staff give an account because something went wrong. Never money, never refunds. */
import type { AccountId, OrderId, PointsLotId, PostingSetId } from '../../domain/basics/ids.ts'
import { yen, type Yen } from '../../domain/basics/money.ts'
import { plusDays, type Instant } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { postingSet, transfer } from '../../domain/ledger/posting.ts'
import type { PointsLot } from '../../domain/points/lots.ts'
import { decided, refused, type Command } from '../door/command.ts'

/** More than this is a refund, and is decided as one. */
export const GOODWILL_POINTS_MAX = 5_000n

export interface GiveGoodwillPoints {
  readonly account: AccountId
  readonly points: Yen
  /** What it is about, where it is about an order. */
  readonly order: OrderId | null
  readonly lot: PointsLotId
}

export type GoodwillPointsRefusal =
  | { readonly code: 'account_unknown' }
  | { readonly code: 'points_out_of_bounds'; readonly max: Yen }

export interface GivenPoints {
  readonly points: Yen
  readonly expiresAt: Instant
}

/** Needs a key: each attempt is another present. */
export const giveGoodwillPoints: Command<GiveGoodwillPoints, GivenPoints, GoodwillPointsRefusal> = {
  name: 'give_goodwill_points',
  keyPlace: 'outcomes',
  reads: ['points'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ points, order }) => `${points}|${order ?? ''}`,
  decide({ states, now, catalogue, ids }, { account, points, order, lot: id }) {
    if ((states.accounts.get(account)?.account ?? null) === null) {
      return refused({ code: 'account_unknown' })
    }
    if (points <= 0n || points > GOODWILL_POINTS_MAX) {
      return refused({ code: 'points_out_of_bounds', max: yen(GOODWILL_POINTS_MAX) })
    }

    // From here the points must be given.
    const expiresAt = plusDays(now, rulesAt(catalogue.rules, now).pointsValidDays)
    const source = { kind: 'goodwill', order } as const
    const lot: PointsLot = {
      id,
      account,
      source,
      granted: points,
      left: points,
      grantedAt: now,
      expiresAt,
    }
    const set = postingSet({
      id: ids.next<PostingSetId>(),
      home: { kind: 'account', id: account },
      order,
      cause: 'points_granted',
      subject: id,
      at: now,
      postings: transfer(points, { debit: 'promotions', credit: 'points' }),
    })
    return decided(
      { points, expiresAt },
      {
        changes: [
          { table: 'points_lots', row: lot },
          { table: 'postings', row: set },
        ],
        events: [{ name: 'points_granted', facts: { order, points } }],
      },
    )
  },
}
