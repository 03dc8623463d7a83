/**
 * The token of a letter's "stop it" link: names a change and whose it is, and proves that we wrote
 * it. It stops that one change and can do nothing else; once the change is over it does nothing.
 */
import {
  parseId,
  type AccountId,
  type LineId,
  type PendingChangeId,
} from '../../domain/basics/ids.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import type { Vault } from '../vault.ts'

/** Hex digits of the proof: 128 bits. */
export const STOP_PROOF_LENGTH = 32

export interface ChangeRef {
  readonly of: PendingChange['of']
  readonly change: PendingChangeId
}

export function stopToken(vault: Vault, { of, change }: ChangeRef): string {
  return `${of.kind}.${of.id}.${change}.${proof(vault, { of, change })}`
}

/** Null for a token that is not ours. */
export function readStopToken(vault: Vault, token: string): ChangeRef | null {
  const [kind = '', home = '', change = '', given = '', ...rest] = token.split('.')
  const id = parseId<PendingChangeId>(change)
  const of = homeOf(kind, home)
  if (id === null || of === null || rest.length > 0) return null
  const ref = { of, change: id }
  // Compared as keyed hashes: how far two of them agree tells nothing of the right one.
  const same = (text: string) => vault.keyed('stop_change', `compared ${text}`)
  return same(given) === same(proof(vault, ref)) ? ref : null
}

function homeOf(kind: string, text: string): PendingChange['of'] | null {
  const id = parseId<AccountId & LineId>(text)
  if (id === null || (kind !== 'account' && kind !== 'line')) return null
  return { kind, id }
}

function proof(vault: Vault, { of, change }: ChangeRef): string {
  const named = `${of.kind} ${of.id} ${change}`
  return vault.keyed('stop_change', named).slice(0, STOP_PROOF_LENGTH)
}
