/**
 * Notifications to peers over HTTP/2, with connections that are kept and used again. Redirects are
 * not followed: they are an answer like any other. Says what a peer answered, not what that means.
 */
import { connect, constants, type ClientHttp2Session } from 'node:http2'
import type { NotifyHosts } from './notify-hosts.ts'

/** From asking to the answer, the connection included. */
export const NOTIFY_MS_MAX = 3_000
export const NOTIFY_CONNECTIONS_MAX = 64
export const NOTIFY_IN_FLIGHT_MAX = 512
export const NOTIFY_IDLE_MS_MAX = 60_000

export interface NotifierSettings {
  readonly hosts: NotifyHosts
  /** Who we are to peers that ask, and whom we believe; null: the system's authorities. */
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string | null } | null
  readonly notifyMsMax?: number
}

export type Notified =
  | { readonly kind: 'answered'; readonly status: number }
  /** No answer in time, or nobody there. */
  | { readonly kind: 'silent' }
  /** Its host may not be spoken to. */
  | { readonly kind: 'forbidden' }

export interface Notifier {
  /** Never rejects. */
  post(notifyUri: string, body: string): Promise<Notified>
  connections(): number
  close(): Promise<void>
}

interface Desk extends NotifierSettings {
  /** By origin; the one that was used longest ago first. */
  readonly sessions: Map<string, ClientHttp2Session>
  inFlight: number
}

export function createNotifier(settings: NotifierSettings): Notifier {
  const desk: Desk = { ...settings, sessions: new Map(), inFlight: 0 }
  return {
    async post(notifyUri, body) {
      const target = desk.hosts.targetOf(notifyUri)
      if (target === null) return { kind: 'forbidden' }
      if (desk.inFlight >= NOTIFY_IN_FLIGHT_MAX) return { kind: 'silent' }
      desk.inFlight += 1
      try {
        return await postTo(desk, target, body)
      } finally {
        desk.inFlight -= 1
      }
    },
    connections: () => desk.sessions.size,
    async close() {
      await Promise.all([...desk.sessions.values()].map(closed))
    },
  }
}

function closed(session: ClientHttp2Session): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  session.on('close', resolve)
  session.destroy()
  return promise
}

/** A connection that was kept may be dead without our knowing: then once more on a fresh one. */
async function postTo(desk: Desk, target: URL, body: string): Promise<Notified> {
  const signal = AbortSignal.timeout(desk.notifyMsMax ?? NOTIFY_MS_MAX)
  const { session, isKept } = sessionTo(desk, target)
  const told = await ask(session, { target, body, signal })
  if (told !== null) return { kind: 'answered', status: told }
  if (!isKept || signal.aborted) return { kind: 'silent' }
  forget(desk, target.origin, session)
  const again = await ask(sessionTo(desk, target).session, { target, body, signal })
  return again === null ? { kind: 'silent' } : { kind: 'answered', status: again }
}

function sessionTo(
  desk: Desk,
  target: URL,
): { readonly session: ClientHttp2Session; readonly isKept: boolean } {
  const { origin } = target
  const kept = desk.sessions.get(origin)
  if (kept !== undefined && !kept.closed && !kept.destroyed) {
    desk.sessions.delete(origin)
    desk.sessions.set(origin, kept)
    return { session: kept, isKept: true }
  }
  const { key, cert, ca } = desk.tls ?? { key: null, cert: null, ca: null }
  const session = connect(origin, {
    lookup: desk.hosts.lookup,
    settings: { enablePush: false },
    ...(key === null ? {} : { key, cert }),
    ...(ca === null ? {} : { ca }),
  })
  // Whoever asks hears of it at the stream.
  session.on('error', () => {})
  session.on('close', () => forget(desk, origin, session))
  session.on('goaway', () => forget(desk, origin, session))
  session.setTimeout(NOTIFY_IDLE_MS_MAX, () => session.close())
  // An idle connection keeps no process alive.
  session.on('connect', () => session.unref())
  desk.sessions.set(origin, session)
  dropOldest(desk)
  return { session, isKept: false }
}

function dropOldest({ sessions }: Desk): void {
  const [oldest] = sessions
  if (sessions.size <= NOTIFY_CONNECTIONS_MAX || oldest === undefined) return
  sessions.delete(oldest[0])
  oldest[1].close()
}

function forget({ sessions }: Desk, origin: string, session: ClientHttp2Session): void {
  if (sessions.get(origin) === session) sessions.delete(origin)
}

/** The status; null when none came. Of the answer's body nothing is read. */
function ask(
  session: ClientHttp2Session,
  told: { readonly target: URL; readonly body: string; readonly signal: AbortSignal },
): Promise<number | null> {
  const { promise, resolve } = Promise.withResolvers<number | null>()
  const { target, body, signal } = told
  if (session.closed || session.destroyed || signal.aborted) return Promise.resolve(null)
  session.ref()
  const stream = session.request(
    {
      ':method': 'POST',
      ':path': `${target.pathname}${target.search}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    },
    { signal },
  )
  stream.on('response', (headers) => {
    resolve(headers[':status'] ?? null)
    stream.close(constants.NGHTTP2_NO_ERROR)
  })
  stream.on('error', () => resolve(null))
  stream.on('close', () => {
    resolve(null)
    if (!session.destroyed) session.unref()
  })
  stream.end(body)
  return promise
}
