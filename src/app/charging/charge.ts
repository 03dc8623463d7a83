/**
 * The way in for all networks: a neutral charging request finds its line and goes through the door.
 * Which line a subscriber is changes rarely, so the answer is kept for a while.
 */
import { begin } from '../../domain/balance/chain.ts'
import { present } from '../../domain/basics/assert.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { secondsBetween } from '../../domain/basics/time.ts'
import { entitlementOfNextByte } from '../../domain/charging/granting.ts'
import { nextTurn, QUOTA_RULES, type QuotaRules } from '../../domain/charging/quota.ts'
import { usageKey, type SubscriberClaim } from '../../domain/charging/request.ts'
import { parseIccid } from '../../domain/line/iccid.ts'
import { parseMsisdn } from '../../domain/line/msisdn.ts'
import type { App } from '../app.ts'
import type { Find } from '../door/state.ts'
import type { Origin } from '../origin.ts'
import { fewAtOnce } from '../sweeps/few-at-once.ts'
import { chargeLine } from './charge-line.ts'
import { endSessions } from './end-sessions.ts'
import { noteRestart, restartKey } from './note-restart.ts'
import type { Charging } from './ports.ts'

/** How many subscribers' lines are remembered, and for how long. */
export const SUBSCRIBERS_KEPT_MAX = 100_000
export const SUBSCRIBER_KEPT_SECONDS = 30
/** Of a peer that restarted, so many lines' sessions are ended at once: others ask meanwhile. */
export const ENDED_AT_ONCE_MAX = 256

type Desk = Pick<App, 'door' | 'reads' | 'clock' | 'ids' | 'catalogue'>

/** `rules`: how much the network is granted at once. */
export function createCharging(app: Desk, rules: QuotaRules = QUOTA_RULES): Charging {
  const find = subscriberFinder(app)
  return {
    async charge(request) {
      const line = await find(request.subscriber)
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
      const id = await find(subscriber)
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

/** The first name that is known decides: IMSI, then number, then ICCID. */
function namesOf(subscriber: SubscriberClaim): readonly (readonly [Find['kind'], string])[] {
  const names: (readonly [Find['kind'], string])[] = []
  if (subscriber.imsi !== null) names.push(['imsi', subscriber.imsi])
  const msisdn = subscriber.msisdn === null ? null : parseMsisdn(subscriber.msisdn)
  if (msisdn?.ok === true) names.push(['msisdn', msisdn.value])
  const iccid = subscriber.iccid === null ? null : parseIccid(subscriber.iccid)
  if (iccid?.ok === true) names.push(['iccid', iccid.value])
  return names
}

function subscriberFinder(app: Desk): (subscriber: SubscriberClaim) => Promise<LineId | null> {
  const kept = new Map<string, { readonly line: LineId; readonly until: bigint }>()
  return async (subscriber) => {
    const now = app.clock.now().epochNanoseconds
    for (const [kind, value] of namesOf(subscriber)) {
      const name = `${kind}:${value}`
      const known = kept.get(name)
      if (known !== undefined && known.until > now) return known.line
      const found = await app.reads.find(kind, value)
      if (found === null) continue
      if (kept.size >= SUBSCRIBERS_KEPT_MAX) kept.clear()
      const line = found.home.id as LineId
      kept.set(name, { line, until: now + BigInt(SUBSCRIBER_KEPT_SECONDS) * 1_000_000_000n })
      return line
    }
    return null
  }
}
