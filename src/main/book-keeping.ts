/**
 * The sweeps that look over the books, and what they last found, for `/metrics` and the log.
 * Figures are those of the process that plays the worker; one that has not looked yet tells none.
 */
import type pg from 'pg'
import type { Sweep } from '../adapters/jobs/worker.ts'
import { createBooks } from '../adapters/postgres/books.ts'
import { createProofs } from '../adapters/postgres/proofs.ts'
import type { App } from '../app/app.ts'
import type { Books, FoundDifference, ProofRound, Proofs } from '../app/books/ports.ts'
import { proveBooks } from '../app/sweeps/books.ts'
import { reconcileDays } from '../app/sweeps/reconciliation.ts'
import { jstDate, jstMidnight, microsOf } from '../domain/basics/time.ts'
import { RECOMPARE_DAYS_MAX, type Reconciliation } from '../domain/reconciliation/day.ts'

/** A part of a round of proofs is looked at so often. */
export const PROOFS_EVERY_MS = 60_000
/** A day is due once; asking often makes up for a provider that was away. */
export const RECONCILE_EVERY_MS = 600_000
/** So many differences are written to the log at once; the tables have them all. */
export const DIFFERENCES_LOGGED_MAX = 20

export interface BookKeeping {
  readonly sweeps: readonly Sweep[]
  /** By metric name, as of the last look. */
  figures(): Readonly<Record<string, number>>
}

export type Warn = (facts: Readonly<Record<string, unknown>>, what: string) => void

interface Desk {
  readonly app: App
  readonly books: Books
  readonly proofs: Proofs
  readonly warn: Warn
  readonly figures: Map<string, number>
}

export function createBookKeeping(app: App, pool: pg.Pool, warn: Warn): BookKeeping {
  const figures = new Map<string, number>()
  const desk = { app, books: createBooks(pool), proofs: createProofs(pool), warn, figures }
  return {
    sweeps: [
      { name: 'prove_books', everyMs: PROOFS_EVERY_MS, run: () => lookOver(desk) },
      { name: 'reconcile_days', everyMs: RECONCILE_EVERY_MS, run: () => reconcile(desk) },
    ],
    figures: () => Object.fromEntries(figures),
  }
}

async function lookOver({ app, proofs, warn, figures }: Desk): Promise<void> {
  const round = await proveBooks(app, proofs)
  if (round === null) return
  figures.set('books_proved_homes', round.homes)
  figures.set('books_differences', await proofs.countOpen())
  if (round.endedAt === null) return
  tellRound(figures, round)
  for (const [account, amount] of await app.reads.trialBalance()) {
    figures.set(`ledger_balance_yen{account="${account}"}`, Number(amount))
  }
  const found = await proofs.openDifferences(DIFFERENCES_LOGGED_MAX)
  for (const difference of found) warn(factsOf(difference), 'a figure differs from its records')
}

function tellRound(figures: Map<string, number>, { endedAt }: ProofRound): void {
  if (endedAt === null) return
  figures.set('books_proved_at_seconds', Number(microsOf(endedAt) / 1_000_000n))
}

function factsOf({ home, subject, figure, stored, rebuilt }: FoundDifference) {
  return { homeKind: home.kind, home: home.id, subject, figure, stored, rebuilt }
}

async function reconcile({ app, books, warn, figures }: Desk): Promise<void> {
  const { days, left } = await reconcileDays(app, books)
  for (const day of days) if (day.state === 'differs') warn(factsOfDay(day), 'a day differs')
  const from = jstDate(app.clock.now()).subtract({ days: RECOMPARE_DAYS_MAX + 1 })
  for (const provider of app.providers.keys()) {
    const lately = await books.reconciliations(provider, from)
    const differences = lately.reduce((sum, day) => sum + day.counts.differences, 0)
    const last = lately.at(-1)
    const of = `{provider="${provider}"}`
    figures.set(`reconciliation_differences${of}`, differences)
    if (last === undefined) continue
    const begins = Number(microsOf(jstMidnight(last.day)) / 1_000_000n)
    figures.set(`reconciliation_last_day_seconds${of}`, begins)
  }
  if (left.length > 0) throw new AggregateError(left, `${left.length} providers left for later`)
}

function factsOfDay({ provider, day, counts, differences }: Reconciliation) {
  const listed = differences.slice(0, DIFFERENCES_LOGGED_MAX).map((one) => ({
    figure: one.figure,
    payment: one.ref?.payment ?? null,
    movement: one.movement,
    ours: `${one.ours}`,
    theirs: `${one.theirs}`,
  }))
  return { provider, day: day.toString(), counts, differences: listed }
}
