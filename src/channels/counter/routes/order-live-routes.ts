/**
 * Tells a page that shows a waiting order when there is something else to show, by server-sent
 * events. One look a second serves all open pages of this process. What is shown then is the page's
 * own to read again; a page without script reads itself now and then.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { markOf } from '../../../app/queries/staff/counter-order.ts'
import type { OrderWithPayment } from '../../../app/reads.ts'
import type { LineId, OrderId } from '../../../domain/basics/ids.ts'
import type { Console } from '../desk.ts'
import { askedOrder, type OrderParams } from './order-routes.tsx'

export const LOOK_EVERY_MS = 1_000
/** Pages held open by this process; further ones do without. */
export const WATCHERS_MAX = 500
/** Browsers open a new stream by themselves when this one ends. */
const STREAM_LOOKS_MAX = 1_800

interface Watcher {
  readonly line: LineId
  readonly order: OrderId
  /** Of what the page shows. */
  readonly mark: string
  readonly reply: FastifyReply
  lastChange: bigint | null
  looks: number
}

export function orderLiveRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  const watchers = new Set<Watcher>()
  let looking = false

  async function look(): Promise<void> {
    const lines = [...new Set([...watchers].map((one) => one.line))]
    if (lines.length === 0) return
    const changes = await app.reads.lastChange(lines)
    for (const watcher of watchers) {
      watcher.looks += 1
      const change = changes.get(watcher.line)?.epochNanoseconds ?? null
      // At the first look too: something may have moved between the page and its stream.
      const moved = watcher.looks === 1 || change !== watcher.lastChange
      watcher.lastChange = change
      if (moved) tell(watcher, await app.reads.order(watcher.line, watcher.order))
      if (watcher.looks >= STREAM_LOOKS_MAX) watcher.reply.raw.end()
    }
  }

  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((fault: unknown) => server.log.warn({ err: fault }, 'waiting orders'))
      .finally(() => {
        looking = false
      })
  }, LOOK_EVERY_MS)
  timer.unref()
  server.addHook('onClose', () => {
    clearInterval(timer)
    for (const { reply } of watchers) reply.raw.end()
  })

  server.get<OrderParams & { Querystring: { mark?: string } }>(
    '/staff/orders/:order/live',
    { config: { desk: 'watching' } },
    async (request, reply) => {
      const found = await askedOrder(console, request)
      if (found === null) return page.onNotFound(request, reply)
      if (watchers.size >= WATCHERS_MAX) return reply.code(503).send()
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      })
      reply.raw.write('retry: 5000\n\n')
      const { line, id: order } = found.order
      const mark = request.query.mark ?? ''
      const watcher = { line, order, mark, reply, lastChange: null, looks: 0 }
      watchers.add(watcher)
      reply.raw.on('close', () => watchers.delete(watcher))
      return reply
    },
  )
}

function tell({ mark, reply }: Watcher, known: OrderWithPayment | null): void {
  if (known === null || markOf(known) === mark) return
  reply.raw.write(`event: moved\ndata: ${markOf(known)}\n\n`)
}
