/** Proving a line by its activation code, and with that proof adding it to an account. */
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import { LINES_MAX } from '../../domain/account/account.ts'
import { proveActivation } from '../../domain/line/activation.ts'
import type { Line } from '../../domain/line/line.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE, type Change } from '../door/state.ts'

/** Wrong tries are counted whatever comes of it. A line that is nobody's is not proved. */
export function tryCode(line: Line | null, codeHash: string, now: Instant) {
  if (line === null) return { proved: false, changes: [] } as const
  const { proved, check } = proveActivation(line.activation, codeHash, now)
  const changes: readonly Change[] =
    check === line.activation ? [] : [{ table: 'lines', row: { ...line, activation: check } }]
  return { proved, changes }
}

export interface ProveLine {
  readonly line: LineId
  readonly codeHash: string
}

/** One answer for wrong, locked and unknown. */
export type ProveLineRefusal = { readonly code: 'line_not_proved' }

export const proveLine: Command<ProveLine, null, ProveLineRefusal> = {
  name: 'prove_line',
  keyPlace: 'outcomes',
  reads: [],
  saves: ['lines'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, codeHash }) => `${line}|${codeHash}`,
  decide({ states, now }, { line: id, codeHash }) {
    const { line } = states.lines.get(id) ?? NO_LINE
    const tried = tryCode(line, codeHash, now)
    if (!tried.proved) return refused({ code: 'line_not_proved' }, tried.changes)
    return decided(null, { changes: tried.changes })
  },
}

export interface AddLine {
  readonly line: LineId
  readonly account: AccountId
  readonly codeHash: string
}

export type AddLineRefusal =
  | ProveLineRefusal
  /** Another account holds it: its consent or the counter is needed. */
  | { readonly code: 'line_held_by_other' }
  | { readonly code: 'too_many_lines'; readonly max: number }

export const addLine: Command<AddLine, { readonly line: LineId }, AddLineRefusal> = {
  name: 'add_line',
  keyPlace: 'outcomes',
  reads: [],
  saves: ['lines'],
  homes: ({ line, account }) => [
    { kind: 'line', id: line },
    { kind: 'account', id: account },
  ],
  fingerprint: ({ line, account, codeHash }) => `${line}|${account}|${codeHash}`,
  decide({ states, now }, input) {
    const { line } = states.lines.get(input.line) ?? NO_LINE
    const { account } = states.accounts.get(input.account) ?? NO_ACCOUNT
    const tried = tryCode(line, input.codeHash, now)
    if (!tried.proved || line === null || account === null) {
      return refused({ code: 'line_not_proved' }, tried.changes)
    }
    if (line.holder === account.id) return decided({ line: line.id })
    if (line.holder !== null) return refused({ code: 'line_held_by_other' }, tried.changes)
    if (account.lines.length >= LINES_MAX) {
      return refused({ code: 'too_many_lines', max: LINES_MAX }, tried.changes)
    }

    // From here adding must succeed.
    const activation = { ...line.activation, wrongTries: 0, lockedUntil: null }
    return decided(
      { line: line.id },
      {
        changes: [
          { table: 'lines', row: { ...line, activation, holder: account.id } },
          { table: 'accounts', row: { ...account, lines: [...account.lines, line.id] } },
        ],
        events: [{ name: 'line_added', facts: { line: line.id, account: account.id } }],
      },
    )
  },
}
