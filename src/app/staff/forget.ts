/**
 * A customer asks at the counter to be forgotten: two people, a document of today and one of an
 * earlier day, and the same days of waiting as in the portal. Carrying it out is
 * `accounts/forget-person.ts`.
 */
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import type { ClosingRefusal } from '../../domain/account/closing.ts'
import { identityMissing, type IdentityMissing } from '../../domain/line/changing.ts'
import { checksOfHolder } from '../../domain/line/past.ts'
import { closingHomes, refuseAsking, type LinesMoved } from '../accounts/forget-person.ts'
import type { ChangeWaits } from '../changes/waiting.ts'
import { refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE } from '../door/state.ts'
import { asked, type Asked, type Asking } from './changes.ts'
import { inOwnName } from './in-own-name.ts'

export interface AskToForget extends Asking {
  readonly line: LineId
  readonly account: AccountId
  /** All that the account holds, as it was when the page was shown. */
  readonly lines: readonly LineId[]
}

export type AskToForgetRefusal =
  | IdentityMissing
  | ChangeWaits
  | ClosingRefusal
  | LinesMoved
  | { readonly code: 'line_not_held' }

const forgetAsking: Command<AskToForget, Asked, AskToForgetRefusal> = {
  name: 'ask_to_forget_person',
  keyPlace: 'outcomes',
  reads: ['identity', 'changes', 'orders', 'disputes'],
  homes: closingHomes,
  fingerprint: ({ account }) => account,
  decide(context, input) {
    const { states, now } = context
    const { line, identityChecks } = states.lines.get(input.line) ?? NO_LINE
    const { account } = states.accounts.get(input.account) ?? NO_ACCOUNT
    if (account === null || line?.holder !== account.id) return refused({ code: 'line_not_held' })
    const missing = identityMissing(checksOfHolder(line, identityChecks), { earlier: true, now })
    if (missing !== null) return refused(missing)
    const wrong = refuseAsking(states, account, input.lines)
    if (wrong !== null) return refused(wrong)

    // From here asking must succeed.
    const of = { kind: 'account', id: account.id } as const
    return asked(context, input, { of, what: { kind: 'forget' } })
  },
}

export const askToForget = inOwnName(
  { act: 'forget_person', needsSecond: () => true },
  forgetAsking,
)
