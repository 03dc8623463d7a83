/**
 * What a caller wants at hand, of each of the account's lines: its numbers as they may be shown,
 * until when it is covered, when its day's data comes back, when it renews by itself.
 */
import { begin } from '../../domain/balance/chain.ts'
import { isAlive } from '../../domain/balance/delivery.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import { earlierEnd, type Instant } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import type { LineState } from '../door/state.ts'
import { autoRenewalView } from './auto-renewal-view.ts'
import { lineSummary } from './line-overview.ts'
import { packView } from './pack-view.ts'
import type { LineSummary } from './views.ts'

/** The newest of an account with many. */
export const LINES_AT_HAND_MAX = 4

export interface LineAtHand {
  readonly line: LineSummary
  /** The earliest of its packs; null where none has data by the day. */
  readonly nextReset: Instant | null
  /** When the next pack is charged; null where nothing is, or only usage can say. */
  readonly renewsAt: Instant | null
}

export async function beforeCall(app: App, account: AccountId): Promise<readonly LineAtHand[]> {
  const state = await app.reads.account(account)
  const newest = (state.account?.lines ?? []).slice(-LINES_AT_HAND_MAX).toReversed()
  const lines = await app.reads.lines(newest)
  const found = await Promise.all(lines.map((line) => atHand(app, line)))
  return found.filter((one) => one !== null)
}

async function atHand(app: App, state: LineState): Promise<LineAtHand | null> {
  const now = app.clock.now()
  const line = lineSummary(app, state, now)
  if (line === null) return null
  const { chargesAt, retryAt } = await autoRenewalView(app, line.id, 'holder')
  const packs = begin(state.packs, now)
  const resets = packs
    .filter((pack) => isAlive(pack, now))
    .map((pack) => packView(packs, pack, { catalogue: app.catalogue(), now }).nextReset)
  return {
    line,
    nextReset: resets.reduce(earlierEnd, null),
    renewsAt: earlierEnd(chargesAt, retryAt),
  }
}
