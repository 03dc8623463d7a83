/**
 * The plain-HTTP landing: whoever is shut in and asks any host for any page by http is led to the
 * portal by https. Devices probe for exactly that. It reads no body, sets no cookie, shows no form
 * and knows nobody; the network leads port 80 here.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { once } from 'node:events'

export const CONNECTIONS_MAX = 512
export const HEADER_BYTES_MAX = 8_192
/** For the whole of a request's head, and for anybody who only holds the connection. */
export const REQUEST_MS_MAX = 5_000

export interface Landing {
  readonly port: number
  readonly counters: LandingCounters
  close(): Promise<void>
}

export interface LandingCounters {
  redirected: number
  /** Asked for something other than a page. */
  refused: number
  /** Nothing that HTTP knows, too long, or too slow. */
  malformed: number
}

export async function openLanding(given: {
  readonly host: string
  readonly port: number
  /** Where everybody is led; https wherever there is money. */
  readonly portalUrl: string
}): Promise<Landing> {
  const counters: LandingCounters = { redirected: 0, refused: 0, malformed: 0 }
  const target = new URL(`${given.portalUrl}/`).href
  const server = createServer({
    maxHeaderSize: HEADER_BYTES_MAX,
    headersTimeout: REQUEST_MS_MAX,
    requestTimeout: REQUEST_MS_MAX,
    connectionsCheckingInterval: REQUEST_MS_MAX,
    requireHostHeader: false,
  })
  server.maxConnections = CONNECTIONS_MAX
  server.setTimeout(REQUEST_MS_MAX, (socket) => socket.destroy())
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    answerOne(request, response, { target, counters })
  server.on('request', answer)
  // Whoever waits to be asked for a body is not.
  server.on('checkContinue', answer)
  server.on('checkExpectation', answer)
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    counters.refused += 1
    // From here on nobody else watches this connection.
    socket.on('error', () => socket.destroy())
    socket.setTimeout(REQUEST_MS_MAX, () => socket.destroy())
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n')
  })
  server.on('clientError', (_fault, socket) => {
    counters.malformed += 1
    if (!socket.writable) return void socket.destroy()
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
  server.listen(given.port, given.host)
  await once(server, 'listening')
  return { port: portOf(server), counters, close: () => closeNow(server) }
}

interface Answering {
  readonly target: string
  readonly counters: LandingCounters
}

function answerOne(
  { method }: IncomingMessage,
  response: ServerResponse,
  { target, counters }: Answering,
): void {
  // One answer a connection: behind it the same address may soon be another host.
  response.setHeader('connection', 'close')
  response.setHeader('cache-control', 'no-store')
  if (method !== 'GET' && method !== 'HEAD') {
    counters.refused += 1
    response.writeHead(405, { allow: 'GET, HEAD', 'content-length': '0' }).end()
    return
  }
  counters.redirected += 1
  const note = `<a href="${target}">${target}</a>\n`
  response
    .writeHead(302, {
      location: target,
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(note),
    })
    .end(method === 'GET' ? note : undefined)
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function closeNow(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
