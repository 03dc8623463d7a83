/** The holder's eSIM: where its profile stands, and the code that installs it, after step-up. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { showInstallCode } from '../../../app/esim/by-holder.ts'
import { installCodeOf } from '../../../app/esim/saga.ts'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import { needsFresh } from '../../../domain/account/step-up.ts'
import { profileOfSim } from '../../../domain/esim/sim-profile.ts'
import type { FormProps } from '../../form.tsx'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { InstallPage } from '../pages/install.tsx'
import { paths } from '../paths.ts'
import { installWords } from '../words/install.ts'
import { refusalText } from '../words/refusals.ts'
import { statusOf } from './sign-in-routes.tsx'

interface Shown extends Omit<FormProps, 'seal'> {
  readonly code?: string
}

export function installRoutes(server: FastifyInstance, portal: Portal): void {
  const where = paths.install(':line' as LineId)
  server.get(where, (request, reply) => show(portal, request, reply, {}))
  server.post(where, (request, reply) => post(portal, request, reply))
}

function lineIn(request: FastifyRequest): LineId | null {
  return parseId<LineId>((request.params as { readonly line?: string }).line ?? '')
}

/** That it was shown is written down first; what was not is not shown. */
async function post(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const line = lineIn(request)
  if (line === null) return page.onNotFound(request, reply)
  const form = readForm(app, request)
  if (!form.sealed) return show(portal, request, reply, { refusal: page.expired(request) })
  const { language } = page.voice(request)
  const asked = { line, account: signedIn.account.id, signIn: signedIn.signIn.id }
  // Without a key: whoever presses the button again sees it again, and that is written down.
  const answer = await app.door.ask(showInstallCode, asked, { ...form.origin, key: null })
  if (answer.ok) {
    return show(portal, request, reply, { code: installCodeOf(app, answer.value) })
  }
  const { refusal } = answer
  if (refusal.code === 'line_unknown') return page.onNotFound(request, reply)
  const hasNone = refusal.code === 'profile_unknown' || refusal.code === 'no_code_to_show'
  const sentence = hasNone ? installWords(language).noCode : refusalText(refusal, language)
  return show(portal, request, reply, { refusal: sentence })
}

async function show(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  { code, ...form }: Shown,
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const id = lineIn(request)
  const { line } = id === null ? { line: null } : await app.reads.line(id)
  if (line === null || line.holder !== signedIn.account.id) {
    return page.onNotFound(request, reply)
  }
  const voice = page.voice(request)
  const profile = profileOfSim(line, await app.reads.profiles(line.id))
  const props = {
    voice,
    line: line.id,
    isEsim: line.sim.form === 'esim',
    state: profile?.state ?? null,
    isFresh: !needsFresh('install_esim', signedIn.signIn, app.clock.now()),
    code: code ?? null,
  }
  return page.send(request, reply, {
    title: installWords(voice.language).title,
    body: <InstallPage {...props} form={{ ...form, seal: page.seal(request) }} />,
    here: 'home',
    path: paths.install(line.id),
    status: statusOf(form),
  })
}
