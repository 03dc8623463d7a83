/** Who must be called back: taken, dialled, and what came of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callsDesk } from '../../../app/queries/staff/calls.ts'
import { closeCallBack, takeCallBack } from '../../../app/staff/call-backs.ts'
import { CALL_BACK_RESULTS } from '../../../domain/call/call-back.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import type { Console } from '../desk.ts'
import { statusOf } from '../page.tsx'
import { CallBacksPage } from '../pages/call-backs.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { speechOf } from '../voice.ts'
import { callsRefusalText, callsWords, type AnyCallsRefusal } from '../words/calls/words.ts'
import { CALL_IN_PATH, callInPath } from './call-asked.ts'
import { doneIn, formPosted, type FormState } from './line-asked.ts'

export function callBackRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.get(paths.callBacks, (request, reply) => show(console, request, reply, {}))

  server.post(paths.callBackTaking(CALL_IN_PATH), async (request, reply) => {
    const form = await formPosted(console, request, reply)
    if (form === null) return reply
    const call = callInPath(request)
    if (call === null) return page.trouble(request, reply, { status: 404 })
    const asked = { acting: acting(request), input: { call, staff: atDesk(request).staff.id } }
    const answer = await app.door.ask(takeCallBack, asked, form.origin)
    return answered(console, request, reply, { answer, to: paths.callBacks })
  })

  server.post(paths.callBackTries(CALL_IN_PATH), async (request, reply) => {
    const form = await formPosted(console, request, reply)
    if (form === null) return reply
    const call = callInPath(request)
    const result = CALL_BACK_RESULTS.find((one) => one === form.fields['result'])
    if (call === null || result === undefined) {
      return page.trouble(request, reply, { status: 404 })
    }
    const input = { call, result, staff: atDesk(request).staff.id }
    const asked = { acting: acting(request), input }
    const answer = await app.door.ask(closeCallBack, asked, form.origin)
    return answered(console, request, reply, { answer, to: `${paths.callBacks}?done=saved` })
  })
}

function answered(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly answer:
      | { readonly ok: true }
      | { readonly ok: false; readonly refusal: AnyCallsRefusal }
    readonly to: string
  },
): Promise<FastifyReply> | FastifyReply {
  const { answer, to } = given
  if (answer.ok) return reply.redirect(to, 303)
  const refusal = callsRefusalText(answer.refusal, request.staffer.language)
  return show(console, request, reply, { refusal })
}

async function show(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const desk = await callsDesk(app, staff)
  if (!desk.ok) return page.trouble(request, reply, { status: 404 })
  const { callBacks, asOf } = desk.value
  const speech = speechOf(request.staffer.language)
  const said = callsWords(speech.language).callBacks
  return page.send(request, reply, {
    title: said.title,
    body: (
      <CallBacksPage
        speech={speech}
        rows={callBacks}
        asOf={asOf}
        answers={reachOf(staff.role, 'answer_call') !== 'no'}
        form={{ seal: page.seal(request), ...form }}
      />
    ),
    here: 'calls',
    path: paths.callBacks,
    status: statusOf(form),
    ...(doneIn(request) === null ? {} : { banner: said.saved }),
  })
}
