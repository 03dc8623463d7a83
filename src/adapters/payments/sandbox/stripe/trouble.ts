/** Stripe's error envelope: `{ error: { type, code, message, param } }` with an HTTP status. */
import type Stripe from 'stripe'

export interface TroubleBody {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error'
  readonly message: string
  readonly code?: string
  readonly param?: string
  readonly decline_code?: string
  readonly advice_code?: string
  readonly network_advice_code?: string
  readonly charge?: string
  readonly payment_intent?: Stripe.PaymentIntent
  readonly payment_method?: Stripe.PaymentMethod
}

/**
 * Answered as an envelope. Thrown, it undoes what was begun; returned by a verb, it is the answer
 * to something that happened, such as a declined charge.
 */
export class StripeTrouble extends Error {
  override name = 'StripeTrouble'
  readonly status: number
  readonly body: TroubleBody
  /** Stripe remembers under the idempotency key only what began to execute. */
  readonly remembered: boolean

  constructor(status: number, body: TroubleBody, { remembered = false } = {}) {
    super(body.message)
    this.status = status
    this.body = body
    this.remembered = remembered
  }
}

/** Of an address: 404. */
export function missing(kind: string, id: string, param: string): StripeTrouble {
  return new StripeTrouble(404, notThere(kind, id, param))
}

/** Of a parameter: 400, as Stripe answers for ids in a body or a query. */
export function missingParam(kind: string, id: string, param: string): StripeTrouble {
  return new StripeTrouble(400, notThere(kind, id, param))
}

function notThere(kind: string, id: string, param: string): TroubleBody {
  return {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id.slice(0, 80)}'`,
    param,
  }
}

export function refused(
  message: string,
  details: { readonly code?: string; readonly param?: string } = {},
): StripeTrouble {
  return new StripeTrouble(400, { type: 'invalid_request_error', message, ...details })
}

/** Said after looking at the objects concerned, so the idempotency key remembers it. */
export function decided(
  message: string,
  details: { readonly code?: string; readonly param?: string } = {},
): StripeTrouble {
  const body = { type: 'invalid_request_error', message, ...details } as const
  return new StripeTrouble(400, body, { remembered: true })
}
