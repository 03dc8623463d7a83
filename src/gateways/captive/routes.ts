/**
 * `GET /captive` and the list of hosts to zero-rate, on the portal's own listener: a device reaches
 * both while nothing else is let through. Reads only, no cookie, no form.
 */
import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../app/app.ts'
import { requestKey } from '../../app/network-address.ts'
import { captiveView } from '../../app/queries/captive.ts'
import { CAPTIVE_TYPE, captiveDocument } from './document.ts'
import {
  ZERO_RATE_FORMATS,
  ZERO_RATE_TYPES,
  zeroRateFile,
  type ZeroRatedHost,
  type ZeroRateFormat,
} from './zero-rate.ts'

export interface CaptiveSettings {
  readonly hosts: readonly ZeroRatedHost[]
  readonly limits: CaptiveLimits
}

export interface CaptiveLimits {
  /** Of one address in ten minutes and process. */
  readonly requests: number
}

/** A device asks when it joins, and again when what it was told runs out. */
export const CAPTIVE_LIMITS: CaptiveLimits = { requests: 300 }

const REQUESTS_WINDOW = '10 minutes'
const HOSTS_MAX_AGE_SECONDS = 3_600

const ENDINGS: Readonly<Record<ZeroRateFormat, string>> = {
  text: 'txt',
  dnsmasq: 'conf',
  csv: 'csv',
  json: 'json',
}

export function captiveRoutes(app: App, settings: CaptiveSettings): FastifyPluginAsync {
  return async (server: FastifyInstance) => {
    await server.register(fastifyRateLimit, {
      max: settings.limits.requests,
      keyGenerator: requestKey,
      timeWindow: REQUESTS_WINDOW,
    })
    server.get('/captive', async (request, reply) => {
      if (cameInPlain(app, request)) return reply.redirect(`${app.portalUrl}/captive`, 308)
      const view = await captiveView(app, request.ip)
      const document = captiveDocument(view, app.portalUrl)
      // As octets: to text the server would add a charset, which this type does not have.
      return tell(reply, CAPTIVE_TYPE).send(Buffer.from(JSON.stringify(document)))
    })
    for (const format of ZERO_RATE_FORMATS) {
      server.get(`/captive/zero-rate.${ENDINGS[format]}`, (_request, reply) =>
        reply
          .header('cache-control', `public, max-age=${HOSTS_MAX_AGE_SECONDS}`)
          .type(ZERO_RATE_TYPES[format])
          .send(zeroRateFile(settings.hosts, format)),
      )
    }
  }
}

/** It is about one connection at one moment (RFC 8908 §5: private at the least). */
function tell(reply: FastifyReply, type: string): FastifyReply {
  return reply
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-type', type)
}

/** RFC 8908 §4 wants TLS; a proxy says when a request had none. */
function cameInPlain({ portalUrl }: App, request: FastifyRequest): boolean {
  const toldByProxy = request.headers['x-forwarded-proto'] !== undefined
  return portalUrl.startsWith('https:') && toldByProxy && request.protocol === 'http'
}
