/**
 * Posts a line of the provider's own book that no command of ours has posted: a fee that was told
 * late, a payout to the bank. Each movement is posted once, in the home of the payment it is about,
 * or in the operator's book.
 */
import { THE_BOOK } from '../../domain/bill/book.ts'
import type { PostingSetId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { postingSet, transfer, type LedgerHome, type Posting } from '../../domain/ledger/posting.ts'
import type { PaymentRef } from '../../domain/payment/movement.ts'
import type { ProviderName } from '../../domain/payment/provider.ts'
import { decided, type Command } from '../door/command.ts'
import type { Home } from '../door/state.ts'
import type { Origin } from '../origin.ts'

export interface PostMovement {
  readonly provider: ProviderName
  /** The provider's id of it. */
  readonly movement: string
  /** Null: it is about no payment of ours. */
  readonly ref: PaymentRef | null
  readonly cause: 'fee' | 'payout'
  /** What leaves the provider's book: kept as a fee, or paid to the bank. */
  readonly amount: Yen
}

export function homeOf({ ref }: Pick<PostMovement, 'ref'>): Home & LedgerHome {
  return ref === null ? { kind: 'book', id: THE_BOOK } : { kind: 'line', id: ref.line }
}

/** The key is the movement's, so that two processes post it once. */
export function originOf({ provider, movement, cause }: PostMovement): Origin {
  return { channel: 'auto', actor: `provider:${provider}`, key: `${cause} ${movement}` }
}

export const postMovement: Command<PostMovement, null, never> = {
  name: 'post_movement',
  keyPlace: 'outcomes',
  reads: [],
  homes: (input) => [homeOf(input)],
  fingerprint: ({ amount }) => `${amount}`,
  decide({ now, ids }, input) {
    const { provider, movement, ref, cause, amount } = input
    const set = postingSet({
      id: ids.next<PostingSetId>(),
      home: homeOf(input),
      order: ref?.order ?? null,
      cause,
      subject: movement,
      at: now,
      postings: postingsOf(input),
    })
    const facts = { provider, movement, order: ref?.order ?? null, yen: amount }
    return decided(null, {
      changes: [{ table: 'postings', row: set }],
      events: [{ name: cause === 'fee' ? 'fee_posted' : 'payout_posted', facts }],
    })
  },
}

function postingsOf({ provider, cause, amount }: PostMovement): readonly Posting[] {
  const debit = cause === 'fee' ? (`provider_fees:${provider}` as const) : 'bank'
  return transfer(amount, { debit, credit: `provider_clearing:${provider}` })
}
