/**
 * What each risky act of a customer takes beyond being signed in: one table, asked inside the
 * commands under their lock and by the pages before them. Acts of staff are in the table of
 * permissions, not here.
 */
import { isBefore, plusMinutes, type Instant } from '../basics/time.ts'
import { CLOSING_DAYS } from './closing.ts'
import { STEP_UP_MINUTES, type SignIn } from './sign-in.ts'

export interface StepUp {
  /** The sign-in (code or passkey) began within so many minutes; null: any that lives will do. */
  readonly freshMinutes: number | null
  /** What else is proved, in the same act. */
  readonly proof: 'code_to_new_address' | 'call_from_number' | 'authenticator' | 'stop_link' | null
  /** Who hears of it at once, at the address that was on file before the act. */
  readonly told: 'old_address' | null
  /** It takes effect so many days later, and can be stopped until then; null: at once. */
  readonly waitsDays: number | null
}

const FRESH = STEP_UP_MINUTES

/**
 * What could carry an account, a line or a person's data away wants a fresh sign-in. What only
 * makes safe (ending sign-ins, a lost card, a PIN or number taken away) wants none: whoever is in
 * a hurry must not be held up. What cannot be undone waits; changes that staff are asked for wait
 * by rules of their own.
 */
const TABLE = {
  change_email: {
    freshMinutes: FRESH,
    proof: 'code_to_new_address',
    told: 'old_address',
    waitsDays: null,
  },
  set_phone_pin: { freshMinutes: FRESH, proof: null, told: 'old_address', waitsDays: null },
  claim_number: {
    freshMinutes: FRESH,
    proof: 'call_from_number',
    told: 'old_address',
    waitsDays: null,
  },
  add_passkey: {
    freshMinutes: FRESH,
    proof: 'authenticator',
    told: 'old_address',
    waitsDays: null,
  },
  remove_passkey: { freshMinutes: FRESH, proof: null, told: 'old_address', waitsDays: null },
  export_data: { freshMinutes: FRESH, proof: null, told: null, waitsDays: null },
  install_esim: { freshMinutes: FRESH, proof: null, told: null, waitsDays: null },
  close_account: { freshMinutes: FRESH, proof: null, told: 'old_address', waitsDays: CLOSING_DAYS },
  end_sign_in: { freshMinutes: null, proof: null, told: null, waitsDays: null },
  end_all_sign_ins: { freshMinutes: null, proof: null, told: null, waitsDays: null },
  remove_phone_pin: { freshMinutes: null, proof: null, told: null, waitsDays: null },
  forget_number: { freshMinutes: null, proof: null, told: null, waitsDays: null },
  forget_means: { freshMinutes: null, proof: null, told: null, waitsDays: null },
  stop_change: { freshMinutes: null, proof: 'stop_link', told: null, waitsDays: null },
  report_lost: { freshMinutes: null, proof: null, told: null, waitsDays: null },
} as const satisfies Record<string, StepUp>

export type RiskyAct = keyof typeof TABLE

export const RISKY_ACTS = Object.keys(TABLE) as readonly RiskyAct[]

export function stepUpFor(act: RiskyAct): StepUp {
  return TABLE[act]
}

/** True: first sign in again. A sign-in that is not there, or over, is never fresh. */
export function needsFresh(
  act: RiskyAct,
  signIn: Pick<SignIn, 'since' | 'ended'> | null | undefined,
  now: Instant,
): boolean {
  const { freshMinutes } = stepUpFor(act)
  if (freshMinutes === null) return false
  if (signIn === null || signIn === undefined || signIn.ended !== null) return true
  return !isBefore(now, plusMinutes(signIn.since, freshMinutes))
}
