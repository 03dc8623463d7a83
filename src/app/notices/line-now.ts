/** A line as it stands when a notice of it goes, with what it is judged by. */
import { begin } from '../../domain/balance/chain.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import type { OfferId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Network, Offer } from '../../domain/catalogue/offer.ts'
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

/** The newest version of an offer: how it is called. */
export function nameOf({ offers }: Catalogue, id: OfferId): Localised | null {
  let newest: Offer | null = null
  for (const offer of offers.values()) {
    if (offer.id === id && (newest === null || offer.version > newest.version)) newest = offer
  }
  return newest?.name ?? null
}
