/** A line as it stands when a notice of it goes, with what it is judged by. */
import { begin } from '../../domain/balance/chain.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Network } from '../../domain/catalogue/offer.ts'
import type { Line } from '../../domain/line/line.ts'
import type { App } from '../app.ts'
import type { LineState } from '../door/state.ts'

export interface LineNow {
  readonly line: Line
  readonly state: LineState
  readonly packs: readonly Pack[]
  readonly network: Network
  readonly catalogue: Catalogue
  readonly now: Instant
}

export function lineNow(app: App, state: LineState & { readonly line: Line }): LineNow {
  const now = app.clock.now()
  const catalogue = app.catalogue()
  const network = present(catalogue.networks.get(state.line.network), 'a line has its network')
  return { line: state.line, state, packs: begin(state.packs, now), network, catalogue, now }
}
