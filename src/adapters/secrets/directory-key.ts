/**
 * The operator's Ed25519 key (RFC 8032), derived from the master key (HKDF, RFC 5869), so that
 * every process signs with the same one and nothing is to be stored.
 */
import {
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import type { DirectoryKey } from '../../app/directory/publication.ts'

const SEED_BYTES = 32
/** What stands before the seed in PKCS #8, and before the key in SPKI (RFC 8410 §4, §7). */
const PRIVATE_HEADER = Uint8Array.fromHex('302e020100300506032b657004220420')
const PUBLIC_HEADER = Uint8Array.fromHex('302a300506032b6570032100')

export function directoryKeyFrom(masterKey: Uint8Array): DirectoryKey {
  const seed = hkdfSync('sha256', masterKey, '', 'tsuzuki directory', SEED_BYTES)
  const der = Buffer.concat([PRIVATE_HEADER, new Uint8Array(seed)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return {
    publicKey: rawPublic(key),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
  }
}

function rawPublic(key: KeyObject): string {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return spki.subarray(PUBLIC_HEADER.length).toString('base64')
}

/** Whether the text was signed with that key; false for whatever is no key or no signature. */
export function isSignedDirectory(signed: {
  readonly text: string
  readonly signature: string
  readonly publicKey: string
}): boolean {
  try {
    const der = Buffer.concat([PUBLIC_HEADER, Buffer.from(signed.publicKey, 'base64')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const signature = Buffer.from(signed.signature, 'base64')
    return verify(null, Buffer.from(signed.text, 'utf8'), key, signature)
  } catch {
    return false
  }
}
