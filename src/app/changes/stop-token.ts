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

/** Short enough for one part of a path (fastify: 100 characters). */
export function stopToken(vault: Vault, { of, change }: ChangeRef): string {
  const kind = of.kind === 'account' ? 'a' : 'l'
  return `${kind}.${packed(of.id)}.${packed(change)}.${proof(vault, { of, change })}`
}

/** Null for a token that is not ours. */
export function readStopToken(vault: Vault, token: string): ChangeRef | null {
  const [kind = '', home = '', change = '', given = '', ...rest] = token.split('.')
  const id = unpacked<PendingChangeId>(change)
  const of = homeOf(kind, home)
  if (id === null || of === null || rest.length > 0) return null
  const ref = { of, change: id }
  // Compared as keyed hashes: how far two of them agree tells nothing of the right one.
  const same = (text: string) => vault.keyed('stop_change', `compared ${text}`)
  return same(given) === same(proof(vault, ref)) ? ref : null
}

function homeOf(kind: string, text: string): PendingChange['of'] | null {
  if (kind === 'a') {
    const id = unpacked<AccountId>(text)
    return id === null ? null : { kind: 'account', id }
  }
  const id = kind === 'l' ? unpacked<LineId>(text) : null
  return id === null ? null : { kind: 'line', id }
}

/** An id's sixteen bytes, base64url. */
function packed(id: string): string {
  return Uint8Array.fromHex(id.replaceAll('-', '')).toBase64({
    alphabet: 'base64url',
    omitPadding: true,
  })
}

const PACKED = /^[\w-]{22}$/

function unpacked<
  Id extends Parameters<typeof parseId>[0] & NonNullable<ReturnType<typeof parseId>>,
>(text: string): Id | null {
  if (!PACKED.test(text)) return null
  const hex = Uint8Array.fromBase64(text, { alphabet: 'base64url' }).toHex()
  return parseId<Id>(hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))
}

function proof(vault: Vault, { of, change }: ChangeRef): string {
  const named = `${of.kind} ${of.id} ${change}`
  return vault.keyed('stop_change', named).slice(0, STOP_PROOF_LENGTH)
}
