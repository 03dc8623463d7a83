/**
 * A way to a PostgreSQL server that can break in the middle of a commit, as networks do: before the
 * server hears of it, or after it committed and before the client hears of that. For tests only.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, createConnection, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseConnection } from '../../src/adapters/postgres/embedded/start.ts'
import type { BreakPoint } from './stores.ts'

/** A simple query's text and the tag that answers it (PostgreSQL protocol, §54.7). */
const COMMIT_ASKED = Buffer.from('commit\0')
const COMMIT_DONE = Buffer.from('COMMIT\0')

export interface FaultyWay {
  readonly connection: DatabaseConnection
  breakNext(point: BreakPoint): void
  close(): Promise<void>
}

export async function openFaultyWay(to: DatabaseConnection): Promise<FaultyWay> {
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-way-'))
  let armed: BreakPoint | null = null
  const open = new Set<Socket>()

  const server = createServer((client) => {
    const upstream = createConnection(join(to.host, `.s.PGSQL.${to.port}`))
    const cut = () => {
      client.destroy()
      upstream.destroy()
    }
    let cutOnDone = false
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', cut).on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    client.on('data', (bytes: Buffer) => {
      if (armed !== null && bytes.includes(COMMIT_ASKED)) {
        cutOnDone = armed === 'after_commit'
        armed = null
        if (!cutOnDone) return cut()
      }
      upstream.write(bytes)
    })
    upstream.on('data', (bytes: Buffer) => {
      if (!cutOnDone) client.write(bytes)
      else if (bytes.includes(COMMIT_DONE)) cut()
    })
  })
  await new Promise<void>((resolve) => server.listen(join(folder, `.s.PGSQL.${to.port}`), resolve))
  return {
    connection: { ...to, host: folder },
    breakNext: (point) => {
      armed = point
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
