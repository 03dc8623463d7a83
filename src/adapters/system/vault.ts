/**
 * The vault over node:crypto: HMAC-SHA-256 for keyed hashes, AES-256-GCM for sealing. All keys are
 * derived (HKDF, RFC 5869) from those of a ring, so that one purpose never meets another: sealing
 * from the current one, opening from whichever fits, keyed hashes from the ring's index.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { openingKeys, type KeyRing, type Resealer } from '../../app/key-ring.ts'
import { MASTER_KEY_BYTES, type HashPurpose, type Vault } from '../../app/vault.ts'
import { present } from '../../domain/basics/assert.ts'
import { derived } from '../root-key.ts'
import { ringOf } from './key-ring.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Of a ring, or of one master key that stands alone.
 * @throws RangeError when the master key has not the right length.
 */
export function createVault(keys: KeyRing | Uint8Array): Vault {
  const ring = keys instanceof Uint8Array ? ringOf(keys) : keys
  const [wrapping, letters] = [sealing(ring, 'tsuzuki wrap'), sealing(ring, 'tsuzuki letters')]
  const hashing = new Map<HashPurpose, Uint8Array>()
  const personKey = (wrapped: Uint8Array) => opened(wrapping, wrapped).plain
  return {
    keyed(purpose, text) {
      const key = hashing.get(purpose) ?? derived(ring.index, `tsuzuki hash ${purpose}`)
      hashing.set(purpose, key)
      return createHmac('sha256', key).update(text).digest('hex')
    },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
    newPersonKey: () => encrypt(wrapping[0].key, randomBytes(MASTER_KEY_BYTES)),
    sealFor: (wrapped, text) => encrypt(personKey(wrapped), Buffer.from(text, 'utf8')),
    openFor: (wrapped, sealed) => Buffer.from(decrypt(personKey(wrapped), sealed)).toString('utf8'),
    seal: (text) => encrypt(letters[0].key, Buffer.from(text, 'utf8')).toBase64(),
    open: (sealed) =>
      Buffer.from(opened(letters, Uint8Array.fromBase64(sealed)).plain).toString('utf8'),
  }
}

/** For the rotation of keys alone. */
export function createResealer(ring: KeyRing): Resealer {
  const [wrapping, letters] = [sealing(ring, 'tsuzuki wrap'), sealing(ring, 'tsuzuki letters')]
  return {
    wrappedBy: (wrapped) => attempt(() => opened(wrapping, wrapped).id),
    rewrapped: (wrapped) => encrypt(wrapping[0].key, opened(wrapping, wrapped).plain),
    sealedBy: (text) => attempt(() => opened(letters, Uint8Array.fromBase64(text)).id),
    resealed(text) {
      const { plain } = opened(letters, Uint8Array.fromBase64(text))
      return encrypt(letters[0].key, plain).toBase64()
    },
  }
}

interface Sealing {
  readonly id: string
  readonly key: Uint8Array
}

/** The current key first: it is the one that seals. */
function sealing(ring: KeyRing, use: string): readonly [Sealing, ...Sealing[]] {
  const [current, ...others] = openingKeys(ring).map(({ id, bytes }) => {
    return { id, key: derived(bytes, use) }
  })
  return [present(current, 'a ring has a current key'), ...others]
}

/** Throws when none of the keys sealed it; the tag of GCM tells. */
function opened(
  keys: readonly [Sealing, ...Sealing[]],
  sealed: Uint8Array,
): { readonly id: string; readonly plain: Uint8Array } {
  for (const { id, key } of keys.slice(0, -1)) {
    const plain = attempt(() => decrypt(key, sealed))
    if (plain !== null) return { id, plain }
  }
  const last = present(keys.at(-1), 'a ring has a key')
  return { id: last.id, plain: decrypt(last.key, sealed) }
}

/** Null when it threw. */
function attempt<Value>(act: () => Value): Value | null {
  try {
    return act()
  } catch {
    return null
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
