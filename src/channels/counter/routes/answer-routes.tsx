/** Questions and answers for whoever talks with callers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SEARCH_LENGTH_MAX, searchAnswers } from '../../../app/queries/answers.ts'
import { mayDo } from '../../../domain/staff/permissions.ts'
import type { Console } from '../desk.ts'
import { AnswersPage } from '../pages/answers.tsx'
import { paths } from '../paths.ts'
import { atDesk } from '../staffer.ts'
import { callsWords } from '../words/calls/words.ts'
import { formPosted } from './line-asked.ts'

export function answerRoutes(server: FastifyInstance, console: Console): void {
  server.get(paths.answers, (request, reply) => show(console, request, reply, ''))
  server.post(paths.answers, async (request, reply) => {
    const form = await formPosted(console, request, reply)
    if (form === null) return reply
    return show(console, request, reply, (form.fields['text'] ?? '').slice(0, SEARCH_LENGTH_MAX))
  })
}

function show(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): FastifyReply {
  if (!mayDo(atDesk(request).staff, 'read_calls', null).ok) {
    return page.trouble(request, reply, { status: 404 })
  }
  const { language } = request.staffer
  const found = searchAnswers(app.operator().answers, { text, language })
  return page.send(request, reply, {
    title: callsWords(language).answers.title,
    body: (
      <AnswersPage
        language={language}
        found={found}
        text={text}
        form={{ seal: page.seal(request) }}
      />
    ),
    here: 'calls',
    path: paths.answers,
    head: <script type="module" src={paths.callsScript} />,
  })
}
