/**
 * A customer's sign-in: holder of lines. Personal text (e-mail, display name) is not here; it is
 * sealed under the person's own key and reached through the person id. Not a LedgerAccount.
 */
import type { AccountId, LineId, MailboxId, PersonId } from '../basics/ids.ts'
import type { Language } from '../basics/language.ts'
import type { Instant } from '../basics/time.ts'
import type { TermsRef } from '../agreement/agreement.ts'
import type { NoticePreferences } from '../notice/preferences.ts'
import type { AccountPhone } from './phone.ts'

export interface Account {
  readonly id: AccountId
  readonly person: PersonId
  readonly mailbox: MailboxId
  readonly language: Language
  /** ISO 3166-1 alpha-2; null when not told. */
  readonly country: string | null
  readonly lines: readonly LineId[]
  readonly createdAt: Instant
  /** Null: as everybody who never chose. */
  readonly notices: NoticePreferences | null
  readonly phone: AccountPhone
  /** Which version of each document its holder accepted last. */
  readonly accepted: readonly TermsRef[]
  /**
   * Its holder was forgotten: no key, no text, no sign-in; what the books need stays. The lines are
   * those that it held.
   */
  readonly closed: { readonly at: Instant; readonly lines: readonly LineId[] } | null
}

/** An account holds no more lines than this. */
export const LINES_MAX = 20
