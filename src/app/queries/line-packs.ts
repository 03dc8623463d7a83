/** The packs of a line, living ones and those lately ended, oldest first. */
import { begin } from '../../domain/balance/chain.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { LineState } from '../door/state.ts'
import { packView } from './pack-view.ts'
import type { PackView } from './views.ts'

export function packsOfLine(
  state: LineState,
  given: { readonly catalogue: Catalogue; readonly now: Instant },
): readonly PackView[] {
  const packs = begin(state.packs, given.now)
  return packs.map((pack) => packView(packs, pack, given))
}
