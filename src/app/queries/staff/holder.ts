/** Who holds a line, as a counter may see it, and whether they are the one who stands there. */
import type { Language } from '../../../domain/basics/language.ts'
import type { AccountId } from '../../../domain/basics/ids.ts'
import { maskEmail, type Email } from '../../../domain/account/email.ts'
import type { Account } from '../../../domain/account/account.ts'
import type { Call } from '../../../domain/call/call.ts'
import { callerMay, standingOf } from '../../../domain/call/caller.ts'
import type { Line } from '../../../domain/line/line.ts'
import { checksOfHolder } from '../../../domain/line/past.ts'
import { presenceAt, type Presence } from '../../../domain/identity/presence.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { channelOf } from '../../staff/channel.ts'
import { personalText } from '../account-view.ts'
import { callOf } from './calls.ts'
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
  /** Of an agent, who sees nobody: on no call, or on one that proves too little. */
  | { readonly kind: 'not_on_call' | 'caller_not_verified' }
  /** Null: the caller has the card, and may be anybody. */
  | { readonly kind: 'pin_needed'; readonly account: Account | null }

/** In whose name an order is placed; null: in nobody's. */
export function holderAsking(presence: HolderPresence): Account | null {
  return presence.kind === 'present' || presence.kind === 'pin_needed' ? presence.account : null
}

export async function holderPresence(
  app: App,
  staff: Staff,
  line: Pick<Line, 'id' | 'holder' | 'releasedAt'>,
): Promise<HolderPresence> {
  const { account } =
    line.holder === null ? { account: null } : await app.reads.account(line.holder)
  if (account === null) return { kind: 'no_holder' }
  if (channelOf(staff) === 'phone') {
    return holderOnCall(await callOf(app, staff.id), { line, account })
  }
  const checks = checksOfHolder(line, await app.reads.identityChecks(line.id))
  const presence = presenceAt(checks, { shop: staff.shop, now: app.clock.now() })
  return presence === 'known' ? { kind: 'present', account } : { kind: presence }
}

/** As the command that sells asks once more (`staff/sell-on-call.ts`). */
function holderOnCall(
  call: Call | null,
  { line, account }: { readonly line: Pick<Line, 'id' | 'holder'>; readonly account: Account },
): HolderPresence {
  if (call === null) return { kind: 'not_on_call' }
  const may = callerMay(call, 'spend_kept', line)
  if (may.ok) return { kind: 'present', account }
  if (may.refusal.code !== 'pin_needed') return { kind: 'caller_not_verified' }
  const isHolder = standingOf(call, line) === 'holder'
  return { kind: 'pin_needed', account: isHolder ? account : null }
}
