/**
 * A posted form: its text fields, whether the seal is right, and the origin of the command it asks
 * for. Not the form's look (`parts/form.tsx`).
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { KEY_LENGTH_MAX, type Origin } from '../../app/origin.ts'
import type { App } from '../../app/app.ts'
import { csrfToken } from './page.ts'

export interface PostedForm {
  /** The first value of each field, cut at `FIELD_LENGTH_MAX`. */
  readonly fields: Readonly<Record<string, string>>
  /** All values of a field that may come several times. */
  all(name: string): readonly string[]
  /** The anti-forgery token belongs to this browser, and the post came from our own page. */
  readonly sealed: boolean
  readonly origin: Origin
  readonly key: string
}

export const FIELD_LENGTH_MAX = 8_192

export function readForm(app: App, request: FastifyRequest): PostedForm {
  const body = (request.body ?? {}) as Record<string, unknown>
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(body)) {
    const first: unknown = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string') fields[name] = clean(first)
  }
  const key = (fields['key'] ?? '').slice(0, KEY_LENGTH_MAX)
  return {
    fields,
    all(name) {
      const value = body[name]
      const values: readonly unknown[] = Array.isArray(value) ? value : [value]
      return values.filter((one) => typeof one === 'string')
    },
    sealed: ownPage(request) && sameToken(fields['csrf'] ?? '', csrfToken(app, request)),
    origin: {
      channel: 'web',
      actor: request.visitor.actor,
      key: key === '' ? null : `web|${key}`,
    },
    key,
  }
}

/** A store of text holds no NUL and no half characters; nobody types them. */
function clean(text: string): string {
  return text.slice(0, FIELD_LENGTH_MAX).replaceAll('\0', '').toWellFormed()
}

/** Browsers say where a post comes from; one from elsewhere is never ours. */
function ownPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

function sameToken(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
