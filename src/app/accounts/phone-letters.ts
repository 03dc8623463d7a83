/** Tells the holder what changed for the telephone. Not the wording (`channels/mail`). */
import type { AccountId } from '../../domain/basics/ids.ts'
import type { App } from '../app.ts'
import type { Job } from '../door/command.ts'
import { personalText } from '../queries/account-view.ts'
import { letterJob, type PhoneLetter } from './letters.ts'

/** In the account's language; null where there is no address any more. */
export async function phoneLetter(
  app: Pick<App, 'reads' | 'vault' | 'clock'>,
  id: AccountId,
  what: PhoneLetter['what'],
): Promise<Job | null> {
  const state = await app.reads.account(id)
  const text = await personalText(app, state)
  if (state.account === null || text === null || text.email === '') return null
  const { language } = state.account
  const letter: PhoneLetter = { kind: 'phone', what, at: app.clock.now() }
  return letterJob(app.vault, { to: text.email, language, letter })
}
