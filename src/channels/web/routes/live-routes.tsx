/**
 * Figures that move while a page is open, by server-sent events. One look a second serves all open
 * pages of this process; a page is sent new figures when its line changed, and now and then anyway,
 * because time alone changes them too.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import { lineOverview } from '../../../app/queries/line-overview.ts'
import type { Access } from '../../../app/queries/views.ts'
import { fragment } from '../layout.tsx'
import { LiveFigures } from '../parts/live-figures.tsx'
import type { Portal } from '../desk.ts'
import { voice, type Voice } from '../words/words.ts'

export const LOOK_EVERY_MS = 1_000
/** Looks after which a page is sent its figures though nothing was heard. */
export const LOOKS_UNTIL_REFRESH = 60
/** Pages held open by this process; further ones do without. */
export const LISTENERS_MAX = 2_000
/** Browsers open a new stream by themselves when this one ends. */
const STREAM_LOOKS_MAX = 1_800

interface Listener {
  readonly line: LineId
  readonly access: Access
  readonly voice: Voice
  readonly reply: FastifyReply
  lastChange: bigint | null
  looks: number
}

export function liveRoutes(server: FastifyInstance, { app, visitors }: Portal): void {
  const listeners = new Set<Listener>()
  let looking = false

  async function look(): Promise<void> {
    const lines = [...new Set([...listeners].map((one) => one.line))]
    if (lines.length === 0) return
    const changes = await app.reads.lastChange(lines)
    for (const listener of listeners) {
      listener.looks += 1
      const change = changes.get(listener.line)?.epochNanoseconds ?? null
      // At the first look too: something may have moved between the page and its stream.
      const moved = listener.looks === 1 || change !== listener.lastChange
      listener.lastChange = change
      if (moved || listener.looks % LOOKS_UNTIL_REFRESH === 0) await tell(listener)
      if (listener.looks >= STREAM_LOOKS_MAX) listener.reply.raw.end()
    }
  }

  async function tell(listener: Listener): Promise<void> {
    const overview = await lineOverview(app, listener.line, listener.access)
    if (overview === null) return
    const html = fragment(<LiveFigures overview={overview} voice={listener.voice} />)
    const data = html.replaceAll('\n', ' ')
    listener.reply.raw.write(`event: figures\ndata: ${data}\n\n`)
  }

  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((fault: unknown) => server.log.warn({ err: fault }, 'live figures'))
      .finally(() => {
        looking = false
      })
  }, LOOK_EVERY_MS)
  timer.unref()
  server.addHook('onClose', () => {
    clearInterval(timer)
    for (const listener of listeners) listener.reply.raw.end()
  })

  server.get<{ Params: { line: string } }>('/lines/:line/live', (request, reply) => {
    const line = parseId<LineId>(request.params.line)
    const access = line === null ? null : visitors.accessTo(request.visitor, line)
    if (line === null || access === null || access === 'line_proof') return reply.code(404).send()
    if (listeners.size >= LISTENERS_MAX) return reply.code(503).send()
    reply.hijack()
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('retry: 5000\n\n')
    const speech = voice(request.visitor.language)
    const listener = { line, access, voice: speech, reply, lastChange: null, looks: 0 }
    listeners.add(listener)
    reply.raw.on('close', () => listeners.delete(listener))
    return reply
  })
}
