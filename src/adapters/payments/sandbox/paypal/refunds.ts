/** Refunds of a capture, whole or in parts, never more than was taken. */
import type { Sandbox } from '../sandbox.ts'
import { enter } from './book.ts'
import { tell } from './events.ts'
import { mintId } from './ids.ts'
import { refundObject } from './objects.ts'
import { amountAt, at, textAt } from './opening.ts'
import { find, listed, put, type CaptureRecord, type RefundRecord } from './records.ts'
import { notFound, unprocessable } from './trouble.ts'

/** Called inside the transaction that also remembers the key. */
export function makeRefund(sandbox: Sandbox, captureId: string, body: unknown): RefundRecord {
  const capture = find(sandbox, 'paypal.capture', captureId)
  if (capture === null) throw notFound()
  const left = capture.amount - capture.refunded
  const amount = at(body, 'amount') === undefined ? left : amountAt(body, 'amount')
  const invoiceId = textAt(body, 'invoice_id', 127)
  refuseRefund(sandbox, capture, { amount, left, invoiceId })

  // From here refunding must succeed.
  const pending = sandbox.store.takeQuirk('', 'paypal-refund-pending')
  const created = sandbox.clock.nowSeconds()
  const refund: RefundRecord = {
    id: mintId(),
    object: 'paypal.refund',
    created,
    updated: created,
    status: pending ? 'PENDING' : 'COMPLETED',
    capture: capture.id,
    amount,
    total: capture.refunded + amount,
    customId: textAt(body, 'custom_id', 127),
    invoiceId,
  }
  sandbox.store.put(refund, { parent: capture.id })
  putRefunded(sandbox, capture, refund.total)
  if (!pending) complete(sandbox, refund)
  return refund
}

function refuseRefund(
  sandbox: Sandbox,
  capture: CaptureRecord,
  asked: { readonly amount: number; readonly left: number; readonly invoiceId: string | null },
): void {
  if (capture.status === 'PENDING') {
    throw unprocessable('PENDING_CAPTURE', 'Cannot initiate a refund as the capture is pending.')
  }
  if (capture.status === 'DECLINED') {
    throw unprocessable('REFUND_NOT_ALLOWED', 'Capture cannot be refunded.')
  }
  const made = listed(sandbox, 'paypal.refund', { parent: capture.id })
  if (made.some(({ invoiceId }) => invoiceId !== null && invoiceId === asked.invoiceId)) {
    throw unprocessable(
      'DUPLICATE_INVOICE_ID',
      'Invoice ID was previously used to refund a capture.',
    )
  }
  if (asked.left === 0) {
    throw unprocessable('CAPTURE_FULLY_REFUNDED', 'The capture has already been fully refunded')
  }
  if (asked.amount > asked.left) {
    throw unprocessable(
      'REFUND_AMOUNT_EXCEEDED',
      'The refund amount must be less than or equal to the capture amount that has not yet been ' +
        'refunded.',
    )
  }
  const disputes = listed(sandbox, 'paypal.dispute', { parent: capture.id })
  if (disputes.some(({ end }) => end !== 'won')) {
    throw unprocessable(
      'REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK',
      'Refunds are not allowed on this capture due to a chargeback on the card or bank. Please ' +
        'contact the payee to resolve the chargeback.',
    )
  }
}

/** A pending refund comes to its end; a failed one gives the capture its amount back. */
export function endRefund(
  sandbox: Sandbox,
  id: string,
  status: 'COMPLETED' | 'FAILED',
): RefundRecord | null {
  const ended = sandbox.store.transaction(() => {
    const refund = find(sandbox, 'paypal.refund', id)
    if (refund?.status !== 'PENDING') return refund
    const over: RefundRecord = { ...refund, status, updated: sandbox.clock.nowSeconds() }
    sandbox.store.put(over)
    if (status === 'COMPLETED') complete(sandbox, over)
    else giveBack(sandbox, over)
    return over
  })
  sandbox.wake()
  return ended
}

function complete(sandbox: Sandbox, refund: RefundRecord): void {
  enter(sandbox, {
    transaction: refund.id,
    code: 'T1107',
    amount: -refund.amount,
    about: refund.capture,
    customId: refund.customId,
    invoiceId: refund.invoiceId,
  })
  tell(sandbox, refund.id, {
    type: 'PAYMENT.CAPTURE.REFUNDED',
    resource: refundObject(sandbox, refund),
  })
}

function giveBack(sandbox: Sandbox, refund: RefundRecord): void {
  const capture = find(sandbox, 'paypal.capture', refund.capture)
  if (capture !== null) putRefunded(sandbox, capture, capture.refunded - refund.amount)
  tell(sandbox, refund.id, {
    type: 'PAYMENT.REFUND.FAILED',
    resource: refundObject(sandbox, refund),
  })
}

function putRefunded(sandbox: Sandbox, capture: CaptureRecord, refunded: number): void {
  const status =
    refunded === 0 ? 'COMPLETED' : refunded === capture.amount ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  put(sandbox, { ...capture, refunded, status, updated: sandbox.clock.nowSeconds() })
}
