/**
 * A posted form of the console: its text fields, whether the seal is right, and the origin of the
 * command it asks for. Not the form's look (`../form.tsx`).
 */
import type { FastifyRequest } from 'fastify'
import { KEY_LENGTH_MAX, type Origin } from '../../app/origin.ts'
import type { App } from '../../app/app.ts'
import { channelOf } from '../../app/staff/channel.ts'
import type { FormSeal } from '../form.tsx'
import { ownPage, readFields, sameToken, type PostedFields } from '../posted.ts'

export interface PostedForm extends PostedFields {
  /** The anti-forgery token belongs to this browser, and the post came from our own page. */
  readonly sealed: boolean
  /** Of the hotline where an agent asks, of the counter otherwise. */
  readonly origin: Origin
  readonly key: string
}

const KEY_BYTES = 15
const CSRF_LENGTH = 40

export function readForm(app: App, request: FastifyRequest): PostedForm {
  const posted = readFields(request)
  const { fields } = posted
  const key = (fields['key'] ?? '').slice(0, KEY_LENGTH_MAX)
  const { signedIn, actor } = request.staffer
  return {
    ...posted,
    sealed: ownPage(request) && sameToken(fields['csrf'] ?? '', csrfToken(app, request)),
    origin: {
      channel: signedIn === null ? 'counter' : channelOf(signedIn.staff),
      actor,
      key: key === '' ? null : `counter|${key}`,
    },
    key,
  }
}

/** Anti-forgery token and a fresh key for one attempt. */
export function freshSeal(app: App, request: FastifyRequest): FormSeal {
  return {
    csrf: csrfToken(app, request),
    key: app.dice.bytes(KEY_BYTES).toBase64({ alphabet: 'base64url' }),
  }
}

/** Of the browser and, once signed in, of that sign-in: a token from before is no good after. */
function csrfToken(app: App, request: FastifyRequest): string {
  const { browser, signedIn } = request.staffer
  const bound = `staff|${browser}|${signedIn?.signIn.id ?? ''}`
  return app.vault.keyed('form', bound).slice(0, CSRF_LENGTH)
}
