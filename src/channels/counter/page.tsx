/**
 * Turning a body into an answer: the frame, the headers, and the pages of trouble. Also the seal of
 * every form.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { JSX } from 'preact'
import type { App } from '../../app/app.ts'
import { STORE_RETRY_SECONDS, StoreAway } from '../../app/ports.ts'
import { DoorBusy } from '../../app/sagas/paying.ts'
import type { FormProps, FormSeal } from '../form.tsx'
import type { ConsoleSettings } from './desk.ts'
import { freshSeal } from './form.ts'
import { frame, type Place } from './frame.tsx'
import { STYLES_HASH } from './look/styles.ts'
import { paths } from './paths.ts'
import { consoleWords, type ConsoleWords, type Told } from './words/console/words.ts'

export interface PageGiven {
  readonly title: string
  readonly body: JSX.Element
  /** The menu entry that is the current one. */
  readonly here?: Place
  readonly banner?: string
  readonly status?: number
  /** Further elements of the head, such as a refresh. */
  readonly head?: JSX.Element
  /** The page as a GET, where this answer is to a POST. */
  readonly path?: string
  /** The search field has the focus; otherwise the page's one `autofocus` or nothing. */
  readonly findsFirst?: boolean
  /** Says nothing of who is signed in or what they did: sign-in and lock screen. */
  readonly bare?: boolean
}

export type TroubleStatus = 403 | 404 | 429 | 500 | 503

export interface ConsolePages {
  send(request: FastifyRequest, reply: FastifyReply, page: PageGiven): FastifyReply
  /** Anti-forgery token and a fresh key for one attempt. */
  seal(request: FastifyRequest): FormSeal
  trouble(
    request: FastifyRequest,
    reply: FastifyReply,
    trouble: { readonly status: TroubleStatus; readonly waitSeconds?: number },
  ): FastifyReply
  words(request: FastifyRequest): ConsoleWords
  onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply
  onNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply
}

const REFERENCE_LENGTH = 8

export const CONSOLE_POLICY: string = [
  "default-src 'none'",
  `style-src ${STYLES_HASH}`,
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function consolePages(console: {
  readonly app: App
  readonly settings: ConsoleSettings
}): ConsolePages {
  const { app, settings } = console
  const headers = pageHeaders(app)
  const words = (request: FastifyRequest) => consoleWords(request.staffer.language)
  const seal = (request: FastifyRequest) => freshSeal(app, request)

  function send(request: FastifyRequest, reply: FastifyReply, page: PageGiven): FastifyReply {
    const { language, signedIn } = request.staffer
    const isOpen = signedIn?.state === 'open' && page.bare !== true
    const html = frame({
      ...page,
      language,
      path: page.path ?? plainPath(request),
      sandbox: settings.sandbox,
      desk: isOpen ? { signedIn, seal: seal(request) } : undefined,
    })
    return reply
      .headers(headers)
      .code(page.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(html)
  }

  const trouble: ConsolePages['trouble'] = (request, reply, { status, waitSeconds }) => {
    const said = words(request).trouble
    const told = troubleTold(status, said)
    if (waitSeconds !== undefined) void reply.header('retry-after', String(waitSeconds))
    const body = (
      <div class="sheet prose">
        <h1>{told.title}</h1>
        <p>{told.text}</p>
        {waitSeconds !== undefined && <p>{said.waitSeconds(waitSeconds)}</p>}
        {status === 500 && (
          <p class="soft">{said.reference(request.id.slice(0, REFERENCE_LENGTH))}</p>
        )}
        <a class="button" href={paths.first}>
          {said.toStart}
        </a>
      </div>
    )
    return send(request, reply, { title: told.title, body, status, path: paths.first })
  }

  return {
    send,
    seal,
    trouble,
    words,
    onError: (error, request, reply) => answerError(trouble, { error, request, reply }),
    onNotFound: (request, reply) => trouble(request, reply, { status: 404 }),
  }
}

/** 422 for a form that is shown again because something was wrong with it. */
export function statusOf(form: Pick<FormProps, 'refusal' | 'fieldErrors'>): number {
  return form.refusal === undefined && form.fieldErrors === undefined ? 200 : 422
}

function pageHeaders(app: App): Record<string, string> {
  const secure = app.portalUrl.startsWith('https:')
  return {
    'content-security-policy': CONSOLE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

function troubleTold(status: TroubleStatus, said: ConsoleWords['trouble']): Told {
  switch (status) {
    case 403:
      return said.forbidden
    case 404:
      return said.notFound
    case 429:
      return said.tooMany
    case 500:
      return said.fault
    case 503:
      return said.busy
  }
}

function answerError(
  trouble: ConsolePages['trouble'],
  failed: {
    readonly error: FastifyError
    readonly request: FastifyRequest
    readonly reply: FastifyReply
  },
): FastifyReply {
  const { error, request, reply } = failed
  const status = error.statusCode ?? 500
  if (request.staffer === undefined) return reply.code(status).send()
  if (error instanceof StoreAway || error instanceof DoorBusy) {
    return trouble(request, reply, { status: 503, waitSeconds: STORE_RETRY_SECONDS })
  }
  if (status === 429) {
    const wait = Number(reply.getHeader('retry-after') ?? 60)
    return trouble(request, reply, { status: 429, waitSeconds: wait })
  }
  if (status < 500) return trouble(request, reply, { status: 404 })
  request.log.error({ err: error }, 'a page of the console failed')
  return trouble(request, reply, { status: 500 })
}

/** Path and query without the language wish, for the switcher. */
function plainPath(request: FastifyRequest): string {
  const url = new URL(request.url, 'http://desk')
  url.searchParams.delete('lang')
  return `${url.pathname}${url.search}`
}
