/**
 * `npm run operator -- staff …`: a fresh password for somebody who lost theirs, and the end of
 * somebody who works here no more. Who they are comes from the operator's file (`load.ts`).
 */
import { hashPassword, newPassword } from '../../adapters/secrets/passwords.ts'
import { SYSTEM } from '../../app/origin.ts'
import { endStaff, resetStaff, type ResetStaffRefusal } from '../../app/staff/reset-staff.ts'
import type { StaffId } from '../../domain/basics/ids.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

export interface StaffWish {
  readonly kind: 'reset' | 'end'
  readonly name: string
}

/** Null when the words make no wish. */
export function understandStaff(words: readonly string[]): StaffWish | null {
  const [kind, name] = words
  if (words.length !== 2 || name === undefined) return null
  return kind === 'reset' || kind === 'end' ? { kind, name } : null
}

export async function fulfilStaff(
  desk: Pick<Desk, 'door' | 'reads' | 'dice'>,
  told: Told,
  { kind, name }: StaffWish,
): Promise<boolean> {
  const found = await desk.reads.find('staff', name)
  const staff = found?.home.kind === 'staff' ? found.home.id : null
  if (staff === null) {
    told.complain(`nobody is called ${name}`)
    return false
  }
  return kind === 'reset' ? reset(desk, told, { staff, name }) : end(desk, told, { staff, name })
}

interface Named {
  readonly staff: StaffId
  readonly name: string
}

async function reset(
  { door, dice }: Pick<Desk, 'door' | 'dice'>,
  told: Told,
  { staff, name }: Named,
): Promise<boolean> {
  const password = newPassword(dice)
  const passwordHash = await hashPassword(password, dice)
  const answer = await door.ask(resetStaff, { staff, passwordHash }, SYSTEM)
  if (!answer.ok) {
    told.complain(worded(answer.refusal, name))
    return false
  }
  told.say(`${name} may sign in with ${password} (shown once)`)
  told.say('one-time code and passkeys are forgotten; every console is signed out')
  return true
}

async function end(
  { door }: Pick<Desk, 'door'>,
  told: Told,
  { staff, name }: Named,
): Promise<boolean> {
  const answer = await door.ask(endStaff, { staff }, SYSTEM)
  if (!answer.ok) {
    told.complain(worded(answer.refusal, name))
    return false
  }
  told.say(`${name} is ended; loading them from a file again takes them back`)
  return true
}

function worded(refusal: ResetStaffRefusal | { readonly code: string }, name: string): string {
  switch (refusal.code) {
    case 'staff_unknown':
      return `nobody is called ${name}`
    case 'staff_ended':
      return `${name} was ended; load them from a file first`
    default:
      return `not done: ${refusal.code}`
  }
}
