/**
 * Orders and captures: what the payer, the merchant and the bank do to them, and what PayPal then
 * writes in its book and tells. Every verb is one transaction of the store.
 */
import type { Sandbox } from '../sandbox.ts'
import { tell } from './events.ts'
import { mintId, mintPayerId } from './ids.ts'
import { captureObject, orderObject } from './objects.ts'
import {
  find,
  listed,
  type CaptureRecord,
  type OrderRecord,
  type Outcome,
  type TokenRecord,
} from './records.ts'
import { keepToken } from './tokens.ts'
import { enter } from './book.ts'
import { notFound, unprocessable } from './trouble.ts'

/** How long an order waits for approval and capture, in seconds of the sandbox clock. */
export const APPROVAL_SECONDS = 3 * 3_600
/** PayPal's fee in Japan: 3.6 % of the amount, half up, and a fixed part in yen. */
const FEE_PER_MILLE = 36
const FEE_FIXED = 40

export function feeFor(amount: number): number {
  return Math.floor((amount * FEE_PER_MILLE + 500) / 1_000) + FEE_FIXED
}

/** An order that nobody finished in time is no longer there. */
export function findOrder(sandbox: Sandbox, id: string): OrderRecord | null {
  const order = find(sandbox, 'paypal.order', id)
  if (order === null || order.status === 'COMPLETED') return order
  return sandbox.clock.nowSeconds() < order.created + APPROVAL_SECONDS ? order : null
}

/** The payer agrees on the page; false if there is nothing to agree to any more. */
export function approve(sandbox: Sandbox, id: string, outcome: Outcome): boolean {
  const approved = sandbox.store.transaction(() => {
    const order = findOrder(sandbox, id)
    if (order?.status !== 'PAYER_ACTION_REQUIRED') return false
    const payer = order.payer ?? mintPayerId()
    const after = put(sandbox, { ...order, status: 'APPROVED', outcome, refused: false, payer })
    tell(sandbox, id, {
      type: 'CHECKOUT.ORDER.APPROVED',
      resource: orderObject(sandbox, after),
    })
    return true
  })
  sandbox.wake()
  return approved
}

/** Called inside the transaction that also remembers the key. */
export function captureOrder(sandbox: Sandbox, id: string): OrderRecord {
  const order = findOrder(sandbox, id)
  if (order === null) throw notFound()
  if (order.status === 'COMPLETED') {
    throw unprocessable('ORDER_ALREADY_CAPTURED', 'Order already captured.')
  }
  if (order.status !== 'APPROVED' || order.outcome === null) {
    throw unprocessable('ORDER_NOT_APPROVED', 'Payer has not yet approved the Order for payment.')
  }
  refuseDouble(sandbox, order)

  // From here capturing must succeed.
  const late = order.outcome !== 'pay'
  const taken = take(sandbox, order, { late })
  if (late && taken.capture !== null) {
    scheduleDecision(sandbox, taken.capture, order.outcome === 'late-success')
  }
  return taken
}

/**
 * The funding source that the payer chose says no; the payer may come back and choose another. A
 * change of its own, kept although the capture is refused.
 */
export function refuseFunding(sandbox: Sandbox, id: string): void {
  const refused = sandbox.store.transaction(() => {
    const order = findOrder(sandbox, id)
    if (order?.status !== 'APPROVED' || order.outcome !== 'declined') return false
    put(sandbox, { ...order, status: 'PAYER_ACTION_REQUIRED', outcome: null, refused: true })
    return true
  })
  if (refused) throw unprocessable(...DECLINED)
}

export function scheduleDecision(sandbox: Sandbox, capture: string, approves: boolean): void {
  const dueMs = sandbox.clock.nowMs() + sandbox.settings.decisionSeconds * 1_000
  sandbox.store.schedule(capture, approves ? 'paypal-approve' : 'paypal-decline', dueMs)
}

/** An account setting of PayPal's, on by default: an invoice id is paid once. */
export function refuseDouble(sandbox: Sandbox, order: OrderRecord): void {
  if (order.invoiceId === null) return
  const taken = listed(sandbox, 'paypal.capture', { parent: `invoice:${order.invoiceId}` })
  if (taken.every((capture) => capture.status === 'DECLINED')) return
  throw unprocessable(
    'DUPLICATE_INVOICE_ID',
    'Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account ' +
      'setting requires that Invoice Id be unique for each transaction.',
  )
}

/** Takes the money, or begins to: PayPal then only says that it is pending. */
export function take(
  sandbox: Sandbox,
  order: OrderRecord,
  { late }: { readonly late: boolean },
): OrderRecord {
  const created = sandbox.clock.nowSeconds()
  const capture: CaptureRecord = {
    id: mintId(),
    object: 'paypal.capture',
    created,
    updated: created,
    status: 'PENDING',
    order: order.id,
    amount: order.amount,
    fee: feeFor(order.amount),
    refunded: 0,
    customId: order.customId,
    invoiceId: order.invoiceId,
  }
  const parent = order.invoiceId === null ? null : `invoice:${order.invoiceId}`
  sandbox.store.put(capture, { parent })
  const after = put(sandbox, { ...order, status: 'COMPLETED', capture: capture.id })
  if (!late) return settle(sandbox, capture, true)
  tell(sandbox, order.id, {
    type: 'PAYMENT.CAPTURE.PENDING',
    resource: captureObject(sandbox, capture),
  })
  return after
}

/** The bank has decided about a pending capture; one that is over stays as it is. */
export function decide(sandbox: Sandbox, captureId: string, approves: boolean): boolean {
  const decided = sandbox.store.transaction(() => {
    const capture = find(sandbox, 'paypal.capture', captureId)
    if (capture?.status !== 'PENDING') return false
    settle(sandbox, capture, approves)
    return true
  })
  sandbox.wake()
  return decided
}

function settle(sandbox: Sandbox, capture: CaptureRecord, approves: boolean): OrderRecord {
  const order = find(sandbox, 'paypal.order', capture.order)
  if (order === null) throw new Error(`capture ${capture.id} is of no order`)
  const settled: CaptureRecord = {
    ...capture,
    status: approves ? 'COMPLETED' : 'DECLINED',
    updated: sandbox.clock.nowSeconds(),
  }
  sandbox.store.put(settled)
  if (approves) {
    enter(sandbox, {
      transaction: capture.id,
      code: order.charged === null ? 'T0006' : 'T0003',
      amount: capture.amount,
      fee: capture.fee,
      customId: capture.customId,
      invoiceId: capture.invoiceId,
    })
  }
  tell(sandbox, order.id, {
    type: approves ? 'PAYMENT.CAPTURE.COMPLETED' : 'PAYMENT.CAPTURE.DENIED',
    resource: captureObject(sandbox, settled),
  })
  if (!approves || !order.keep) return put(sandbox, order)
  return put(sandbox, { ...order, token: keepToken(sandbox, order).id })
}

/** A charge without the payer, as the kept means' behaviour has it. */
export function chargeToken(sandbox: Sandbox, order: OrderRecord, token: TokenRecord): OrderRecord {
  const { behaviour } = token
  const refusal = REFUSALS[behaviour]
  if (refusal !== undefined) throw unprocessable(...refusal)
  refuseDouble(sandbox, order)

  // From here charging must succeed.
  if (behaviour === 'needs-approval') return put(sandbox, order)
  const late = behaviour === 'late'
  const taken = take(sandbox, { ...order, payer: token.payer }, { late })
  if (late && taken.capture !== null) scheduleDecision(sandbox, taken.capture, true)
  return taken
}

const DECLINED: [string, string] = [
  'INSTRUMENT_DECLINED',
  "The instrument presented  was either declined by the processor or bank, or it can't be used " +
    'for this payment.',
]

const REFUSALS: Readonly<Partial<Record<TokenRecord['behaviour'], [string, string]>>> = {
  declines: DECLINED,
  'needs-payer': ['PAYER_ACTION_REQUIRED', 'Payer needs to perform an action on the order.'],
  revoked: ['AGREEMENT_ALREADY_CANCELLED', 'The requested agreement is already canceled.'],
  closed: [
    'PAYER_ACCOUNT_LOCKED_OR_CLOSED',
    'The payer account cannot be used for this transaction.',
  ],
}

function put(sandbox: Sandbox, order: OrderRecord): OrderRecord {
  const after = { ...order, updated: sandbox.clock.nowSeconds() }
  sandbox.store.put(after)
  return after
}
