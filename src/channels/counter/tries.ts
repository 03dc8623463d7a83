/**
 * Who is counted for a try at the console: a desk (one sign-in) for codes that are typed there, an
 * address for signing in. How many are allowed is in `app/limits/table.ts`. Not the lock of a
 * member of staff, which is their own.
 */
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app/app.ts'
import { caller, EVERYBODY, type Caller } from '../../app/limits/limits.ts'
import type { LimitKind } from '../../app/limits/table.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { addressCaller } from '../address.ts'
import { atDesk } from './staffer.ts'

type Counting = Pick<App, 'limits' | 'vault' | 'clock'>

export interface Try {
  /** When this desk may try again, and nothing was counted; null: go on. */
  readonly again: Instant | null
  /** What was tried is right, and does not count. */
  proved(): Promise<void>
}

/** A code typed at this desk. */
export function takeCode(app: Counting, request: FastifyRequest): Promise<Try> {
  const { staff, signIn } = atDesk(request)
  return take(app, 'desk_codes', [caller(app.vault, 'desk', signIn.id, staff.name)])
}

/** Something secret tried where nobody is signed in, or at a locked screen. */
export async function takeSignIn(app: Counting, request: FastifyRequest): Promise<Instant | null> {
  const callers = [addressCaller(app.vault, request.ip), EVERYBODY]
  return (await take(app, 'desk_sign_ins', callers)).again
}

async function take(app: Counting, kind: LimitKind, callers: readonly Caller[]): Promise<Try> {
  const now = app.clock.now()
  const again = await app.limits.take(kind, callers, now)
  return { again, proved: () => app.limits.giveBack(kind, callers, now) }
}
