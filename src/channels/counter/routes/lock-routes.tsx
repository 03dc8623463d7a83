/** The lock screen: by hand or by leaving the console alone, and back to where one was. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { lockStaff } from '../../../app/staff/desk-lock.ts'
import { unlockStaff } from '../../../app/staff/sign-in.ts'
import type { Console } from '../desk.ts'
import { readForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { LockPage } from '../pages/sign-in.tsx'
import { paths, safeBack } from '../paths.ts'
import { PASSWORD_LENGTH_MAX } from '../proof.ts'
import { atDesk } from '../staffer.ts'
import { signInRefusal, signInWords } from '../words/sign-in/words.ts'
import { countsTries, type Exchange, type FormState } from './sign-in-routes.tsx'

type Asked = { readonly Querystring: { readonly back?: string } }

export function lockRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  const locked = { config: { desk: 'locked' } } as const
  const trying = { config: { desk: 'locked' }, preHandler: countsTries(console) } as const

  server.get<Asked>(paths.lock, locked, (request, reply) => {
    const back = safeBack(request.query.back)
    if (atDesk(request).state === 'open') return reply.redirect(back, 303)
    return sendLock(console, { request, reply }, { back, state: {} })
  })
  server.post(paths.lock, locked, async (request, reply) => {
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const { staff, signIn } = atDesk(request)
    const input = { staff: staff.id, signIn: signIn.id }
    await app.door.ask(lockStaff, input, { ...form.origin, key: null })
    return reply.redirect(paths.locked(safeBack(form.fields['back'])), 303)
  })
  server.post(paths.unlock, trying, (request, reply) => postUnlock(console, request, reply))
  // The guard has marked it: typing is a sign of life too.
  server.post(paths.seen, (request, reply) =>
    reply.code(readForm(app, request).sealed ? 204 : 403).send(),
  )
}

export function sendLock(
  { page }: Console,
  { request, reply }: Exchange,
  given: { readonly back: string; readonly state: FormState },
): FastifyReply {
  const { language } = request.staffer
  const { name } = atDesk(request).staff
  const { state, back } = given
  const form = { ...state, seal: page.seal(request) }
  return page.send(request, reply, {
    title: signInWords(language).lock.title,
    body: <LockPage language={language} form={form} back={back} name={name} />,
    path: paths.locked(back),
    status: statusOf(state),
    bare: true,
  })
}

async function postUnlock(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, secrets } = console
  const form = readForm(app, request)
  const back = safeBack(form.fields['back'])
  const wrong = (refusal: string) =>
    sendLock(console, { request, reply }, { back, state: { refusal } })
  if (!form.sealed) return wrong(page.words(request).trouble.expired)
  const { staff, signIn } = atDesk(request)
  const password = (form.fields['password'] ?? '').slice(0, PASSWORD_LENGTH_MAX)
  const passwordRight = await secrets.isPassword(password, staff.passwordHash)
  const input = { staff: staff.id, signIn: signIn.id, passwordRight }
  const answer = await app.door.ask(unlockStaff, input, form.origin)
  if (answer.ok) return reply.redirect(back, 303)
  if (answer.refusal.code === 'staff_signed_out') return reply.redirect(paths.signInThen(back), 303)
  return wrong(signInRefusal(answer.refusal, request.staffer.language))
}
