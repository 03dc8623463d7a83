/**
 * The gateways that this process plays, each opened from the settings, and how sessions are told
 * through them. What they share is charging; none knows of another.
 */
import type { App } from '../app/app.ts'
import { createCharging } from '../app/charging/charge.ts'
import type { Charging, SessionTeller, SessionTellers } from '../app/charging/ports.ts'
import type { Config } from '../config.ts'
import type { Protocol } from '../domain/charging/request.ts'
import { openCaptiveLanding } from './gateways/captive.ts'
import { openDiameter } from './gateways/diameter.ts'
import { openNchf } from './gateways/nchf.ts'
import { openRadius } from './gateways/radius.ts'
import type { Role } from './start.ts'

export interface GatewayParts {
  readonly app: App
  readonly charging: Charging
  readonly onFault: (where: string, fault: unknown) => void
  readonly stops: (() => Promise<void>)[]
}

/** What opening one gives. */
export interface OpenGateway {
  /** By name, as printed and told in `/sandbox/world.json`. */
  readonly ports: Readonly<Record<string, number>>
  /** Null where sessions of its protocol cannot be told anything. */
  readonly teller: SessionTeller | null
  /** For `/metrics`. */
  figures(): Readonly<Record<string, number>>
}

const GATEWAYS: Readonly<
  Partial<Record<Role & Protocol, (config: Config, parts: GatewayParts) => Promise<OpenGateway>>>
> = {
  radius: openRadius,
  diameter: openDiameter,
  nchf: openNchf,
}

export interface OpenGateways {
  readonly ports: Readonly<Record<string, number>>
  readonly tellers: SessionTellers
  figures(): Readonly<Record<string, number>>
}

export async function openGateways(
  config: Config,
  roles: ReadonlySet<Role>,
  given: Omit<GatewayParts, 'charging'>,
): Promise<OpenGateways> {
  const parts: GatewayParts = { ...given, charging: createCharging(given.app, config.quota) }
  const open: OpenGateway[] = []
  const tellers: Partial<Record<Protocol, SessionTeller>> = {}
  for (const [protocol, opening] of Object.entries(GATEWAYS)) {
    if (!roles.has(protocol as Role)) continue
    const gateway = await opening(config, parts)
    open.push(gateway)
    if (gateway.teller !== null) tellers[protocol as Protocol] = gateway.teller
  }
  const landing = roles.has('portal') ? await openCaptiveLanding(config, parts) : null
  if (landing !== null) open.push(landing)
  return {
    ports: Object.assign({}, ...open.map(({ ports }) => ports)) as Record<string, number>,
    tellers,
    figures: () => Object.assign({}, ...open.map((one) => one.figures())) as Record<string, number>,
  }
}
