/** That a person took away what is held about them stands in the journal; the content does not. */
import type { AccountId, SignInId } from '../../domain/basics/ids.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { lacksStepUp, type StepUpRefusal } from './step-up.ts'

export interface ExportPerson {
  readonly account: AccountId
  /** The browser that asks; its sign-in must be fresh (a risky act). */
  readonly signIn: SignInId
  readonly format: 'json' | 'html'
}

export const exportPerson: Command<ExportPerson, null, StepUpRefusal> = {
  name: 'export_person',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ account, format }) => `${account}|${format}`,
  decide({ states, now }, input) {
    if (lacksStepUp(states, 'export_data', { ...input, now })) {
      return refused({ code: 'step_up_needed' })
    }
    const { account, format } = input
    return decided(null, {
      events: [{ name: 'personal_data_exported', facts: { account, format } }],
    })
  },
}
