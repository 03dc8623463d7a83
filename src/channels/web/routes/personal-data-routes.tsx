/** What is held about whoever is signed in: the page, and the files it leads to. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { exportPerson } from '../../../app/accounts/export-person.ts'
import { personalData } from '../../../app/queries/personal-data.ts'
import { needsFresh } from '../../../domain/account/step-up.ts'
import { jstDate } from '../../../domain/basics/time.ts'
import type { FormProps } from '../../form.tsx'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { PersonalDataPage } from '../pages/personal-data.tsx'
import { paths } from '../paths.ts'
import { personalHtml, personalJson } from '../personal-file.tsx'
import { personalDataWords } from '../words/personal-data.ts'
import { refusalText } from '../words/refusals.ts'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>

export function personalDataRoutes(server: FastifyInstance, portal: Portal): void {
  server.get(paths.accountData, (request, reply) => show(portal, request, reply, {}))
  server.post(paths.accountData, (request, reply) => download(portal, request, reply))
}

/** Written into the journal first; what was not is not handed out. */
async function download(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const form = readForm(app, request)
  if (!form.sealed) return show(portal, request, reply, { refusal: page.expired(request) })
  const { language } = page.voice(request)
  const account = signedIn.account.id
  const kind = form.fields['format'] === 'json' ? 'json' : 'html'
  const input = { account, signIn: signedIn.signIn.id, format: kind } as const
  // Without a key: whoever presses the button again takes it away again.
  const answer = await app.door.ask(exportPerson, input, { ...form.origin, key: null })
  if (!answer.ok) {
    return show(portal, request, reply, { refusal: refusalText(answer.refusal, language) })
  }
  const data = await personalData(app, account, language)
  if (data === null) return reply.redirect(paths.signIn, 303)
  const name = `my-data-${jstDate(data.madeAt).toString()}.${kind}`
  return reply
    .headers({
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    })
    .type(kind === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8')
    .send(kind === 'json' ? personalJson(data) : personalHtml(data))
}

function show(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const voice = page.voice(request)
  const isFresh = !needsFresh('export_data', signedIn.signIn, app.clock.now())
  return page.send(request, reply, {
    title: personalDataWords(voice.language).title,
    body: (
      <PersonalDataPage
        voice={voice}
        form={{ ...form, seal: page.seal(request) }}
        isFresh={isFresh}
      />
    ),
    here: 'account',
    path: paths.accountData,
    status: statusOf(form),
  })
}
