/**
 * What the outside saw and did, kept apart from the application: every answer under every key, what
 * partners took, which bytes went over the network. The auditor compares it with the books.
 */
import { assert } from '../src/domain/basics/assert.ts'
import { toJson } from '../src/domain/basics/json.ts'
import type { LineId, OrderId, RefundId } from '../src/domain/basics/ids.ts'

/** The auditor, or anybody outside, saw something that must not be. */
export class Finding extends Error {
  override name = 'Finding'
}

export function expect(condition: boolean, what: string, facts?: unknown): asserts condition {
  if (condition) return
  const shown = facts === undefined ? '' : ` ${JSON.stringify(toJson(facts))}`
  throw new Finding(`${what}${shown}`)
}

/** One attempt: everything ever asked under one key. */
export interface Attempt {
  readonly command: string
  readonly line: LineId
  /** Ids that were minted for it; each asking mints its own. */
  readonly orders: OrderId[]
  readonly refunds: RefundId[]
  /** The first answer, as text; null while there is none. */
  answer: string | null
  /** The order that the answer named. */
  order: OrderId | null
}

/** Bytes of one data session, as the network itself counted them. */
export interface SessionTruth {
  readonly name: string
  readonly line: LineId
  readonly counting: 'since_session_start' | 'since_last_report'
  /** Reports that we said are recorded: their sequence and figure. */
  readonly acknowledged: Map<string, bigint>
  /** By sequence: what the first answer granted. */
  readonly answers: Map<string, string>
}

export interface Outside {
  readonly attempts: Map<string, Attempt>
  readonly sessions: Map<string, SessionTruth>
  /** Hosted pages whose address reached a payer. */
  readonly pages: Set<string>
  /** Under one key: the same answer, always. */
  answered(key: string, answer: Answered): void
}

export interface Answered {
  readonly ok: boolean
  readonly value?: object
  readonly refusal?: unknown
}

export function createOutside(): Outside {
  const attempts = new Map<string, Attempt>()
  return {
    attempts,
    sessions: new Map(),
    pages: new Set(),
    answered(key, answer) {
      const attempt = attempts.get(key)
      assert(attempt !== undefined, 'an answer belongs to an attempt')
      const { value } = answer
      attempt.answer = sameAnswer(key, attempt.answer, answer)
      attempt.order = value !== undefined && 'order' in value ? (value.order as OrderId) : null
    },
  }
}

/** The answer as text; a second one under a key is the first one. */
export function sameAnswer(key: string, first: string | null, answer: Answered): string {
  const { ok, value, refusal } = answer
  const next = JSON.stringify(toJson(ok ? { value } : { refusal }))
  expect(first === null || first === next, 'two answers under one key', { key, first, next })
  return next
}
