/**
 * The operator's own listener: alive, ready, figures. On loopback unless told otherwise, because it
 * asks nobody who they are. Not for customers, who have `/healthz` on the portal.
 */
import fastify from 'fastify'
import { assert } from '../domain/basics/assert.ts'

/** Whoever asks whether we are ready wants an answer now. */
export const READY_MS_MAX = 2_000

export interface Operations {
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

export interface OperationsGiven {
  /** Default: loopback. */
  readonly host?: string
  /** 0 takes a free one. */
  readonly port: number
  /** Names of what is not ready; empty: ready. */
  notReady(): Promise<readonly string[]>
  /**
   * Figures by metric name, labels written as Prometheus does: `sweeps_total{name="return_owed"}`.
   * Names that end in `_total` are counters, all others gauges.
   */
  counters(): Readonly<Record<string, number>>
}

export async function startOperations(given: OperationsGiven): Promise<Operations> {
  const app = fastify({ logger: false })
  const host = given.host ?? '127.0.0.1'
  app.addHook('onSend', async (_, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => {
    const missing = await inTime(given.notReady())
    if (missing.length === 0) return { status: 'ready' }
    return reply.code(503).send({ status: 'not_ready', missing })
  })
  app.get('/metrics', async (_, reply) =>
    reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(metricsText({ ...given.counters(), ...ofProcess() })),
  )
  await app.listen({ host, port: given.port })
  const address = app.server.address()
  assert(typeof address === 'object' && address !== null, 'a listener has an address')
  return { host, port: address.port, close: () => app.close() }
}

/** A check that fails or hangs is a thing that is not ready. */
export async function inTime(check: Promise<readonly string[]>): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => resolve(['answer_in_time']), READY_MS_MAX)
  })
  try {
    return await Promise.race([check, late])
  } catch {
    return ['check']
  } finally {
    clearTimeout(timer)
  }
}

function ofProcess(): Readonly<Record<string, number>> {
  return {
    process_resident_memory_bytes: process.memoryUsage.rss(),
    process_uptime_seconds: process.uptime(),
  }
}

const METRIC = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})?$/

/** Prometheus text format 0.0.4; samples of one metric stand together under its type. */
export function metricsText(figures: Readonly<Record<string, number>>): string {
  const metrics = new Map<string, string[]>()
  for (const [key, value] of Object.entries(figures)) {
    const name = METRIC.exec(key)?.[1]
    assert(name !== undefined, `${key} is no name of a metric`)
    const samples = metrics.get(name) ?? []
    samples.push(`${key} ${figureText(value)}`)
    metrics.set(name, samples)
  }
  const blocks = [...metrics].map(([name, samples]) => {
    const type = name.endsWith('_total') ? 'counter' : 'gauge'
    return [`# TYPE ${name} ${type}`, ...samples].join('\n')
  })
  return `${blocks.join('\n')}\n`
}

function figureText(value: number): string {
  if (value === Infinity) return '+Inf'
  return value === -Infinity ? '-Inf' : String(value)
}
