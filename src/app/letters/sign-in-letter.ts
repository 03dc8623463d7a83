/**
 * The letter about a sign-in from a browser that the account did not know: made when the job runs,
 * so that signing in reads nothing more for it. Not its wording.
 */
import { instant } from '../../domain/basics/time.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { AddressedLetter } from '../accounts/letters.ts'
import type { App } from '../app.ts'
import type { Job } from '../door/command.ts'
import { personalText } from '../queries/account-view.ts'

export function signInLetterJob(told: {
  readonly account: AccountId
  readonly device: string
  readonly at: Instant
}): Job {
  const { account, device, at } = told
  return { task: 'sign_in_letter', payload: { account, device, at: at.toString() } }
}

/** Null where there is no address any more. */
export async function signInLetter(
  app: Pick<App, 'reads' | 'vault'>,
  account: AccountId,
  { device, at }: { readonly device: string; readonly at: string },
): Promise<AddressedLetter | null> {
  const state = await app.reads.account(account)
  const text = await personalText(app, state)
  if (state.account === null || text === null || text.email === '') return null
  const letter = { kind: 'signed_in', device, at: instant(at) } as const
  return { to: text.email, language: state.account.language, letter }
}
