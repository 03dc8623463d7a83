/** The table of step-up, asked under the lock of the account. Not the table (`domain/account`). */
import { needsFresh, type RiskyAct } from '../../domain/account/step-up.ts'
import type { AccountId, SignInId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { States } from '../door/state.ts'

export type StepUpRefusal = { readonly code: 'step_up_needed' }

/** Whether this browser must first sign in again. The command must read `sign_ins`. */
export function lacksStepUp(
  states: States,
  act: RiskyAct,
  asked: { readonly account: AccountId; readonly signIn: SignInId; readonly now: Instant },
): boolean {
  const signIns = states.accounts.get(asked.account)?.signIns ?? []
  const signIn = signIns.find((one) => one.id === asked.signIn)
  return needsFresh(act, signIn, asked.now)
}
