/**
 * Writes down that a document was seen. The number arrives as a keyed hash and its last characters;
 * nothing else of the document arrives at all. Reading it is the console's.
 */
import type { IdentityCheckId, LineId } from '../../domain/basics/ids.ts'
import { lastDigitsOf, type DocumentNumber } from '../../domain/identity/document-number.ts'
import type {
  IdentityCheck,
  IdentityDocumentKind,
  IdentityResult,
} from '../../domain/identity/identity-check.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { documentKey } from '../search-keys.ts'
import type { Vault } from '../vault.ts'
import { inOwnName, shopOfStaff, type OwnName } from './in-own-name.ts'

export interface RecordIdentityCheck extends OwnName {
  readonly line: LineId
  readonly check: IdentityCheckId
  readonly kind: IdentityDocumentKind
  readonly lastDigits: string
  readonly numberHash: string
  readonly result: IdentityResult
}

export type RecordIdentityRefusal = { readonly code: 'line_unknown' }

/** What a number becomes before it goes anywhere. */
export function keptOfNumber(vault: Vault, number: DocumentNumber) {
  return { lastDigits: lastDigitsOf(number), numberHash: documentKey(vault, number) }
}

const recording: Command<
  RecordIdentityCheck,
  { readonly check: IdentityCheckId; readonly result: IdentityResult },
  RecordIdentityRefusal
> = {
  name: 'record_identity_check',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, kind, numberHash, result }) => `${line}|${kind}|${numberHash}|${result}`,
  decide({ states, now }, input) {
    const { line } = states.lines.get(input.line) ?? NO_LINE
    if (line === null) return refused({ code: 'line_unknown' })
    const { check: id, kind, lastDigits, numberHash, result, staff: clerk } = input
    const shop = shopOfStaff(states, input)
    const row: IdentityCheck = {
      id,
      line: line.id,
      kind,
      lastDigits,
      numberHash,
      result,
      clerk,
      shop,
      at: now,
    }
    const home = { kind: 'line', id: line.id } as const
    return decided(
      { check: id, result },
      {
        changes: [
          { table: 'identity_checks', row },
          // A document that was refused finds nobody: it was not this customer's.
          ...(result === 'refused'
            ? []
            : [
                {
                  table: 'search_keys',
                  row: { kind: 'document', value: numberHash, home },
                } as const,
              ]),
        ],
        events: [{ name: 'identity_checked', facts: { line: line.id, kind, result } }],
      },
    )
  },
}

export const recordIdentityCheck = inOwnName({ act: 'check_identity' }, recording)
