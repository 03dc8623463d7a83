/** Coming in and going out: sign-in, the set-up of one-time codes, sign-out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { StaffId, StaffSignInId } from '../../../domain/basics/ids.ts'
import { chooseTill, signOutStaff } from '../../../app/staff/desk-lock.ts'
import {
  isUnfinished,
  setUpOneTimeCode,
  signInStaff,
  type NewStaffSignIn,
} from '../../../app/staff/sign-in.ts'
import type { FormProps } from '../../form.tsx'
import { waitUntil } from '../../retry-after.ts'
import { takeSignIn } from '../tries.ts'
import type { Console } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { OneTimeCodePage, SignInPage } from '../pages/sign-in.tsx'
import { paths, safeBack } from '../paths.ts'
import { proofOf } from '../proof.ts'
import type { SignedIn } from '../staffer.ts'
import { signInRefusal, signInWords } from '../words/sign-in/words.ts'

export type FormState = Omit<FormProps, 'seal'>
type Asked = { readonly Querystring: { readonly back?: string } }

/** Runs before a route at which something secret is tried; answers in its place. */
export function countsTries({ app, page }: Console) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const again = await takeSignIn(app, request)
    if (again === null) return undefined
    const waitSeconds = waitUntil(again, app.clock.now())
    return page.trouble(request, reply, { status: 429, waitSeconds })
  }
}

export function signInRoutes(server: FastifyInstance, console: Console): void {
  const { app } = console
  const anyone = { config: { desk: 'anyone' } } as const
  const trying = { config: { desk: 'anyone' }, preHandler: countsTries(console) } as const
  const unfinishedOnes = { config: { desk: 'locked' } } as const
  const settingUp = { ...unfinishedOnes, preHandler: countsTries(console) } as const

  server.get<Asked>(paths.signIn, anyone, (request, reply) =>
    sendSignIn(console, { request, reply }, { back: safeBack(request.query.back), state: {} }),
  )
  server.post(paths.signIn, trying, (request, reply) => postSignIn(console, request, reply))
  server.get(paths.oneTimeCode, unfinishedOnes, (request, reply) =>
    sendSetUp(console, { request, reply }, { state: {}, secret: null }),
  )
  server.post(paths.oneTimeCode, settingUp, (request, reply) => postSetUp(console, request, reply))
  server.post(paths.signOut, anyone, async (request, reply) => {
    const form = readForm(app, request)
    if (form.sealed) await leave(console, request, form)
    console.staffers.letOut(reply)
    return reply.redirect(paths.signIn, 303)
  })
}

export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export function sendSignIn(
  { page }: Console,
  { request, reply }: Exchange,
  given: { readonly back: string; readonly state: FormState },
): FastifyReply {
  const { language } = request.staffer
  const { state, back } = given
  const form = { ...state, seal: page.seal(request) }
  return page.send(request, reply, {
    title: signInWords(language).signIn.title,
    body: <SignInPage language={language} form={form} back={back} />,
    path: paths.signIn,
    status: statusOf(state),
    bare: true,
  })
}

async function postSignIn(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, page } = console
  const form = readForm(app, request)
  const back = safeBack(form.fields['back'])
  const { name = '', password = '', code = '' } = form.fields
  const wrong = (refusal: string) =>
    sendSignIn(console, { request, reply }, { back, state: { typed: { name }, refusal } })
  if (!form.sealed) return wrong(page.words(request).trouble.expired)
  const { language } = request.staffer
  const { staff, proof } = await proofOf(console, { name, password, code })
  const { token, signIn } = attempt(console, request, form)
  const answer = await app.door.ask(signInStaff, { staff, ...proof, signIn }, form.origin)
  if (!answer.ok) return wrong(signInRefusal(answer.refusal, language))
  await leave(console, request, form)
  console.staffers.letIn(reply, token)
  if (answer.value.needsSetUp) return reply.redirect(paths.oneTimeCode, 303)
  await standAtOnlyTill(console, form, { staff, signIn: signIn.id })
  return reply.redirect(back, 303)
}

/** Drawn from the attempt's key, so that a repeated attempt answers with the same token. */
export function attempt(
  { app }: Console,
  request: FastifyRequest,
  form: PostedForm,
): { readonly token: string; readonly signIn: NewStaffSignIn } {
  const token = app.vault.keyed('visitor', `staff-sign-in|${request.staffer.browser}|${form.key}`)
  const signIn = { id: app.ids.next<StaffSignInId>(), tokenHash: app.vault.digest(token) }
  return { token, signIn }
}

/** Whoever was signed in at this browser is no more. */
export async function leave(
  { app }: Console,
  request: FastifyRequest,
  form: PostedForm,
): Promise<void> {
  const { signedIn } = request.staffer
  if (signedIn === null) return
  const input = { staff: signedIn.staff.id, signIn: signedIn.signIn.id }
  await app.door.ask(signOutStaff, input, { ...form.origin, key: null })
}

/** Where a shop has one till, there is nothing to choose. */
export async function standAtOnlyTill(
  { app }: Console,
  form: PostedForm,
  at: { readonly staff: StaffId; readonly signIn: StaffSignInId },
): Promise<void> {
  const { staff } = await app.reads.staff(at.staff)
  if (staff === null || staff.shop === null) return
  const tills = await app.reads.tills(staff.shop)
  const only = tills.length === 1 ? tills[0]?.till : null
  if (only === null || only === undefined) return
  await app.door.ask(chooseTill, { ...at, till: only.id }, { ...form.origin, key: null })
}

/** Null: nobody is here to set one up. */
function unfinished(request: FastifyRequest): SignedIn | null {
  const { signedIn } = request.staffer
  const isHere = signedIn !== null && isUnfinished(signedIn.staff, signedIn.signIn)
  return isHere ? signedIn : null
}

function sendSetUp(
  { app, page, secrets }: Console,
  { request, reply }: Exchange,
  given: { readonly state: FormState; readonly secret: string | null },
): FastifyReply {
  const signedIn = unfinished(request)
  if (signedIn === null) return reply.redirect(paths.first, 303)
  const { language } = request.staffer
  const { id, name } = signedIn.staff
  const secret = given.secret ?? secrets.newOneTimeSecret()
  const body = (
    <OneTimeCodePage
      language={language}
      form={{ ...given.state, seal: page.seal(request) }}
      back={paths.first}
      secret={secret}
      uri={secrets.oneTimeUri({ secret, name, issuer: app.operator().name.en })}
      sealed={app.vault.seal(JSON.stringify([id, secret]))}
    />
  )
  const { title } = signInWords(language).setUp
  const status = statusOf(given.state)
  return page.send(request, reply, { title, body, path: paths.oneTimeCode, status, bare: true })
}

async function postSetUp(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, secrets } = console
  const form = readForm(app, request)
  const signedIn = unfinished(request)
  if (signedIn === null) return reply.redirect(paths.first, 303)
  const at = { staff: signedIn.staff.id, signIn: signedIn.signIn.id }
  const secret = openedSecret(console, form, at.staff)
  const wrong = (state: FormState) => sendSetUp(console, { request, reply }, { state, secret })
  if (!form.sealed || secret === null) {
    return wrong({ refusal: page.words(request).trouble.expired })
  }
  const step = secrets.stepOf({ secret, code: form.fields['code'] ?? '', now: app.clock.now() })
  const input = { ...at, sealed: app.vault.seal(secret), step }
  const answer = await app.door.ask(setUpOneTimeCode, input, form.origin)
  if (!answer.ok) {
    const sentence = signInRefusal(answer.refusal, request.staffer.language)
    return wrong({ fieldErrors: { code: sentence } })
  }
  await standAtOnlyTill(console, form, at)
  return reply.redirect(paths.first, 303)
}

/** Null when it is not what we sealed for them. */
function openedSecret({ app }: Console, form: PostedForm, staff: StaffId): string | null {
  try {
    const opened: unknown = JSON.parse(app.vault.open(form.fields['sealed'] ?? ''))
    if (!Array.isArray(opened) || opened[0] !== staff) return null
    return typeof opened[1] === 'string' ? opened[1] : null
  } catch {
    return null
  }
}
