/**
 * What is left of a person beside the homes that a command loads: letters on their way, notes,
 * calls and what else stands under a line for years. Removed by an adapter in few statements under
 * the locks of the homes; repeating it does nothing more. Keys and texts are the command's
 * (`accounts/forget-person.ts`).
 */
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'

export interface Forgotten {
  readonly account: AccountId
  /** Those that it held. */
  readonly lines: readonly LineId[]
  /** Whatever came to a line afterwards is somebody else's. */
  readonly at: Instant
}

export interface PersonalTraces {
  /** Letters that wait to be sent, by what they are sealed as; answers how many were dropped. */
  dropLetters(isTheirs: (sealed: string) => boolean): Promise<number>
  /** Of a sandbox, which catches mail instead of sending it. */
  dropCaughtMail(to: string): Promise<number>
  wipe(of: Forgotten): Promise<void>
  /** Accounts that were closed at the instant or later, by their ids. */
  closedSince(
    at: Instant,
    page: { readonly after: AccountId | null; readonly limit: number },
  ): Promise<readonly Forgotten[]>
}
