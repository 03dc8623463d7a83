/**
 * Events from payment providers. The signature is checked over the raw body; the content is trusted
 * for nothing but whose payment it is, and the payment is read again from the provider.
 */
import type { FastifyInstance } from 'fastify'
import type { ProviderName } from '../../../domain/payment/provider.ts'
import { ProviderUnreachable } from '../../../app/ports.ts'
import { refreshPayment } from '../../../app/sagas/paying.ts'
import type { Portal } from '../desk.ts'

const EVENT_BYTES_MAX = 512 * 1024
const RETRY_SECONDS = 5

export function eventRoutes(server: FastifyInstance, { app }: Portal): void {
  void server.register(async (events) => {
    events.removeAllContentTypeParsers()
    events.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: EVENT_BYTES_MAX },
      (_request, body, done) => done(null, body),
    )
    events.post<{ Params: { provider: string }; Body: Buffer }>(
      '/payments/:provider/events',
      { config: { rateLimit: false } },
      async (request, reply) => {
        const provider = app.providers.get(request.params.provider as ProviderName)
        if (provider === undefined) return reply.code(404).send()
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        )
        try {
          const event = await provider.readEvent(request.body, headers)
          if (event.kind === 'forged') return await reply.code(400).send()
          if (event.kind === 'payment') await refreshPayment(app, event.ref)
        } catch (fault) {
          if (!(fault instanceof ProviderUnreachable)) throw fault
          // Not known now: the provider sends it again.
          return reply.code(503).header('retry-after', RETRY_SECONDS).send()
        }
        return reply.code(204).send()
      },
    )
  })
}
