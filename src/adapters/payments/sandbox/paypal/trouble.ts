/**
 * PayPal's error envelope `{ name, message, debug_id, details: [{ issue, description }], links }`
 * with an HTTP status; the names and messages are those of its interface descriptions.
 */
import { mintDebugId } from './ids.ts'

interface Detail {
  readonly issue: string
  readonly description: string
  readonly field?: string
  readonly location?: 'body' | 'path' | 'query'
}

/** Thrown by the wire's parts, answered as an envelope. */
export class PayPalTrouble extends Error {
  override name = 'PayPalTrouble'
  readonly status: number
  readonly kind: string
  readonly details: readonly Detail[]

  constructor(status: number, kind: string, message: string, details: readonly Detail[] = []) {
    super(message)
    this.status = status
    this.kind = kind
    this.details = details
  }
}

export function envelopeOf({ kind, message, details }: PayPalTrouble): unknown {
  const links = details.map(({ issue }) => ({
    href: `https://developer.paypal.com/api/rest/reference/orders/v2/errors/#${issue}`,
    rel: 'information_link',
    method: 'GET',
  }))
  return {
    name: kind,
    message,
    debug_id: mintDebugId(),
    ...(details.length === 0 ? {} : { details }),
    links,
  }
}

export function unprocessable(issue: string, description: string): PayPalTrouble {
  return new PayPalTrouble(
    422,
    'UNPROCESSABLE_ENTITY',
    'The requested action could not be performed, semantically incorrect, or failed business ' +
      'validation.',
    [{ issue, description }],
  )
}

export function notFound(): PayPalTrouble {
  return new PayPalTrouble(404, 'RESOURCE_NOT_FOUND', 'The specified resource does not exist.', [
    {
      issue: 'INVALID_RESOURCE_ID',
      description:
        'Specified resource ID does not exist. Please check the resource ID and try again.',
    },
  ])
}

export function malformed(field: string, issue = 'MISSING_REQUIRED_PARAMETER'): PayPalTrouble {
  const description =
    issue === 'MISSING_REQUIRED_PARAMETER'
      ? 'A required parameter is missing.'
      : issue === 'INVALID_STRING_LENGTH'
        ? 'The value of a field is either too short or too long'
        : 'The value of a field does not conform to the expected format.'
  return new PayPalTrouble(
    400,
    'INVALID_REQUEST',
    'Request is not well-formed, syntactically incorrect, or violates schema.',
    [{ field, issue, description, location: 'body' }],
  )
}

export function stranger(): PayPalTrouble {
  return new PayPalTrouble(
    401,
    'AUTHENTICATION_FAILURE',
    'Authentication failed due to missing authorization header, or invalid authentication ' +
      'credentials.',
  )
}
