/** The digits of an order, typed by whoever shall pay it: this browser may see that order then. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { orderByShortCode, SHORT_CODE_DIGITS } from '../../../app/orders/short-code.ts'
import type { FormProps } from '../../form.tsx'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { CODE_TYPED_MAX, CodePage } from '../pages/code.tsx'
import { paths } from '../paths.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeTry } from '../tries.ts'
import { OWN_ORDERS_MAX } from '../visitor.ts'
import { codePageWords } from '../words/code.ts'
import { refusalText, type CodeFormRefusal, type TriesRefusal } from '../words/refusals.ts'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>

export function codeRoutes(server: FastifyInstance, portal: Portal): void {
  server.get(paths.code, (request, reply) => sendCode(portal, request, reply, {}))
  server.post(paths.code, (request, reply) => postCode(portal, request, reply))
}

async function postCode(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page, visitors } = portal
  const form = readForm(app, request)
  if (!form.sealed) return sendCode(portal, request, reply, { refusal: page.expired(request) })
  const { language } = page.voice(request)
  const wrong = (refusal: CodeFormRefusal | TriesRefusal) =>
    sendCode(portal, request, reply, { fieldErrors: { code: refusalText(refusal, language) } })
  const digits = digitsIn(form.fields['code'] ?? '')
  if (digits.length !== SHORT_CODE_DIGITS) {
    return wrong({
      code: 'short_code_length',
      digits: digits.length,
      expected: SHORT_CODE_DIGITS,
    })
  }
  const { again, proved } = await takeTry(app, request, 'short_codes')
  if (again !== null) {
    tellWhen(reply, again, app.clock.now())
    return wrong({ code: 'tries_too_many', again })
  }
  const found = await orderByShortCode(app, digits)
  if (found === null) return wrong({ code: 'short_code_unknown' })
  await proved()
  const { id } = found.order
  const kept = visitors.kept(request)
  const before = (kept.carried ?? []).filter((one) => one !== id)
  visitors.keep(request, reply, { ...kept, carried: [id, ...before].slice(0, OWN_ORDERS_MAX) })
  return reply.redirect(paths.order(id), 303)
}

/** In any width, with whatever stands between them. */
function digitsIn(typed: string): string {
  return typed.slice(0, CODE_TYPED_MAX).normalize('NFKC').replaceAll(/\D/g, '')
}

function sendCode(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  const voice = page.voice(request)
  const body = <CodePage voice={voice} form={{ ...form, seal: page.seal(request) }} />
  const { title } = codePageWords(voice.language)
  return page.send(request, reply, { title, body, path: paths.code, status: statusOf(form) })
}
