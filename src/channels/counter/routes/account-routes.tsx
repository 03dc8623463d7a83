/** The own account of somebody who works here, and which till this browser stands at. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseId, type TillId } from '../../../domain/basics/ids.ts'
import { signInStateAt } from '../../../domain/staff/staff.ts'
import { chooseTill, signOutStaff } from '../../../app/staff/desk-lock.ts'
import { removeStaffPasskey } from '../../../app/staff/passkeys.ts'
import type { Console } from '../desk.ts'
import { readForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { AccountPage, TillChoicePage } from '../pages/account.tsx'
import { paths } from '../paths.ts'
import { atDesk } from '../staffer.ts'
import { signInRefusal, signInWords } from '../words/sign-in/words.ts'
import type { Exchange, FormState } from './sign-in-routes.tsx'

export function accountRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.get(paths.account, (request, reply) => sendAccount(console, { request, reply }, {}))
  server.post(paths.endSignIns, async (request, reply) => {
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const input = { staff: atDesk(request).staff.id, signIn: null }
    await app.door.ask(signOutStaff, input, { ...form.origin, key: null })
    console.staffers.letOut(reply)
    return reply.redirect(paths.signIn, 303)
  })
  server.post(paths.removePasskey, async (request, reply) => {
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const { staff, signIn } = atDesk(request)
    const { credential = '' } = form.fields
    const input = { staff: staff.id, signIn: signIn.id, credential }
    await app.door.ask(removeStaffPasskey, input, { ...form.origin, key: null })
    return reply.redirect(paths.account, 303)
  })
  server.get(paths.tillChoice, (request, reply) => sendTills(console, { request, reply }))
  server.post(paths.tillChoice, (request, reply) => postTill(console, request, reply))
}

export async function sendAccount(
  { app, page }: Console,
  { request, reply }: Exchange,
  state: FormState,
): Promise<FastifyReply> {
  const { language } = request.staffer
  const { staff, signIn } = atDesk(request)
  const now = app.clock.now()
  const { signIns } = await app.reads.staff(staff.id)
  const shop = app.operator().shops.find((one) => one.id === staff.shop)
  const body = (
    <AccountPage
      language={language}
      form={{ ...state, seal: page.seal(request) }}
      staff={staff}
      shopName={shop?.name[language] ?? staff.shop}
      signIns={signIns.filter((one) => signInStateAt(one, now) !== 'over').toReversed()}
      own={signIn.id}
      now={now}
    />
  )
  const { title } = signInWords(language).account
  const status = statusOf(state)
  return page.send(request, reply, { title, body, status, path: paths.account, here: 'account' })
}

async function sendTills(
  { app, page }: Console,
  { request, reply }: Exchange,
  refusal?: string,
): Promise<FastifyReply> {
  const { language } = request.staffer
  const { staff, signIn } = atDesk(request)
  const body = (
    <TillChoicePage
      language={language}
      seal={page.seal(request)}
      refusal={refusal}
      tills={await app.reads.tills(staff.shop)}
      chosen={signIn.till}
    />
  )
  const { title } = signInWords(language).till
  const status = refusal === undefined ? 200 : 422
  return page.send(request, reply, { title, body, status, path: paths.tillChoice, here: 'till' })
}

async function postTill(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, page } = console
  const form = readForm(app, request)
  const at = { request, reply }
  if (!form.sealed) return sendTills(console, at, page.words(request).trouble.expired)
  const { staff, signIn } = atDesk(request)
  const { language } = request.staffer
  const till = parseId<TillId>(form.fields['till'] ?? '')
  if (till === null)
    return sendTills(console, at, signInRefusal({ code: 'till_unknown' }, language))
  const input = { staff: staff.id, signIn: signIn.id, till }
  const answer = await app.door.ask(chooseTill, input, form.origin)
  if (!answer.ok) return sendTills(console, at, signInRefusal(answer.refusal, language))
  return reply.redirect(paths.till, 303)
}
