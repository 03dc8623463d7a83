/**
 * The small values of the API as schemas. A schema made by `named` becomes a component of the
 * OpenAPI document under that name.
 *
 * Decided once for all routes: yen and bytes are JSON integers within 2^53 − 1 (nine petabytes),
 * instants are RFC 3339 in UTC with up to six digits of a second, days are JST days, and every text
 * for customers comes in all five languages, so that nothing depends on a header.
 */
import * as Type from 'typebox'

const CLOSED = { additionalProperties: false } as const

export function record<const Properties extends Type.TProperties>(
  properties: Properties,
  options: Type.TObjectOptions = {},
) {
  return Type.Object(properties, { ...CLOSED, ...options })
}

export function named<const Properties extends Type.TProperties>(
  title: string,
  description: string,
  properties: Properties,
) {
  return record(properties, { title, description })
}

export function nullable<const Schema extends Type.TSchema>(schema: Schema, description?: string) {
  return Type.Union([schema, Type.Null()], description === undefined ? {} : { description })
}

export const YEN_MAX = Number.MAX_SAFE_INTEGER
export const BYTES_MAX = Number.MAX_SAFE_INTEGER

export const Instant = Type.String({
  format: 'date-time',
  description: 'RFC 3339, UTC, up to six digits of a second.',
})
export const Day = Type.String({ format: 'date', description: 'A day in Japan (JST).' })
export const Id = Type.String({ format: 'uuid' })
export const CatalogueName = Type.String({ maxLength: 64, description: 'Lower-case, with dashes.' })
export const Whole = Type.Integer({ minimum: 0 })
export const Version = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })
export const Kbps = Type.Integer({ minimum: 0, description: 'Kilobits a second.' })
export const Bytes = Type.Integer({ minimum: 0, maximum: BYTES_MAX, description: 'Whole bytes.' })

export const Money = named('Money', 'Whole yen; prices include consumption tax.', {
  amount: Type.Integer({ minimum: 0, maximum: YEN_MAX }),
  currency: Type.Literal('JPY'),
})

export const Texts = named('Texts', 'A text for customers, in every language.', {
  'zh-CN': Type.String(),
  'zh-TW': Type.String(),
  en: Type.String(),
  ja: Type.String(),
  ko: Type.String(),
})

export const LanguageTag = Type.Enum(['zh-CN', 'zh-TW', 'en', 'ja', 'ko'])

export const NetworkName = named('NetworkName', 'A network and how customers know it.', {
  id: CatalogueName,
  name: Texts,
})
