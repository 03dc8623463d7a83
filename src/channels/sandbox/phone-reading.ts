/** What the telephone's pages and programs send, read: who calls, and what was heard. */
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import { readTelephone } from '../telephone.ts'
import type { Dialling, PhoneHeard } from './phone-ports.ts'
import { field } from './replying.ts'

/** Longer than anything that is asked for. */
export const KEYS_LENGTH_MAX = 64

export type PhoneRefusal =
  | { readonly code: 'number_unreadable' }
  | { readonly code: 'keys_unreadable' }
  | { readonly code: 'turn_unreadable' }

export interface HeardAfter {
  readonly turn: number
  readonly heard: PhoneHeard
}

/** Choices of a form beside the numbers of the demonstration world. */
export const WITHHELD = 'withheld'
export const TYPED = 'typed'

/** A form tells `caller`, and the number beside it where it is typed; a program tells `number`. */
export function readDialling(body: unknown): Result<Dialling, PhoneRefusal> {
  const asserted = isYes(field(body, 'asserted'))
  const caller = field(body, 'caller')
  const number = caller === undefined || caller === TYPED ? field(body, 'number') : caller
  if (number === WITHHELD || number === null || number === undefined) {
    // Nothing is there to be vouched for.
    return accept({ number: null, asserted: false })
  }
  const read = typeof number === 'string' ? readTelephone(number) : null
  return read === null ? refuse({ code: 'number_unreadable' }) : accept({ number: read, asserted })
}

const ACTS = ['hang_up', 'silence', 'nobody_came', 'person_left'] as const

/** Buttons come before the field beside them. */
export function readHeard(body: unknown): Result<HeardAfter, PhoneRefusal> {
  const turn = Number(field(body, 'turn'))
  if (!Number.isInteger(turn) || turn < 1) return refuse({ code: 'turn_unreadable' })
  const act = ACTS.find((one) => isYes(field(body, one)))
  if (act !== undefined) return accept({ turn, heard: { kind: act } })
  const keys = readKeys(field(body, 'digits'))
  if (keys === null) return refuse({ code: 'keys_unreadable' })
  return accept({ turn, heard: { kind: 'keys', keys } })
}

/** Full-width digits of an input method are digits, and groups may be kept apart. */
function readKeys(given: unknown): string | null {
  if (typeof given !== 'string') return null
  const keys = given.normalize('NFKC').replace(/[\s-]/g, '')
  return keys.length <= KEYS_LENGTH_MAX && /^[0-9*#]*$/.test(keys) ? keys : null
}

function isYes(given: unknown): boolean {
  return given === true || given === 'yes'
}
