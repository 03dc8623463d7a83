/**
 * The SM-DP+ of a process: the operator's own over ES2+, or the sandbox's; and where it tells what
 * became of a profile.
 */
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { createEs2PlusClient } from '../adapters/smdp/es2plus-client.ts'
import { startSandboxSmdp } from '../adapters/smdp/sandbox-smdp.ts'
import type { App } from '../app/app.ts'
import type { ProfileServer } from '../app/esim/ports.ts'
import type { CallbackTlsConfig, EsimServerConfig } from '../config-esim.ts'
import type { Config } from '../config.ts'
import type { SmdpAddress } from '../domain/esim/install-code.ts'
import { es2PlusRoutes } from '../gateways/es2plus/notifications.ts'

const TOKEN_BYTES = 24
const BODY_BYTES_MAX = 64 * 1024
/** No phone asks it: names under `.example` belong to nobody (RFC 2606). */
const SANDBOX_SMDP = 'smdp.sandbox.example' as SmdpAddress

export interface OpenEsim {
  /** Null: no profile is ordered here. */
  readonly profiles: ProfileServer | null
  /** Of the sandbox's SM-DP+; null: there is none. */
  readonly port: number | null
  /** What notifications must carry. */
  readonly callbackTokens: readonly string[]
}

export async function openEsim(
  config: Config,
  on: {
    readonly app: Pick<App, 'dice' | 'door' | 'reads'>
    readonly portalUrl: string
    readonly dataDirectory: string | null
    readonly stops: (() => Promise<void>)[]
  },
): Promise<OpenEsim> {
  const { server, callbackTokens, callbackTls } = config.esim
  if (callbackTls !== null) await listenForCertificates(on.app, callbackTls, on.stops)
  if (server !== null) return { profiles: clientOf(server), port: null, callbackTokens }
  if (config.mode === 'live') return { profiles: null, port: null, callbackTokens }
  const [token, back] = [0, 1].map(() => on.app.dice.bytes(TOKEN_BYTES).toHex())
  const smdp = await startSandboxSmdp({
    host: config.host,
    port: config.esim.sandboxPort,
    token: token ?? null,
    notify: () => ({ url: on.portalUrl, token: back ?? '' }),
    file: on.dataDirectory === null ? null : join(on.dataDirectory, 'sandbox-smdp.json'),
  })
  on.stops.push(() => smdp.close())
  const profiles = createEs2PlusClient({
    url: smdp.url,
    smdp: SANDBOX_SMDP,
    requester: 'tsuzuki-sandbox',
    token: token ?? null,
    tls: null,
    authorities: null,
  })
  return { profiles, port: smdp.port, callbackTokens: [...callbackTokens, back ?? ''] }
}

function clientOf(given: EsimServerConfig): ProfileServer {
  const { certificate, authorityFile } = given
  return createEs2PlusClient({
    ...given,
    tls:
      certificate === null
        ? null
        : {
            certificate: readFileSync(certificate.certificateFile, 'utf8'),
            key: readFileSync(certificate.keyFile, 'utf8'),
          },
    authorities: authorityFile === null ? null : readFileSync(authorityFile, 'utf8'),
  })
}

/** On the portal's own listener. */
export async function serveNotifications(
  server: FastifyInstance,
  app: Pick<App, 'door' | 'reads'>,
  tokens: readonly string[],
): Promise<void> {
  if (tokens.length > 0) await server.register(es2PlusRoutes(app, { kind: 'token', tokens }))
}

/** Whoever has no certificate of the authority does not come as far as a request. */
export async function listenForCertificates(
  app: Pick<App, 'door' | 'reads'>,
  tls: CallbackTlsConfig,
  stops: (() => Promise<void>)[],
): Promise<{ readonly port: number }> {
  const server = fastify({
    bodyLimit: BODY_BYTES_MAX,
    https: {
      cert: readFileSync(tls.certificateFile),
      key: readFileSync(tls.keyFile),
      ca: readFileSync(tls.authorityFile),
      requestCert: true,
      rejectUnauthorized: true,
    },
  })
  await server.register(es2PlusRoutes(app, { kind: 'certificate' }))
  await server.listen({ host: tls.host, port: tls.port })
  stops.push(() => server.close())
  return { port: (server.server.address() as AddressInfo).port }
}
