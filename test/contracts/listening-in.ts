/**
 * Stands between a client and a server and writes down what passes, byte for byte. For tests only.
 */
import { createServer, request as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Exchange {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: string
  readonly asked: string
  readonly status: number
  readonly answered: string
}

export interface Listener {
  readonly url: string
  readonly heard: readonly Exchange[]
  close(): Promise<void>
}

export async function listenIn(target: string): Promise<Listener> {
  const heard: Exchange[] = []
  const server = createServer((asked, reply) => {
    void textOf(asked).then((body) => {
      const { method = 'GET', headers, url = '/' } = asked
      const forwarded = ask(new URL(url, target), { method, headers }, (answer) => {
        void textOf(answer).then((answered) => {
          const [path = '', query = ''] = url.split('?')
          const status = answer.statusCode ?? 0
          heard.push({ method, path, query, asked: body, status, answered })
          reply.writeHead(status, answer.headers).end(answered)
        })
      })
      forwarded.once('error', () => reply.destroy())
      forwarded.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
