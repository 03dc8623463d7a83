/**
 * Passkeys (WebAuthn): signing in with one, adding and removing them. The challenge travels in a
 * sealed cookie and counts for a few minutes; verification is the library's.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseId, type AccountId, type PasskeyId } from '../../../domain/basics/ids.ts'
import { isBefore, plusMinutes } from '../../../domain/basics/time.ts'
import { passkeyLetter } from '../../../app/accounts/passkey-letters.ts'
import { addPasskey, removePasskey } from '../../../app/accounts/passkeys.ts'
import { signInByPasskey } from '../../../app/accounts/sign-in.ts'
import { accountView } from '../../../app/queries/account-view.ts'
import {
  CHALLENGE_MINUTES,
  madePasskey,
  readCredential,
  siteOf,
  usedPasskey,
} from '../../webauthn.ts'
import { readForm } from '../form.ts'
import { PASSKEY_NAME_LENGTH_MAX, PasskeysPage } from '../pages/passkeys.tsx'
import type { FormProps } from '../../form.tsx'
import { SignInPage } from '../pages/sign-in.tsx'
import { paths } from '../paths.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeTry } from '../tries.ts'
import type { Portal } from '../desk.ts'
import { refusalText } from '../words/refusals.ts'
import { attemptToken, newSignIn, statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>

export function passkeyRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page, settings } = portal

  server.post(paths.signInPasskeyOptions, async (request, reply) => {
    if (!readForm(app, request).sealed) return reply.code(403).send()
    const options = await generateAuthenticationOptions({
      rpID: siteOf(app, settings.sandbox, request).id,
      userVerification: 'preferred',
    })
    keepChallenge(portal, request, reply, options.challenge)
    return reply.send(options)
  })
  server.post(paths.signInPasskey, (request, reply) => postSignIn(portal, request, reply))

  server.get(paths.passkeys, (request, reply) => sendPasskeys(portal, request, reply, {}))
  server.post(paths.passkeyOptions, (request, reply) => postOptions(portal, request, reply))
  server.post(paths.passkeys, (request, reply) => postPasskey(portal, request, reply))
  server.post<{ Params: { passkey: string } }>(
    '/passkeys/:passkey/removal',
    async (request, reply) => {
      const { signedIn } = request.visitor
      const passkey = parseId<PasskeyId>(request.params.passkey)
      const form = readForm(app, request)
      if (signedIn === null || passkey === null) return reply.redirect(paths.signIn, 303)
      if (!form.sealed) return page.trouble(request, reply, { status: 403 })
      const { id: account } = signedIn.account
      const letter = await passkeyLetter(app, account, 'removed')
      const input = { account, signIn: signedIn.signIn.id, passkey, letter }
      const answer = await app.door.ask(removePasskey, input, { ...form.origin, key: null })
      if (answer.ok) return reply.redirect(paths.passkeys, 303)
      const refusal = refusalText(answer.refusal, request.visitor.language)
      return sendPasskeys(portal, request, reply, { refusal })
    },
  )
}

function keepChallenge(
  { app, visitors }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  value: string,
): void {
  const until = plusMinutes(app.clock.now(), CHALLENGE_MINUTES)
  visitors.keep(request, reply, { ...visitors.kept(request), challenge: { value, until } })
}

/** The challenge is spent with the look at it. */
function takeChallenge({ app, visitors }: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { challenge, ...rest } = visitors.kept(request)
  visitors.keep(request, reply, rest)
  if (challenge === undefined || !isBefore(app.clock.now(), challenge.until)) return null
  return challenge.value
}

async function postSignIn(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, visitors, settings } = portal
  const form = readForm(app, request)
  const wrong = (refusal: string) => {
    const voice = page.voice(request)
    const body = <SignInPage voice={voice} form={{ refusal, seal: page.seal(request) }} />
    const { title } = voice.words.signIn
    return page.send(request, reply, { title, body, path: paths.signIn, status: 422 })
  }
  if (!form.sealed) return wrong(page.expired(request))
  const unknown = refusalText({ code: 'passkey_unknown' }, request.visitor.language)
  const challenge = takeChallenge(portal, request, reply)
  const response = readCredential<AuthenticationResponseJSON>(form.fields['credential'])
  if (challenge === null || response === null) return wrong(unknown)
  const tried = await takeTry(app, request, 'sign_ins')
  const { again } = tried
  if (again !== null) {
    tellWhen(reply, again, app.clock.now())
    return wrong(refusalText({ code: 'tries_too_many', again }, request.visitor.language))
  }
  const found = await knownPasskey(portal, response)
  if (found === null) return wrong(unknown)
  const used = { challenge, response, passkey: found, asksPerson: false }
  const counter = await usedPasskey(siteOf(app, settings.sandbox, request), used, request.log)
  if (counter === null) return wrong(unknown)
  const token = attemptToken(app, request, form, 'sign-in')
  const signIn = newSignIn(app, request, token)
  const { account, id: passkey } = found
  const knownBrowser = visitors.knows(request, account)
  const input = { account, passkey, counter, signIn, knownBrowser }
  const answer = await app.door.ask(signInByPasskey, input, form.origin)
  if (!answer.ok) return wrong(refusalText(answer.refusal, request.visitor.language))
  await tried.proved()
  visitors.letIn(request, reply, { token, account })
  return reply.redirect(paths.lines, 303)
}

async function knownPasskey({ app }: Portal, response: AuthenticationResponseJSON) {
  const found =
    typeof response.id === 'string' ? await app.reads.find('passkey', response.id) : null
  if (found === null) return null
  const state = await app.reads.account(found.home.id as AccountId)
  return state.passkeys.find((one) => one.id === found.id) ?? null
}

async function postOptions(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, settings } = portal
  const { signedIn } = request.visitor
  if (signedIn === null || !readForm(app, request).sealed) return reply.code(403).send()
  const view = await accountView(app, signedIn.account.id, signedIn.signIn.id)
  const state = await app.reads.account(signedIn.account.id)
  if (view === null) return reply.code(403).send()
  const options = await generateRegistrationOptions({
    rpName: app.operator().name[page.voice(request).language],
    rpID: siteOf(app, settings.sandbox, request).id,
    userName: view.email,
    userDisplayName: view.displayName,
    userID: new TextEncoder().encode(signedIn.account.id),
    excludeCredentials: state.passkeys.map((one) => ({ id: one.credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  })
  keepChallenge(portal, request, reply, options.challenge)
  return reply.send(options)
}

async function postPasskey(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, settings } = portal
  const { signedIn, language } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const form = readForm(app, request)
  const wrong = (refusal: string) =>
    sendPasskeys(portal, request, reply, { typed: form.fields, refusal })
  if (!form.sealed) return wrong(page.expired(request))
  const failed = page.voice(request).words.passkeys.failed
  const challenge = takeChallenge(portal, request, reply)
  const response = readCredential<RegistrationResponseJSON>(form.fields['credential'])
  if (challenge === null || response === null) return wrong(failed)
  const site = siteOf(app, settings.sandbox, request)
  const made = await madePasskey(site, { challenge, response, asksPerson: false }, request.log)
  if (made === null) return wrong(failed)
  const name = (form.fields['name'] ?? '').trim().slice(0, PASSKEY_NAME_LENGTH_MAX)
  const passkey = { ...made, id: app.ids.next<PasskeyId>(), name: name === '' ? '—' : name }
  const { id: account } = signedIn.account
  const letter = await passkeyLetter(app, account, 'added')
  const input = { account, signIn: signedIn.signIn.id, passkey, letter }
  const answer = await app.door.ask(addPasskey, input, form.origin)
  if (!answer.ok) return wrong(refusalText(answer.refusal, language))
  return reply.redirect(paths.passkeys, 303)
}

async function sendPasskeys(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const view = await accountView(app, signedIn.account.id, signedIn.signIn.id)
  if (view === null) return reply.redirect(paths.signIn, 303)
  const voice = page.voice(request)
  const body = (
    <PasskeysPage
      voice={voice}
      passkeys={view.passkeys}
      form={{ ...form, seal: page.seal(request) }}
    />
  )
  return page.send(request, reply, {
    title: voice.words.passkeys.title,
    body,
    here: 'account',
    path: paths.passkeys,
    status: statusOf(form),
  })
}
