/** Disputes as they are on the wire, built whole. Pure. */
import type Stripe from 'stripe'

/** The merchant has so long to answer. */
export const EVIDENCE_SECONDS = 9 * 86_400

export interface DisputeAsked {
  readonly id: string
  readonly created: number
  readonly charge: Stripe.Charge
  readonly amount: number
  readonly reason: string
  readonly withdrawal: Stripe.BalanceTransaction
}

export function disputeObject(asked: DisputeAsked): Stripe.Dispute {
  const card = asked.charge.payment_method_details?.card
  return {
    id: asked.id,
    object: 'dispute',
    amount: asked.amount,
    balance_transactions: [asked.withdrawal],
    charge: asked.charge.id,
    created: asked.created,
    currency: 'jpy',
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: asked.created + EVIDENCE_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: asked.charge.payment_intent,
    ...(card === undefined
      ? {}
      : {
          payment_method_details: {
            type: 'card',
            card: {
              brand: card.brand ?? 'visa',
              case_type: 'chargeback',
              network: card.network ?? 'visa',
              network_reason_code: '83',
            },
          },
        }),
    reason: asked.reason,
    status: 'needs_response',
  }
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
