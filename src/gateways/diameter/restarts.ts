/**
 * Which gateways lost their sessions: an Origin-State-Id that grew says so (RFC 6733 §8.16). What
 * a host asks after its restart waits until its old sessions are over, lest a new one be ended with
 * them. Kept in memory only: the first that is heard of a host tells nothing.
 */
import type { Charging } from '../../app/charging/ports.ts'

/** Hosts remembered; an operator has dozens. */
export const HOSTS_MAX = 10_000

export interface Restarts {
  /** Null: nothing is to be waited for. False: it could not be seen to now; ask again. */
  settled(host: string, stateId: number | null): Promise<boolean> | null
}

interface Known {
  readonly stateId: number
  readonly ending: Promise<boolean> | null
}

export function createRestarts(
  charging: Pick<Charging, 'peerRestarted'>,
  told: { onRestart(): void; onFault(fault: unknown): void },
): Restarts {
  const known = new Map<string, Known>()
  async function end(host: string, stateId: number, before: number): Promise<boolean> {
    const isOver = await ended(charging, { host, stateId, onFault: told.onFault })
    // Not seen to: the next request that carries it tries again.
    known.set(host, { stateId: isOver ? stateId : before, ending: null })
    return isOver
  }
  return {
    settled(host, stateId) {
      // Zero: it keeps none.
      if (stateId === null || stateId === 0) return null
      const last = known.get(host)
      if (last === undefined) {
        if (known.size >= HOSTS_MAX) known.clear()
        known.set(host, { stateId, ending: null })
        return null
      }
      if (stateId <= last.stateId) return last.ending
      told.onRestart()
      const ending = end(host, stateId, last.stateId)
      known.set(host, { stateId, ending })
      return ending
    },
  }
}

/** Never rejects. */
async function ended(
  charging: Pick<Charging, 'peerRestarted'>,
  of: { readonly host: string; readonly stateId: number; onFault(fault: unknown): void },
): Promise<boolean> {
  try {
    const restart = { protocol: 'diameter', peer: of.host, delaySeconds: 0 } as const
    const answer = await charging.peerRestarted({ ...restart, sequence: `${of.stateId}` })
    return answer.kind !== 'busy'
  } catch (fault) {
    of.onFault(fault)
    return false
  }
}
