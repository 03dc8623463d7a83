/**
 * `/sandbox/phone`: a telephone in the browser. Pages and forms for people, the same addresses as
 * JSON for programs; every call goes into the hotline's own flow. Guarded by `routes.ts`.
 */
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseId, type CallId } from '../../domain/basics/ids.ts'
import { callPage, dialPage, PHONE_POLICY, phoneRefusalText } from './phone-pages.tsx'
import type { PhonePorts } from './phone-ports.ts'
import { readDialling, readHeard, type PhoneRefusal } from './phone-reading.ts'
import { phoneScripts } from './phone-script.ts'
import type { SandboxPorts } from './ports.ts'
import { HTML, isForm, problem, wantsHtml } from './replying.ts'
import { readCallers } from './world.ts'

/** A row of keys with its names, or a number with whom it belongs to. */
export const PHONE_BODY_BYTES_MAX = 4_096
const RETRY_SECONDS = 2

interface PhonePart extends Pick<SandboxPorts, 'world'> {
  readonly phone: PhonePorts
}

interface Named {
  Params: { call: string }
}

export function phoneRoutes(app: FastifyInstance, ports: PhonePart): void {
  const options = { bodyLimit: PHONE_BODY_BYTES_MAX }
  app.get('/sandbox/phone', async (_, reply) => showDialling(reply, ports, null))

  app.post('/sandbox/phone/calls', options, async (request, reply) => {
    const dialling = readDialling(request.body)
    if (!dialling.ok) {
      if (!isForm(request)) return refused(reply, dialling.refusal)
      return showDialling(reply.code(422), ports, { ...dialling, body: request.body })
    }
    const answered = await ports.phone.ring(dialling.value)
    if (answered === 'busy') return busy(reply)
    if (isForm(request)) return reply.redirect(pathOf(answered.call), 303)
    return reply.code(201).header('location', pathOf(answered.call)).send(answered)
  })

  app.get<Named>('/sandbox/phone/calls/:call', async (request, reply) => {
    const id = parseId<CallId>(request.params.call)
    const call = id === null ? null : await ports.phone.call(id)
    if (call === null) return unknown(reply)
    if (!wantsHtml(request)) return call.reply
    return reply
      .header('content-security-policy', PHONE_POLICY)
      .type(HTML)
      .send(callPage(call, null))
  })

  app.post<Named>('/sandbox/phone/calls/:call/turns', options, async (request, reply) => {
    const id = parseId<CallId>(request.params.call)
    if (id === null) return unknown(reply)
    const heard = readHeard(request.body)
    if (!heard.ok) return showCallRefused(request, reply, { ports, id, refusal: heard.refusal })
    const answered = await ports.phone.hear(id, heard.value.turn, heard.value.heard)
    if (answered === 'busy') return busy(reply)
    if (answered === null) return unknown(reply)
    return isForm(request) ? reply.redirect(`${pathOf(id)}#now`, 303) : answered
  })

  soundRoutes(app, ports)
}

function soundRoutes(app: FastifyInstance, { phone }: PhonePart): void {
  app.get<{ Params: { call: string; turn: string } }>(
    '/sandbox/phone/calls/:call/turns/:turn(^\\d{1,4}).wav',
    async (request, reply) => {
      const id = parseId<CallId>(request.params.call)
      const path = id === null ? null : await phone.sound(id, Number(request.params.turn))
      const sound = path === null ? null : await readFile(path).catch(() => null)
      // No sound is nothing wrong: the page speaks by the browser's voice, or is read.
      if (sound === null) return reply.code(204).send()
      return reply.type('audio/wav').send(sound)
    },
  )

  for (const [name, code] of phoneScripts()) {
    app.get(`/sandbox/phone/${name}`, async (_, reply) =>
      reply.type('text/javascript; charset=utf-8').send(code),
    )
  }
}

async function showDialling(
  reply: FastifyReply,
  ports: PhonePart,
  refused: { readonly refusal: PhoneRefusal; readonly body: unknown } | null,
): Promise<FastifyReply> {
  const callers = readCallers(await ports.world())
  return reply
    .header('content-security-policy', PHONE_POLICY)
    .type(HTML)
    .send(dialPage(callers, refused))
}

async function showCallRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly ports: PhonePart; readonly id: CallId; readonly refusal: PhoneRefusal },
): Promise<unknown> {
  const { ports, id, refusal } = given
  if (!isForm(request)) return refused(reply, refusal)
  const call = await ports.phone.call(id)
  if (call === null) return unknown(reply)
  return reply
    .code(422)
    .header('content-security-policy', PHONE_POLICY)
    .type(HTML)
    .send(callPage(call, refusal))
}

function pathOf(call: CallId): string {
  return `/sandbox/phone/calls/${call}`
}

function refused(reply: FastifyReply, { code }: PhoneRefusal): FastifyReply {
  return problem(reply, 422, { code, detail: phoneRefusalText(code) })
}

function unknown(reply: FastifyReply): FastifyReply {
  return problem(reply, 404, { code: 'call_unknown', detail: 'No such call was placed here.' })
}

function busy(reply: FastifyReply): FastifyReply {
  const detail = 'Too much at once: nothing was decided. Try again.'
  return problem(reply.header('retry-after', String(RETRY_SECONDS)), 503, { code: 'busy', detail })
}
