/**
 * What a peer is told when its request cannot be served: RFC 9457 in the form of 3GPP, with a cause
 * (TS 29.500 §5.2.7.2, TS 32.291 §6.1.7.3) and the places in the body that are wrong. No words of
 * the body are repeated.
 */

/** TS 29.571 §5.2.4.2: `param` is a JSON Pointer (RFC 6901) into the body. */
export interface InvalidParam {
  readonly param: string
  readonly reason: string
}

const CAUSES = {
  INVALID_MSG_FORMAT: 400,
  MANDATORY_IE_MISSING: 400,
  MANDATORY_IE_INCORRECT: 400,
  OPTIONAL_IE_INCORRECT: 400,
  UNAUTHENTICATED: 401,
  CALLER_NOT_ALLOWED: 403,
  USER_UNKNOWN: 404,
  RESOURCE_URI_STRUCTURE_NOT_FOUND: 404,
  CONTEXT_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_NOT_COMPLETE: 408,
  BODY_TOO_LARGE: 413,
  NOT_JSON: 415,
  NF_CONGESTION_RISK: 429,
  HEADERS_TOO_LARGE: 431,
  SYSTEM_FAILURE: 500,
  NF_CONGESTION: 503,
} as const

export type Cause = keyof typeof CAUSES

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

export interface Problem {
  readonly cause: Cause
  readonly status: number
  readonly detail: string | null
  readonly invalidParams: readonly InvalidParam[]
  /** When the same request may be sent again; null: it would not help. */
  readonly retryAfterSeconds: number | null
}

export function problem(
  cause: Cause,
  more: Partial<Pick<Problem, 'detail' | 'invalidParams' | 'retryAfterSeconds'>> = {},
): Problem {
  const { detail = null, invalidParams = [], retryAfterSeconds = null } = more
  return { cause, status: CAUSES[cause], detail, invalidParams, retryAfterSeconds }
}

/** The body, `application/problem+json`. */
export function problemText({ cause, status, detail, invalidParams }: Problem): string {
  return JSON.stringify({
    title: TITLES[status],
    status,
    ...(detail === null ? {} : { detail }),
    cause,
    ...(invalidParams.length === 0 ? {} : { invalidParams }),
  })
}
