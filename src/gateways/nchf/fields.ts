/**
 * Reading a foreign JSON object field by field, in such a way that nothing is believed unread and
 * every wrong place is named by its JSON Pointer (RFC 6901). `null` is taken as absent. Not a
 * schema: what nobody asks for is not looked at.
 */

export interface Trouble {
  readonly pointer: string
  readonly reason: string
  /** Of a field that must be there, or of one that may. */
  readonly mandatory: boolean
  readonly missing: boolean
}

/** Beyond it troubles are no longer noted: a body may be wrong in a thousand places. */
export const TROUBLES_MAX = 16

export interface Fields {
  readonly values: Readonly<Record<string, unknown>>
  readonly pointer: string
  readonly troubles: Trouble[]
}

/** `read` answers undefined for what is not as `wanted` says. */
export interface Kind<Value> {
  readonly wanted: string
  readonly read: (value: unknown) => Value | undefined
}

/** Null when the field is absent, and when it is wrong, which is then noted. */
export function optional<Value>(fields: Fields, name: string, kind: Kind<Value>): Value | null {
  return readField(fields, name, { kind, mandatory: false })
}

/** Null when something was noted. */
export function required<Value>(fields: Fields, name: string, kind: Kind<Value>): Value | null {
  if (isAbsent(fields, name)) {
    note(fields, { name, reason: 'is missing', mandatory: true, missing: true })
    return null
  }
  return readField(fields, name, { kind, mandatory: true })
}

/** Null when absent; what is there and wrong is as good as absent, for we can do without. */
export function helpful<Value>(fields: Fields, name: string, kind: Kind<Value>): Value | null {
  return isAbsent(fields, name) ? null : (kind.read(fields.values[name]) ?? null)
}

/** The object within, or null. */
export function within(fields: Fields, name: string): Fields | null {
  const values = optional(fields, name, OBJECT)
  return values === null ? null : inside(fields, name, values)
}

/** The object within that must be there; null when something was noted. */
export function requiredWithin(fields: Fields, name: string): Fields | null {
  const values = required(fields, name, OBJECT)
  return values === null ? null : inside(fields, name, values)
}

/** The object within, or null; what is no object is as good as absent. */
export function helpfulWithin(fields: Fields, name: string): Fields | null {
  const values = helpful(fields, name, OBJECT)
  return values === null ? null : inside(fields, name, values)
}

/** Objects of a list, each with its place; empty when absent or wrong. */
export function each(fields: Fields, name: string, countMax: number): readonly Fields[] {
  const list = optional(fields, name, listOf(countMax)) ?? []
  const place = inside(fields, name, {})
  return list.flatMap((item, at) => {
    const values = OBJECT.read(item)
    if (values !== undefined) return [inside(place, String(at), values)]
    const reason = `must be ${OBJECT.wanted}`
    note(place, { name: String(at), reason, mandatory: false, missing: false })
    return []
  })
}

export function isAbsent({ values }: Fields, name: string): boolean {
  return !Object.hasOwn(values, name) || values[name] === null
}

export const OBJECT: Kind<Readonly<Record<string, unknown>>> = {
  wanted: 'an object',
  read: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined,
}

export const TRUTH: Kind<boolean> = {
  wanted: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
}

/** What a database may not be able to keep, and a log may not be able to show. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

export function textUpTo(lengthMax: number): Kind<string> {
  return {
    wanted: `1 to ${lengthMax} printable characters`,
    read: (value) => (isText(value, lengthMax) ? value : undefined),
  }
}

/** Of names that are ASCII by their own rules: as many octets as characters. */
export function asciiUpTo(lengthMax: number): Kind<string> {
  const wanted = `1 to ${lengthMax} printable characters of ASCII`
  return like(new RegExp(`^[\\x20-\\x7e]{1,${lengthMax}}$`), wanted)
}

function isText(value: unknown, lengthMax: number): value is string {
  if (typeof value !== 'string' || value === '' || value.length > lengthMax) return false
  return !UNPRINTABLE.test(value)
}

export function wholeUpTo(max: number): Kind<number> {
  return {
    wanted: `a whole number from 0 to ${max}`,
    read: (value) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max
        ? value
        : undefined,
  }
}

export function like(pattern: RegExp, wanted: string): Kind<string> {
  return {
    wanted,
    read: (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined),
  }
}

function listOf(countMax: number): Kind<readonly unknown[]> {
  return {
    wanted: `a list of at most ${countMax}`,
    read: (value) => (Array.isArray(value) && value.length <= countMax ? value : undefined),
  }
}

function readField<Value>(
  fields: Fields,
  name: string,
  { kind, mandatory }: { readonly kind: Kind<Value>; readonly mandatory: boolean },
): Value | null {
  if (isAbsent(fields, name)) return null
  const value = kind.read(fields.values[name])
  if (value !== undefined) return value
  note(fields, { name, reason: `must be ${kind.wanted}`, mandatory, missing: false })
  return null
}

function note(
  { pointer, troubles }: Fields,
  { name, ...trouble }: Omit<Trouble, 'pointer'> & { readonly name: string },
): void {
  if (troubles.length >= TROUBLES_MAX) return
  troubles.push({ pointer: `${pointer}/${escaped(name)}`, ...trouble })
}

function inside(fields: Fields, name: string, values: Fields['values']): Fields {
  return { values, pointer: `${fields.pointer}/${escaped(name)}`, troubles: fields.troubles }
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
