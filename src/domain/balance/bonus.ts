/**
 * Data as a present: a pack beside the bought one that lives exactly as long. It belongs to the
 * same chain, so what moves or queues the one moves and queues the other.
 */
import { NO_BYTES } from '../basics/data-volume.ts'
import type { PackId } from '../basics/ids.ts'
import type { Benefit } from '../catalogue/campaign.ts'
import type { Pack } from './pack.ts'

export function bonusBeside(pack: Pack, benefit: Benefit | null, id: PackId): Pack | null {
  if (benefit?.kind !== 'bonus_data') return null
  return {
    ...pack,
    id,
    origin: 'bonus',
    allowance: { kind: 'total', bytes: benefit.bytes },
    bytesUsed: NO_BYTES,
    bytesReserved: NO_BYTES,
    bytesThrottled: NO_BYTES,
    days: [],
  }
}
