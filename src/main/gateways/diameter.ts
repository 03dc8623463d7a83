/** Diameter as a whole: the node, and how gateways are told about their sessions. */
import { readFileSync } from 'node:fs'
import { systemClock } from '../../adapters/system/clock.ts'
import { BadSetting, type Config } from '../../config.ts'
import { BadPeerSetting } from '../../gateways/diameter/peers.ts'
import { openDiameterServer, type TlsFiles } from '../../gateways/diameter/server.ts'
import { createTeller } from '../../gateways/diameter/teller.ts'
import { countersAsMetrics } from '../counters.ts'
import type { GatewayParts, OpenGateway } from '../gateways.ts'

/** @throws BadSetting */
export async function openDiameter(config: Config, parts: GatewayParts): Promise<OpenGateway> {
  const { host, port, identity, peers, quotaHoldingSeconds } = config.diameter
  const server = await openDiameterServer({
    host,
    port,
    identity,
    peers,
    tls: tlsFiles(config),
    portalUrl: parts.app.portalUrl,
    quotaHoldingSeconds,
    charging: parts.charging,
    // Peers know nothing of a clock that the sandbox has moved.
    clock: systemClock,
    onFault: (fault) => parts.onFault('diameter', fault),
  }).catch((fault: unknown) => {
    if (fault instanceof BadPeerSetting) throw new BadSetting('DIAMETER_PEERS', fault.message)
    throw fault
  })
  parts.stops.push(() => server.close())
  return {
    ports: { diameter: server.port },
    teller: createTeller(server, identity),
    figures: () => ({
      ...countersAsMetrics('diameter', server.counters),
      diameter_connections: server.connections(),
      diameter_requests_in_flight: server.inFlight(),
    }),
  }
}

function tlsFiles({ diameter: { tls } }: Config): TlsFiles | null {
  if (tls === null) return null
  return {
    key: pem('DIAMETER_TLS_KEY', tls.key),
    cert: pem('DIAMETER_TLS_CERT', tls.cert),
    ca: tls.ca === null ? null : pem('DIAMETER_TLS_CA', tls.ca),
  }
}

function pem(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new BadSetting(setting, 'a file that can be read')
  }
}
