/**
 * Auto-renewal of everything that is due, in groups: the door gathers looks that are asked for
 * together into one transaction. It goes on until nothing is due any more, so that a midnight at
 * which all lines end is one run. It takes no input and keeps nothing: killed anywhere, the next
 * run finds what is left.
 */
import type { App } from '../app.ts'
import { chargeRenewal, lookAtMandate } from '../sagas/renewing.ts'
import type { MandateRef } from '../reads.ts'
import type { SweepReport } from './orders.ts'

/** So many mandates are looked at together: a part of the door's queue, for customers come too. */
export const LOOKS_AT_ONCE_MAX = 1_024
/** So many charges are asked of providers at once. */
export const CHARGES_AT_ONCE_MAX = 64
/** So many mandates are read at a time; what is read is all that is held of them. */
export const MANDATES_A_PAGE = 1_024
/** One run goes through what is due so often; a look may make a mandate due again at once. */
export const ROUNDS_MAX = 10

export async function renewWhatIsDue(app: App): Promise<SweepReport> {
  const run = { done: 0, moved: 0, left: [] as unknown[] }
  const charges = gate(CHARGES_AT_ONCE_MAX)
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    run.moved = 0
    const due = whatIsDue(app)
    const look = async () => {
      for await (const ref of due) await renewOne(app, { ref, run, charges })
    }
    await Promise.all(Array.from({ length: LOOKS_AT_ONCE_MAX }, look))
    // What did not move is still due: it is left to the next run, not asked for ever.
    if (run.moved === 0 || run.left.length > 0) break
  }
  return { done: run.done, left: run.left }
}

interface Run {
  done: number
  /** Looks of this round that changed something. */
  moved: number
  readonly left: unknown[]
}

async function renewOne(
  app: App,
  given: { readonly ref: MandateRef; readonly run: Run; readonly charges: Gate },
): Promise<void> {
  const { ref, run, charges } = given
  try {
    const { did, charge } = await lookAtMandate(app, ref)
    if (did !== 'nothing') run.moved += 1
    if (charge !== null) await charges(() => chargeRenewal(app, charge))
    run.done += 1
  } catch (fault) {
    run.left.push(fault)
  }
}

/** Each mandate once, page by page; a page is read while the one before is looked at. */
async function* whatIsDue(app: App): AsyncGenerator<MandateRef> {
  const now = app.clock.now()
  const pageAfter = (after: MandateRef | null) =>
    app.reads.mandatesDue(now, { limit: MANDATES_A_PAGE, after })
  let page = await pageAfter(null)
  while (page.length > 0) {
    const last = page.at(-1) ?? null
    const next = page.length < MANDATES_A_PAGE ? Promise.resolve([]) : pageAfter(last)
    // Awaited below; a fault of it is met there, also when the looks before take long.
    next.catch(() => {})
    yield* page
    page = await next
  }
}

type Gate = (act: () => Promise<void>) => Promise<void>

/** Lets so many in at once, the others in their order. */
function gate(max: number): Gate {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (act) => {
    if (inside >= max) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      await act()
    } finally {
      // The place goes to the next, or is free.
      const next = waiting.shift()
      if (next === undefined) inside -= 1
      else next()
    }
  }
}
