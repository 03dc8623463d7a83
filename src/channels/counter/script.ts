/** What pages of the console load beside themselves: our script, and the icon. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { ICON_SVG } from '../mark.ts'
import { paths } from './paths.ts'

const CLIENT = join(import.meta.dirname, 'client')
/** The addresses do not change, so browsers ask again after a while. */
const CACHE = 'public, max-age=600, stale-while-revalidate=86400'

export function scriptRoutes(server: FastifyInstance): void {
  const anyone = { config: { desk: 'anyone' } } as const
  for (const [path, file] of [
    [paths.script, 'console.js'],
    [paths.scanning, 'scanning.js'],
  ] as const) {
    const text = readFileSync(join(CLIENT, file), 'utf8')
    server.get(path, anyone, (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', CACHE).send(text),
    )
  }
  server.get(paths.icon, anyone, (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', CACHE).send(ICON_SVG),
  )
}
