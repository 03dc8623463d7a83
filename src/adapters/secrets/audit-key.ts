/** The audit's key over node:crypto: SHA-256, and the key that signs its heads. */
import { hash } from 'node:crypto'
import type { AuditKey } from '../../app/audit/ports.ts'
import type { RootKey } from '../../app/key-ring.ts'
import type { Sha256 } from '../../domain/audit/entry.ts'
import { signingKeyFrom } from './ed25519.ts'

export const sha256: Sha256 = (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer'))

/** @throws RangeError when a root key has not the right length. */
export function createAuditKey(root: RootKey): AuditKey {
  return { sha256, ...signingKeyFrom(root, 'tsuzuki audit') }
}
