/** Stripe's error envelope: `{ error: { type, code, message, param } }` with an HTTP status. */

export interface TroubleBody {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error'
  readonly message: string
  readonly code?: string
  readonly param?: string
}

/** Thrown by the wire's parts, answered as an envelope. */
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

export function missing(kind: string, id: string, param: string): StripeTrouble {
  return new StripeTrouble(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id.slice(0, 80)}'`,
    param,
  })
}

export function refused(
  message: string,
  details: { readonly code?: string; readonly param?: string } = {},
): StripeTrouble {
  return new StripeTrouble(400, { type: 'invalid_request_error', message, ...details })
}
