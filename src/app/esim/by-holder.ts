/** The holder of a line has its install code shown in the portal: a risky act, after step-up. */
import type { AccountId, LineId, SignInId } from '../../domain/basics/ids.ts'
import { profileOfSim, type SimProfile } from '../../domain/esim/sim-profile.ts'
import { lacksStepUp, type StepUpRefusal } from '../accounts/step-up.ts'
import { refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import type { NotHolder } from '../lines/manage-line.ts'
import { shown, type ShowCodeRefusal } from './by-staff.ts'

export interface ShowInstallCode {
  readonly line: LineId
  readonly account: AccountId
  /** The browser that asks; its sign-in must be fresh. */
  readonly signIn: SignInId
}

export const showInstallCode: Command<
  ShowInstallCode,
  SimProfile,
  NotHolder | StepUpRefusal | ShowCodeRefusal
> = {
  name: 'show_install_code_to_holder',
  keyPlace: 'outcomes',
  reads: ['profiles', 'sign_ins'],
  homes: ({ line, account }) => [
    { kind: 'line', id: line },
    { kind: 'account', id: account },
  ],
  fingerprint: ({ line, account }) => `${line}|${account}`,
  decide({ states, now }, input) {
    const { line, profiles } = states.lines.get(input.line) ?? NO_LINE
    if (line === null || line.holder !== input.account) return refused({ code: 'line_unknown' })
    if (lacksStepUp(states, 'install_esim', { ...input, now })) {
      return refused({ code: 'step_up_needed' })
    }
    return shown(profileOfSim(line, profiles))
  },
}
