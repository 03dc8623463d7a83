/**
 * `PayPal-Request-Id`: the same id on the same address is the same deed, and answers with what
 * became of it, whatever the second body says. Refusals are not remembered. Orders are remembered
 * for 6 hours, payments for 45 days, as PayPal's interface descriptions say.
 */
import type { Sandbox } from '../sandbox.ts'
import type { WireObject } from '../store.ts'
import { malformed } from './trouble.ts'

/** Orders v2, the header's description. */
export const REQUEST_ID_LENGTH_MAX = 108
export const ORDER_KEYS_SECONDS = 6 * 3_600
export const PAYMENT_KEYS_SECONDS = 45 * 86_400

interface KeyRecord extends WireObject {
  readonly object: 'paypal.key'
  readonly made: string
}

/** Everything in `act` is synchronous and one transaction with the remembering. */
export function once<Made extends WireObject>(
  { store, clock }: Sandbox,
  asked: {
    readonly requestId: string | undefined
    readonly path: string
    readonly keptSeconds: number
  },
  act: () => Made,
): { readonly made: Made; readonly replayed: boolean } {
  const { requestId, path, keptSeconds } = asked
  if (requestId === undefined) return { made: store.transaction(act), replayed: false }
  if (requestId === '' || requestId.length > REQUEST_ID_LENGTH_MAX) {
    throw malformed('PayPal-Request-Id', 'INVALID_STRING_LENGTH')
  }
  const id = `paypal.key:${path}:${requestId}`
  return store.transaction(() => {
    const key = store.get<KeyRecord>(id)
    const isKept = key !== null && key.created + keptSeconds > clock.nowSeconds()
    const known = isKept ? store.get<Made>(key.made) : null
    if (known !== null) return { made: known, replayed: true }
    const made = act()
    const record = { id, object: 'paypal.key', created: clock.nowSeconds(), made: made.id }
    store.put(record)
    return { made, replayed: false }
  })
}
