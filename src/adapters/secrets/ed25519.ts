/**
 * Keys that sign (Ed25519, RFC 8032), derived from the master key (HKDF, RFC 5869), so that every
 * process signs with the same one and nothing is to be stored. Checking a signature needs the
 * public key alone. Not what is signed.
 */
import {
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { MASTER_KEY_BYTES } from '../../app/vault.ts'

const SEED_BYTES = 32
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
 * @throws RangeError when the master key has not the right length.
 */
export function signingKeyFrom(masterKey: Uint8Array, use: string): SigningKey {
  if (masterKey.length !== MASTER_KEY_BYTES) {
    throw new RangeError(`the master key has ${MASTER_KEY_BYTES} bytes`)
  }
  const seed = new Uint8Array(hkdfSync('sha256', masterKey, '', use, SEED_BYTES))
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
