/**
 * Keys that sign (Ed25519, RFC 8032), derived from the index of the key ring, so that every process
 * signs with the same one and nothing is to be stored. Checking a signature needs the public key
 * alone. Not what is signed.
 */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import type { RootKey } from '../../app/key-ring.ts'
import { derived } from '../root-key.ts'

/** What DER puts before the seed in PKCS #8, and before the key in SPKI (RFC 8410 §4, §7). */
const PRIVATE_HEAD = Uint8Array.fromHex('302e020100300506032b657004220420')
const PUBLIC_HEAD = Uint8Array.fromHex('302a300506032b6570032100')

export interface SigningKey {
  /** 32 bytes, without any head. */
  readonly publicKey: Uint8Array
  sign(bytes: Uint8Array): Uint8Array
}

/**
 * Another `use` is another key.
 * @throws RangeError when a root key has not the right length.
 */
export function signingKeyFrom(root: RootKey, use: string): SigningKey {
  return signingKeyOf(derived(root, use))
}

/** Of a seed of 32 bytes (RFC 8032 §5.1.5). */
export function signingKeyOf(seed: Uint8Array): SigningKey {
  const der = Buffer.concat([PRIVATE_HEAD, seed])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return {
    publicKey: rawPublic(key),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  }
}

function rawPublic(key: KeyObject): Uint8Array {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(PUBLIC_HEAD.length))
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
