/**
 * Staff have what is masked shown to them: for a reason that they choose, for a few minutes, at
 * that console alone, and written down before anything is shown. Not the text itself
 * (`queries/staff/revealed.ts`).
 */
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import { decided, type Command } from '../door/command.ts'
import { byStaff } from './by-staff.ts'

export const REVEAL_MINUTES = 5

export const REVEAL_REASONS = [
  'compare_document',
  'reach_customer',
  'asked_by_customer',
  'look_into_case',
] as const
export type RevealReason = (typeof REVEAL_REASONS)[number]

export function parseRevealReason(text: string): RevealReason | null {
  return REVEAL_REASONS.find((one) => one === text) ?? null
}

export interface RevealPerson {
  readonly line: LineId
  /** Whoever holds it; null: the card and its number alone are shown. */
  readonly account: AccountId | null
  readonly reason: RevealReason
}

const reveal: Command<RevealPerson, null, never> = {
  name: 'reveal_person',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ line, account }) => [
    account === null ? { kind: 'line', id: line } : { kind: 'account', id: account },
  ],
  fingerprint: ({ line, reason }) => `${line}|${reason}`,
  decide(_, { line, reason }) {
    const facts = { line, reason, minutes: REVEAL_MINUTES }
    return decided(null, { events: [{ name: 'personal_text_revealed', facts }] })
  },
}

export const revealPerson = byStaff({ act: 'find_line' }, reveal)
