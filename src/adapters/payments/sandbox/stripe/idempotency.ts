/**
 * `Idempotency-Key`: the first answer to a key is kept for 24 hours and given again; the same key
 * with other parameters is an error of its own. The answer is remembered in the transaction of the
 * change, so a kill leaves both or neither.
 */
import { createHash } from 'node:crypto'
import type { Sandbox } from '../sandbox.ts'
import { StripeTrouble } from './trouble.ts'

export const KEY_LENGTH_MAX = 255
export const KEYS_KEPT_SECONDS = 24 * 3_600

export interface Answer {
  readonly status: number
  readonly body: string
  readonly replayed: boolean
}

/**
 * Everything in `act` is synchronous and one transaction with the remembering, shared with whoever
 * asks at the same moment. A trouble that it returns is the answer and what it did stays; a trouble
 * that it throws undoes it.
 */
export async function once(
  sandbox: Sandbox,
  asked: { readonly key: string | null; readonly path: string; readonly rawBody: string },
  act: () => unknown,
): Promise<Answer> {
  const { store, clock } = sandbox
  const { key } = asked
  if (key === null) return { ...(await store.grouped(() => worded(act()))), replayed: false }
  if (key.length > KEY_LENGTH_MAX) {
    throw new StripeTrouble(400, {
      type: 'invalid_request_error',
      message: `Idempotency keys are at most ${KEY_LENGTH_MAX} characters.`,
    })
  }
  const input = createHash('sha256').update(`${asked.path}\n${asked.rawBody}`).digest('hex')
  return store.grouped(() => {
    store.forgetKeysBefore(clock.nowSeconds() - KEYS_KEPT_SECONDS)
    const known = store.answerOf(key)
    if (known !== null && known.input !== input) throw keyReused(key)
    if (known !== null) return { status: known.status, body: known.body, replayed: true }
    const answer = attempted(sandbox, act)
    store.remember(key, { input, ...answer }, clock.nowSeconds())
    return { ...answer, replayed: false }
  })
}

function attempted(sandbox: Sandbox, act: () => unknown): Worded {
  try {
    return sandbox.store.attempt(() => worded(act()))
  } catch (error) {
    if (!(error instanceof StripeTrouble) || !error.remembered) throw error
    return worded(error)
  }
}

interface Worded {
  readonly status: number
  readonly body: string
}

function worded(made: unknown): Worded {
  if (!(made instanceof StripeTrouble)) return { status: 200, body: JSON.stringify(made) }
  return { status: made.status, body: JSON.stringify({ error: made.body }) }
}

function keyReused(key: string): StripeTrouble {
  return new StripeTrouble(400, {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first ' +
      `used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}
