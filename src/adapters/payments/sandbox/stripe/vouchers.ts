/**
 * Vouchers: numbers that a payer shows at the till of a convenience store within some days. A
 * checkout with one is complete and unpaid; what follows happens to its PaymentIntent.
 */
import { idOf } from './ids.ts'
import { randomInt } from 'node:crypto'
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { privateOfMethod, takeMoney, takenNews, findMethod, type Trying } from './charging.ts'
import { tell, type Told } from './events.ts'
import { sessionOfIntent } from './intents.ts'
import { completedSession } from './objects/session.ts'

/** Stripe's own default and bounds, in calendar days in Japan. */
export const VOUCHER_DAYS_DEFAULT = 3
export const VOUCHER_DAYS_MAX = 60

const DAY_SECONDS = 86_400
const JAPAN_SECONDS = 9 * 3_600

/** The last second, 23:59:59 in Japan, of so many calendar days after the day of an instant. */
export function voucherEnd(createdSeconds: number, days: number): number {
  const today = Math.floor((createdSeconds + JAPAN_SECONDS) / DAY_SECONDS)
  return (today + days + 1) * DAY_SECONDS - JAPAN_SECONDS - 1
}

/** Called inside a transaction: the intent waits with its numbers, and the end is planned. */
export function issueVoucher(
  sandbox: Sandbox,
  { intent, method }: Trying,
  days: number,
): Stripe.PaymentIntent {
  const expiresAt = voucherEnd(sandbox.clock.nowSeconds(), days)
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_action',
    payment_method: method.id,
    last_payment_error: null,
    next_action: {
      type: 'konbini_display_details',
      konbini_display_details: {
        expires_at: expiresAt,
        hosted_voucher_url: `${sandbox.publicUrl()}/pay/vouchers/${intent.id}`,
        stores: {
          familymart: { confirmation_number: digits(11), payment_code: digits(6) },
          lawson: { confirmation_number: digits(11), payment_code: digits(6) },
          ministop: { confirmation_number: digits(11), payment_code: digits(6) },
          seicomart: { confirmation_number: digits(11), payment_code: digits(6) },
        },
      },
    },
  }
  sandbox.store.put(waiting)
  sandbox.store.schedule(intent.id, 'voucher-ends', (expiresAt + 1) * 1_000)
  return waiting
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('')
}

export type VoucherPaid = 'succeeded' | 'over'

/** The payer shows the number at the till, on time by the sandbox clock. */
export function payVoucher(sandbox: Sandbox, intentId: string): VoucherPaid {
  const outcome = sandbox.store.transaction((): VoucherPaid => {
    const intent = waitingIntent(sandbox, intentId)
    const end = intent?.next_action?.konbini_display_details?.expires_at ?? 0
    const method = findMethod(sandbox, idOf(intent?.payment_method))
    if (intent === null || method === null || sandbox.clock.nowSeconds() > end) return 'over'
    const { means } = privateOfMethod(sandbox, method.id)
    const taken = takeMoney(sandbox, { intent, method, means })
    sandbox.store.dropActs(intentId)
    endSession(sandbox, taken.intent, takenNews(taken.charge, taken.intent))
    return 'succeeded'
  })
  sandbox.wake()
  return outcome
}

/** Its time is over: nothing was paid, and nothing can be paid any more. */
export function endVoucher(sandbox: Sandbox, intentId: string): VoucherPaid {
  sandbox.store.transaction(() => {
    const intent = waitingIntent(sandbox, intentId)
    if (intent === null) return
    const method = findMethod(sandbox, idOf(intent.payment_method))
    const over: Stripe.PaymentIntent = {
      ...intent,
      status: 'requires_payment_method',
      payment_method: null,
      next_action: null,
      last_payment_error: {
        type: 'invalid_request_error',
        code: 'payment_intent_payment_attempt_expired',
        message: 'The latest attempt to confirm the PaymentIntent has expired.',
        ...(method === null ? {} : { payment_method: method }),
      },
    }
    sandbox.store.put(over)
    sandbox.store.dropActs(intentId)
    endSession(sandbox, over, [{ type: 'payment_intent.payment_failed', object: over }])
  })
  sandbox.wake()
  return 'over'
}

function waitingIntent(sandbox: Sandbox, id: string): Stripe.PaymentIntent | null {
  const intent = sandbox.store.get<Stripe.PaymentIntent>(id)
  if (intent?.object !== 'payment_intent' || intent.status !== 'requires_action') return null
  return intent.next_action?.type === 'konbini_display_details' ? intent : null
}

function endSession(sandbox: Sandbox, intent: Stripe.PaymentIntent, news: Told[]): void {
  const session = sessionOfIntent(sandbox, intent.id)
  if (session === null) return tell(sandbox, intent.id, news)
  const isPaid = intent.status === 'succeeded'
  const last = completedSession(session, intent, isPaid ? 'paid' : 'unpaid')
  sandbox.store.put(last, { openUntil: null })
  const type = isPaid
    ? 'checkout.session.async_payment_succeeded'
    : 'checkout.session.async_payment_failed'
  tell(sandbox, session.id, [...news, { type, object: last }])
}
