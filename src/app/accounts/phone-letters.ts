/** Tells the holder what changed for the telephone. Not the wording (`channels/mail`). */
import type { AccountId } from '../../domain/basics/ids.ts'
import type { App } from '../app.ts'
import type { Job } from '../door/command.ts'
import { personalText } from '../queries/account-view.ts'
import { letterJob, type Letter, type PhoneLetter } from './letters.ts'

export function phoneLetter(
  app: Pick<App, 'reads' | 'vault' | 'clock'>,
  id: AccountId,
  what: PhoneLetter['what'],
): Promise<Job | null> {
  return holderLetter(app, id, { kind: 'phone', what, at: app.clock.now() })
}

/** To the address on file, in the account's language; null where there is none any more. */
export async function holderLetter(
  app: Pick<App, 'reads' | 'vault'>,
  id: AccountId,
  letter: Letter,
): Promise<Job | null> {
  const state = await app.reads.account(id)
  const text = await personalText(app, state)
  if (state.account === null || text === null || text.email === '') return null
  const { language } = state.account
  return letterJob(app.vault, { to: text.email, language, letter })
}
