/**
 * One payment as the provider's book and ours tell it, figure by figure. Pure: both stories in,
 * what differs out.
 */
import { negate, NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import type { PostingCause, PostingSet } from '../ledger/posting.ts'
import type { ProviderMovement } from '../payment/movement.ts'
import { refundsDue, type Payment } from '../payment/payment.ts'

export interface PaymentBook {
  readonly payment: Payment
  /** Posting sets of its order, those of the order's other attempts too. */
  readonly sets: readonly PostingSet[]
  /** Everything that the provider has booked for the payment so far. */
  readonly movements: readonly ProviderMovement[]
}

/**
 * taken      charged
 * returned   sent back as refunds
 * disputed   withheld, or lost, because the payer's bank contests it
 * fees       kept by the provider
 * other      booked by the provider under no name of ours
 */
export type Figure = 'taken' | 'returned' | 'disputed' | 'fees' | 'other'

export interface Finding {
  readonly figure: Figure
  readonly ours: Yen
  readonly theirs: Yen
}

interface Bounds {
  /** What must be in the provider's book. */
  readonly booked: Yen
  /** What may be in it. */
  readonly known: Yen
}

/** What differs between the two stories; the provider's is known until `until`. */
export function compare(book: PaymentBook, until: Instant): readonly Finding[] {
  const findings: Finding[] = []
  const hold = (figure: Figure, theirs: Yen, { booked, known }: Bounds) => {
    const [low, high] = booked < known ? [booked, known] : [known, booked]
    if (theirs < low || theirs > high) findings.push({ figure, ours: known, theirs })
  }
  const { movements } = book
  hold('taken', amountOf(movements, ['charge']), taken(book, until))
  hold('returned', negate(amountOf(movements, ['refund'])), returned(book, until))
  hold('disputed', negate(amountOf(movements, ['dispute', 'dispute_won'])), disputed(book, until))
  hold('fees', feesTold(movements), fees(book, until))
  hold('other', amountOf(movements, ['other']), { booked: NO_YEN, known: NO_YEN })
  return findings
}

function amountOf(
  movements: readonly ProviderMovement[],
  kinds: readonly ProviderMovement['kind'][],
): Yen {
  return sumYen(movements.filter((one) => kinds.includes(one.kind)).map((one) => one.amount))
}

/** What the provider kept, of its movements and by fees of their own. */
export function feesTold(movements: readonly ProviderMovement[]): Yen {
  return sumYen(movements.map(feeOf))
}

export function feeOf({ kind, amount, fee }: ProviderMovement): Yen {
  return kind === 'fee' ? yen(fee - amount) : fee
}

function taken({ payment }: PaymentBook, until: Instant): Bounds {
  const known = payment.state.kind === 'succeeded' ? payment.amount : NO_YEN
  return { booked: isBefore(payment.stateSince, until) ? known : NO_YEN, known }
}

/** A refund that waits may have been made already. */
function returned(book: PaymentBook, until: Instant): Bounds {
  const { payment } = book
  const ids = new Set<string>(payment.refunds.map(({ id }) => id))
  const sets = book.sets.filter(({ cause, subject }) => cause === 'return' && ids.has(subject))
  const { booked, known } = onAccount(sets, 'refunds_due', until)
  const waiting = sumYen(refundsDue(payment).map(({ amount }) => amount))
  return { booked, known: yen(known + waiting) }
}

/** A dispute that was lost stays taken; only one that was won comes back. */
function disputed(book: PaymentBook, until: Instant): Bounds {
  const sets = setsOfDisputes(book, ['dispute_opened', 'dispute_won'])
  return onAccount(sets, `disputed:${book.payment.provider}`, until)
}

function fees(book: PaymentBook, until: Instant): Bounds {
  const own = new Set<string>([book.payment.id, ...book.movements.map(({ id }) => id)])
  const posted = book.sets.filter(({ cause, subject }) => cause === 'fee' && own.has(subject))
  const sets = [...posted, ...setsOfDisputes(book, ['dispute_opened'])]
  return onAccount(sets, `provider_fees:${book.payment.provider}`, until)
}

function setsOfDisputes(
  { payment, sets }: PaymentBook,
  causes: readonly PostingCause[],
): readonly PostingSet[] {
  const ids = new Set(payment.disputes.map(({ id }) => id))
  return sets.filter(({ cause, subject }) => causes.includes(cause) && ids.has(subject))
}

function onAccount(sets: readonly PostingSet[], account: string, until: Instant): Bounds {
  const sum = (some: readonly PostingSet[]) =>
    sumYen(
      some.flatMap(({ postings }) =>
        postings.filter((posting) => posting.account === account).map(({ amount }) => amount),
      ),
    )
  return { booked: sum(sets.filter(({ at }) => isBefore(at, until))), known: sum(sets) }
}

export interface LateFee {
  /** Under whose id it is posted: the newest that names a fee and has no set of its own. */
  readonly movement: string
  /** What our book lacks; negative where the provider gave some back. */
  readonly amount: Yen
}

/** What of the provider's fees our book does not know. Null: nothing, or nowhere to post it. */
export function lateFee(book: PaymentBook, until: Instant): LateFee | null {
  const finding = compare(book, until).find(({ figure }) => figure === 'fees')
  if (finding === undefined) return null
  const posted = new Set(book.sets.filter(({ cause }) => cause === 'fee').map((set) => set.subject))
  const last = book.movements.findLast((one) => feeOf(one) !== 0n && !posted.has(one.id))
  if (last === undefined) return null
  return { movement: last.id, amount: yen(finding.theirs - finding.ours) }
}
