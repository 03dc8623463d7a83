/**
 * Sandbox only: the network as far as the demo cards that are online need it. It reports them as
 * still there, so that a recognised connection can be tried at any time. It uses no data.
 */
import type { Sweep } from '../../adapters/jobs/worker.ts'
import type { App } from '../../app/app.ts'
import type { Charging } from '../../app/charging/ports.ts'
import type { LineState } from '../../app/door/state.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import type { ChargingRequest } from '../../domain/charging/request.ts'
import { CORNER_SHOP, readWorldFolder } from './read-folder.ts'

/** Live sessions of the demo world are heard of again well before two reports are missed. */
const HEARD_EVERY_MS = 120_000

/** The demo cards that are online stay online, as real ones would, without using anything. */
export function demoNetwork(app: App, charging: Charging): Sweep {
  return {
    name: 'demo_network',
    everyMs: HEARD_EVERY_MS,
    async run() {
      const online = readWorldFolder(CORNER_SHOP).world.lines.filter(
        (one) => one.connected !== null,
      )
      const cards = online.map((line) => line.card)
      const found = await app.reads.findMany('iccid', cards)
      const states = await app.reads.lines(found.map((find) => find.home.id as LineId))
      const heardAt = app.clock.now().toString()
      for (const session of states.flatMap((state) => state.sessions)) {
        if (session.ended !== null || session.protocol !== 'radius') continue
        await charging.charge(stillThere(session, { heardAt, iccid: iccidOf(states, session) }))
      }
    },
  }
}

function iccidOf(states: readonly LineState[], session: DataSession): string | null {
  return states.find((state) => state.line?.id === session.line)?.line?.sim.iccid ?? null
}

function stillThere(
  session: DataSession,
  given: { readonly heardAt: string; readonly iccid: string | null },
): ChargingRequest {
  return {
    protocol: session.protocol,
    peer: session.peer,
    moment: 'update',
    sessionKey: session.sessionKey,
    sequence: `still there ${given.heardAt}`,
    subscriber: { imsi: null, msisdn: null, iccid: given.iccid },
    counting: 'since_session_start',
    number: null,
    wrapsAt: null,
    services: [],
    delaySeconds: 0,
    coveredSeconds: 0,
    claimedAt: null,
    reach: null,
    framedAddress: session.framedAddress,
    framedIpv6Prefix: session.framedIpv6Prefix,
    endReason: null,
  }
}
