/**
 * The vault over node:crypto: HMAC-SHA-256 for keyed hashes, AES-256-GCM for sealing. All keys are
 * derived from one master key (HKDF, RFC 5869), so that one purpose never meets another.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { MASTER_KEY_BYTES, type HashPurpose, type Vault } from '../../app/vault.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @throws RangeError when the master key has not the right length. */
export function createVault(masterKey: Uint8Array): Vault {
  if (masterKey.length !== MASTER_KEY_BYTES) {
    throw new RangeError(`the master key has ${MASTER_KEY_BYTES} bytes`)
  }
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', masterKey, '', `tsuzuki ${purpose}`, MASTER_KEY_BYTES))
  const wrapping = derive('wrap')
  const letters = derive('letters')
  const hashing = new Map<HashPurpose, Uint8Array>()
  return {
    keyed(purpose, text) {
      const key = hashing.get(purpose) ?? derive(`hash ${purpose}`)
      hashing.set(purpose, key)
      return createHmac('sha256', key).update(text).digest('hex')
    },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    newPersonKey: () => encrypt(wrapping, randomBytes(MASTER_KEY_BYTES)),
    sealFor: (wrapped, text) => encrypt(decrypt(wrapping, wrapped), Buffer.from(text, 'utf8')),
    openFor: (wrapped, sealed) =>
      Buffer.from(decrypt(decrypt(wrapping, wrapped), sealed)).toString('utf8'),
    seal: (text) => encrypt(letters, Buffer.from(text, 'utf8')).toBase64(),
    open: (sealed) => Buffer.from(decrypt(letters, Uint8Array.fromBase64(sealed))).toString('utf8'),
  }
}

/** nonce ‖ ciphertext ‖ tag */
function encrypt(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, body, cipher.getAuthTag()]))
}

/** Throws when the bytes were not sealed under this key or were changed. */
function decrypt(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const body = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES))
  return new Uint8Array(Buffer.concat([body, decipher.final()]))
}
