/**
 * The audit's key over node:crypto: SHA-256, and Ed25519 (RFC 8032) under a seed derived from the
 * master key. Checking a signature needs the public key alone.
 */
import { createPrivateKey, createPublicKey, hash, hkdfSync, sign, verify } from 'node:crypto'
import { MASTER_KEY_BYTES } from '../../app/vault.ts'
import type { AuditKey } from '../../app/audit/ports.ts'
import type { Sha256 } from '../../domain/audit/entry.ts'

export const AUDIT_SEED_BYTES = 32
/** What DER puts before a raw key (RFC 8410 §4, §7). */
const PRIVATE_HEAD = Uint8Array.fromHex('302e020100300506032b657004220420')
const PUBLIC_HEAD = Uint8Array.fromHex('302a300506032b6570032100')

export const sha256: Sha256 = (bytes) => new Uint8Array(hash('sha256', bytes, 'buffer'))

/** @throws RangeError when the master key has not the right length. */
export function createAuditKey(masterKey: Uint8Array): AuditKey {
  if (masterKey.length !== MASTER_KEY_BYTES) {
    throw new RangeError(`the master key has ${MASTER_KEY_BYTES} bytes`)
  }
  const seed = new Uint8Array(hkdfSync('sha256', masterKey, '', 'tsuzuki audit', AUDIT_SEED_BYTES))
  const der = Buffer.concat([PRIVATE_HEAD, seed])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    sha256,
    publicKey: new Uint8Array(spki.subarray(PUBLIC_HEAD.length)),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  }
}

/** False also for what is no key or no signature. */
export function isSignedBy(
  publicKey: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const der = Buffer.concat([PUBLIC_HEAD, publicKey])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}
