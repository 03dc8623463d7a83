/**
 * Whom a risky change is told to, and when: the old contacts when it is asked for, old and new when
 * it is done, the old ones again when it was given up. Not the wording (`channels/mail`).
 */
import { maskEmail, type Email } from '../../domain/account/email.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Iccid } from '../../domain/line/iccid.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import { letterJob, type ChangeLetter } from '../accounts/letters.ts'
import type { App } from '../app.ts'
import type { Job } from '../door/command.ts'
import { personalText } from '../queries/account-view.ts'
import { stopToken, type ChangeRef } from './stop-token.ts'

type Desk = Pick<App, 'reads' | 'vault' | 'portalUrl'>

/** So many digits of a card's number are told. */
export const CARD_DIGITS_TOLD = 4

export interface Telling {
  /** Whose contacts are the old ones; null: the line has no holder, and nobody can be told. */
  readonly account: AccountId | null
  readonly what: ChangeLetter['what']
  readonly moment: ChangeLetter['moment']
  readonly at: Instant
  /** For the link that stops it, while it waits. */
  readonly ref: ChangeRef | null
  /** Told too, once it is theirs. */
  readonly also: Email | null
}

/** A letter each; none where nobody is known. */
export async function changeLetters(app: Desk, telling: Telling): Promise<readonly Job[]> {
  const { account: id, what, moment, at, ref, also } = telling
  if (id === null) return []
  const state = await app.reads.account(id)
  const text = await personalText(app, state)
  if (state.account === null || text === null) return []
  const { language } = state.account
  const stopUrl = ref === null ? null : stopUrlOf(app, ref)
  const letter: ChangeLetter = { kind: 'change', moment, what, at, stopUrl }
  const receivers = new Set([text.email, ...(also === null ? [] : [also])])
  return [...receivers].map((to) => letterJob(app.vault, { to, language, letter }))
}

export function stopUrlOf({ vault, portalUrl }: Pick<App, 'vault' | 'portalUrl'>, ref: ChangeRef) {
  return `${portalUrl}/changes/${stopToken(vault, ref)}`
}

export function contactTold(email: Email): ChangeLetter['what'] {
  return { kind: 'contact', newEmailMasked: maskEmail(email) }
}

export function simTold(iccid: Iccid): ChangeLetter['what'] {
  return { kind: 'sim', cardEnds: iccid.slice(-CARD_DIGITS_TOLD) }
}

/** What a letter may say of a change that waits. */
export function toldOf(
  { vault }: Pick<App, 'vault'>,
  { what }: PendingChange,
): ChangeLetter['what'] {
  if (what.kind === 'forget') return what
  if (what.kind === 'sim') return simTold(what.sim.iccid)
  return contactTold(vault.open(what.sealedEmail) as Email)
}
