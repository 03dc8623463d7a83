/** A local HTTP server that keeps what it was sent and answers as told; for the tests here only. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Heard {
  readonly path: string
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Buffer
}

export interface Receiver extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly origin: string
  readonly heard: readonly Heard[]
  answerWith(status: number, headers?: Readonly<Record<string, string>>): void
}

export async function openReceiver(): Promise<Receiver> {
  const heard: Heard[] = []
  let answer: { status: number; headers: Readonly<Record<string, string>> } = {
    status: 201,
    headers: {},
  }
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      heard.push({ path: request.url ?? '', headers: request.headers, body })
      response.writeHead(answer.status, answer.headers).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    answerWith(status, headers = {}) {
      answer = { status, headers }
    },
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
