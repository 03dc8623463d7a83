/**
 * Disputes: the payer's bank asks the money back, PayPal holds it (a debit in its book), and in
 * the end releases it (won) or keeps it and charges its fee (lost).
 */
import type { Sandbox } from '../sandbox.ts'
import { enter } from './book.ts'
import { tell } from './events.ts'
import { mintId } from './ids.ts'
import { disputeObject } from './objects.ts'
import { find, type DisputeRecord } from './records.ts'

/** PayPal's fee for a lost chargeback in Japan, in yen. */
export const CHARGEBACK_FEE = 1_300

/** Null when there is no capture that took money. */
export function openDispute(sandbox: Sandbox, captureId: string): DisputeRecord | null {
  const opened = sandbox.store.transaction(() => {
    const capture = find(sandbox, 'paypal.capture', captureId)
    if (capture === null || capture.status === 'PENDING' || capture.status === 'DECLINED') {
      return null
    }
    const created = sandbox.clock.nowSeconds()
    const dispute: DisputeRecord = {
      id: `PP-D-${mintId(8)}`,
      object: 'paypal.dispute',
      created,
      updated: created,
      capture: capture.id,
      amount: capture.amount - capture.refunded,
      end: null,
    }
    sandbox.store.put(dispute, { parent: capture.id })
    enter(sandbox, { code: 'T1110', amount: -dispute.amount, about: capture.id })
    tell(sandbox, dispute.id, {
      type: 'CUSTOMER.DISPUTE.CREATED',
      resource: disputeObject(sandbox, dispute, { whole: true }),
    })
    return dispute
  })
  sandbox.wake()
  return opened
}

export function endDispute(
  sandbox: Sandbox,
  id: string,
  end: 'won' | 'lost',
): DisputeRecord | null {
  const ended = sandbox.store.transaction(() => {
    const dispute = find(sandbox, 'paypal.dispute', id)
    if (dispute === null || dispute.end !== null) return dispute
    const over = { ...dispute, end, updated: sandbox.clock.nowSeconds() }
    sandbox.store.put(over)
    const about = dispute.capture
    if (end === 'won') enter(sandbox, { code: 'T1111', amount: dispute.amount, about })
    else enter(sandbox, { code: 'T0106', amount: -CHARGEBACK_FEE, about })
    tell(sandbox, id, {
      type: 'CUSTOMER.DISPUTE.RESOLVED',
      resource: disputeObject(sandbox, over, { whole: true }),
    })
    return over
  })
  sandbox.wake()
  return ended
}
