/** Secrets of a simulated world: told apart by purpose, hidden from nobody, the same every time. */
import { createHash } from 'node:crypto'
import type { Vault } from '../src/app/vault.ts'

export const SIM_VAULT: Vault = {
  keyed: (purpose, text) => digest(`${purpose}|${text}`),
  digest,
  newPersonKey: () => new Uint8Array(32),
  sealFor: (_wrapped, text) => new TextEncoder().encode(text),
  openFor: (_wrapped, sealed) => new TextDecoder().decode(sealed),
  seal: (text) => text,
  open: (sealed) => sealed,
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
