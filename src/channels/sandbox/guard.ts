/**
 * Who may use the sandbox's routes: a browser that reached us by a known name (a page elsewhere
 * could point its own name at loopback), on its own page's behalf, with the token where one is set.
 * Programs send no Origin and pass. Not a sign-in: everything in a sandbox is for show.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { SandboxPorts } from './ports.ts'

export const TOKEN_COOKIE = 'tsuzuki_sandbox'

export type Refused =
  | { readonly code: 'host_unknown'; readonly host: string }
  | { readonly code: 'origin_foreign' }
  | { readonly code: 'token_needed' }

type Guarding = Pick<SandboxPorts, 'hosts' | 'token'>

/** Null where the request may pass. */
export function refusal(request: FastifyRequest, ports: Guarding): Refused | null {
  const host = request.headers.host ?? ''
  if (!isKnownHost(host, ports.hosts)) return { code: 'host_unknown', host }
  if (isForeign(request, host)) return { code: 'origin_foreign' }
  if (ports.token !== null && !holdsToken(request, ports.token)) return { code: 'token_needed' }
  return null
}

function isKnownHost(host: string, known: readonly string[]): boolean {
  const name = hostName(host)
  if (name === null) return false
  return isLoopbackName(name) || known.some((one) => one === host || hostName(one) === name)
}

function hostName(host: string): string | null {
  if (host === '' || /[/?#@\\\s]/.test(host)) return null
  return URL.parse(`http://${host}`)?.hostname ?? null
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(name)
}

/** A page may ask on behalf of itself alone; following a link here is not asking. */
function isForeign(request: FastifyRequest, host: string): boolean {
  const { origin } = request.headers
  if (origin !== undefined) return URL.parse(origin)?.host !== URL.parse(`http://${host}`)?.host
  const site = request.headers['sec-fetch-site']
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return !reads && site !== undefined && site !== 'same-origin' && site !== 'none'
}

function holdsToken(request: FastifyRequest, token: string): boolean {
  const offered = queryToken(request) ?? cookieToken(request.headers.cookie)
  return offered !== null && sameText(offered, token)
}

export function queryToken(request: FastifyRequest): string | null {
  const { token } = request.query as { token?: unknown }
  return typeof token === 'string' ? token : null
}

function cookieToken(header: string | undefined): string | null {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${TOKEN_COOKIE}=`))
  return found === undefined ? null : found.slice(TOKEN_COOKIE.length + 1)
}

/** In a time that does not tell how much of it was right. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
