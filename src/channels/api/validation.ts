/**
 * Checks input against the schemas of a route. A query is text, so a whole number written plainly
 * is read as one; nothing else is converted, and a body is taken as it is.
 */
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify'
import * as Type from 'typebox'
import { Compile } from 'typebox/compile'

const PLAIN_WHOLE = /^(?:0|[1-9]\d{0,14})$/

export const compileValidator: FastifySchemaCompiler<Type.TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema)
  const wholes = httpPart === 'querystring' ? wholeFields(schema) : []
  return (given: unknown) => {
    const value = wholes.length === 0 ? given : withWholes(given, wholes)
    if (check.Check(value)) return { value }
    const error: FastifySchemaValidationError[] = check.Errors(value)
    return { error }
  }
}

function wholeFields(schema: Type.TSchema): readonly string[] {
  if (!Type.IsObject(schema)) return []
  return Object.entries(schema.properties).flatMap(([name, field]) =>
    Type.IsInteger(field) ? [name] : [],
  )
}

function withWholes(query: unknown, wholes: readonly string[]): unknown {
  const value = { ...(query as Readonly<Record<string, unknown>>) }
  for (const name of wholes) {
    const text = value[name]
    if (typeof text === 'string' && PLAIN_WHOLE.test(text)) value[name] = Number(text)
  }
  return value
}
