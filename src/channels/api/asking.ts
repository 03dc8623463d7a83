/** What the door's refusals become, for every route that asks for a change. */
import type { App } from '../../app/app.ts'
import type { Answered } from './answer.ts'
import type { Trouble } from './problems.ts'

/**
 * A refusal decided under the lock is remembered with its key, so a fresh key comes along for the
 * next attempt. `busy` is never remembered: there the same key is to be used again.
 */
export function refusedAnswer(
  app: App,
  refused: { readonly refusal: Trouble; readonly replayed: boolean },
): Extract<Answered<object>, { trouble: Trouble }> {
  const { refusal, replayed } = refused
  if (refusal.code === 'busy') return { trouble: refusal }
  return { trouble: refusal, replayed, freshIdempotencyKey: app.ids.next() }
}
