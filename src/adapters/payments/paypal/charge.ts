/**
 * Charging kept means without the payer: one order, created with the kept token, which PayPal
 * completes in the same call. Once per payment: by the request id for the six hours for which
 * PayPal remembers it, after that by the payment's id as `invoice_id`, which PayPal accepts once
 * (an account setting that is on unless the merchant turns it off), and by looking for what an
 * earlier call took.
 *
 * A refusal creates no order, so there is nothing to read later: such a charge gets a reference of
 * our own that says how it ended, and reading it asks nobody.
 */
import { ProviderUnreachable, type SavedCharge } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { fromMicros, plusMinutes, type Instant } from '../../../domain/basics/time.ts'
import type {
  FailureReason,
  ProviderPayment,
  ProviderReference,
} from '../../../domain/payment/provider.ts'
import { captureOrder, purchaseUnit } from './checkout.ts'
import { isMissing, isRefused, PayPalRefused, type Ask } from './client.ts'
import { transactionsIn } from './movements.ts'
import { paymentOf, reasonIn } from './payment.ts'
import { idIn, type WireCapture, type WireOrder } from './wire.ts'

type Charged = { readonly reference: ProviderReference; readonly told: ProviderPayment }

/** PayPal tells the whole second, by a clock that is not ours. */
export const CLOCKS_APART_MINUTES = 5

const REFUSED_PREFIX = 'refused'
const REASONS: readonly FailureReason[] = [
  'declined',
  'authentication_failed',
  'authentication_needed',
  'insufficient_funds',
  'expired_card',
  'barred',
  'provider_error',
]

/** @throws ProviderUnreachable also while PayPal's book does not yet show what was taken. */
export async function chargeKept(
  ask: Ask,
  request: SavedCharge,
  { now }: { readonly now: Instant },
): Promise<Charged> {
  assert(request.amount > 0n, 'a charge asks for money')
  let order: WireOrder
  try {
    order = await ask<WireOrder>({
      what: 'charge kept means',
      method: 'POST',
      path: '/v2/checkout/orders',
      requestId: `charge-${request.ref.payment}`,
      body: JSON.stringify({
        intent: 'CAPTURE',
        purchase_units: [purchaseUnit(request)],
        payment_source: { paypal: keptSource(request.means.token) },
      }),
    })
  } catch (error) {
    if (isRefused(error, ['DUPLICATE_INVOICE_ID'])) return await earlierCharge(ask, request, now)
    // A token that is gone is told as a missing resource.
    const issues = isMissing(error) ? ['TOKEN_ID_NOT_FOUND'] : []
    const reason = error instanceof PayPalRefused ? reasonIn([...error.issues, ...issues]) : null
    if (reason === null) throw error
    return refusedCharge(request, reason)
  }
  if (order.status === 'COMPLETED') return chargedBy(order)
  if (order.status === 'APPROVED') {
    const taken = await captureOrder(ask, order, request.ref)
    if (taken !== null && 'id' in taken) return chargedBy(taken)
    if (taken?.state !== 'open') return { ...chargedBy(order), told: taken ?? UNDECIDED }
    return refusedCharge(request, taken.lastFailure ?? 'declined')
  }
  // PayPal wants the payer on its page. Nobody is sent there, so the order comes to nothing.
  return refusedCharge(request, 'authentication_needed')
}

const UNDECIDED: ProviderPayment = { state: 'undecided' }

/** The payer agreed to charges that come when the data or the validity ends, paid beforehand. */
function keptSource(token: string): unknown {
  return {
    vault_id: token,
    stored_credential: {
      payment_initiator: 'MERCHANT',
      usage: 'SUBSEQUENT',
      usage_pattern: 'UNSCHEDULED_PREPAID',
    },
  }
}

function chargedBy(order: WireOrder): Charged {
  return { reference: order.id as ProviderReference, told: paymentOf(order, []) }
}

function refusedCharge({ ref }: SavedCharge, reason: FailureReason): Charged {
  return {
    reference: `${REFUSED_PREFIX}:${reason}:${ref.payment}` as ProviderReference,
    told: { state: 'failed', reason },
  }
}

/** What a reference of our own says; null for an order of PayPal's. */
export function refusalIn(reference: ProviderReference): ProviderPayment | null {
  const [prefix, told] = reference.split(':')
  const reason = REASONS.find((known) => known === told)
  if (prefix !== REFUSED_PREFIX || reason === undefined) return null
  return { state: 'failed', reason }
}

/** The payment's id says when it was minted, so the search need not begin before. */
async function earlierCharge(ask: Ask, request: SavedCharge, now: Instant): Promise<Charged> {
  const { payment } = request.ref
  const found = await transactionsIn(ask, {
    from: plusMinutes(mintedAt(payment), -CLOCKS_APART_MINUTES),
    until: plusMinutes(now, CLOCKS_APART_MINUTES),
  })
  const taken = found.find((one) => one.invoice_id === payment && one.event_code.startsWith('T00'))
  if (taken === undefined) {
    throw new ProviderUnreachable('PayPal, charge kept means: taken before, not yet in its book')
  }
  const capture = await ask<WireCapture>({
    what: 'read capture',
    method: 'GET',
    path: `/v2/payments/captures/${idIn(taken.transaction_id)}`,
  })
  const orderId = capture.supplementary_data?.related_ids?.order_id
  if (orderId === undefined) throw new Error(`capture ${capture.id} names no order`)
  const order = await ask<WireOrder>({
    what: 'read checkout',
    method: 'GET',
    path: `/v2/checkout/orders/${idIn(orderId)}`,
  })
  return chargedBy(order)
}

/** RFC 9562 §5.7: the first 48 bits of a version 7 UUID are milliseconds since 1970. */
export function mintedAt(id: string): Instant {
  return fromMicros(BigInt(`0x${id.replaceAll('-', '').slice(0, 12)}`) * 1_000n)
}
