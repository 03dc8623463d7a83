/**
 * What every posted form is judged by, whoever posts it: clean text, our own page, the right seal.
 * Whose command it asks for is each channel's (`web/form.ts`, `counter/form.ts`).
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

export const FIELD_LENGTH_MAX = 8_192

export interface PostedFields {
  /** The first value of each field, cut at `FIELD_LENGTH_MAX`. */
  readonly fields: Readonly<Record<string, string>>
  /** All values of a field that may come several times. */
  all(name: string): readonly string[]
}

export function readFields(request: FastifyRequest): PostedFields {
  const body = (request.body ?? {}) as Record<string, unknown>
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(body)) {
    const first: unknown = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string') fields[name] = clean(first)
  }
  return {
    fields,
    all(name) {
      const value = body[name]
      const values: readonly unknown[] = Array.isArray(value) ? value : [value]
      return values.filter((one) => typeof one === 'string').map(clean)
    },
  }
}

/** A store of text holds no NUL and no half characters; nobody types them. */
function clean(text: string): string {
  return text.slice(0, FIELD_LENGTH_MAX).replaceAll('\0', '').toWellFormed()
}

/** Browsers say where a post comes from; one from elsewhere is never ours. */
export function ownPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

export function sameToken(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
