/**
 * Passkeys at the console: coming in, unlocking and adding one. The person themselves must have
 * been asked by the authenticator, because nothing else is asked. The challenge travels in a sealed
 * cookie and counts once.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isBefore, plusMinutes } from '../../../domain/basics/time.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import {
  addStaffPasskey,
  signInStaffByPasskey,
  unlockStaffByPasskey,
  type UsedPasskey,
} from '../../../app/staff/passkeys.ts'
import {
  CHALLENGE_MINUTES,
  madePasskey,
  readCredential,
  siteOf,
  usedPasskey,
} from '../../webauthn.ts'
import type { Console } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { PASSKEY_NAME_LENGTH_MAX } from '../pages/account.tsx'
import { paths, safeBack } from '../paths.ts'
import { PASSWORD_LENGTH_MAX } from '../proof.ts'
import { atDesk, COOKIES } from '../staffer.ts'
import { signInRefusal, signInWords } from '../words/sign-in/words.ts'
import { sendAccount } from './account-routes.tsx'
import { sendLock } from './lock-routes.tsx'
import { attempt, leave, sendSignIn, standAtOnlyTill, countsTries } from './sign-in-routes.tsx'

export function passkeyRoutes(server: FastifyInstance, console: Console): void {
  const anyone = { config: { desk: 'anyone' }, preHandler: countsTries(console) } as const
  const locked = { config: { desk: 'locked' }, preHandler: countsTries(console) } as const
  server.post(paths.signInPasskeyOptions, anyone, (request, reply) =>
    sendOptions(console, request, reply),
  )
  server.post(paths.unlockPasskeyOptions, locked, (request, reply) =>
    sendOptions(console, request, reply),
  )
  server.post(paths.signInPasskey, anyone, (request, reply) => postSignIn(console, request, reply))
  server.post(paths.unlockPasskey, locked, (request, reply) => postUnlock(console, request, reply))
  server.post(paths.accountPasskeyOptions, (request, reply) =>
    sendMakingOptions(console, request, reply),
  )
  server.post(paths.accountPasskeys, (request, reply) => postPasskey(console, request, reply))
}

async function sendOptions(console: Console, request: FastifyRequest, reply: FastifyReply) {
  if (!readForm(console.app, request).sealed) return reply.code(403).send()
  const site = siteOf(console.app, console.settings.sandbox, request)
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    userVerification: 'required',
  })
  keepChallenge(console, reply, options.challenge)
  return reply.send(options)
}

function keepChallenge({ app, staffers }: Console, reply: FastifyReply, challenge: string): void {
  const until = plusMinutes(app.clock.now(), CHALLENGE_MINUTES)
  const sealed = app.vault.seal(JSON.stringify([challenge, until.toString()]))
  staffers.keepChallenge(reply, sealed)
}

/** The challenge is spent with the look at it. */
function takeChallenge({ app, staffers }: Console, request: FastifyRequest, reply: FastifyReply) {
  const sealed = request.cookies[COOKIES.challenge]
  if (sealed === undefined || sealed === '') return null
  staffers.keepChallenge(reply, null)
  try {
    const [challenge, until] = JSON.parse(app.vault.open(sealed)) as readonly [string, string]
    return isBefore(app.clock.now(), Temporal.Instant.from(until)) ? challenge : null
  } catch {
    // Not ours, changed, or sealed under an older key.
    return null
  }
}

/** Null: unknown, or its use was not proved. */
async function provedPasskey(
  console: Console,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  form: PostedForm,
): Promise<{ readonly staff: Staff; readonly used: UsedPasskey } | null> {
  const { app, settings } = console
  const challenge = takeChallenge(console, request, reply)
  const response = readCredential<AuthenticationResponseJSON>(form.fields['credential'])
  if (challenge === null || response === null || typeof response.id !== 'string') return null
  const found = await app.reads.find('staff_passkey', response.id)
  if (found === null || found.home.kind !== 'staff') return null
  const { staff } = await app.reads.staff(found.home.id)
  const passkey = staff?.passkeys.find((one) => one.credential === response.id)
  if (staff === null || passkey === undefined) return null
  const site = siteOf(app, settings.sandbox, request)
  const given = { challenge, response, passkey, asksPerson: true }
  const counter = await usedPasskey(site, given, request.log)
  return counter === null ? null : { staff, used: { credential: passkey.credential, counter } }
}

async function postSignIn(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, page } = console
  const form = readForm(app, request)
  const back = safeBack(form.fields['back'])
  const { language } = request.staffer
  const wrong = (refusal: string) =>
    sendSignIn(console, { request, reply }, { back, state: { refusal } })
  if (!form.sealed) return wrong(page.words(request).trouble.expired)
  const proved = await provedPasskey(console, { request, reply }, form)
  if (proved === null) return wrong(signInWords(language).passkeyFailed)
  const { token, signIn } = attempt(console, request, form)
  const input = { staff: proved.staff.id, ...proved.used, signIn }
  const answer = await app.door.ask(signInStaffByPasskey, input, form.origin)
  if (!answer.ok) return wrong(signInWords(language).passkeyFailed)
  await leave(console, request, form)
  console.staffers.letIn(reply, token)
  await standAtOnlyTill(console, form, { staff: proved.staff.id, signIn: signIn.id })
  return reply.redirect(back, 303)
}

async function postUnlock(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, page } = console
  const form = readForm(app, request)
  const back = safeBack(form.fields['back'])
  const wrong = (refusal: string) =>
    sendLock(console, { request, reply }, { back, state: { refusal } })
  if (!form.sealed) return wrong(page.words(request).trouble.expired)
  const { staff, signIn } = atDesk(request)
  const failed = signInWords(request.staffer.language).passkeyFailed
  const proved = await provedPasskey(console, { request, reply }, form)
  if (proved === null || proved.staff.id !== staff.id) return wrong(failed)
  const input = { staff: staff.id, signIn: signIn.id, ...proved.used }
  const answer = await app.door.ask(unlockStaffByPasskey, input, form.origin)
  return answer.ok ? reply.redirect(back, 303) : wrong(failed)
}

async function sendMakingOptions(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, settings } = console
  if (!readForm(app, request).sealed) return reply.code(403).send()
  const { staff } = atDesk(request)
  const options = await generateRegistrationOptions({
    rpName: app.operator().name[request.staffer.language],
    rpID: siteOf(app, settings.sandbox, request).id,
    userName: staff.name,
    userID: new TextEncoder().encode(staff.id),
    excludeCredentials: staff.passkeys.map((one) => ({ id: one.credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  keepChallenge(console, reply, options.challenge)
  return reply.send(options)
}

async function postPasskey(console: Console, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, secrets, settings } = console
  const form = readForm(app, request)
  const { language } = request.staffer
  const { name: typed = '', password = '' } = form.fields
  const wrong = (refusal: string) =>
    sendAccount(console, { request, reply }, { typed: { name: typed }, refusal })
  if (!form.sealed) return wrong(page.words(request).trouble.expired)
  const { staff, signIn } = atDesk(request)
  const failed = signInWords(language).passkeyFailed
  const challenge = takeChallenge(console, request, reply)
  const response = readCredential<RegistrationResponseJSON>(form.fields['credential'])
  if (challenge === null || response === null) return wrong(failed)
  const site = siteOf(app, settings.sandbox, request)
  const made = await madePasskey(site, { challenge, response, asksPerson: true }, request.log)
  if (made === null) return wrong(failed)
  const given = password.slice(0, PASSWORD_LENGTH_MAX)
  const passwordRight = await secrets.isPassword(given, staff.passwordHash)
  const name = typed.trim().slice(0, PASSKEY_NAME_LENGTH_MAX)
  const passkey = { ...made, name: name === '' ? '—' : name }
  const input = { staff: staff.id, signIn: signIn.id, passwordRight, passkey }
  const answer = await app.door.ask(addStaffPasskey, input, form.origin)
  if (!answer.ok) return wrong(signInRefusal(answer.refusal, language))
  return reply.redirect(paths.account, 303)
}
