/** Cases of a line: opened, written to, closed. Notes arrive sealed. Reading is a query's. */
import type { CaseId, LineId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import {
  NOTES_MAX,
  OPEN_CASES_MAX,
  type Case,
  type CaseNote,
  type CaseSubject,
} from '../../domain/case/case.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { inOwnName, shopOfStaff, type OwnName } from './in-own-name.ts'

interface OfCase extends OwnName {
  readonly line: LineId
  readonly id: CaseId
}

export interface OpenCase extends OfCase {
  readonly about: CaseSubject
  /** Ciphertext under the operator's key; null: no words yet. */
  readonly sealedNote: string | null
}

export type OpenCaseRefusal =
  | { readonly code: 'line_unknown' }
  | { readonly code: 'too_many_open_cases'; readonly max: number }

export const openingCase: Command<OpenCase, { readonly id: CaseId }, OpenCaseRefusal> = {
  name: 'open_case',
  keyPlace: 'outcomes',
  reads: ['cases'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, about }) => `${line}|${about}`,
  decide({ states, now }, input) {
    const { line, cases } = states.lines.get(input.line) ?? NO_LINE
    if (line === null) return refused({ code: 'line_unknown' })
    const open = cases.filter((one) => one.closed === null)
    if (open.length >= OPEN_CASES_MAX) {
      return refused({ code: 'too_many_open_cases', max: OPEN_CASES_MAX })
    }
    const { id, about, staff, sealedNote } = input
    const notes: readonly CaseNote[] =
      sealedNote === null ? [] : [{ at: now, by: staff, sealed: sealedNote }]
    const row: Case = {
      id,
      line: line.id,
      shop: shopOfStaff(states, input),
      about,
      openedBy: staff,
      openedAt: now,
      notes,
      closed: null,
    }
    return decided(
      { id },
      {
        changes: [{ table: 'cases', row }],
        events: [{ name: 'case_opened', facts: { line: line.id, case: id, about } }],
      },
    )
  },
}

export const openCase = inOwnName({ act: 'keep_case' }, openingCase)

/** Closed, or never there. */
export type CaseNotOpen = { readonly code: 'case_not_open' }

export interface AddNote extends OfCase {
  readonly sealedNote: string
}

export type AddNoteRefusal = CaseNotOpen | { readonly code: 'too_many_notes'; readonly max: number }

const noting: Command<AddNote, null, AddNoteRefusal> = {
  name: 'add_case_note',
  keyPlace: 'outcomes',
  reads: ['cases'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, id }) => `${line}|${id}`,
  decide(context, input) {
    const found = openOne(context, input)
    if (!found.ok) return refused(found.refusal)
    const one = found.value
    if (one.notes.length >= NOTES_MAX) return refused({ code: 'too_many_notes', max: NOTES_MAX })
    const note: CaseNote = { at: context.now, by: input.staff, sealed: input.sealedNote }
    return decided(null, {
      changes: [{ table: 'cases', row: { ...one, notes: [...one.notes, note] } }],
      events: [{ name: 'case_noted', facts: { line: one.line, case: one.id } }],
    })
  },
}

export const addNote = inOwnName({ act: 'keep_case' }, noting)

const closing: Command<OfCase, null, CaseNotOpen> = {
  name: 'close_case',
  keyPlace: 'outcomes',
  reads: ['cases'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, id }) => `${line}|${id}`,
  decide(context, input) {
    const found = openOne(context, input)
    if (!found.ok) return refused(found.refusal)
    const closed = { at: context.now, by: input.staff }
    return decided(null, {
      changes: [{ table: 'cases', row: { ...found.value, closed } }],
      events: [{ name: 'case_closed', facts: { line: input.line, case: input.id } }],
    })
  },
}

export const closeCase = inOwnName({ act: 'keep_case' }, closing)

function openOne({ states }: DecideContext, { line, id }: OfCase): Result<Case, CaseNotOpen> {
  const { cases } = states.lines.get(line) ?? NO_LINE
  const found = cases.find((one) => one.id === id && one.closed === null)
  return found === undefined ? refuse({ code: 'case_not_open' }) : accept(found)
}
