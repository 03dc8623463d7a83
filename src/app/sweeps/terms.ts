/**
 * Tells the holders of standing mandates of terms of auto-renewal that are newer than what they
 * accepted: as soon as a version is loaded, before it takes effect. It takes no input; once all are
 * told, it asks one question and finds nobody.
 */
import { AUTO_RENEWAL_TERMS, newest } from '../../domain/agreement/accepting.ts'
import type { App } from '../app.ts'
import { SYSTEM } from '../origin.ts'
import { tellChangedTerms } from '../renewal/terms.ts'
import type { SweepReport } from './orders.ts'

/** Asked for at once: a part of what the door holds, so that customers pass beside it. */
export const HOLDERS_AT_ONCE_MAX = 500
/** One run goes on for no more rounds; who is left is told at the next. */
export const HOLDER_ROUNDS_MAX = 40

export async function tellOfChangedTerms(app: App): Promise<SweepReport> {
  const last = newest(app.catalogue().terms, AUTO_RENEWAL_TERMS)
  if (last === null) return { done: 0, left: [] }
  let done = 0
  for (let round = 0; round < HOLDER_ROUNDS_MAX; round += 1) {
    const lines = await app.reads.mandatesUntold(last.version, HOLDERS_AT_ONCE_MAX)
    const asked = await Promise.allSettled(
      lines.map((line) => app.door.ask(tellChangedTerms, { line }, SYSTEM)),
    )
    const left = asked.flatMap((one) => {
      if (one.status === 'rejected') return [one.reason as unknown]
      return one.value.ok ? [] : [new Error('the door was busy')]
    })
    done += lines.length - left.length
    if (left.length > 0) return { done, left }
    if (lines.length < HOLDERS_AT_ONCE_MAX) break
  }
  return { done, left: [] }
}
