/** What the OpenAPI document says of a route, beside the schemas its input is checked with. */
import * as Type from 'typebox'
import type { ApiScope } from '../../app/api-keys.ts'
import { KEY_LENGTH_MAX } from '../../app/origin.ts'
import { PROBLEM_TYPE } from './answer.ts'
import { PHRASEBOOK, type Trouble } from './problems.ts'

export const BEARER_SCHEME = 'apiKey'

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ format: 'uri-reference' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: 'An English sentence for developers.' }),
    code: Type.Enum(Object.keys(PHRASEBOOK), { description: 'Stable; decide by it.' }),
  },
  {
    title: 'Problem',
    description: 'RFC 9457. The facts of the code stand beside as further members.',
    additionalProperties: true,
  },
)

/** The header names one attempt; in `schema.headers` it is also what checks it. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.String({
    minLength: 1,
    maxLength: KEY_LENGTH_MAX,
    pattern: '^[\\x21-\\x7e]+$',
    description: 'Names this one attempt, for 30 days, within the line and the API key.',
  }),
})

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly scope: ApiScope
  readonly status?: 200 | 201
  readonly response: Type.TSchema
  readonly example: object
  /** Refusals of this very route; those of the protocol belong to all. */
  readonly refusals?: readonly Trouble['code'][]
}

/** The part of a route's schema that is words. */
export function told(operation: Operation) {
  const { response, example } = operation
  return toldWith(operation, { 'application/json': { schema: response, example } })
}

/** A route that answers with a file. */
export function toldFile({
  type,
  ...operation
}: Omit<Operation, 'response' | 'example'> & { readonly type: string }) {
  return toldWith(operation, { [type]: { schema: Type.String({ format: 'binary' }) } })
}

function toldWith(
  operation: Omit<Operation, 'response' | 'example'>,
  content: Record<string, object>,
) {
  const { operationId, summary, scope, refusals = [] } = operation
  const codes = refusals.length === 0 ? '' : ` Refusals of its own: ${refusals.join(', ')}.`
  return {
    operationId,
    summary,
    description: `${operation.description ?? ''} Scope: \`${scope}\`.${codes}`.trim(),
    tags: [scope.split(':')[0] ?? scope],
    security: [{ [BEARER_SCHEME]: [] }],
    response: {
      [operation.status ?? 200]: {
        description: operation.summary,
        content,
      },
      default: {
        description: 'A problem (RFC 9457).',
        content: { [PROBLEM_TYPE]: { schema: ProblemSchema } },
      },
    },
  }
}
