/**
 * Who is counted for a try on the portal, and one such try. How many are allowed is in
 * `app/limits/table.ts`. Not a lock on any card or order.
 */
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app/app.ts'
import { caller, EVERYBODY, type Caller } from '../../app/limits/limits.ts'
import type { LimitKind } from '../../app/limits/table.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { addressCaller } from '../address.ts'

export interface Try {
  /** When this visitor may try again, and nothing was counted; null: go on. */
  readonly again: Instant | null
  /** What was tried is right, and does not count. */
  proved(): Promise<void>
}

type Counting = Pick<App, 'limits' | 'vault' | 'clock'>

export async function takeTry(
  app: Counting,
  request: FastifyRequest,
  kind: LimitKind,
  more: readonly Caller[] = [],
): Promise<Try> {
  const now = app.clock.now()
  const callers = [...callersOf(app, request), ...more]
  const again = await app.limits.take(kind, callers, now)
  return { again, proved: () => app.limits.giveBack(kind, callers, now) }
}

/** Signed in, a person is counted by their account, whichever browser they use. */
function callersOf({ vault }: Counting, { visitor, ip }: FastifyRequest): readonly Caller[] {
  const { signedIn, browser } = visitor
  const person =
    signedIn === null
      ? caller(vault, 'visitor', browser, `…${vault.keyed('limit', browser).slice(-4)}`)
      : caller(vault, 'account', signedIn.account.id)
  return [person, addressCaller(vault, ip), EVERYBODY]
}
