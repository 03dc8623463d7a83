/**
 * Readers of operator files: from the plain values of a YAML or CSV file to values that can be
 * relied on, telling every trouble with its place instead of stopping at the first. They know
 * nothing of what the values mean, nor of the file's text; line numbers are the file adapter's.
 */
import { parseName } from '../../domain/basics/ids.ts'
import { LANGUAGES, type Language, type Localised } from '../../domain/basics/language.ts'
import type { Result } from '../../domain/basics/result.ts'
import { instant, jstMidnight, type Instant, type JstDate } from '../../domain/basics/time.ts'

/** Names and list positions (from 0) on the way from the top of the file. */
export type Path = readonly (string | number)[]

export interface Trouble {
  readonly path: Path
  readonly message: string
}

/** Everything wrong with a file is told at once. */
export type Read<Value> = Result<
  Value,
  { readonly code: 'unsound_file'; troubles: readonly Trouble[] }
>

export const WRONG = Symbol('wrong')
export type Wrong = typeof WRONG

export interface Place {
  readonly path: Path
  readonly troubles: Trouble[]
}

/** Answers `WRONG` after telling why. */
export type Reader<Value> = (given: unknown, place: Place) => Value | Wrong

export function read<Value>(reader: Reader<Value>, given: unknown): Read<Value> {
  const troubles: Trouble[] = []
  const value = reader(given, { path: [], troubles })
  if (value !== WRONG && troubles.length === 0) return { ok: true, value }
  return { ok: false, refusal: { code: 'unsound_file', troubles } }
}

export function tell({ path, troubles }: Place, message: string): Wrong {
  troubles.push({ path, message })
  return WRONG
}

export function within(place: Place, step: string | number): Place {
  return { path: [...place.path, step], troubles: place.troubles }
}

/** `offers[3].price`, as people count: the first of a list is 1. */
export function pathText(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step + 1}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}

export function text(options: { readonly max: number; readonly empty?: boolean }): Reader<string> {
  return (given, place) => {
    if (typeof given !== 'string') return tell(place, 'a text is needed here')
    const trimmed = given.trim()
    if (trimmed === '' && options.empty !== true) return tell(place, 'this text is empty')
    if (trimmed.length > options.max) return tell(place, `longer than ${options.max} characters`)
    return trimmed
  }
}

export function whole(options: { readonly min: number; readonly max: number }): Reader<number> {
  const { min, max } = options
  return (given, place) => {
    const fits =
      typeof given === 'number' && Number.isInteger(given) && given >= min && given <= max
    return fits ? given : tell(place, `a whole number from ${min} to ${max} is needed here`)
  }
}

export function oneOf<const Word extends string>(words: readonly Word[]): Reader<Word> {
  return (given, place) => {
    const found = words.find((word) => word === given)
    return found ?? tell(place, `one of ${words.join(', ')} is needed here`)
  }
}

/** What a parser of the domain answers with a value or null. */
export function parsed<Value>(
  parse: (text: string) => Value | null,
  message: string,
): Reader<Value> {
  return (given, place) => {
    const value = typeof given === 'string' ? parse(given) : null
    return value ?? tell(place, message)
  }
}

/** A text of that shape, as it stands. */
export function matching(pattern: RegExp, message: string): Reader<string> {
  return parsed((given) => (pattern.test(given) ? given : null), message)
}

const DATE_ALONE = /^\d{4}-\d{2}-\d{2}$/

function parseDate(given: string): JstDate | null {
  if (!DATE_ALONE.test(given)) return null
  try {
    return Temporal.PlainDate.from(given)
  } catch {
    return null
  }
}

export const date: Reader<JstDate> = parsed(parseDate, 'a date (2026-12-31) is needed here')

/** A date alone means the JST midnight that begins it; else RFC 3339 with its offset. */
export const when: Reader<Instant> = (given, place) => {
  const message = 'a date (2026-04-01) or a time with its offset (2026-04-01T09:00+09:00) is needed'
  if (typeof given !== 'string') return tell(place, message)
  const day = parseDate(given)
  if (day !== null) return jstMidnight(day)
  try {
    return instant(given)
  } catch {
    return tell(place, message)
  }
}

export function orNull<Value>(reader: Reader<Value>): Reader<Value | null> {
  return (given, place) => (given === null || given === undefined ? null : reader(given, place))
}

export function orElse<Value>(reader: Reader<Value>, otherwise: Value): Reader<Value> {
  return (given, place) => (given === undefined ? otherwise : reader(given, place))
}

export function listOf<Value>(
  reader: Reader<Value>,
  bounds: { readonly min: number; readonly max: number },
): Reader<readonly Value[]> {
  return (given, place) => {
    if (!Array.isArray(given)) return tell(place, 'a list is needed here')
    if (given.length < bounds.min) return tell(place, `at least ${bounds.min} is needed here`)
    if (given.length > bounds.max) return tell(place, `no more than ${bounds.max} are allowed here`)
    const values: Value[] = []
    let whole = true
    for (const [index, one] of given.entries()) {
      const value = reader(one, within(place, index))
      if (value === WRONG) whole = false
      else values.push(value)
    }
    return whole ? values : WRONG
  }
}

type Fields = Readonly<Record<string, Reader<unknown>>>
type ValuesOf<Shape extends Fields> = {
  readonly [Name in keyof Shape]: Exclude<ReturnType<Shape[Name]>, Wrong>
}

/**
 * Every field by its own reader; a field that nobody reads is a trouble, most likely a typing slip.
 */
export function record<const Shape extends Fields>(fields: Shape): Reader<ValuesOf<Shape>> {
  return (given, place) => {
    if (!isPlainRecord(given)) return tell(place, 'named fields are needed here')
    for (const name of Object.keys(given)) {
      if (fields[name] !== undefined) continue
      tell(within(place, name), `unknown; known are ${Object.keys(fields).join(', ')}`)
    }
    const values: Record<string, unknown> = {}
    let whole = true
    for (const [name, reader] of Object.entries(fields)) {
      const value = reader(given[name], within(place, name))
      if (value === WRONG) whole = false
      else values[name] = value
    }
    return whole ? (values as ValuesOf<Shape>) : WRONG
  }
}

export function isPlainRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

/** As the operator names things of the catalogue. */
export function named<Id extends NonNullable<ReturnType<typeof parseName>>>(): Reader<Id> {
  return parsed<Id>(parseName, 'a name of lower-case words joined by dashes is needed here')
}

type Kinds = Readonly<Record<string, Fields>>
type ChoiceOf<Shapes extends Kinds> = {
  readonly [Kind in keyof Shapes]: { readonly kind: Kind } & ValuesOf<Shapes[Kind]>
}[keyof Shapes]

/** A union told apart by `kind`; a kind without further fields may stand alone as a word. */
export function choice<const Shapes extends Kinds>(shapes: Shapes): Reader<ChoiceOf<Shapes>> {
  const kinds = Object.keys(shapes)
  return (given, place) => {
    const { kind, ...rest } = isPlainRecord(given) ? given : { kind: given }
    const fields = typeof kind === 'string' && kinds.includes(kind) ? shapes[kind] : undefined
    if (fields === undefined) return tell(place, `one of ${kinds.join(', ')} is needed here`)
    const value = record(fields)(rest, place)
    return value === WRONG ? WRONG : ({ kind, ...value } as ChoiceOf<Shapes>)
  }
}

/** A text in every language of the portal; a missing one is a trouble. */
export function localised(options: { readonly max: number }): Reader<Localised> {
  const one = text(options)
  const fields = Object.fromEntries(LANGUAGES.map((language) => [language, one]))
  return record(fields as Record<Language, Reader<string>>)
}

/** Goes on with a value that was read well. */
export function and<Value, Next>(
  reader: Reader<Value>,
  next: (value: Value, place: Place) => Next | Wrong,
): Reader<Next> {
  return (given, place) => {
    const value = reader(given, place)
    return value === WRONG ? WRONG : next(value, place)
  }
}

/** A second entry of the same name would silently win; it is a trouble instead. */
export function unique<Value>(
  reader: Reader<readonly Value[]>,
  nameOf: (value: Value) => string,
): Reader<readonly Value[]> {
  return and(reader, (values, place) => {
    const seen = new Set<string>()
    let isUnique = true
    for (const [index, value] of values.entries()) {
      const name = nameOf(value)
      if (seen.has(name)) {
        tell(within(place, index), `${name} is in this file twice`)
        isUnique = false
      }
      seen.add(name)
    }
    return isUnique ? values : WRONG
  })
}
