/**
 * A posted form: its text fields, whether the seal is right, and the origin of the command it asks
 * for. Not the form's look (`../form.tsx`).
 */
import type { FastifyRequest } from 'fastify'
import { KEY_LENGTH_MAX, type Origin } from '../../app/origin.ts'
import type { App } from '../../app/app.ts'
import { ownPage, readFields, sameToken, type PostedFields } from '../posted.ts'
import { csrfToken } from './page.ts'

export interface PostedForm extends PostedFields {
  /** The anti-forgery token belongs to this browser, and the post came from our own page. */
  readonly sealed: boolean
  readonly origin: Origin
  readonly key: string
}

export function readForm(app: App, request: FastifyRequest): PostedForm {
  const posted = readFields(request)
  const { fields } = posted
  const key = (fields['key'] ?? '').slice(0, KEY_LENGTH_MAX)
  return {
    ...posted,
    sealed: ownPage(request) && sameToken(fields['csrf'] ?? '', csrfToken(app, request)),
    origin: {
      channel: 'web',
      actor: request.visitor.actor,
      key: key === '' ? null : `web|${key}`,
    },
    key,
  }
}
