/** A network function that speaks HTTP/2: asks over one connection, and takes notifications. */
import {
  connect,
  createServer,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
  type SecureClientSessionOptions,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import { PREFIX } from './example-requests.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface AskedFor {
  /** Below the prefix and version. */
  readonly path?: string
  readonly version?: 'v2' | 'v3'
  readonly body?: unknown
  readonly headers?: OutgoingHttpHeaders
}

type Options = SecureClientSessionOptions & { readonly localAddress?: string }

export function openPeer(origin: string, options: Options = {}) {
  const session: ClientHttp2Session = connect(origin, options)
  session.on('error', () => {})

  function ask({ path = '', version = 'v3', body = {}, headers = {} }: AskedFor): Promise<Answer> {
    return send(typeof body === 'string' ? body : JSON.stringify(body), {
      ':path': `${PREFIX}/${version}/chargingdata${path}`,
      ...headers,
    })
  }

  /** Rejects when the stream was reset or the connection lost. */
  function send(text: string, headers: OutgoingHttpHeaders): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const stream = session.request({
      ':method': 'POST',
      'content-type': 'application/json',
      ...headers,
    })
    let heard: IncomingHttpHeaders & IncomingHttpStatusHeader = {}
    const chunks: Buffer[] = []
    stream.on('response', (told) => (heard = told))
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', reject)
    stream.on('close', () => {
      const status = heard[':status'] ?? 0
      if (status === 0) reject(new Error('the stream ended without an answer'))
      resolve({ status, headers: heard, text: Buffer.concat(chunks).toString() })
    })
    stream.end(text)
    return promise
  }

  return {
    session,
    ask,
    send,
    async close() {
      if (session.destroyed) return
      const { promise, resolve } = Promise.withResolvers<void>()
      // One that is closing already would forget a callback.
      session.once('close', resolve)
      session.close()
      await promise
    },
  }
}

/** The reference that a start was answered with. */
export function referenceOf({ headers }: Answer): string {
  return headers.location?.split('/').at(-1) ?? ''
}

export interface Notification {
  readonly path: string
  readonly body: { readonly notificationType: string; readonly [field: string]: unknown }
}

/** `answer` says the status of each; null: none is ever given. */
export async function openNotified(
  answer: (told: Notification) => number | null = () => 204,
  host = '127.0.0.1',
) {
  const heard: Notification[] = []
  const waiting: ((told: Notification) => void)[] = []
  let connections = 0
  const sessions = new Set<{ destroy(): void }>()
  const server = createServer()
  server.on('session', (session) => {
    connections += 1
    sessions.add(session)
  })
  server.on('stream', (stream: ServerHttp2Stream, headers) => {
    const chunks: Buffer[] = []
    stream.on('error', () => {})
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Notification['body']
      const told = { path: String(headers[':path']), body }
      heard.push(told)
      const status = answer(told)
      if (status !== null) {
        stream.respond({ ':status': status, location: 'http://elsewhere.example/' })
        stream.end()
      }
      for (const one of waiting.splice(0)) one(told)
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, host, resolve)
  await promise
  const { port } = server.address() as AddressInfo
  return {
    heard,
    port,
    uri: `http://127.0.0.1:${port}/notify`,
    connections: () => connections,
    /** The next that comes after now. */
    next: () => new Promise<Notification>((told) => waiting.push(told)),
    /** Ends every connection at once, as a restart does. */
    drop() {
      for (const session of sessions) session.destroy()
    },
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      for (const session of sessions) session.destroy()
      await closed.promise
    },
  }
}
