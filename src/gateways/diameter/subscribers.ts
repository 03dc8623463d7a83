/**
 * Who a session is about, for gateways that say so in its first request only (RFC 8506 §3.1 demands
 * it in none). Kept beyond the session's end, which may be reported twice. It spares a look-up in
 * the store, which knows the sessions that other processes began, and those forgotten here.
 */
import type { SubscriberClaim } from '../../domain/charging/request.ts'

/** Beyond it the one heard of least lately is forgotten. */
export const SUBSCRIBERS_MAX = 100_000

export interface Subscribers {
  find(session: string): SubscriberClaim | null
  keep(session: string, subscriber: SubscriberClaim): void
}

export function createSubscribers(max = SUBSCRIBERS_MAX): Subscribers {
  const kept = new Map<string, SubscriberClaim>()
  return {
    find(session) {
      const subscriber = kept.get(session)
      if (subscriber === undefined) return null
      kept.delete(session)
      kept.set(session, subscriber)
      return subscriber
    },
    keep(session, subscriber) {
      kept.delete(session)
      const [oldest] = kept.keys()
      if (kept.size >= max && oldest !== undefined) kept.delete(oldest)
      kept.set(session, subscriber)
    },
  }
}
