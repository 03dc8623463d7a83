/** Levers over Stripe's money: vouchers, refunds, disputes, payouts, kept cards. For tests only. */
import { idOf } from './ids.ts'
import type { FastifyInstance } from 'fastify'
import { Type, type Static, type TSchema } from 'typebox'
import type Stripe from 'stripe'
import { cardByName } from '../cards.ts'
import type { Sandbox } from '../sandbox.ts'
import { findMethod, privateOfMethod, type MethodPrivate } from './charging.ts'
import { moveDispute, openDispute } from './disputes.ts'
import { findIntentById } from './intents.ts'
import { settleCharge } from './off-session.ts'
import { payOut } from './payouts.ts'
import { endRefund, nameAccount } from './refunds.ts'
import { missing, refused } from './trouble.ts'
import { endVoucher, payVoucher } from './vouchers.ts'

const END = Type.Object({
  state: Type.Union([Type.Literal('succeeded'), Type.Literal('failed')]),
})
const REFUND_STATUS = Type.Object({
  status: Type.Union([Type.Literal('pending'), Type.Literal('succeeded'), Type.Literal('failed')]),
})
const DISPUTE = Type.Object({
  amount: Type.Optional(Type.Integer({ minimum: 1 })),
  reason: Type.Optional(Type.String()),
})
const DISPUTE_STATUS = Type.Object({
  status: Type.Union([Type.Literal('under_review'), Type.Literal('won'), Type.Literal('lost')]),
})
const PAYOUT = Type.Object({ amount: Type.Optional(Type.Integer({ minimum: 1 })) })
const CONDUCT = Type.Object({ card: Type.String() })

interface Lever<Body extends TSchema> {
  Params: { id: string }
  Body: Static<Body>
}

export function moneyLevers(sandbox: Sandbox, app: FastifyInstance): void {
  paymentLevers(sandbox, app)
  refundLevers(sandbox, app)

  app.post<Lever<typeof PAYOUT>>('/payouts', { schema: { body: PAYOUT } }, async (request) =>
    payOut(sandbox, request.body.amount ?? null),
  )

  /** From now on a kept card behaves as the named test card does when it is charged later. */
  app.put<Lever<typeof CONDUCT>>(
    '/payment-methods/:id/conduct',
    { schema: { body: CONDUCT } },
    async (request) => {
      const { id } = request.params
      const card = cardByName(request.body.card)
      if (card === null) throw refused(`no test card is named ${request.body.card}`)
      if (findMethod(sandbox, id) === null) throw missing('PaymentMethod', id, 'id')
      const known: MethodPrivate = { ...privateOfMethod(sandbox, id), conduct: card.name }
      sandbox.store.setPrivate(id, known)
      return {}
    },
  )
}

function paymentLevers(sandbox: Sandbox, app: FastifyInstance): void {
  /** A voucher is paid or its time is over; a bank that thinks about a kept card decides. */
  app.put<Lever<typeof END>>('/payments/:id/state', { schema: { body: END } }, async (request) => ({
    outcome: endPayment(sandbox, request.params.id, request.body.state === 'succeeded'),
  }))

  app.post<Lever<typeof DISPUTE>>(
    '/payments/:id/dispute',
    { schema: { body: DISPUTE } },
    async (request) => {
      const { id } = request.params
      const intent = findIntentById(sandbox, id)
      const charge = sandbox.store.get<Stripe.Charge>(idOf(intent?.latest_charge))
      if (charge === null) throw missing('payment_intent', id, 'id')
      const dispute = sandbox.store.transaction(() => openDispute(sandbox, charge, request.body))
      sandbox.wake()
      return dispute
    },
  )

  app.put<Lever<typeof DISPUTE_STATUS>>(
    '/disputes/:id/status',
    { schema: { body: DISPUTE_STATUS } },
    async (request) => {
      const { id } = request.params
      const moved = moveDispute(sandbox, id, request.body.status)
      if (moved === null) throw missing('dispute', id, 'id')
      return moved
    },
  )
}

/** Of one payment that waits for nobody at the merchant's: `over` when it waits for nothing. */
export function endPayment(sandbox: Sandbox, id: string, paid: boolean): string {
  const intent = findIntentById(sandbox, id)
  if (intent === null) throw missing('payment_intent', id, 'id')
  if (intent.status === 'processing') {
    if (!settleCharge(sandbox, id, paid)) return 'over'
    return paid ? 'succeeded' : 'declined'
  }
  return paid ? payVoucher(sandbox, id) : endVoucher(sandbox, id)
}

function refundLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.put<Lever<typeof REFUND_STATUS>>(
    '/refunds/:id/status',
    { schema: { body: REFUND_STATUS } },
    async (request) => {
      const { id } = request.params
      const { status } = request.body
      const moved = status === 'pending' ? nameAccount(sandbox, id) : endRefund(sandbox, id, status)
      if (moved === null) throw missing('refund', id, 'id')
      return moved
    },
  )
}
