/**
 * What a connection may be told about being shut in with the operator's pages. It knows the line as
 * the portal does (`connection.ts`): whoever shares the connection is told the same.
 */
import { present } from '../../domain/basics/assert.ts'
import { release } from '../../domain/charging/enforcing.ts'
import { captivityAt, type Captivity } from '../../domain/line/captivity.ts'
import { begin } from '../../domain/balance/chain.ts'
import { lifecycleAt } from '../../domain/line/lifecycle.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import { recognised } from './connection.ts'
import { quotesFor } from './offer-quotes.ts'

export interface CaptiveView {
  readonly asOf: Instant
  readonly captivity: Captivity
  /** Whether the portal sells the line more. */
  readonly canExtend: boolean
}

/** Null: not a recognised connection, and nothing more is said about why. */
export async function captiveView(app: App, address: string): Promise<CaptiveView | null> {
  const state = await recognised(app, address)
  if (state === null) return null
  const { line, sessions } = state
  const now = app.clock.now()
  const catalogue = app.catalogue()
  const network = present(catalogue.networks.get(line.network), 'a line has its network')
  // What is set aside for its own sessions can still be used.
  const packs = begin(
    sessions.reduce((held, session) => release(held, session, now), state.packs),
    now,
  )
  const lifecycle = lifecycleAt(packs, { suspendedDays: network.suspendedDays, now })
  const isSold = quotesFor(line, packs, { catalogue, channel: 'web', now }).length > 0
  return {
    asOf: now,
    captivity: captivityAt(line, packs, { network, now }),
    canExtend: lifecycle.state !== 'ended' && isSold,
  }
}
