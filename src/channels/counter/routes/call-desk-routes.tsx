/** The desk of calls, read again by itself, and the figures of the day. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { callsDesk, type CallsDesk } from '../../../app/queries/staff/calls.ts'
import { callsToday } from '../../../app/queries/staff/calls-today.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import type { Console } from '../desk.ts'
import {
  CallsDeskPage,
  CallsList,
  DESK_REFRESH_SECONDS,
  type CallsListProps,
} from '../pages/calls-desk.tsx'
import { CallsTodayPage } from '../pages/calls-today.tsx'
import { paths } from '../paths.ts'
import { atDesk } from '../staffer.ts'
import { speechOf } from '../voice.ts'
import { callsWords } from '../words/calls/words.ts'
import { markIn } from './call-asked.ts'
import { doneIn } from './line-asked.ts'

export function callDeskRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.get(paths.calls, (request, reply) => showDesk(console, request, reply))
  server.get('/staff/calls/live', { config: { desk: 'watching' } }, async (request, reply) => {
    const desk = await callsDesk(app, atDesk(request).staff)
    if (!desk.ok) return reply.code(403).send()
    const { mark } = desk.value
    if (mark === markIn(request)) return reply.code(204).send()
    return sendFragment(reply, mark, <CallsList {...listProps(console, request, desk.value)} />)
  })
  server.get(paths.callsToday, async (request, reply) => {
    const today = await callsToday(app, atDesk(request).staff)
    if (!today.ok) return page.trouble(request, reply, { status: 404 })
    const speech = speechOf(request.staffer.language)
    return page.send(request, reply, {
      title: callsWords(speech.language).today.title,
      body: <CallsTodayPage speech={speech} today={today.value} />,
      here: 'calls',
    })
  })
}

async function showDesk(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = console
  const desk = await callsDesk(app, atDesk(request).staff)
  if (!desk.ok) return page.trouble(request, reply, { status: 404 })
  const said = callsWords(request.staffer.language).desk
  const isDone = doneIn(request) === 'wrapped'
  return page.send(request, reply, {
    title: said.title,
    body: <CallsDeskPage {...listProps(console, request, desk.value)} />,
    here: 'calls',
    ...(isDone ? { banner: said.wrapped } : {}),
    head: (
      <>
        <script type="module" src={paths.callsScript} />
        <noscript>
          <meta http-equiv="refresh" content={`${DESK_REFRESH_SECONDS};url=${paths.calls}`} />
        </noscript>
      </>
    ),
  })
}

function listProps(
  { page, hotline }: Console,
  request: FastifyRequest,
  desk: CallsDesk,
): CallsListProps {
  const { staff } = atDesk(request)
  const { language } = request.staffer
  return {
    speech: speechOf(language),
    desk,
    seal: page.seal(request),
    staff: staff.id,
    answers: reachOf(staff.role, 'answer_call') !== 'no',
    placeName: (place) => hotline.placeName(place, language),
  }
}

/** A piece of a page with what it shows told beside it, so that the same is not sent twice. */
export function sendFragment(
  reply: FastifyReply,
  mark: string,
  body: Parameters<typeof renderToString>[0],
): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('x-mark', mark)
    .type('text/html; charset=utf-8')
    .send(renderToString(body))
}
