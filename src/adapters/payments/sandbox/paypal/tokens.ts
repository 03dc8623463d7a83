/** Kept means: made when a payment succeeds that asked for it, listed by customer, deleted. */
import type { Sandbox } from '../sandbox.ts'
import { tell } from './events.ts'
import { mintId, mintPayerId, mintToken } from './ids.ts'
import { tokenObject } from './objects.ts'
import { find, listed, put, type OrderRecord, type TokenRecord } from './records.ts'

/** Called inside the transaction of the payment. */
export function keepToken(sandbox: Sandbox, order: OrderRecord): TokenRecord {
  const token: TokenRecord = {
    id: mintToken(),
    object: 'paypal.token',
    created: sandbox.clock.nowSeconds(),
    customer: mintId(10),
    payer: order.payer ?? mintPayerId(),
    order: order.id,
    behaviour: 'pays',
    deleted: false,
  }
  sandbox.store.put(token, { parent: `customer:${token.customer}` })
  tell(sandbox, order.id, {
    type: 'VAULT.PAYMENT-TOKEN.CREATED',
    resource: { ...tokenObject(sandbox, token), metadata: { order_id: order.id } },
  })
  return token
}

export function findToken(sandbox: Sandbox, id: string): TokenRecord | null {
  const token = find(sandbox, 'paypal.token', id)
  return token === null || token.deleted ? null : token
}

export function tokensOf(sandbox: Sandbox, customer: string): TokenRecord[] {
  const tokens = listed(sandbox, 'paypal.token', { parent: `customer:${customer}` })
  return tokens.filter((token) => !token.deleted)
}

/** By the merchant, or by the payer at PayPal; the payer's page says that the shop lost it. */
export function deleteToken(sandbox: Sandbox, id: string): boolean {
  const deleted = sandbox.store.transaction(() => {
    const token = findToken(sandbox, id)
    if (token === null) return false
    put(sandbox, { ...token, deleted: true })
    tell(sandbox, token.order, {
      type: 'VAULT.PAYMENT-TOKEN.DELETED',
      resource: tokenObject(sandbox, token),
    })
    return true
  })
  sandbox.wake()
  return deleted
}
