/** Nchf as a whole: its listeners from the settings, and what peers are told. */
import { readFileSync } from 'node:fs'
import { isPrivateAddress } from '../../adapters/notify/outbound.ts'
import { BadSetting } from '../../config-reading.ts'
import type { Config } from '../../config.ts'
import { BadPeerSetting } from '../../gateways/nchf/callers.ts'
import { openNchfGateway, type NchfSettings } from '../../gateways/nchf/gateway.ts'
import { countersAsMetrics } from '../counters.ts'
import type { GatewayParts, OpenGateway } from '../gateways.ts'

export async function openNchf(config: Config, parts: GatewayParts): Promise<OpenGateway> {
  const gateway = await openNchfGateway(settingsOf(config, parts)).catch((fault: unknown) => {
    if (!(fault instanceof BadPeerSetting)) throw fault
    throw new BadSetting('NCHF_PEERS or NCHF_NOTIFY_HOSTS', `right: ${fault.message}`)
  })
  parts.stops.push(() => gateway.close())
  return {
    ports: {
      ...(gateway.plain === null ? {} : { nchf: gateway.plain.port }),
      ...(gateway.secure === null ? {} : { nchfTls: gateway.secure.port }),
    },
    teller: gateway.teller,
    figures: () => countersAsMetrics('nchf', gateway.counters),
  }
}

function settingsOf(config: Config, { app, charging, onFault }: GatewayParts): NchfSettings {
  const { host, prefix, plain, secure, tokens, peers, finalUnits, ...told } = config.nchf
  return {
    host,
    prefix,
    plain,
    secure: secure === null ? null : readTls(secure),
    callers: { tokens, peers },
    notify: {
      hosts: told.notifyHosts,
      privateAddresses: told.notifyPrivate,
      isPrivate: isPrivateAddress,
    },
    terms: {
      finalUnits:
        finalUnits.action === 'redirect'
          ? { action: 'redirect', url: finalUnits.url ?? app.portalUrl }
          : finalUnits,
      rateFilter: told.rateFilter,
      fullKbps: told.fullKbps,
      quotaHoldingSeconds: told.quotaHoldingSeconds,
      interimSeconds: app.interimSeconds,
    },
    // The index of keys never changes, so references outlive a rotation.
    referenceKey: Buffer.from(app.vault.keyed('charging_reference', 'key'), 'hex'),
    charging,
    onFault: (fault) => onFault('nchf', fault),
  }
}

function readTls({ port, key, cert, ca }: NonNullable<Config['nchf']['secure']>) {
  return {
    port,
    key: readPem('NCHF_TLS_KEY', key),
    cert: readPem('NCHF_TLS_CERT', cert),
    ca: ca === null ? null : readPem('NCHF_TLS_CA', ca),
  }
}

function readPem(setting: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new BadSetting(setting, 'a PEM file that can be read')
  }
}
