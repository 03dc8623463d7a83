/** What closing an account would take from its holder, before they ask for it. */
import { refuseClosing, type ClosingRefusal } from '../../domain/account/closing.ts'
import { begin } from '../../domain/balance/chain.ts'
import { isAlive } from '../../domain/balance/delivery.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { pointsLeft } from '../../domain/points/lots.ts'
import type { App } from '../app.ts'
import { personalText } from './account-view.ts'

export interface ClosingView {
  readonly email: string
  readonly lines: number
  readonly points: Yen
  /** Packs that have not ended; they stay with the cards. */
  readonly packs: number
  /** What is seen to be in the way; the command looks again. */
  readonly inTheWay: ClosingRefusal | null
  /** Asked for already. */
  readonly dueAt: Instant | null
}

/** Null for an account that is not there, or is closed. */
export async function closingView(app: App, id: AccountId): Promise<ClosingView | null> {
  const state = await app.reads.account(id)
  const text = await personalText(app, state)
  if (state.account === null || text === null) return null
  const lines = await app.reads.lines(state.account.lines)
  const now = app.clock.now()
  const lasting = lines.flatMap(({ packs }) => begin(packs, now).filter((one) => isAlive(one, now)))
  const waiting = state.changes.find(({ what }) => what.kind === 'forget')
  return {
    email: text.email,
    lines: lines.length,
    points: pointsLeft(state.lots, now),
    packs: lasting.length,
    inTheWay: refuseClosing(lines),
    dueAt: waiting?.dueAt ?? null,
  }
}
