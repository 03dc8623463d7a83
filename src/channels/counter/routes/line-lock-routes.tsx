/** Ending a lock of a line or its holder; asked on the line's page (`parts/locks.tsx`). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { standingLocks } from '../../../app/queries/staff/locks.ts'
import { LIFT_REASONS } from '../../../app/staff/limits.ts'
import { liftLock } from '../../../app/staff/locks.ts'
import type { Line } from '../../../domain/line/line.ts'
import { mayDo } from '../../../domain/staff/permissions.ts'
import type { Console } from '../desk.ts'
import { Locks, LOCK_FIELDS } from '../parts/locks.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { speechOf } from '../voice.ts'
import { consoleWords } from '../words/console/words.ts'
import { limitWords } from '../words/limits/words.ts'
import { lockWords } from '../words/locks.ts'
import { wordRefusal } from '../words/refusal-words.ts'
import { sellWords } from '../words/sell/words.ts'
import { formPosted, LINE_IN_PATH, lineIn } from './line-asked.ts'

/** What the line's page is told once it is done. */
export const UNLOCKED = 'unlocked'

export function lineLockRoutes(server: FastifyInstance, console: Console): void {
  server.post(paths.locks(LINE_IN_PATH), (request, reply) => post(console, request, reply))
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
  const { line } = id === null ? { line: null } : await app.reads.line(id)
  const mayAsk = mayDo(atDesk(request).staff, 'find_line', null).ok
  if (line === null || !mayAsk) return page.onNotFound(request, reply)
  const { language } = request.staffer
  const refused = (refusal: string) => sendRefused(console, { request, reply }, { line, refusal })
  const reason = LIFT_REASONS.find((one) => one === form.fields[LOCK_FIELDS.reason])
  if (reason === undefined) return refused(limitWords(language).chooseOne)
  const locks = await standingLocks(app, line, app.clock.now())
  const lock = locks.find(({ what }) => what.kind === form.fields[LOCK_FIELDS.what])
  const words = { ...consoleWords(language).refusals, ...lockWords(language).refusals }
  if (lock === undefined) return refused(words.not_locked({ code: 'not_locked' }))
  const input = { what: lock.what, reason }
  const answer = await app.door.ask(liftLock, { acting: acting(request), input }, form.origin)
  if (!answer.ok) return refused(wordRefusal(words, answer.refusal))
  return reply.redirect(`${paths.line(line.id)}?done=${UNLOCKED}`, 303)
}

async function sendRefused(
  { app, page }: Console,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { line, refusal }: { readonly line: Line; readonly refusal: string },
): Promise<FastifyReply> {
  const { language } = request.staffer
  const asOf = app.clock.now()
  const locks = await standingLocks(app, line, asOf)
  const { role } = atDesk(request).staff
  const shown = { speech: speechOf(language), role, line: line.id, locks, asOf }
  const { title } = lockWords(language)
  return page.send(request, reply, {
    title,
    body: (
      <div class="stack">
        <h1>{title}</h1>
        <p class="notice" role="alert">
          {refusal}
        </p>
        <Locks {...shown} form={{ seal: page.seal(request), refusal }} />
        <a class="button" href={paths.line(line.id)} {...keyed('v')}>
          {sellWords(language).order.toLine} <Key name="v" />
        </a>
      </div>
    ),
    status: 422,
    path: paths.line(line.id),
    here: 'search',
  })
}
