/** Tells the holder that a passkey came or went. Not the wording (`channels/mail`). */
import type { AccountId } from '../../domain/basics/ids.ts'
import type { App } from '../app.ts'
import type { Job } from '../door/command.ts'
import type { PasskeyLetter } from './letters.ts'
import { holderLetter } from './phone-letters.ts'

/** Null where there is no address any more. */
export function passkeyLetter(
  app: Pick<App, 'reads' | 'vault' | 'clock'>,
  account: AccountId,
  what: PasskeyLetter['what'],
): Promise<Job | null> {
  return holderLetter(app, account, { kind: 'passkey', what, at: app.clock.now() })
}
