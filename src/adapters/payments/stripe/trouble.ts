/**
 * What Stripe's errors mean for a caller. Not known (no connection, time-out, 5xx, too many
 * requests, a conflict with the same call still running) becomes `ProviderUnreachable`; wrong keys
 * and wrong parameters are faults and pass as they are. No error leaves with a secret in its text.
 */
import Stripe from 'stripe'
import { ProviderUnreachable } from '../../../app/ports.ts'

export type Ask = <Answer>(what: string, call: () => Promise<Answer>) => Promise<Answer>

/** The client, and the one way in which it is called. */
export interface Reach {
  readonly stripe: Stripe
  readonly ask: Ask
}

/** Stripe's amounts disagree with each other or with what we asked: somebody must look. */
export class PaymentMismatch extends Error {
  override name = 'PaymentMismatch'
}

export async function reaching<Answer>(
  about: { readonly what: string; readonly secrets: readonly string[] },
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call()
  } catch (error) {
    if (isOutcomeUnknown(error)) {
      throw new ProviderUnreachable(`Stripe, ${about.what}: ${wordsFor(error)}`)
    }
    throw withoutSecrets(error, about.secrets)
  }
}

/** Stripe understood the request and said no, so nothing happened. */
export function isRefusedRequest(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 400
}

/** Stripe does not know the thing the address names. */
export function isMissing(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404
}

/** The same key came before with other parameters. */
export function isKeyReused(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeIdempotencyError
}

function isOutcomeUnknown(error: unknown): error is Stripe.errors.StripeError {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    // Also an answer that is no JSON, and 409: the same call is still running elsewhere.
    error instanceof Stripe.errors.StripeAPIError
  )
}

function wordsFor(error: Stripe.errors.StripeError): string {
  const request = error.requestId === undefined ? '' : `, request ${error.requestId}`
  if (error.statusCode !== undefined) return `status ${error.statusCode}${request}`
  if (error instanceof Stripe.errors.StripeAPIError) return `an answer that is no JSON${request}`
  return `no answer${request}`
}

function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (!(error instanceof Error)) return error
  for (const secret of secrets) {
    Object.assign(error, { message: error.message.replaceAll(secret, '[secret]') })
    if (error.stack !== undefined) error.stack = error.stack.replaceAll(secret, '[secret]')
    if (error instanceof Stripe.errors.StripeError) redactRaw(error.raw, secret)
  }
  return error
}

/** The SDK keeps Stripe's own text a second time beside the message. */
function redactRaw(raw: unknown, secret: string): void {
  if (typeof raw !== 'object' || raw === null) return
  const told = raw as { message?: unknown }
  if (typeof told.message === 'string') told.message = told.message.replaceAll(secret, '[secret]')
}
