/** The key that signs the operator's published directory, its parts as text. */
import type { DirectoryKey } from '../../app/directory/publication.ts'
import type { RootKey } from '../../app/key-ring.ts'
import { isSignedBy, signingKeyFrom, signingKeyOf } from './ed25519.ts'

/** What the operator says of it. */
export interface DirectoryKeyGiven {
  /** 32 bytes; null: derived from the root key. */
  readonly seed: Uint8Array | null
  readonly former: DirectoryKey['former']
}

/** @throws RangeError when a root key has not the right length. */
export function directoryKeyFrom(
  root: RootKey,
  { seed, former }: DirectoryKeyGiven = { seed: null, former: null },
): DirectoryKey {
  const { publicKey, sign } =
    seed === null ? signingKeyFrom(root, 'tsuzuki directory') : signingKeyOf(seed)
  return {
    former,
    publicKey: Buffer.from(publicKey).toString('base64'),
    sign: (text) => Buffer.from(sign(Buffer.from(text, 'utf8'))).toString('base64'),
  }
}

/** Whether the text was signed with that key; false for whatever is no key or no signature. */
export function isSignedDirectory(signed: {
  readonly text: string
  readonly signature: string
  readonly publicKey: string
}): boolean {
  const bytesOf = (base64: string) => Buffer.from(base64, 'base64')
  const { text, signature, publicKey } = signed
  return isSignedBy(bytesOf(publicKey), Buffer.from(text, 'utf8'), bytesOf(signature))
}
