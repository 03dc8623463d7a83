/** The books over the memory store: the same answers as PostgreSQL gives, in the same order. */
import type { Books } from '../../app/books/ports.ts'
import { homeOf } from '../../app/books/post-movement.ts'
import { NO_YEN, sumYen, yen, type Yen } from '../../domain/basics/money.ts'
import { contains, earlier, isBefore, jstDate } from '../../domain/basics/time.ts'
import type { PostingSet } from '../../domain/ledger/posting.ts'
import type { TrialLine } from '../../domain/ledger/trial-balance.ts'
import type { PaymentRef, ProviderMovement } from '../../domain/payment/movement.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { Reconciliation } from '../../domain/reconciliation/day.ts'
import type { MemoryStore } from './memory-store.ts'

const RETURNS: ReadonlySet<string> = new Set(['return', 'dispute_opened', 'dispute_won'])

export function createMemoryBooks({ tables }: MemoryStore): Books {
  const kept = new Map<string, ProviderMovement>()
  const sets = () => [...tables.postings.values()].toSorted(byId)
  return {
    ...movementsKept(kept),
    ...reconciliationsKept(),
    trialBalance: async (until) =>
      trialLines(sets().filter(({ at }) => until === null || isBefore(at, until))),
    balance: async (account, until) =>
      sumYen(
        sets()
          .filter(({ at }) => isBefore(at, until))
          .flatMap(({ postings }) => postings.filter((posting) => posting.account === account))
          .map(({ amount }) => amount),
      ),
    async firstPayment(provider) {
      const own = [...tables.payments.values()].filter((one) => one.provider === provider)
      return own.length === 0 ? null : own.map((one) => one.createdAt).reduce(earlier)
    },
    async paymentsMoved(provider, span) {
      const returned = sets().filter(({ cause, at }) => RETURNS.has(cause) && contains(span, at))
      const orders = new Set(returned.map(({ order }) => order))
      return [...tables.payments.values()]
        .filter((payment) => payment.provider === provider)
        .filter(
          ({ state, stateSince, order }) =>
            (state.kind === 'succeeded' && contains(span, stateSince)) || orders.has(order),
        )
        .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
        .map(({ line, order, id }) => ({ line, order, payment: id }))
    },
    paymentBooks: async (refs) =>
      refs.flatMap((ref) => {
        const payment = tables.payments.get(ref.payment)
        if (payment === undefined || payment.line !== ref.line) return []
        const own = sets().filter((set) => set.order === payment.order && set.home.id === ref.line)
        return [{ payment, sets: own, movements: about(kept, ref) }]
      }),
    async posted(movements) {
      const made = new Set(
        sets().map(({ home, cause, subject }) => `${home.id} ${cause} ${subject}`),
      )
      const found = movements.filter((one) =>
        made.has(`${homeOf(one).id} ${one.cause} ${one.movement}`),
      )
      return new Set(found.map(({ cause, movement }) => `${cause} ${movement}`))
    },
  }
}

function movementsKept(
  kept: Map<string, ProviderMovement>,
): Pick<Books, 'keepMovements' | 'movements' | 'provided'> {
  const movementsOf = (prefix: string) =>
    [...kept].filter(([key]) => key.startsWith(`${prefix}|`)).map(([, movement]) => movement)
  return {
    async keepMovements(provider, movements) {
      for (const movement of movements) {
        const key = `${provider}|${movement.id}`
        if (!kept.has(key)) kept.set(key, movement)
      }
    },
    movements: async (provider, span) =>
      movementsOf(provider)
        .filter(({ at }) => contains(span, at))
        .toSorted(byTime),
    provided: async (provider, until) =>
      sumYen(
        movementsOf(provider)
          .filter(({ at }) => isBefore(at, until))
          .map(({ amount, fee }) => yen(amount - fee)),
      ),
  }
}

function reconciliationsKept(): Pick<
  Books,
  'reconciliations' | 'reconciliation' | 'keepReconciliation'
> {
  const days = new Map<string, Reconciliation>()
  return {
    reconciliations: async (provider, from) =>
      [...days.values()]
        .filter((one) => one.provider === provider)
        .filter(({ day }) => Temporal.PlainDate.compare(day, from) >= 0)
        .toSorted((one, other) => Temporal.PlainDate.compare(one.day, other.day)),
    reconciliation: async (provider, day) => days.get(`${provider}|${day.toString()}`) ?? null,
    async keepReconciliation(one) {
      days.set(`${one.provider}|${one.day.toString()}`, one)
    },
  }
}

function about(kept: ReadonlyMap<string, ProviderMovement>, { payment }: PaymentRef) {
  return [...kept.values()].filter(({ ref }) => ref?.payment === payment).toSorted(byTime)
}

function trialLines(sets: readonly PostingSet[]): readonly TrialLine[] {
  const lines = new Map<string, TrialLine>()
  for (const { at, home, postings } of sets) {
    for (const { account, amount } of postings) {
      const day = jstDate(at)
      const key = `${day.toString()}|${home.kind}|${account}`
      const none = { day, homeKind: home.kind, account, debit: NO_YEN, credit: NO_YEN }
      lines.set(key, added(lines.get(key) ?? none, amount))
    }
  }
  return [...lines].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line)
}

function added(line: TrialLine, amount: Yen): TrialLine {
  if (amount > 0n) return { ...line, debit: yen(line.debit + amount) }
  return { ...line, credit: yen(line.credit - amount) }
}

function placeOf({ line, id }: Payment): string {
  return `${line}|${id}`
}

function byTime(one: ProviderMovement, other: ProviderMovement): number {
  return Temporal.Instant.compare(one.at, other.at) || (one.id < other.id ? -1 : 1)
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1
}
