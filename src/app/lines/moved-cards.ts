/**
 * Cards that changed places between lines. The list they were loaded from still tells where they
 * were; a mark beside them keeps it from being believed.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import type { Iccid } from '../../domain/line/iccid.ts'
import type { Find } from '../door/state.ts'

/** No card's number: whoever looks for a card never finds the mark. */
export function movedName(iccid: Iccid): string {
  return `moved:${iccid}`
}

/** `line`: where the card is now. */
export function movedCard(iccid: Iccid, line: LineId): Find {
  return { kind: 'iccid', value: movedName(iccid), home: { kind: 'line', id: line }, id: line }
}
