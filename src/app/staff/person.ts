/**
 * What staff set right of a holder's personal data: name, language, country. Another e-mail address
 * is a risky change (`changes.ts`).
 */
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import { profileChanges, type NewName } from '../accounts/edit-profile.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE } from '../door/state.ts'
import { byStaff } from './by-staff.ts'

export interface EditPerson {
  readonly line: LineId
  /** Who held the line when the page was shown. */
  readonly account: AccountId
  readonly language: Language
  readonly country: string | null
  /** Null keeps the name as it is. */
  readonly name: NewName | null
}

/** Also where somebody else holds it by now. */
export type EditPersonRefusal = { readonly code: 'line_not_held' }

const editing: Command<EditPerson, null, EditPersonRefusal> = {
  name: 'edit_person_by_staff',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account, line }) => [
    { kind: 'account', id: account },
    { kind: 'line', id: line },
  ],
  fingerprint: ({ account, language, country }) => `${account}|${language}|${country}`,
  decide({ states }, input) {
    const { line } = states.lines.get(input.line) ?? NO_LINE
    const { account } = states.accounts.get(input.account) ?? NO_ACCOUNT
    if (account === null || line?.holder !== account.id) return refused({ code: 'line_not_held' })
    return decided(null, {
      changes: profileChanges(account, input),
      events: [{ name: 'person_edited_by_staff', facts: { account: account.id, line: line.id } }],
    })
  },
}

export const editPersonByStaff = byStaff({ act: 'edit_person' }, editing)
