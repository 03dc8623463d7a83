/**
 * Turning a body into an answer: the frame, the language, the headers, and the pages of trouble.
 * Also the seal of every form.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { createElement, type JSX } from 'preact'
import type { App } from '../../app/app.ts'
import { STORE_RETRY_SECONDS, StoreAway } from '../../app/ports.ts'
import { pendingTerms } from '../../app/queries/terms-view.ts'
import { DoorBusy } from '../../app/sagas/paying.ts'
import { refusedStatus } from '../retry-after.ts'
import { contentSecurityPolicy, document, type DocumentProps } from './layout.tsx'
import { troubleTold, TroublePage, type TroubleStatus } from './pages/trouble.tsx'
import { paths } from './paths.ts'
import type { FormSeal } from '../form.tsx'
import type { PortalSettings } from './desk.ts'
import { voice, type Voice } from './words/words.ts'

export interface PageGiven {
  readonly title: string
  readonly body: JSX.Element
  readonly head?: JSX.Element | null
  readonly banner?: string | undefined
  readonly here?: DocumentProps['here']
  readonly status?: number
  /** The page may be kept by the service worker and read offline. */
  readonly keep?: 'home'
  /** The page as a GET, where this answer is to a POST. */
  readonly path?: string
  /** In place of the usual ones. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface PageMaker {
  send(request: FastifyRequest, reply: FastifyReply, page: PageGiven): FastifyReply
  /** Anti-forgery token and a fresh key for one attempt. */
  seal(request: FastifyRequest): FormSeal
  trouble(
    request: FastifyRequest,
    reply: FastifyReply,
    trouble: { readonly status: TroubleStatus; readonly waitSeconds?: number },
  ): FastifyReply
  voice(request: FastifyRequest): Voice
  /** The sentence for a form whose seal is not (any more) this browser's. */
  expired(request: FastifyRequest): string
  onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply
  onNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply
}

const KEY_BYTES = 15
const REFERENCE_LENGTH = 8
export const CSRF_LENGTH = 40

export function pageMaker(portal: {
  readonly app: App
  readonly settings: PortalSettings
}): PageMaker {
  const { app, settings } = portal
  const headers = pageHeaders(app, settings)

  function seal(request: FastifyRequest): FormSeal {
    return {
      csrf: csrfToken(app, request),
      key: app.dice.bytes(KEY_BYTES).toBase64({ alphabet: 'base64url' }),
    }
  }

  function send(request: FastifyRequest, reply: FastifyReply, page: PageGiven): FastifyReply {
    const { language, signedIn } = request.visitor
    const { keep, status, title, body } = page
    const kept = keep === undefined ? {} : { 'x-tsuzuki-keep': keep }
    void reply.headers({ ...headers, ...kept, ...page.headers })
    const html = document({
      language,
      title,
      path: page.path ?? plainPath(request),
      body,
      sandbox: settings.sandbox,
      ...(page.head === undefined || page.head === null ? {} : { head: page.head }),
      ...(page.banner === undefined ? {} : { banner: page.banner }),
      ...(page.here === undefined ? {} : { here: page.here }),
      ...(signedIn === null ? {} : { signedIn: seal(request), ...asking(app, request) }),
    })
    return reply
      .code(refusedStatus(reply, status ?? 200))
      .type('text/html; charset=utf-8')
      .send(html)
  }

  const trouble: PageMaker['trouble'] = (request, reply, { status, waitSeconds }) => {
    const speech = voice(request.visitor.language)
    const reference = request.id.slice(0, REFERENCE_LENGTH)
    const body = createElement(TroublePage, {
      voice: speech,
      status,
      ...(waitSeconds === undefined ? {} : { waitSeconds }),
      ...(status === 500 ? { reference } : {}),
    })
    if (waitSeconds !== undefined) void reply.header('retry-after', String(waitSeconds))
    const { title } = troubleTold(status, speech.words.trouble)
    return send(request, reply, { title, body, status, path: '/' })
  }

  return {
    send,
    seal,
    trouble,
    voice: (request) => voice(request.visitor.language),
    expired: (request) => voice(request.visitor.language).words.trouble.forbidden.text,
    onError: (error, request, reply) => answerError(trouble, { error, request, reply }),
    onNotFound: (request, reply) => trouble(request, reply, { status: 404 }),
  }
}

/** Not where terms are the very matter of the page. */
function asking(app: App, request: FastifyRequest): Pick<DocumentProps, 'asksTerms'> {
  const { signedIn } = request.visitor
  const isAbout = request.url.startsWith(paths.pendingTerms)
  if (signedIn === null || isAbout) return {}
  return { asksTerms: pendingTerms(app, signedIn.account).now.length > 0 }
}

/** Few and short: at 128 kbps headers weigh as much as words. */
function pageHeaders(app: App, settings: PortalSettings): Record<string, string> {
  const secure = app.portalUrl.startsWith('https:')
  return {
    'content-security-policy': contentSecurityPolicy(settings.providerOrigins),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

function answerError(
  trouble: PageMaker['trouble'],
  failed: {
    readonly error: FastifyError
    readonly request: FastifyRequest
    readonly reply: FastifyReply
  },
): FastifyReply {
  const { error, request, reply } = failed
  const status = error.statusCode ?? 500
  if (request.visitor === undefined) return reply.code(status).send()
  if (error instanceof StoreAway || error instanceof DoorBusy) {
    return trouble(request, reply, { status: 503, waitSeconds: STORE_RETRY_SECONDS })
  }
  if (status === 429) {
    const wait = Number(reply.getHeader('retry-after') ?? 60)
    return trouble(request, reply, { status: 429, waitSeconds: wait })
  }
  if (status < 500) return trouble(request, reply, { status: 404 })
  request.log.error({ err: error }, 'a page failed')
  return trouble(request, reply, { status: 500 })
}

export function csrfToken(app: App, request: FastifyRequest): string {
  return app.vault.keyed('form', request.visitor.browser).slice(0, CSRF_LENGTH)
}

/** Path and query without the language wish, for the switcher. */
function plainPath(request: FastifyRequest): string {
  const url = new URL(request.url, 'http://portal')
  url.searchParams.delete('lang')
  return `${url.pathname}${url.search}`
}
