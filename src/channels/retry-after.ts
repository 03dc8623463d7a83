/**
 * When one may try again, told to machines too (RFC 9110 §10.2.3); a page that says so of a form is
 * a 429 (RFC 6585 §4). The sentence for people is each channel's.
 */
import type { FastifyReply } from 'fastify'
import { secondsBetween, type Instant } from '../domain/basics/time.ts'

const HEADER = 'retry-after'

/** Seconds, never none. */
export function waitUntil(again: Instant, now: Instant): number {
  return Math.max(1, Math.ceil(secondsBetween(now, again)))
}

export function tellWhen(reply: FastifyReply, again: Instant, now: Instant): void {
  void reply.header(HEADER, String(waitUntil(again, now)))
}

/** Of a refusal that says when, and of no other. */
export function tellOf(
  reply: FastifyReply,
  refusal: { readonly code: string; readonly again?: Instant },
  now: Instant,
): void {
  if (refusal.again !== undefined) tellWhen(reply, refusal.again, now)
}

/** Of a form that was refused. */
export function refusedStatus(reply: FastifyReply, status: number): number {
  return status === 422 && reply.hasHeader(HEADER) ? 429 : status
}
