/**
 * Proves that every derived figure is what its records say, page by page over all homes. A run does
 * a bounded part of a round and remembers where it stopped, so that a large book is proved in many
 * short looks; a round begins some hours after the last one began. Differences are remembered until
 * a later proof no longer finds them; nothing is mended.
 */
import { isBefore, plusHours } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import type { ProofRound, Proofs } from '../books/ports.ts'

/** Homes read and proved at once. */
export const HOMES_A_PAGE_MAX = 200
/** One run of the sweep proves no more pages. */
export const PAGES_A_RUN_MAX = 20
/** A round begins so long after the one before began. */
export const ROUND_EVERY_HOURS = 6

/** A part of a round; null when none is due. */
export async function proveBooks(
  { clock }: Pick<App, 'clock'>,
  proofs: Proofs,
): Promise<ProofRound | null> {
  const now = clock.now()
  const last = await proofs.round()
  const isOver = last === null || last.endedAt !== null
  if (isOver && last !== null && isBefore(now, plusHours(last.startedAt, ROUND_EVERY_HOURS))) {
    return null
  }
  const round = isOver ? await beginRound(clock, proofs) : last
  return goOn(clock, proofs, { round, pagesMax: PAGES_A_RUN_MAX })
}

/** A whole round at once, from the beginning. */
export async function proveAll({ clock }: Pick<App, 'clock'>, proofs: Proofs): Promise<ProofRound> {
  const round = await beginRound(clock, proofs)
  return goOn(clock, proofs, { round, pagesMax: Infinity })
}

async function beginRound(clock: App['clock'], proofs: Proofs): Promise<ProofRound> {
  const startedAt = clock.now()
  const found = await proofs.proveWhole(startedAt)
  await proofs.keepWholeDifferences(found, startedAt)
  const round = { startedAt, endedAt: null, after: null, homes: 0, differences: found.length }
  await proofs.keepRound(round)
  return round
}

async function goOn(
  clock: App['clock'],
  proofs: Proofs,
  given: { readonly round: ProofRound; readonly pagesMax: number },
): Promise<ProofRound> {
  let { round } = given
  for (let page = 0; page < given.pagesMax && round.endedAt === null; page += 1) {
    round = await provePage(clock, proofs, round)
    await proofs.keepRound(round)
  }
  return round
}

async function provePage(
  clock: App['clock'],
  proofs: Proofs,
  round: ProofRound,
): Promise<ProofRound> {
  const { after } = round
  const { homes, last, differences } = await proofs.proveHomes(after, HOMES_A_PAGE_MAX)
  const now = clock.now()
  if (last !== null) await proofs.keepDifferences(differences, { after, last, now })
  return {
    ...round,
    after: last ?? after,
    homes: round.homes + homes,
    differences: round.differences + differences.length,
    endedAt: homes < HOMES_A_PAGE_MAX ? now : null,
  }
}
