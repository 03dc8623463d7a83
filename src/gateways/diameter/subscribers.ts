/**
 * Who a session is about, for gateways that say so in its first request only (RFC 8506 §3.1 demands
 * it in none). Kept beyond the session's end, which may be reported twice, and in memory only:
 * after a restart such a session is answered as unknown, and its gateway begins anew.
 */
import type { SubscriberClaim } from '../../domain/charging/request.ts'

/** Beyond it the oldest is forgotten. */
export const SUBSCRIBERS_MAX = 100_000

export interface Subscribers {
  find(session: string): SubscriberClaim | null
  keep(session: string, subscriber: SubscriberClaim): void
}

export function createSubscribers(max = SUBSCRIBERS_MAX): Subscribers {
  const kept = new Map<string, SubscriberClaim>()
  return {
    find: (session) => kept.get(session) ?? null,
    keep(session, subscriber) {
      const [oldest] = kept.keys()
      if (kept.size >= max && oldest !== undefined) kept.delete(oldest)
      kept.set(session, subscriber)
    },
  }
}
