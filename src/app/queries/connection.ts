/**
 * The recognised connection: a request whose address is held by exactly one live data session,
 * inside a pool that the operator marked unshared. The address is the one the server saw, or a
 * configured trusted proxy told; a forged header never counts.
 */
import { BlockList, isIPv4 } from 'node:net'
import type { LineId } from '../../domain/basics/ids.ts'
import { isLive, type DataSession } from '../../domain/charging/data-session.ts'
import type { Line } from '../../domain/line/line.ts'
import type { App } from '../app.ts'
import type { LineState } from '../door/state.ts'
import { networkOf, withoutMapping } from '../network-address.ts'

/** Null: not a recognised connection, and nothing more is said about why. */
export async function recognisedLine(app: App, address: string): Promise<LineId | null> {
  return (await recognised(app, address))?.line.id ?? null
}

export type RecognisedLine = LineState & { readonly line: Line }

/** As `recognisedLine`, with what was read to know it. */
export async function recognised(app: App, address: string): Promise<RecognisedLine | null> {
  const name = networkOf(address)
  if (name === null || !inUnsharedPool(app, withoutMapping(address))) return null
  const found = await app.reads.find('address', name)
  if (found === null) return null
  const state = await app.reads.line(found.home.id as LineId)
  const { line, sessions } = state
  if (line === null || line.recognition === 'off' || line.suspension !== null) return null
  const session = sessions.find((one) => one.id === found.id)
  const given = { now: app.clock.now(), interimSeconds: app.interimSeconds }
  const isOurs = session !== undefined && holds(session, name) && isLive(session, given)
  return isOurs ? { ...state, line } : null
}

function holds(session: DataSession, name: string): boolean {
  return session.framedAddress === name || session.framedIpv6Prefix === name
}

function inUnsharedPool(app: App, address: string): boolean {
  const pools = new BlockList()
  for (const network of app.catalogue().networks.values()) {
    for (const pool of network.unsharedPools) {
      const [base = '', bits = ''] = pool.split('/')
      pools.addSubnet(base, Number(bits), isIPv4(base) ? 'ipv4' : 'ipv6')
    }
  }
  return pools.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}
