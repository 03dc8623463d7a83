/** Customers, and the payment methods that they let the merchant keep. */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { findMethod } from './charging.ts'
import { tell } from './events.ts'
import { mintId } from './ids.ts'
import { customerObject, type CustomerAsked } from './objects/means.ts'
import { decided, missing } from './trouble.ts'

type Known = Pick<CustomerAsked, 'email' | 'name' | 'metadata'>

/** Called inside a transaction. */
export function makeCustomer(sandbox: Sandbox, known: Known): Stripe.Customer {
  const created = sandbox.clock.nowSeconds()
  const customer = customerObject({ id: mintId('cus'), created, ...known })
  sandbox.store.put(customer, { type: customer.email })
  tell(sandbox, customer.id, [{ type: 'customer.created', object: customer }])
  return customer
}

export function findCustomer(sandbox: Sandbox, id: string): Stripe.Customer | null {
  const found = sandbox.store.get<Stripe.Customer>(id)
  return found?.object === 'customer' ? found : null
}

/** Called inside a transaction. */
export function detachMethod(sandbox: Sandbox, id: string): Stripe.PaymentMethod {
  const method = findMethod(sandbox, id)
  if (method === null) throw missing('PaymentMethod', id, 'payment_method')
  if (method.customer === null) {
    throw decided(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    )
  }
  const free = { ...method, customer: null }
  sandbox.store.put(free, { parent: null })
  tell(sandbox, id, [{ type: 'payment_method.detached', object: free }])
  return free
}
