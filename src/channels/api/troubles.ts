/** Faults and the framework's own errors as problems. No stack, no message of a fault goes out. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { STORE_RETRY_SECONDS, StoreAway } from '../../app/ports.ts'
import { KEY_LENGTH_MAX } from '../../app/origin.ts'
import { answerTrouble, PROBLEM_TYPE } from './answer.ts'
import { problemOf, type FieldTrouble, type ProtocolTrouble, type Trouble } from './problems.ts'

/** The largest body: a renewal with all its terms is a few kilobytes. */
export const BODY_BYTES_MAX = 32_768
/** As many wrong fields are listed. */
export const FIELD_TROUBLES_MAX = 20

export function answerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const trouble = troubleOf(error, request)
  if (trouble.code === 'internal') request.log.error({ err: error }, 'API request failed')
  return answerTrouble(reply, trouble)
}

/**
 * For the server's option `frameworkErrors`: addresses that no router can read (a broken escape, a
 * part too long). They meet no route, hence no error handler; the framework's own answer would
 * repeat the address and name the framework.
 */
export function answerUnroutable(
  _error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = problemOf({ code: 'malformed_request' }, '/api/docs')
  return reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem))
}

function troubleOf(error: FastifyError, request: FastifyRequest): Trouble {
  if (error instanceof StoreAway) {
    return { code: 'store_away', retryAfterSeconds: STORE_RETRY_SECONDS }
  }
  if (error.validation !== undefined) return validationTrouble(error, request)
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'body_too_large', bytesMax: bodyBytesMax(request) }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_CONTENT_TYPE':
      return { code: 'unsupported_media_type' }
    default: {
      const status = error.statusCode ?? 500
      return status >= 400 && status < 500 ? { code: 'malformed_request' } : { code: 'internal' }
    }
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where a route takes larger bodies than others. */
    bodyBytesMax?: number
  }
}

function bodyBytesMax({ routeOptions }: FastifyRequest): number {
  return routeOptions.config.bodyBytesMax ?? BODY_BYTES_MAX
}

const PLACES = { params: 'path', querystring: 'query', headers: 'header', body: 'body' } as const

function validationTrouble(error: FastifyError, request: FastifyRequest): ProtocolTrouble {
  const place = PLACES[(error.validationContext ?? 'body') as keyof typeof PLACES]
  if (place === 'header') {
    return request.headers['idempotency-key'] === undefined
      ? { code: 'idempotency_key_missing' }
      : { code: 'idempotency_key_malformed', lengthMax: KEY_LENGTH_MAX }
  }
  const seen = new Set<string>()
  const errors = (error.validation ?? []).flatMap((one): FieldTrouble[] => {
    const { keyword, instancePath, message = 'is wrong' } = one
    const missing = keyword === 'required' ? requiredOf(one.params) : []
    const pointers = missing.length > 0 ? missing.map((name) => `${instancePath}/${name}`) : []
    const fields = pointers.length > 0 ? pointers : [instancePath]
    return fields.flatMap((pointer) => {
      if (seen.has(pointer)) return []
      seen.add(pointer)
      const field = place === 'body' ? pointer : pointer.slice(1)
      const detail = keyword === 'boolean' ? 'is not a known field' : message
      return [{ in: place, field, code: codeOf(keyword), detail }]
    })
  })
  return { code: 'invalid_request', errors: errors.slice(0, FIELD_TROUBLES_MAX) }
}

/** A field that a closed record does not have fails against the schema `false`. */
function codeOf(keyword: string): string {
  return keyword === 'boolean' || keyword === 'additionalProperties' ? 'unknown_field' : keyword
}

function requiredOf(params: unknown): readonly string[] {
  const { requiredProperties } = params as { requiredProperties?: unknown }
  return Array.isArray(requiredProperties) ? requiredProperties.map(String) : []
}
