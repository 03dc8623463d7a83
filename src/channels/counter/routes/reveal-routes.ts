/**
 * Showing what is masked. That it may be shown travels sealed, for this sign-in and line alone; the
 * text itself is read anew each time.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { revealedText } from '../../../app/queries/staff/revealed.ts'
import { parseRevealReason, REVEAL_MINUTES, revealPerson } from '../../../app/staff/revealing.ts'
import type { Line } from '../../../domain/line/line.ts'
import { isBefore, plusMinutes } from '../../../domain/basics/time.ts'
import type { Console } from '../desk.ts'
import type { RevealProps } from '../parts/reveal.tsx'
import { CONSOLE_PREFIX, paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { formPosted, LINE_IN_PATH, lineIn } from './line-asked.ts'

const COOKIE = 'revealed'

export function revealRoutes(server: FastifyInstance, console: Console): void {
  server.post(paths.reveal(LINE_IN_PATH), (request, reply) => post(console, request, reply))
}

async function post(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const id = lineIn(request)
  const reason = parseRevealReason(form.fields['reason'] ?? '')
  const { line } = id === null ? { line: null } : await app.reads.line(id)
  if (line === null || reason === null) return page.onNotFound(request, reply)
  const input = { line: line.id, account: line.holder, reason }
  const answer = await app.door.ask(revealPerson, { acting: acting(request), input }, form.origin)
  if (!answer.ok) return page.trouble(request, reply, { status: 404 })
  const until = plusMinutes(app.clock.now(), REVEAL_MINUTES).toString()
  const sealed = app.vault.seal(JSON.stringify([line.id, until, atDesk(request).signIn.id]))
  const secure = app.portalUrl.startsWith('https:')
  const cookie = { path: CONSOLE_PREFIX, httpOnly: true, sameSite: 'strict', secure } as const
  reply.setCookie(COOKIE, sealed, { ...cookie, maxAge: REVEAL_MINUTES * 60 })
  return reply.redirect(`${paths.line(line.id)}#holder`, 303)
}

/** Null unless it was asked for at this console within the minutes. */
export async function revealedIn(
  { app }: Pick<Console, 'app'>,
  request: FastifyRequest,
  line: Line | null,
): Promise<RevealProps['shown']> {
  const until = line === null ? null : shownUntil(app, request, line)
  if (until === null || line === null || !isBefore(app.clock.now(), until)) return null
  return { text: await revealedText(app, line), until }
}

/** Null for what is changed, of another sign-in or line, or sealed for something else. */
function shownUntil({ vault }: Console['app'], request: FastifyRequest, line: Line) {
  try {
    const sealed = vault.open(request.cookies[COOKIE] ?? '')
    const [id, until, desk] = JSON.parse(sealed) as [string, string, string]
    if (id !== line.id || desk !== atDesk(request).signIn.id) return null
    return Temporal.Instant.from(until)
  } catch {
    return null
  }
}
