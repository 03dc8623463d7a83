/**
 * The way in for all networks: a neutral charging request finds its line and goes through the door.
 */
import { begin } from '../../domain/balance/chain.ts'
import { present } from '../../domain/basics/assert.ts'
import { secondsBetween } from '../../domain/basics/time.ts'
import { entitlementOfNextByte } from '../../domain/charging/granting.ts'
import { nextTurn, QUOTA_RULES, type QuotaRules } from '../../domain/charging/quota.ts'
import { usageKey } from '../../domain/charging/request.ts'
import type { App } from '../app.ts'
import type { Origin } from '../origin.ts'
import { fewAtOnce } from '../sweeps/few-at-once.ts'
import { chargeLine } from './charge-line.ts'
import { endSessions } from './end-sessions.ts'
import { createLineFinder } from './find-line.ts'
import { noteRestart, restartKey } from './note-restart.ts'
import type { Charging } from './ports.ts'

/** Of a peer that restarted, so many lines' sessions are ended at once: others ask meanwhile. */
export const ENDED_AT_ONCE_MAX = 256

type Desk = Pick<App, 'door' | 'reads' | 'clock' | 'ids' | 'catalogue'>

/** `rules`: how much the network is granted at once. */
export function createCharging(app: Desk, rules: QuotaRules = QUOTA_RULES): Charging {
  const finder = createLineFinder(app)
  return {
    async charge(request) {
      const line = await finder.ofRequest(request)
      if (line === null) return { kind: 'unknown_subscriber' }
      const origin: Origin = {
        channel: 'network',
        actor: `network:${request.peer}`,
        key: usageKey(request),
      }
      const ids = { session: app.ids.next(), record: app.ids.next() } as const
      const input = { line, request, rules, ids }
      const answer = await app.door.ask(chargeLine, input, origin)
      if (!answer.ok) return { kind: 'busy' }
      return { kind: 'recorded', replayed: answer.replayed, services: answer.value }
    },
    async peerRestarted(restart) {
      const { protocol, peer, sequence } = restart
      const origin: Origin = { channel: 'network', actor: `network:${protocol}`, key: null }
      const noted = await app.door.ask(noteRestart, restart, {
        ...origin,
        key: restartKey(restart),
      })
      if (!noted.ok) return { kind: 'busy' }
      const lines = await app.reads.linesWithSessionsOf(peer)
      const reason = `restart ${sequence}`
      let isDone = true
      const faults = await fewAtOnce(lines, ENDED_AT_ONCE_MAX, async (line) => {
        const ending = { line, peer, restartedAt: noted.value, reason }
        if (!(await app.door.ask(endSessions, ending, origin)).ok) isDone = false
      })
      if (faults.length > 0) throw new AggregateError(faults, 'sessions of a peer were not ended')
      return isDone
        ? { kind: 'recorded', replayed: noted.replayed, services: [] }
        : { kind: 'busy' }
    },
    async admit(subscriber) {
      const id = await finder.ofSubscriber(subscriber)
      const state = id === null ? null : await app.reads.line(id)
      if (state === null || state.line === null) return { kind: 'unknown_subscriber' }
      const now = app.clock.now()
      const { line } = state
      const network = present(app.catalogue().networks.get(line.network), 'a line has its network')
      const packs = begin(state.packs, now)
      const entitlement = entitlementOfNextByte({ line, packs, network }, now)
      const turn = nextTurn(packs, now)
      const seconds = turn === null ? null : Math.max(1, Math.floor(secondsBetween(now, turn)))
      return { kind: 'known', entitlement, seconds }
    },
  }
}
