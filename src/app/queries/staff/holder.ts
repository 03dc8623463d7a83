/** Who holds a line, as a counter may see it, and whether they are the one who stands there. */
import type { Language } from '../../../domain/basics/language.ts'
import type { AccountId } from '../../../domain/basics/ids.ts'
import { maskEmail, type Email } from '../../../domain/account/email.ts'
import type { Account } from '../../../domain/account/account.ts'
import type { Line } from '../../../domain/line/line.ts'
import { presenceAt, type Presence } from '../../../domain/identity/presence.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { personalText } from '../account-view.ts'
import { maskName } from './masking.ts'

export interface HolderView {
  readonly account: AccountId
  readonly emailMasked: string
  readonly nameMasked: string
  readonly language: Language
  readonly country: string | null
}

/** Null where nobody holds the line, or whoever did was forgotten. */
export async function holderView(app: App, account: AccountId | null): Promise<HolderView | null> {
  if (account === null) return null
  const state = await app.reads.account(account)
  const text = await personalText(app, state)
  if (state.account === null || text === null) return null
  const { language, country } = state.account
  return {
    account,
    emailMasked: maskEmail(text.email as Email),
    nameMasked: maskName(text.displayName),
    language,
    country,
  }
}

/** Why the holder's points can not be used, or whose they are. */
export type HolderPresence =
  | { readonly kind: 'present'; readonly account: Account }
  | { readonly kind: 'no_holder' }
  | { readonly kind: Exclude<Presence, 'known'> }

export async function holderPresence(
  app: App,
  staff: Staff,
  line: Pick<Line, 'id' | 'holder'>,
): Promise<HolderPresence> {
  const { account } =
    line.holder === null ? { account: null } : await app.reads.account(line.holder)
  if (account === null) return { kind: 'no_holder' }
  const checks = await app.reads.identityChecks(line.id)
  const presence = presenceAt(checks, { shop: staff.shop, now: app.clock.now() })
  return presence === 'known' ? { kind: 'present', account } : { kind: presence }
}
