/** An account as its owner sees it, with the personal text unsealed for this one page. */
import type { AccountId, SignInId } from '../../domain/basics/ids.ts'
import type { App } from '../app.ts'
import type { AccountState } from '../door/state.ts'
import { lineSummary } from './line-overview.ts'
import type { AccountView } from './views.ts'

export interface PersonalText {
  readonly email: string
  readonly displayName: string
}

/** Null for an account whose person was forgotten. */
export async function personalText(
  app: Pick<App, 'reads' | 'vault'>,
  state: AccountState,
): Promise<PersonalText | null> {
  const { account } = state
  if (account === null) return null
  const sealed = await app.reads.sealed({ kind: 'account', id: account.id }, account.person)
  if (sealed === null) return null
  const text = (kind: 'email' | 'display_name') => {
    const found = sealed.texts.find((one) => one.kind === kind)
    return found === undefined ? '' : app.vault.openFor(sealed.wrapped, found.sealed)
  }
  return { email: text('email'), displayName: text('display_name') }
}

export async function accountView(
  app: App,
  id: AccountId,
  current: SignInId,
): Promise<AccountView | null> {
  const state = await app.reads.account(id)
  const { account } = state
  const text = await personalText(app, state)
  if (account === null || text === null) return null
  const now = app.clock.now()
  const lines = await app.reads.lines(account.lines)
  return {
    ...text,
    language: account.language,
    country: account.country,
    lines: lines.flatMap((line) => lineSummary(app, line, now) ?? []),
    signIns: state.signIns
      .toSorted((one, other) => Temporal.Instant.compare(other.lastSeenAt, one.lastSeenAt))
      .map((one) => ({
        id: one.id,
        current: one.id === current,
        since: one.since,
        lastSeenAt: one.lastSeenAt,
        means: one.means,
        device: one.device,
      })),
    passkeys: state.passkeys.map((one) => ({
      id: one.id,
      name: one.name,
      createdAt: one.createdAt,
      lastUsedAt: one.lastUsedAt,
    })),
  }
}
