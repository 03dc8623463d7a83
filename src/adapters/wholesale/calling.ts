/**
 * One call to a wholesaler over HTTP with JSON, and what became of it, told apart as the port needs
 * it: answered, surely never arrived, or nobody knows. It knows no wholesaler.
 */
import { isRecord } from './reading.ts'

export interface HttpCall {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
}

export type HttpAnswer =
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Null where it was no JSON object. */
      readonly told: Readonly<Record<string, unknown>> | null
      /** Of `Retry-After` (RFC 9110 §10.2.3), in seconds; null where it is not said so. */
      readonly retryAfter: number | null
    }
  /** The connection was refused, or the name is not known: nothing was sent. */
  | { readonly kind: 'unsent' }
  | { readonly kind: 'lost' }

const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']
/** A list of everything that a card can be topped up with is some ten thousand bytes. */
export const ANSWER_BYTES_MAX = 1_048_576
/** Nobody is waited for longer than this, whatever they ask. */
export const RETRY_AFTER_MAX_SECONDS = 3_600

export async function call(asked: HttpCall): Promise<HttpAnswer> {
  const { url, timeoutMs, ...how } = asked
  try {
    const answer = await fetch(url, {
      ...how,
      headers: { accept: 'application/json', ...asked.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await textOf(answer)
    if (text === null) return { kind: 'lost' }
    const told = parsed(text)
    const retryAfter = secondsIn(answer.headers.get('retry-after'))
    return { kind: 'answered', status: answer.status, told, retryAfter }
  } catch (fault) {
    return { kind: NEVER_SENT.includes(codeOf(fault)) ? 'unsent' : 'lost' }
  }
}

/** Null where it is longer than anything a wholesaler says. */
async function textOf(answer: Response): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let heard = 0
  for await (const chunk of answer.body ?? []) {
    heard += chunk.length
    if (heard > ANSWER_BYTES_MAX) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function codeOf(fault: unknown): string {
  const cause = fault instanceof Error ? fault.cause : null
  const code = isRecord(cause) || cause instanceof Error ? (cause as { code?: unknown }).code : null
  return typeof code === 'string' ? code : ''
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const told: unknown = JSON.parse(text)
    return isRecord(told) ? told : null
  } catch {
    return null
  }
}

function secondsIn(header: string | null): number | null {
  if (header === null || !/^\d{1,6}$/.test(header.trim())) return null
  return Math.min(Number(header), RETRY_AFTER_MAX_SECONDS)
}
