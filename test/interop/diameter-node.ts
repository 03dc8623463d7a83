/**
 * Our Diameter node on loopback with charging in memory, and gateways of ours that speak to it. For
 * tests only; everything that one opened ends with `close`.
 */
import assert from 'node:assert/strict'
import { systemClock } from '../../src/adapters/system/clock.ts'
import type { Identity } from '../../src/gateways/diameter/base.ts'
import type { PeerSetting } from '../../src/gateways/diameter/peers.ts'
import {
  openDiameterServer,
  type DiameterServer,
  type DiameterSettings,
} from '../../src/gateways/diameter/server.ts'
import { memoryCharging, type MemoryCharging } from './diameter-charging.ts'
import { GATEWAY, TestGateway } from './diameter-gateway.ts'

export const OURS = { host: 'ocs.test.local', realm: 'test.local' }
export const LOOPBACK: PeerSetting = {
  host: '*.test.local',
  addresses: ['127.0.0.0/8'],
  final: { kind: 'redirect', url: null },
  speed: { kind: 'none' },
  relay: false,
  connect: null,
}

/** Relays before the gateways. */
export const RELAYS: PeerSetting = { ...LOOPBACK, host: '*.dra.test.local', relay: true }

export class TestNodes {
  readonly faults: unknown[] = []
  readonly gateways: TestGateway[] = []
  readonly #servers: DiameterServer[] = []

  async open(
    charging: MemoryCharging = memoryCharging(),
    changed: Partial<DiameterSettings> = {},
  ): Promise<DiameterServer> {
    const server = await openDiameterServer({
      host: '127.0.0.1',
      port: 0,
      identity: OURS,
      peers: [LOOPBACK, RELAYS],
      tls: null,
      portalUrl: 'http://renew.test.local/',
      quotaHoldingSeconds: 600,
      charging,
      clock: systemClock,
      onFault: (fault) => this.faults.push(fault),
      answerMs: 200,
      ...changed,
    })
    this.#servers.push(server)
    return server
  }

  /** Connected and let in. */
  async gatewayOf(
    { port }: { readonly port: number },
    identity: Identity = GATEWAY,
  ): Promise<TestGateway> {
    const gateway = await TestGateway.open(port, identity)
    this.gateways.push(gateway)
    return gateway
  }

  async close(): Promise<void> {
    await Promise.all(this.gateways.splice(0).map((gateway) => gateway.leave()))
    await Promise.all(this.#servers.splice(0).map((server) => server.close()))
  }
}

/** Looks once in each turn of the event loop. */
export async function until(isSo: () => boolean): Promise<void> {
  const late = performance.now() + 10_000
  while (!isSo()) {
    assert.ok(performance.now() < late, 'it did not come about')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
