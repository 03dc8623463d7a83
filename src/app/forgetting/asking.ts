/**
 * What is looked up before a person's forgetting is asked for: their lines, and the letter that
 * tells them. Deciding is the commands' (`accounts/forget-person.ts`, `staff/forget.ts`).
 */
import type { AccountId, LineId, PendingChangeId, SignInId } from '../../domain/basics/ids.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { dueAtOf } from '../../domain/line/changing.ts'
import type { AskToClose } from '../accounts/forget-person.ts'
import type { App } from '../app.ts'
import { changeLetters } from '../changes/telling.ts'
import type { Job } from '../door/command.ts'
import type { StaffActing } from '../staff/by-staff.ts'
import type { AskToForget } from '../staff/forget.ts'

/** Null for an account that is not there. */
export async function closingByHolder(
  app: App,
  asked: { readonly account: AccountId; readonly signIn: SignInId },
): Promise<AskToClose | null> {
  const { account } = await app.reads.account(asked.account)
  if (account === null) return null
  const change = app.ids.next<PendingChangeId>()
  const letters = await askedLetters(app, account.id, change)
  return { ...asked, lines: account.lines, change, letters }
}

/** Null where nobody holds the line. */
export async function forgetAtCounter(
  app: App,
  { line, by }: { readonly line: LineId; readonly by: Pick<StaffActing, 'staff' | 'second'> },
): Promise<AskToForget | null> {
  const holder = (await app.reads.line(line)).line?.holder ?? null
  const account = holder === null ? null : (await app.reads.account(holder)).account
  if (account === null) return null
  const change = app.ids.next<PendingChangeId>()
  const letters = await askedLetters(app, account.id, change)
  const { id, lines } = account
  return { line, account: id, lines, change, letters, staff: by.staff, second: by.second }
}

function askedLetters(
  app: App,
  account: AccountId,
  change: PendingChangeId,
): Promise<readonly Job[]> {
  const now = app.clock.now()
  const at = dueAtOf('forget', rulesAt(app.catalogue().rules, now).counter, now)
  const ref = { of: { kind: 'account', id: account }, change } as const
  const what = { kind: 'forget' } as const
  return changeLetters(app, { account, what, moment: 'asked', at, ref, also: null })
}
