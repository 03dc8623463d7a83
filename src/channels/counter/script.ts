/**
 * What pages of the console load beside themselves: our scripts, and the icon. A script is the same
 * checked TypeScript as everything, with its types taken off.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { transformSync } from 'oxc-transform'
import { assert } from '../../domain/basics/assert.ts'
import { ICON_SVG } from '../mark.ts'
import { paths } from './paths.ts'

const CLIENT = join(import.meta.dirname, 'client')
/** The addresses do not change, so browsers ask again after a while. */
const CACHE = 'public, max-age=600, stale-while-revalidate=86400'

/** As scripts import one another, so they are served: beside each other, with their own names. */
const SCRIPTS: readonly (readonly [path: string, file: string])[] = [
  [paths.script, 'console.ts'],
  [paths.scanning, 'scanning.ts'],
  [paths.tillScript, 'till.ts'],
  [paths.watching, 'watching.ts'],
  [paths.callsScript, 'calls.ts'],
]

export function scriptRoutes(server: FastifyInstance): void {
  const anyone = { config: { desk: 'anyone' } } as const
  for (const [path, file] of SCRIPTS) {
    const { code, errors } = transformSync(file, readFileSync(join(CLIENT, file), 'utf8'))
    assert(errors.length === 0, 'our own scripts are TypeScript')
    server.get(path, anyone, (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', CACHE).send(code),
    )
  }
  server.get(paths.icon, anyone, (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', CACHE).send(ICON_SVG),
  )
}
