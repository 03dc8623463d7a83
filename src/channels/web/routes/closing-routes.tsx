/** Closing an account: what it means, and the form that asks for it. Stopping is a change's. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askToClose } from '../../../app/accounts/forget-person.ts'
import { closingByHolder } from '../../../app/forgetting/asking.ts'
import { closingView } from '../../../app/queries/closing-view.ts'
import { parseEmail } from '../../../domain/account/email.ts'
import { needsFresh } from '../../../domain/account/step-up.ts'
import type { FormProps } from '../../form.tsx'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { ClosingPage } from '../pages/closing.tsx'
import { paths } from '../paths.ts'
import { closingPageWords, closingRefusalText } from '../words/closing.ts'
import { refusalText } from '../words/refusals.ts'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>

export function closingRoutes(server: FastifyInstance, portal: Portal): void {
  server.get(paths.accountClosing, (request, reply) => show(portal, request, reply, {}))
  server.post(paths.accountClosing, (request, reply) => post(portal, request, reply))
}

async function post(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const form = readForm(app, request)
  const wrong = (state: FormState) => show(portal, request, reply, state)
  if (!form.sealed) return wrong({ refusal: page.expired(request) })
  const { language } = page.voice(request)
  const account = signedIn.account.id
  const view = await closingView(app, account)
  const typed = parseEmail(form.fields['email'] ?? '')
  if (view === null || !typed.ok || typed.value !== view.email) {
    return wrong({
      fieldErrors: { email: closingRefusalText({ code: 'email_differs' }, language) },
    })
  }
  const input = await closingByHolder(app, { account, signIn: signedIn.signIn.id })
  if (input === null) return reply.redirect(paths.signIn, 303)
  const answer = await app.door.ask(askToClose, input, form.origin)
  if (answer.ok) return reply.redirect(`${paths.accountClosing}?told=asked`, 303)
  const { refusal } = answer
  const isOurs = refusal.code === 'step_up_needed' || 'retryAfterSeconds' in refusal
  if (isOurs || refusal.code === 'key_reused') {
    return wrong({ refusal: refusalText(refusal, language) })
  }
  return wrong({ refusal: closingRefusalText(refusal, language) })
}

async function show(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const view = await closingView(app, signedIn.account.id)
  if (view === null) return reply.redirect(paths.signIn, 303)
  const voice = page.voice(request)
  const said = closingPageWords(voice.language)
  const { told } = request.query as { readonly told?: unknown }
  const body = (
    <ClosingPage
      voice={voice}
      form={{ ...form, seal: page.seal(request) }}
      view={view}
      isFresh={!needsFresh('close_account', signedIn.signIn, app.clock.now())}
    />
  )
  return page.send(request, reply, {
    title: said.title,
    body,
    banner: told === 'asked' ? said.asked : undefined,
    here: 'account',
    path: paths.accountClosing,
    status: statusOf(form),
  })
}
