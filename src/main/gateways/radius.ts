/** RADIUS as a whole: accounting, access, and what NASes are told. */
import { systemClock } from '../../adapters/system/clock.ts'
import type { Config } from '../../config.ts'
import { openAccessServer } from '../../gateways/radius/access-server.ts'
import { openAccountingServer } from '../../gateways/radius/accounting-server.ts'
import { clientFinder, type RadiusClientSetting } from '../../gateways/radius/clients.ts'
import { openDynamicAuthorization } from '../../gateways/radius/dynamic-authorization.ts'
import { countersAsMetrics } from '../counters.ts'
import type { GatewayParts, OpenGateway } from '../gateways.ts'

export async function openRadius(config: Config, parts: GatewayParts): Promise<OpenGateway> {
  const { host, accountingPort, authPort, policyPrefix, idleSeconds } = config.radius
  const findClient = clientFinder(radiusClients(config))
  const naming = { prefix: policyPrefix, portalUrl: parts.app.portalUrl }
  const shared = {
    host,
    findClient,
    clock: parts.app.clock,
    onFault: (fault: unknown) => parts.onFault('radius', fault),
  }
  const told = await openDynamicAuthorization({
    ...shared,
    naming,
    // NASes know nothing of a clock that the sandbox has moved.
    clock: systemClock,
    timers: { after: afterMs },
    dice: parts.app.dice,
  })
  parts.stops.push(() => told.close())
  const accounting = await openAccountingServer({
    ...shared,
    port: accountingPort,
    accounting: parts.charging,
  })
  parts.stops.push(() => accounting.close())
  const access = await openAccessServer({
    ...shared,
    port: authPort,
    charging: parts.charging,
    policy: { ...naming, idleSeconds, interimSeconds: config.interimSeconds },
  })
  parts.stops.push(() => access.close())
  return {
    ports: { radiusAccounting: accounting.port, radiusAuth: access.port },
    teller: told.teller,
    figures: () => ({
      ...countersAsMetrics('radius_accounting', accounting.counters),
      ...countersAsMetrics('radius_access', access.counters),
      ...countersAsMetrics('radius_dynamic_authorization', told.counters),
    }),
  }
}

function afterMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** One entry an address, as the gateway takes them. */
function radiusClients({ radius }: Config): readonly RadiusClientSetting[] {
  return radius.clients.flatMap((client) =>
    client.addresses.map((addresses) => ({ ...client, addresses })),
  )
}
