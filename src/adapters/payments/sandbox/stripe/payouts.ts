/** Payouts: what the book holds goes to the merchant's bank. */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { tell } from './events.ts'
import { mintId } from './ids.ts'
import { balanceObject, payoutObject } from './objects/book.ts'
import { refused } from './trouble.ts'

/** Pays out everything, or the amount that is named; an empty book pays nothing. */
export function payOut(sandbox: Sandbox, amount: number | null): Stripe.Payout {
  const paid = sandbox.store.transaction(() => {
    const held = sandbox.store.balance()
    const wanted = amount ?? held
    if (wanted <= 0 || wanted > held) throw refused(`The book holds ¥${held}.`)

    // From here paying out must succeed.
    const created = sandbox.clock.nowSeconds()
    const id = mintId('po')
    const balance = balanceObject({
      id: mintId('txn'),
      created,
      source: id,
      amount: -wanted,
      type: 'payout',
    })
    const payout = payoutObject({ id, created, amount: wanted, balanceTransaction: balance.id })
    sandbox.store.put(balance, { parent: id, type: balance.type })
    sandbox.store.put(payout)
    tell(sandbox, id, [
      { type: 'payout.created', object: payout },
      { type: 'payout.paid', object: payout },
    ])
    return payout
  })
  sandbox.wake()
  return paid
}
