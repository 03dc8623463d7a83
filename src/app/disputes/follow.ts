/** What happens to an open dispute besides its decision: withdrawn, said more of, found late. */
import type { AccountId, DisputeId, LineId } from '../../domain/basics/ids.ts'
import {
  markLate,
  tellMore,
  withdraw,
  type Moved,
  type NotOpen,
} from '../../domain/dispute/deciding.ts'
import type { Dispute, SealedWords } from '../../domain/dispute/dispute.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE, type Change, type States } from '../door/state.ts'
import { movedJobs } from './telling.ts'

interface OfDispute {
  readonly line: LineId
  readonly dispute: DisputeId
}

export interface WithdrawDispute extends OfDispute {
  readonly account: AccountId
}

export const withdrawDispute: Command<WithdrawDispute, null, NotOpen> = {
  name: 'withdraw_dispute',
  keyPlace: 'outcomes',
  reads: ['disputes'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ dispute }) => dispute,
  decide({ states, now }, input) {
    const dispute = openDispute(states, input)
    if (dispute === null) return refused({ code: 'dispute_not_open' })
    const withdrawn = withdraw(dispute, { account: input.account, now })
    if (!withdrawn.ok) return refused(withdrawn.refusal)
    return decided(null, made(withdrawn.value, 'dispute_withdrawn'))
  },
}

export interface AddDisputeWords extends WithdrawDispute {
  readonly words: SealedWords
}

export type AddDisputeWordsRefusal = NotOpen | { readonly code: 'dispute_words_said' }

/** One tap raises it; what there is to say may follow once. */
export const addDisputeWords: Command<AddDisputeWords, null, AddDisputeWordsRefusal> = {
  name: 'add_dispute_words',
  keyPlace: 'outcomes',
  reads: ['disputes'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ dispute }) => dispute,
  decide({ states }, input) {
    const dispute = openDispute(states, input)
    if (dispute === null) return refused({ code: 'dispute_not_open' })
    const said = tellMore(dispute, input)
    if (!said.ok) return refused(said.refusal)
    return decided(null, made({ dispute: said.value, told: null }, 'dispute_worded'))
  },
}

/** Needs no key: a dispute is found late once. */
export const markDisputeLate: Command<OfDispute, { readonly told: boolean }, never> = {
  name: 'mark_dispute_late',
  keyPlace: 'outcomes',
  reads: ['disputes'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ dispute }) => dispute,
  decide({ states, now }, input) {
    const dispute = openDispute(states, input)
    const late = dispute === null ? null : markLate(dispute, now)
    if (late === null) return decided({ told: false })
    return decided({ told: true }, made(late, 'dispute_late'))
  },
}

export function openDispute(
  { lines }: Pick<States, 'lines'>,
  { line, dispute: id }: OfDispute,
): Dispute | null {
  return (lines.get(line) ?? NO_LINE).disputes.find((one) => one.id === id) ?? null
}

/** The dispute as it is now, with the journal's event and what is told. */
export function made({ dispute, told }: Moved, name: string) {
  const { line, id } = dispute
  return {
    changes: [{ table: 'disputes', row: dispute }] satisfies readonly Change[],
    events: [{ name, facts: { line, dispute: id } }],
    jobs: movedJobs(dispute, told),
  }
}
