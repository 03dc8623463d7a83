/**
 * The captive portal of a running product: the landing on a listener of its own, the document and
 * the list of hosts on the portal's (`serve.ts`).
 */
import { CAPTIVE_LIMITS, captiveRoutes, type CaptiveLimits } from '../../gateways/captive/routes.ts'
import { openLanding } from '../../gateways/captive/landing.ts'
import { zeroRatedHosts, type ZeroRatedHost } from '../../gateways/captive/zero-rate.ts'
import type { App } from '../../app/app.ts'
import type { Config } from '../../config.ts'
import { countersAsMetrics } from '../counters.ts'
import type { GatewayParts, OpenGateway } from '../gateways.ts'

/** Many devices of a trial share one address. */
const SANDBOX_LIMITS: CaptiveLimits = { requests: 1_000_000 }

/** Null where the settings want no landing. */
export async function openCaptiveLanding(
  { captive }: Config,
  { app, stops }: GatewayParts,
): Promise<OpenGateway | null> {
  if (captive.landing === null) return null
  const landing = await openLanding({ ...captive.landing, portalUrl: app.portalUrl })
  stops.push(() => landing.close())
  return {
    ports: { landing: landing.port },
    teller: null,
    figures: () => countersAsMetrics('captive_landing', landing.counters),
  }
}

export function captivePortal(
  app: App,
  config: Config,
  { paymentOrigins }: { readonly paymentOrigins: readonly string[] },
) {
  return captiveRoutes(app, {
    hosts: zeroRatedOf(config, { portalUrl: app.portalUrl, paymentOrigins }),
    limits: config.mode === 'sandbox' ? SANDBOX_LIMITS : CAPTIVE_LIMITS,
  })
}

export function zeroRatedOf(
  { captive }: Config,
  reached: { readonly portalUrl: string; readonly paymentOrigins: readonly string[] },
): readonly ZeroRatedHost[] {
  return zeroRatedHosts({ ...reached, listed: captive.listed })
}
