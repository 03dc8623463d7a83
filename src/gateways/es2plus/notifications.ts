/**
 * Where the SM-DP+ tells what became of a profile: HandleDownloadProgressInfo of ES2+ version 2
 * (GSMA SGP.22 §5.3.5) and HandleNotification of version 3, as a Fastify plugin. Nobody is heard
 * who does not prove to be it. The orders themselves go the other way (`adapters/smdp`).
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../app/app.ts'
import { hearDownloadNews } from '../../app/esim/saga.ts'
import type { Origin } from '../../app/origin.ts'
import { STORE_RETRY_SECONDS } from '../../app/ports.ts'
import { DoorBusy } from '../../app/sagas/paying.ts'
import {
  ADMIN_PROTOCOL,
  ADMIN_PROTOCOL_HEADER,
  ES2_NOTIFICATION_PATHS,
  readDownloadNews,
} from '../../domain/esim/es2plus.ts'

/** How it proves itself: by a token, or by the client certificate that the listener wanted. */
export type Es2PlusProof =
  | { readonly kind: 'token'; readonly tokens: readonly string[] }
  | { readonly kind: 'certificate' }

const BEARER = /^Bearer ([\x21-\x7e]{1,512})$/i
const ORIGIN: Origin = { channel: 'network', actor: 'network:smdp', key: null }

export function es2PlusRoutes(
  app: Pick<App, 'door' | 'reads'>,
  proof: Es2PlusProof,
): FastifyPluginAsync {
  return async (server: FastifyInstance) => {
    // Before the body is read.
    server.addHook('onRequest', async (request, reply) => {
      reply.header(ADMIN_PROTOCOL_HEADER, ADMIN_PROTOCOL)
      if (isProved(request, proof)) return
      return reply.code(401).header('www-authenticate', 'Bearer').send()
    })
    for (const path of ES2_NOTIFICATION_PATHS) {
      server.post(path, (request, reply) => hear(app, request, reply))
    }
  }
}

/** What is not ours is heard too: the SM-DP+ need not know whose it is, nor try again. */
async function hear(
  app: Pick<App, 'door' | 'reads'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const news = readDownloadNews(request.body)
  if (news === null) return reply.code(400).send()
  try {
    await hearDownloadNews(app, news, ORIGIN)
  } catch (fault) {
    if (!(fault instanceof DoorBusy)) throw fault
    return reply.code(503).header('retry-after', String(STORE_RETRY_SECONDS)).send()
  }
  // SGP.22 §6.5.1.4: a notification is answered without a body.
  return reply.code(204).send()
}

function isProved(request: FastifyRequest, proof: Es2PlusProof): boolean {
  if (proof.kind === 'certificate') {
    const { socket } = request.raw
    return 'authorized' in socket && socket.authorized === true
  }
  const [, given = ''] = BEARER.exec(request.headers.authorization ?? '') ?? []
  const digest = digestOf(given)
  return given !== '' && proof.tokens.some((one) => timingSafeEqual(digestOf(one), digest))
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
