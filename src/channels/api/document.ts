/**
 * The OpenAPI 3.1 document, made from the schemas of the routes. Schemas with a title become
 * components of that name, so that a reader and a generator of clients meet each once.
 */
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { BEARER_SCHEME } from './operation.ts'

export const API_VERSION = '1.0.0'

type OpenApi = NonNullable<FastifyDynamicSwaggerOptions['openapi']>

const ABOUT: OpenApi = {
  openapi: '3.1.1',
  info: {
    title: 'Tsuzuki API',
    version: API_VERSION,
    description:
      'Renewals of prepaid data lines. Yen and bytes are JSON integers, instants RFC 3339 in ' +
      'UTC, days JST days, texts for customers come in all five languages. Errors are RFC 9457 ' +
      'problems: decide by `code`.',
  },
  components: {
    securitySchemes: {
      [BEARER_SCHEME]: {
        type: 'http',
        scheme: 'bearer',
        description: 'An API key, `tsk_…`, with the scope that the operation names.',
      },
    },
  },
}

export const documentation = {
  plugin: swagger,
  options: {
    openapi: ABOUT,
    convertConstToEnum: false,
    stripBasePath: false,
    transformObject: (made) =>
      'openapiObject' in made ? withComponents(made.openapiObject) : made.swaggerObject,
  } satisfies FastifyDynamicSwaggerOptions,
}

function withComponents<Document extends { paths?: unknown; components?: unknown }>(
  document: Document,
): Document {
  const schemas: Record<string, unknown> = {}
  const paths = moved(document.paths, schemas)
  const components = { ...(document.components as object), schemas }
  return { ...document, paths, components }
}

/** A copy in which each schema with a title is a reference to its component. */
function moved(part: unknown, schemas: Record<string, unknown>): unknown {
  if (Array.isArray(part)) return part.map((one) => moved(one, schemas))
  if (typeof part !== 'object' || part === null) return part
  const copy = Object.fromEntries(
    // An example is content, not a schema.
    Object.entries(part).map(([name, field]: [string, unknown]) => [
      name,
      name === 'example' ? field : moved(field, schemas),
    ]),
  )
  const { title } = part as { title?: unknown }
  if (typeof title !== 'string') return copy
  schemas[title] = copy
  return { $ref: `#/components/schemas/${title}` }
}

/** What the page and the tests read of the document. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

export interface OpenApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
  }[]
}
