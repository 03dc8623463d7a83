/**
 * Which line a request of the network is about: the line of its subscriber or, where a later
 * request of a session names none, the line of that session. It changes rarely, so the answer is
 * kept for a while. Whoever asks during a look-up hears its answer too: requests come to the door
 * in the order in which they were heard.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import {
  isNamed,
  type ChargingRequest,
  type SubscriberClaim,
} from '../../domain/charging/request.ts'
import { parseIccid } from '../../domain/line/iccid.ts'
import { parseMsisdn } from '../../domain/line/msisdn.ts'
import type { App } from '../app.ts'
import type { Find } from '../door/state.ts'
import type { Reads } from '../reads.ts'

/** How many subscribers' lines are remembered, and for how long. */
export const SUBSCRIBERS_KEPT_MAX = 100_000
export const SUBSCRIBER_KEPT_SECONDS = 30

interface Desk {
  readonly clock: App['clock']
  readonly reads: Pick<Reads, 'find' | 'lineOfSession'>
}

export interface LineFinder {
  ofSubscriber(subscriber: SubscriberClaim): Promise<LineId | null>
  ofRequest(
    request: Pick<ChargingRequest, 'peer' | 'sessionKey' | 'subscriber'>,
  ): Promise<LineId | null>
}

type LookUp = () => Promise<LineId | null>

export function createLineFinder({ clock, reads }: Desk): LineFinder {
  const kept = new Map<string, { readonly line: LineId; readonly until: bigint }>()
  const looking = new Map<string, Promise<LineId | null>>()

  async function known(name: string, now: bigint, lookUp: LookUp): Promise<LineId | null> {
    try {
      const line = await lookUp()
      if (line === null) return null
      if (kept.size >= SUBSCRIBERS_KEPT_MAX) kept.clear()
      kept.set(name, { line, until: now + BigInt(SUBSCRIBER_KEPT_SECONDS) * 1_000_000_000n })
      return line
    } finally {
      looking.delete(name)
    }
  }

  function lineOf(name: string, lookUp: LookUp): LineId | Promise<LineId | null> {
    const now = clock.now().epochNanoseconds
    const before = kept.get(name)
    if (before !== undefined && before.until > now) return before.line
    const same = looking.get(name)
    if (same !== undefined) return same
    const asked = known(name, now, lookUp)
    looking.set(name, asked)
    return asked
  }

  const finder: LineFinder = {
    async ofSubscriber(subscriber) {
      for (const [kind, value] of namesOf(subscriber)) {
        const line = await lineOf(`${kind}:${value}`, async () => {
          const found = await reads.find(kind, value)
          return found === null ? null : (found.home.id as LineId)
        })
        if (line !== null) return line
      }
      return null
    },
    async ofRequest({ peer, sessionKey, subscriber }) {
      if (isNamed(subscriber)) return finder.ofSubscriber(subscriber)
      return lineOf(`session:${peer}|${sessionKey}`, () => reads.lineOfSession(peer, sessionKey))
    },
  }
  return finder
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
