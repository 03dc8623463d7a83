/**
 * Who is counted for wrong proofs and gift card numbers keyed in on a call: the calling number, or
 * all callers without one together, and everybody. Not the locks of a card or a PIN, which are the
 * line's and the account's own.
 */
import { caller, EVERYBODY, WITHHELD, type Caller } from '../../app/limits/limits.ts'
import type { App } from '../../app/app.ts'
import type { CallingNumber } from '../../domain/call/call.ts'

export function callersOf(
  { vault }: Pick<App, 'vault'>,
  number: CallingNumber | null,
): readonly Caller[] {
  if (number === null) return [WITHHELD, EVERYBODY]
  return [caller(vault, 'number', number.hash, `••••${number.lastDigits}`), EVERYBODY]
}
