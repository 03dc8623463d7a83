/**
 * Compares a value with what an OpenAPI 3.0 description says of it: every field that the
 * description knows must have the described shape, fields it does not know are only listed. It is
 * the subset of JSON Schema that payment providers describe themselves in, not a general
 * validator. For tests only.
 */
import assert from 'node:assert/strict'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly nullable?: boolean
  readonly readOnly?: boolean
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: { readonly [field: string]: Schema }
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

interface Content {
  readonly [mediaType: string]: { readonly schema?: Schema }
}

interface Operation {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly schema?: Schema
  }[]
  readonly requestBody?: { readonly content?: Content }
  readonly responses?: { readonly [status: string]: { readonly content?: Content } }
}

/** A parsed description: as much of it as is looked at here. */
export interface Description {
  readonly paths: { readonly [template: string]: { readonly [method: string]: unknown } }
  readonly components: { readonly schemas: { readonly [name: string]: Schema } }
}

export interface Findings {
  /** Sentences that each name the place, sorted by nothing; empty when all is as described. */
  readonly wrong: string[]
  /** Places that the description does not know. */
  readonly unknown: Set<string>
}

export interface Comparing {
  readonly description: Description
  readonly findings: Findings
  /** A form carries texts only: `12` is a whole number there and `true` is true. */
  readonly texts?: boolean
  /** What only answers carry is not missed in a request. */
  readonly request?: boolean
}

export interface Place {
  readonly schema: Schema
  readonly value: unknown
  readonly at: string
}

export const noFindings = (): Findings => ({ wrong: [], unknown: new Set() })

export function schemaNamed(description: Description, name: string): Schema {
  const found = description.components.schemas[name]
  assert.ok(found, `the description knows ${name}`)
  return found
}

export interface FoundOperation {
  readonly template: string
  /** Query parameters as one object, so that a query is compared like a body. */
  readonly query: Schema
  readonly requestBody: Schema | null
  /** The schema of the answer with this status, or of any other answer. */
  readonly response: (status: number) => Schema | null
}

/** Null when the description does not know the address; more literal templates come first. */
export function operationAt(
  description: Description,
  { method, path }: { readonly method: string; readonly path: string },
): FoundOperation | null {
  const steps = path.split('/')
  const fits = Object.keys(description.paths).filter((template) => {
    const parts = template.split('/')
    return (
      parts.length === steps.length &&
      parts.every((part, at) => part.startsWith('{') || part === steps[at])
    )
  })
  const [template] = fits.toSorted((one, other) => one.split('{').length - other.split('{').length)
  if (template === undefined) return null
  const found = description.paths[template]?.[method.toLowerCase()]
  if (found === undefined) return null
  const operation = found as Operation
  const parameters = (operation.parameters ?? []).map((parameter) => {
    return '$ref' in parameter ? (pointed(description, String(parameter.$ref)) as never) : parameter
  }) as NonNullable<Operation['parameters']>
  const query = parameters.filter((parameter) => parameter.in === 'query')
  return {
    template,
    query: {
      type: 'object',
      properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema ?? {}])),
    },
    requestBody: schemaOf(description, operation.requestBody),
    response: (status) =>
      schemaOf(description, operation.responses?.[status] ?? operation.responses?.['default']),
  }
}

function schemaOf(description: Description, part: unknown): Schema | null {
  if (part === undefined) return null
  const told = part as { readonly $ref?: string; readonly content?: Content }
  const found = told.$ref === undefined ? told : (pointed(description, told.$ref) as typeof told)
  return Object.values(found.content ?? {})[0]?.schema ?? null
}

/** Adds to the findings whatever of the value is not as described. */
export function compare(comparing: Comparing, { schema, value, at }: Place): void {
  const resolved = resolve(comparing.description, schema)
  if (value === null || value === undefined) {
    const isNullable = schema.nullable === true || resolved.nullable === true
    const isOpen = Object.keys(resolved).length === 0
    if (!isNullable && !isOpen) comparing.findings.wrong.push(`${at}: null, a value is described`)
    return
  }
  const choices = resolved.anyOf ?? resolved.oneOf
  if (choices === undefined || choices.length === 0) {
    compareKind(comparing, { schema: resolved, value, at })
    return
  }
  // What stands beside the choice holds for each of them.
  const { anyOf: _, oneOf: __, ...beside } = resolved
  const tries = choices.map((one) => {
    const findings = noFindings()
    const joined = resolve(comparing.description, { allOf: [beside, one] })
    compare({ ...comparing, findings }, { schema: joined, value, at })
    return findings
  })
  // Of equals, the one that was wrong deeper inside is the kind that was meant.
  const isWrongAtOnce = (one: Findings): number =>
    Number(one.wrong[0]?.startsWith(`${at}:`) ?? false)
  const [best] = tries.toSorted(
    (one, other) =>
      one.wrong.length - other.wrong.length ||
      one.unknown.size - other.unknown.size ||
      isWrongAtOnce(one) - isWrongAtOnce(other),
  )
  comparing.findings.wrong.push(...(best?.wrong ?? []))
  for (const place of best?.unknown ?? []) comparing.findings.unknown.add(place)
}

function compareKind(comparing: Comparing, { schema, value, at }: Place): void {
  const complain = (words: string): void => {
    comparing.findings.wrong.push(`${at}: ${words}, found ${JSON.stringify(value)?.slice(0, 80)}`)
  }
  if (schema.enum !== undefined) {
    const known: readonly unknown[] = schema.enum
    const isKnown = known.some((one) => one === value || String(one) === value)
    if (!isKnown) complain('not among the values')
  }
  if (schema.type === 'string') compareText(schema, value, complain)
  if (schema.type === 'integer' || schema.type === 'number') {
    compareNumber(schema, numberIn(comparing, value), complain)
  }
  if (schema.type === 'boolean') {
    const isText = comparing.texts === true && (value === 'true' || value === 'false')
    if (typeof value !== 'boolean' && !isText) complain('not true or false')
  }
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return complain('not a list')
    if (value.length < (schema.minItems ?? 0)) complain('too short a list')
    if (value.length > (schema.maxItems ?? Infinity)) complain('too long a list')
    for (const item of value) {
      compare(comparing, { schema: schema.items ?? {}, value: item, at: `${at}[]` })
    }
  }
  if (schema.type === 'object' || schema.properties !== undefined) {
    if (typeof value !== 'object' || Array.isArray(value)) return complain('not an object')
    compareFields(comparing, { schema, value, at })
  }
}

function compareText(schema: Schema, value: unknown, complain: (words: string) => void): void {
  if (typeof value !== 'string') return complain('not text')
  if (value.length > (schema.maxLength ?? Infinity)) complain('too long')
  if (value.length < (schema.minLength ?? 0)) complain('too short')
  // Without the flag `u`: descriptions carry escapes that it forbids.
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    complain(`not like ${schema.pattern}`)
  }
}

function numberIn(comparing: Comparing, value: unknown): unknown {
  const isText = comparing.texts === true && typeof value === 'string'
  return isText && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

function compareNumber(schema: Schema, value: unknown, complain: (words: string) => void): void {
  if (typeof value !== 'number') return complain('not a number')
  if (schema.type === 'integer' && !Number.isSafeInteger(value)) complain('not a whole number')
  if (value < (schema.minimum ?? -Infinity)) complain('too small')
  if (value > (schema.maximum ?? Infinity)) complain('too large')
}

function compareFields(comparing: Comparing, { schema, value, at }: Place): void {
  const fields = value as { readonly [field: string]: unknown }
  const described = schema.properties ?? {}
  for (const name of schema.required ?? []) {
    const known = described[name]
    const onlyAnswered =
      comparing.request === true &&
      known !== undefined &&
      resolve(comparing.description, known).readOnly === true
    if (!(name in fields) && !onlyAnswered) {
      comparing.findings.wrong.push(`${at}.${name}: described as always there`)
    }
  }
  for (const [name, inner] of Object.entries(fields)) {
    const known = described[name]
    const place = `${at}.${name}`
    if (known !== undefined) {
      compare(comparing, { schema: known, value: inner, at: place })
    } else if (typeof schema.additionalProperties === 'object') {
      compare(comparing, { schema: schema.additionalProperties, value: inner, at: place })
    } else if (schema.properties !== undefined) {
      comparing.findings.unknown.add(place)
    }
  }
}

/** References followed, and parts that hold together (`allOf`) joined into one. */
function resolve(description: Description, schema: Schema): Schema {
  if (schema.$ref !== undefined) {
    const { $ref, ...beside } = schema
    const target = resolve(description, pointed(description, $ref) as Schema)
    return Object.keys(beside).length === 0 ? target : { ...target, ...beside }
  }
  if (schema.allOf === undefined) return schema
  const { allOf, ...beside } = schema
  return [...allOf, beside].reduce<Schema>((joined, part) => {
    const one = resolve(description, part)
    return {
      ...joined,
      ...one,
      ...(joined.properties === undefined && one.properties === undefined
        ? {}
        : { properties: { ...joined.properties, ...one.properties } }),
      ...(joined.required === undefined && one.required === undefined
        ? {}
        : { required: [...(joined.required ?? []), ...(one.required ?? [])] }),
    }
  }, {})
}

/** The part of the description that a reference such as `#/components/schemas/charge` names. */
function pointed(description: Description, reference: string): unknown {
  const found = reference
    .replace(/^#\//, '')
    .split('/')
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((here, step) => (here as { [name: string]: unknown })?.[step], description)
  assert.ok(found, `the description refers to ${reference}`)
  return found
}
