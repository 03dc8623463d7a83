/**
 * Events from wholesalers. The signature is checked over the raw body; the content is trusted for
 * nothing but which card it is about, and what moved is read again. A HEAD is answered because a
 * wholesaler asks so whether events are wanted here.
 */
import type { FastifyInstance } from 'fastify'
import { hearEvent } from '../../../app/fulfilment/advance.ts'
import { DoorBusy } from '../../../app/sagas/paying.ts'
import type { SupplierName } from '../../../domain/basics/ids.ts'
import type { Portal } from '../desk.ts'

const EVENT_BYTES_MAX = 64 * 1024
const RETRY_SECONDS = 5
const PATH = '/wholesale/:supplier/events'

export function wholesaleRoutes(server: FastifyInstance, { app }: Portal): void {
  void server.register(async (events) => {
    events.removeAllContentTypeParsers()
    events.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: EVENT_BYTES_MAX },
      (_request, body, done) => done(null, body),
    )
    const of = (name: string) => app.suppliers?.get(name as SupplierName)
    const config = { rateLimit: false } as const
    events.head<{ Params: { supplier: string } }>(PATH, { config }, async (request, reply) =>
      reply.code(of(request.params.supplier) === undefined ? 404 : 200).send(),
    )
    events.post<{ Params: { supplier: string }; Body: Buffer | undefined }>(
      PATH,
      { config },
      async (request, reply) => {
        const supplier = of(request.params.supplier)
        if (supplier === undefined) return reply.code(404).send()
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        )
        const event = await supplier.readEvent(request.body ?? new Uint8Array(), headers)
        if (event.kind === 'forged') return reply.code(400).send()
        try {
          await hearEvent(app, { supplier: supplier.name, event })
        } catch (fault) {
          if (!(fault instanceof DoorBusy)) throw fault
          return reply.code(503).header('retry-after', RETRY_SECONDS).send()
        }
        return reply.code(200).send()
      },
    )
  })
}
