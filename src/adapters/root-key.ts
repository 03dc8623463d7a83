/** What is derived from one root key (HKDF, RFC 5869): another use is another key. */
import { hkdfSync } from 'node:crypto'
import type { RootKey } from '../app/key-ring.ts'
import { MASTER_KEY_BYTES } from '../app/vault.ts'

/**
 * 32 bytes.
 * @throws RangeError when a root key has not the right length.
 */
export function derived(root: RootKey, use: string): Uint8Array {
  if (!(root instanceof Uint8Array)) return root.made.get(use) ?? derived(root.root, use)
  if (root.length !== MASTER_KEY_BYTES) {
    throw new RangeError(`the master key has ${MASTER_KEY_BYTES} bytes`)
  }
  return new Uint8Array(hkdfSync('sha256', root, '', use, MASTER_KEY_BYTES))
}
