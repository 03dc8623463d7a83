/**
 * The last answers, so that a duplicate request gets the same octets again (RFC 2865 §2,
 * RFC 5080 §2.2.2). Bounded in number and time, and only a kindness: when it forgets, the request
 * is decided again and the one door knows it as a repeat.
 */
import type { Packet } from './codec.ts'

/** RFC 5080 §2.2.2: long enough for a peer's retries, no longer than 30 seconds. */
export const ANSWER_KEPT_SECONDS = 30
export const ANSWERS_KEPT_MAX = 16_384

export interface Source {
  readonly address: string
  readonly port: number
}

export interface AnswerMemory {
  find(exchange: string, nowMs: number): Uint8Array | null
  keep(exchange: string, answer: Uint8Array, nowMs: number): void
  size(): number
}

/** The same source, code, identifier and authenticator: the same request (RFC 5080 §2.2.2). */
export function exchangeOf(source: Source, packet: Packet): string {
  const { authenticator: signed } = packet
  const hex = Buffer.from(signed.buffer, signed.byteOffset, signed.length).toString('hex')
  return `${source.address} ${source.port} ${packet.code} ${packet.identifier} ${hex}`
}

export function answerMemory(): AnswerMemory {
  const answers = new Map<string, { readonly answer: Uint8Array; readonly keptUntilMs: number }>()

  /** The oldest stand first, because answers are only ever added at the end. */
  function forget(nowMs: number): void {
    for (const [exchange, { keptUntilMs }] of answers) {
      if (keptUntilMs > nowMs && answers.size < ANSWERS_KEPT_MAX) return
      answers.delete(exchange)
    }
  }

  return {
    find(exchange, nowMs) {
      const kept = answers.get(exchange)
      return kept !== undefined && kept.keptUntilMs > nowMs ? kept.answer : null
    },
    keep(exchange, answer, nowMs) {
      forget(nowMs)
      answers.delete(exchange)
      answers.set(exchange, { answer, keptUntilMs: nowMs + ANSWER_KEPT_SECONDS * 1_000 })
    },
    size: () => answers.size,
  }
}
