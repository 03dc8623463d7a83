/**
 * `/sandbox`: the page, the demonstration world, caught mail, the movable clock and a telephone.
 * Registered in sandbox mode only; in live mode none of it exists. Everything is checked by
 * `guard.ts` first.
 */
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { queryToken, refusal, TOKEN_COOKIE, type Refused } from './guard.ts'
import { readAdvance, readTarget, type MovingRefusal } from './moving.ts'
import { mailPage, movingText, refusedPage, sandboxPage } from './pages.tsx'
import { phoneRoutes } from './phone.ts'
import type { SandboxPorts } from './ports.ts'
import { field, FORM, HTML, isForm, problem, wantsHtml } from './replying.ts'
import { SECURITY_POLICY } from './style.ts'

/** A clock is told in a few words. */
export const BODY_BYTES_MAX = 4_096

export function sandboxRoutes(ports: SandboxPorts): FastifyPluginAsync {
  return async (app) => {
    if (app.hasContentTypeParser(FORM)) app.removeContentTypeParser(FORM)
    app.addContentTypeParser(
      FORM,
      { parseAs: 'string', bodyLimit: BODY_BYTES_MAX },
      async (_: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body)),
    )
    app.addHook('onRequest', async (request, reply) => {
      guardHeaders(reply)
      const refused = refusal(request, ports)
      if (refused !== null) return refuseRequest(request, reply, refused)
      return exchangeToken(request, reply, ports)
    })
    readingRoutes(app, ports)
    clockRoutes(app, ports)
    if (ports.phone !== null) phoneRoutes(app, { ...ports, phone: ports.phone })
  }
}

function readingRoutes(app: FastifyInstance, ports: SandboxPorts): void {
  app.get('/sandbox', async (_, reply) => showPage(reply, ports, null))

  app.get('/sandbox/world.json', async (_, reply) => {
    const world = await ports.world()
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(world, plainFigures))
  })

  app.get('/sandbox/mail', async (request, reply) => {
    const { to } = request.query as { to?: unknown }
    const recipient = typeof to === 'string' && to.trim() !== '' ? to.trim() : null
    const mails = await ports.mails(recipient)
    if (!wantsJson(request)) return reply.type(HTML).send(mailPage(mails, recipient))
    return {
      mails: mails.map((mail) => ({
        id: mail.id,
        at: mail.at.toString(),
        to: mail.recipient,
        language: mail.language,
        subject: mail.subject,
        text: mail.body,
      })),
    }
  })

  app.get('/sandbox/clock', async () => clockFacts(ports.clock.now()))
}

/** Answers JSON to JSON, and a redirect to the page to a posted form. */
function clockRoutes(app: FastifyInstance, ports: SandboxPorts): void {
  const options = { bodyLimit: BODY_BYTES_MAX }
  const toTarget = (request: FastifyRequest) =>
    readTarget(field(request.body, 'now'), ports.clock.now())

  app.put('/sandbox/clock', options, async (request, reply) =>
    move(request, reply, { ports, target: toTarget(request) }),
  )

  // A form can not PUT.
  app.post('/sandbox/clock', options, async (request, reply) =>
    move(request, reply, { ports, target: toTarget(request) }),
  )

  app.post('/sandbox/clock/advance', options, async (request, reply) => {
    const target = readAdvance(field(request.body, 'duration'), ports.clock.now())
    return move(request, reply, { ports, target })
  })
}

async function move(
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly ports: SandboxPorts; readonly target: Result<Instant, MovingRefusal> },
): Promise<unknown> {
  const { ports, target } = given
  const fromForm = isForm(request)
  if (!target.ok) {
    if (fromForm) return showPage(reply.code(422), ports, target.refusal)
    return problem(reply, 422, {
      code: target.refusal.code,
      detail: movingText(target.refusal),
      ...clockFacts(ports.clock.now()),
    })
  }
  const now = await ports.clock.moveTo(target.value)
  await ports.onMoved()
  return fromForm ? reply.redirect('/sandbox#clock', 303) : clockFacts(now)
}

async function showPage(
  reply: FastifyReply,
  ports: SandboxPorts,
  refused: MovingRefusal | null,
): Promise<FastifyReply> {
  const world = await ports.world()
  const [now, hasPhone] = [ports.clock.now(), ports.phone !== null]
  return reply.type(HTML).send(sandboxPage({ now, world, refused, hasPhone }))
}

const REFUSED_TEXT: Readonly<Record<Refused['code'], string>> = {
  host_unknown: 'The sandbox answers only under its own names, such as localhost.',
  origin_foreign: 'The sandbox answers only its own pages.',
  token_needed: 'Open the address that was printed at start: it carries the token.',
}

function refuseRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused,
): FastifyReply {
  const detail = REFUSED_TEXT[refused.code]
  if (!wantsHtml(request)) return problem(reply, 403, { code: refused.code, detail })
  return reply.code(403).type(HTML).send(refusedPage(detail))
}

/** A page's address must not keep the token: it goes into a cookie at the first view. */
function exchangeToken(
  request: FastifyRequest,
  reply: FastifyReply,
  ports: SandboxPorts,
): FastifyReply | undefined {
  const offered = queryToken(request)
  if (ports.token === null || offered === null || !wantsHtml(request)) return undefined
  if (request.method !== 'GET') return undefined
  const url = new URL(request.url, 'http://sandbox.invalid')
  url.searchParams.delete('token')
  return reply
    .header('set-cookie', `${TOKEN_COOKIE}=${ports.token}; Path=/sandbox; HttpOnly; SameSite=Lax`)
    .redirect(`${url.pathname}${url.search}`, 303)
}

/** This policy of referrers keeps Origin on our own forms; `no-referrer` would turn it to null. */
function guardHeaders(reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': SECURITY_POLICY,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
}

function clockFacts(now: Instant): { readonly now: string } {
  return { now: now.toString() }
}

function wantsJson(request: FastifyRequest): boolean {
  return !wantsHtml(request) && request.headers.accept?.includes('application/json') === true
}

function plainFigures(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
