/**
 * The way in for all networks: a neutral charging request finds its line and goes through the door.
 * Which line a subscriber is changes rarely, so the answer is kept for a while.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import { usageKey } from '../../domain/charging/reporting.ts'
import type { ChargingAnswer, ChargingRequest, PeerRestart } from '../../domain/charging/request.ts'
import { parseIccid } from '../../domain/line/iccid.ts'
import { parseMsisdn } from '../../domain/line/msisdn.ts'
import type { App } from '../app.ts'
import type { Find } from '../door/state.ts'
import type { Origin } from '../origin.ts'
import { endSessions } from './end-sessions.ts'
import { reportUsage } from './report-usage.ts'

/** How many subscribers' lines are remembered, and for how long. */
export const SUBSCRIBERS_KEPT_MAX = 100_000
export const SUBSCRIBER_KEPT_SECONDS = 30

export interface Charging {
  charge(request: ChargingRequest): Promise<ChargingAnswer>
  peerRestarted(restart: PeerRestart): Promise<ChargingAnswer>
}

type Desk = Pick<App, 'door' | 'reads' | 'clock' | 'ids'>

export function createCharging(app: Desk): Charging {
  const find = subscriberFinder(app)
  return {
    async charge(request) {
      const line = await find(request)
      if (line === null) return { kind: 'unknown_subscriber' }
      const origin: Origin = {
        channel: 'network',
        actor: `network:${request.peer}`,
        key: usageKey(request),
      }
      const ids = { session: app.ids.next(), record: app.ids.next() } as const
      const answer = await app.door.ask(reportUsage, { line, request, ids }, origin)
      if (answer.ok) return { kind: 'recorded', replayed: answer.replayed }
      return { kind: 'busy' }
    },
    async peerRestarted({ protocol, peer, sequence, delaySeconds }) {
      const lines = await app.reads.linesWithSessionsOf(peer)
      const origin: Origin = { channel: 'network', actor: `network:${protocol}`, key: null }
      const asked = lines.map((line) => {
        return app.door.ask(
          endSessions,
          { line, peer, delaySeconds, reason: `restart ${sequence}` },
          origin,
        )
      })
      const answers = await Promise.all(asked)
      return answers.every((answer) => answer.ok)
        ? { kind: 'recorded', replayed: false }
        : { kind: 'busy' }
    },
  }
}

/** The first name that is known decides: IMSI, then number, then ICCID. */
function namesOf({ subscriber }: ChargingRequest): readonly (readonly [Find['kind'], string])[] {
  const names: (readonly [Find['kind'], string])[] = []
  if (subscriber.imsi !== null) names.push(['imsi', subscriber.imsi])
  const msisdn = subscriber.msisdn === null ? null : parseMsisdn(subscriber.msisdn)
  if (msisdn?.ok === true) names.push(['msisdn', msisdn.value])
  const iccid = subscriber.iccid === null ? null : parseIccid(subscriber.iccid)
  if (iccid?.ok === true) names.push(['iccid', iccid.value])
  return names
}

function subscriberFinder(app: Desk): (request: ChargingRequest) => Promise<LineId | null> {
  const kept = new Map<string, { readonly line: LineId; readonly until: bigint }>()
  return async (request) => {
    const now = app.clock.now().epochNanoseconds
    for (const [kind, value] of namesOf(request)) {
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
