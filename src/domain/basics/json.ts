/**
 * Domain values as JSON and back: instants, dates, bigints and byte arrays are tagged, everything
 * else is plain. For values we wrote ourselves; not a parser of foreign input.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Turns a domain value into plain JSON data. `undefined` fields are left out. */
export function toJson(value: unknown): Json {
  switch (typeof value) {
    case 'bigint':
      return { $bigint: value.toString() }
    case 'object':
      return objectToJson(value)
    case 'string':
    case 'number':
    case 'boolean':
      return value
    default:
      throw new TypeError(`a ${typeof value} has no JSON form`)
  }
}

function objectToJson(value: object | null): Json {
  if (value === null) return null
  if (value instanceof Temporal.Instant) return { $instant: value.toString() }
  if (value instanceof Temporal.PlainDate) return { $date: value.toString() }
  if (value instanceof Uint8Array) return { $bytes: value.toBase64() }
  if (Array.isArray(value)) return value.map(toJson)
  const plain: Record<string, Json> = {}
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) plain[name] = toJson(field)
  }
  return plain
}

/**
 * `JSON.stringify(toJson(value))`, without the data in between: rows of hot paths are written so.
 * `instantText` may know a shorter way to the same instant.
 */
export function toJsonText(
  value: unknown,
  instantText: (instant: Temporal.Instant) => string = String,
): string {
  switch (typeof value) {
    case 'bigint':
      return `{"$bigint":"${value}"}`
    case 'object':
      return objectToText(value, instantText)
    case 'string':
    case 'number':
    case 'boolean':
      return JSON.stringify(value)
    default:
      throw new TypeError(`a ${typeof value} has no JSON form`)
  }
}

function objectToText(
  value: object | null,
  instantText: (instant: Temporal.Instant) => string,
): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return listToText(value, instantText)
  if (value instanceof Temporal.Instant) return `{"$instant":"${instantText(value)}"}`
  if (value instanceof Temporal.PlainDate) return `{"$date":"${value.toString()}"}`
  if (value instanceof Uint8Array) return `{"$bytes":"${value.toBase64()}"}`
  let text = ''
  for (const name of Object.keys(value)) {
    const field = (value as Record<string, unknown>)[name]
    if (field === undefined) continue
    if (text !== '') text += ','
    text += nameText(name) + toJsonText(field, instantText)
  }
  return `{${text}}`
}

/** Fields of our own types are few, and written again and again. */
const NAMES_KEPT_MAX = 1_024
const nameTexts = new Map<string, string>()

function nameText(name: string): string {
  const known = nameTexts.get(name)
  if (known !== undefined) return known
  const text = `${JSON.stringify(name)}:`
  if (nameTexts.size < NAMES_KEPT_MAX) nameTexts.set(name, text)
  return text
}

function listToText(
  list: readonly unknown[],
  instantText: (instant: Temporal.Instant) => string,
): string {
  let text = ''
  for (const one of list) text += `${text === '' ? '' : ','}${toJsonText(one, instantText)}`
  return `[${text}]`
}

/** The inverse of `toJson`; the caller states the type it wrote. */
export function fromJson<Value>(json: unknown): Value {
  return revive(json) as Value
}

function revive(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) return json.map(revive)
  if ('$bigint' in json) return BigInt(json.$bigint as string)
  if ('$instant' in json) return Temporal.Instant.from(json.$instant as string)
  if ('$date' in json) return Temporal.PlainDate.from(json.$date as string)
  if ('$bytes' in json) return Uint8Array.fromBase64(json.$bytes as string)
  const value: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(json)) value[name] = revive(field)
  return value
}
