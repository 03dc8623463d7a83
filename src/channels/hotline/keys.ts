/**
 * Keys as a transport tells them, read into what the hotline hears. Knows nothing of what they
 * mean to the flow.
 */
import type { HeardNow } from './ports.ts'

/** More than any ask collects; what follows was not asked for. */
export const KEYS_MAX = 64

/**
 * A `*` anywhere is a lone `*`: it takes back whatever was keyed before it. `#` only ends. Other
 * keys (`A` to `D` of RFC 4733) are on no telephone and are passed over.
 */
export function keysHeard(keys: string): HeardNow {
  const told = keys.slice(0, KEYS_MAX)
  const digits = told.includes('*') ? '*' : told.replace(/[^0-9]/g, '')
  return { kind: 'digits', digits }
}
