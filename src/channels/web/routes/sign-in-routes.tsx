/**
 * Signing in and registering by a code sent to an e-mail address. Both begin alike, and what
 * happens to an address without an account is told to its mailbox alone.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type {
  AccountId,
  AgreementId,
  MailboxId,
  PersonId,
  SignInId,
} from '../../../domain/basics/ids.ts'
import { plusMinutes } from '../../../domain/basics/time.ts'
import { parseEmail, type Email } from '../../../domain/account/email.ts'
import { CODE_MINUTES } from '../../../domain/account/mailbox.ts'
import { parseCountry, parseDisplayName } from '../../../domain/account/profile.ts'
import { letterJob } from '../../../app/accounts/letters.ts'
import type { TermsShown } from '../../../app/accounts/accept-terms.ts'
import { register } from '../../../app/accounts/register.ts'
import { sendCode } from '../../../app/accounts/send-code.ts'
import { signInByCode, signOut, type NewSignIn } from '../../../app/accounts/sign-in.ts'
import {
  codeHash,
  freshCode,
  mailboxOf,
  sealProfile,
  CODE_DIGITS,
} from '../../../app/accounts/proofs.ts'
import { deviceOf } from '../device.ts'
import { decoyOf } from '../../../app/decoys.ts'
import { refuse } from '../../../domain/basics/result.ts'
import { tellOf } from '../../retry-after.ts'
import { takeTry } from '../tries.ts'
import { readForm, type PostedForm } from '../form.ts'
import { readTerms } from '../../shown-form.ts'
import { openingScreen } from '../words/terms-screen.ts'
import { termsWords } from '../words/terms.ts'
import { RegistrationPage } from '../pages/registration.tsx'
import { SignInCodePage, SignInPage } from '../pages/sign-in.tsx'
import type { FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'
import type { KeptMailbox } from '../visitor.ts'
import { termsInForce } from '../../../domain/catalogue/catalogue.ts'
import { parseLanguage } from '../../../domain/basics/language.ts'
import { refusalText, type PortalRefusal } from '../words/refusals.ts'

type FormState = Omit<FormProps, 'seal'>

export function signInRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page, visitors } = portal

  server.get(paths.signIn, (request, reply) => sendSignIn(portal, request, reply, {}))

  server.post(paths.signIn, async (request, reply) => {
    const form = readForm(app, request)
    const wrong = (state: FormState) =>
      sendSignIn(portal, request, reply, { typed: form.fields, ...state })
    if (!form.sealed) return wrong({ refusal: page.expired(request) })
    const email = parseEmail(form.fields['email'] ?? '')
    if (!email.ok) return wrong({ fieldErrors: { email: say(portal, request, email.refusal) } })
    const refused = await askForCode(portal, request, { form, email: email.value })
    if (refused !== null) {
      tellOf(reply, refused, app.clock.now())
      return wrong({ refusal: say(portal, request, refused) })
    }
    keepMailbox(portal, request, reply, { email: email.value, purpose: 'sign_in' })
    return reply.redirect(paths.signInCode, 303)
  })

  server.get(paths.signInCode, (request, reply) => sendCodePage(portal, request, reply, {}))

  server.post(paths.signInCode, async (request, reply) => {
    const form = readForm(app, request)
    const mailbox = visitors.kept(request).mailbox
    if (mailbox === undefined) return reply.redirect(paths.signIn, 303)
    if (!form.sealed) {
      return sendCodePage(portal, request, reply, { refusal: page.expired(request) })
    }
    const tried = await takeTry(app, request, 'sign_ins')
    const { again } = tried
    const entered =
      again === null
        ? await enterCode(portal, request, { form, mailbox })
        : refuse({ code: 'tries_too_many', again } as const)
    if (!entered.ok) {
      tellOf(reply, entered.refusal, app.clock.now())
      const sentence = say(portal, request, entered.refusal)
      return sendCodePage(portal, request, reply, { fieldErrors: { code: sentence } })
    }
    await tried.proved()
    if (entered.value.kind === 'signed_in') {
      keepMailbox(portal, request, reply, undefined)
      const { account } = entered.value
      visitors.letIn(request, reply, { token: entered.token, account })
      return reply.redirect(paths.lines, 303)
    }
    keepMailbox(portal, request, reply, { ...mailbox, ticket: entered.ticket })
    return reply.redirect(paths.registration, 303)
  })

  server.get(paths.registration, (request, reply) => sendRegistration(portal, request, reply, {}))

  server.post(paths.registration, (request, reply) => postRegistration(portal, request, reply))
  signOutRoute(server, portal)
}

function signOutRoute(server: FastifyInstance, portal: Portal): void {
  const { app, visitors } = portal
  server.post(paths.signOut, async (request, reply) => {
    const form = readForm(app, request)
    const { signedIn } = request.visitor
    if (form.sealed && signedIn !== null) {
      const which = { kind: 'one', id: signedIn.signIn.id } as const
      await app.door.ask(
        signOut,
        { account: signedIn.account.id, which },
        { ...form.origin, key: null },
      )
      visitors.letOut(reply)
    }
    return reply.redirect(paths.first, 303)
  })
}

function say({ page }: Portal, request: FastifyRequest, refusal: PortalRefusal): string {
  return refusalText(refusal, page.voice(request).language)
}

function keepMailbox(
  { visitors }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  mailbox: KeptMailbox | undefined,
): void {
  const { mailbox: _before, ...rest } = visitors.kept(request)
  visitors.keep(request, reply, mailbox === undefined ? rest : { ...rest, mailbox })
}

/** Null when the code is on its way. */
async function askForCode(
  { app, page }: Portal,
  request: FastifyRequest,
  asked: { readonly form: PostedForm; readonly email: Email },
): Promise<PortalRefusal | null> {
  const { form, email } = asked
  const { again } = await takeTry(app, request, 'codes_sent')
  if (again !== null) return { code: 'too_many_codes', again }
  const mailbox = mailboxOf(app.vault, email)
  const known = await app.reads.find('mailbox', mailbox)
  const code = freshCode(app.dice)
  const letter = letterJob(app.vault, {
    to: email,
    language: page.voice(request).language,
    letter: {
      kind: 'sign_in_code',
      code,
      expiresAt: plusMinutes(app.clock.now(), CODE_MINUTES),
      registers: known === null,
    },
  })
  const input = { mailbox, codeHash: codeHash(app.vault, mailbox, code), letter }
  const sent = await app.door.ask(sendCode, input, form.origin)
  return sent.ok ? null : sent.refusal
}

async function enterCode(
  { app, visitors }: Portal,
  request: FastifyRequest,
  given: { readonly form: PostedForm; readonly mailbox: KeptMailbox },
) {
  const { form, mailbox } = given
  const email = mailbox.email as Email
  const id = mailboxOf(app.vault, email)
  const known = await app.reads.find('mailbox', id)
  const nobodys = decoyOf<AccountId>(app.vault, 'account', id)
  const account = known?.home.kind === 'account' ? known.home.id : nobodys
  // Drawn from the attempt's key, so that a repeated attempt answers with the same token.
  const token = attemptToken(app, request, form, 'sign-in')
  const ticket = attemptToken(app, request, form, 'ticket')
  const answer = await app.door.ask(
    signInByCode,
    {
      mailbox: id,
      account,
      codeHash: codeHash(app.vault, id, form.fields['code'] ?? ''),
      signIn: newSignIn(app, request, token),
      ticketHash: app.vault.digest(ticket),
      knownBrowser: visitors.knows(request, account),
    },
    form.origin,
  )
  return { ...answer, token, ticket }
}

export function newSignIn(app: Portal['app'], request: FastifyRequest, token: string): NewSignIn {
  return {
    id: app.ids.next<SignInId>(),
    tokenHash: app.vault.digest(token),
    device: deviceOf(request.headers['user-agent'] ?? ''),
  }
}

export function attemptToken(
  app: Portal['app'],
  request: FastifyRequest,
  form: PostedForm,
  what: string,
): string {
  return app.vault.keyed('visitor', `${what}|${request.visitor.browser}|${form.key}`)
}

async function postRegistration(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, visitors } = portal
  const form = readForm(app, request)
  const wrong = (state: FormState) =>
    sendRegistration(portal, request, reply, { typed: form.fields, ...state })
  if (!form.sealed) return wrong({ refusal: page.expired(request) })
  const name = parseDisplayName(form.fields['displayName'] ?? '')
  if (!name.ok) return wrong({ fieldErrors: { displayName: say(portal, request, name.refusal) } })
  const mailbox = visitors.kept(request).mailbox
  if (mailbox?.ticket === undefined) return proveFirst(portal, request, reply, { form, wrong })
  const id: MailboxId = mailboxOf(app.vault, mailbox.email as Email)
  const token = attemptToken(app, request, form, 'sign-in')
  const language = parseLanguage(form.fields['language'] ?? '') ?? request.visitor.language
  const answer = await app.door.ask(
    register,
    {
      mailbox: id,
      account: app.ids.next<AccountId>(),
      person: app.ids.next<PersonId>(),
      ticketHash: app.vault.digest(mailbox.ticket),
      language,
      country: parseCountry(form.fields['country'] ?? ''),
      sealed: sealProfile(app.vault, { email: mailbox.email, displayName: name.value }),
      signIn: newSignIn(app, request, token),
      accepted: openingTerms(portal, request, form),
    },
    form.origin,
  )
  if (!answer.ok) {
    const { asks } = termsWords(request.visitor.language)
    const isStale = answer.refusal.code === 'terms_not_accepted'
    return wrong({ refusal: isStale ? asks : say(portal, request, answer.refusal) })
  }
  keepMailbox(portal, request, reply, undefined)
  visitors.letIn(request, reply, { token, account: answer.value.account })
  visitors.setLanguage(reply, language)
  return reply.redirect(paths.lines, 303)
}

/** The versions that stood beside the button; null where none did. */
function openingTerms(
  { app }: Portal,
  request: FastifyRequest,
  form: PostedForm,
): TermsShown | null {
  const terms = readTerms(form.all('terms'))
  if (terms.length === 0) return null
  const documents = app
    .catalogue()
    .terms.filter(({ hash }) => terms.some((one) => one.hash === hash))
  const shown = openingScreen(documents, request.visitor.language)
  return { id: app.ids.next<AgreementId>(), terms, shown, channel: 'web' }
}

/** The form came before its address was proved: a code first, what was typed is kept. */
async function proveFirst(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly form: PostedForm; readonly wrong: (state: FormState) => FastifyReply },
): Promise<FastifyReply> {
  const { form, wrong } = given
  const email = parseEmail(form.fields['email'] ?? '')
  if (!email.ok) return wrong({ fieldErrors: { email: say(portal, request, email.refusal) } })
  const refused = await askForCode(portal, request, { form, email: email.value })
  if (refused !== null) {
    tellOf(reply, refused, portal.app.clock.now())
    return wrong({ refusal: say(portal, request, refused) })
  }
  keepMailbox(portal, request, reply, {
    email: email.value,
    purpose: 'sign_in',
    profile: {
      displayName: form.fields['displayName'] ?? '',
      country: form.fields['country'] ?? '',
    },
  })
  return reply.redirect(paths.signInCode, 303)
}

function sendSignIn(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  const voice = page.voice(request)
  const body = <SignInPage voice={voice} form={{ ...form, seal: page.seal(request) }} />
  const { title } = voice.words.signIn
  return page.send(request, reply, { title, body, path: paths.signIn, status: statusOf(form) })
}

function sendCodePage(
  { page, visitors }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  const voice = page.voice(request)
  const mailbox = visitors.kept(request).mailbox
  if (mailbox === undefined) return reply.redirect(paths.signIn, 303)
  const body = (
    <SignInCodePage
      voice={voice}
      form={{ ...form, seal: page.seal(request) }}
      email={mailbox.email}
      minutesValid={CODE_MINUTES}
      digits={CODE_DIGITS}
    />
  )
  const title = voice.words.signIn.codeTitle
  return page.send(request, reply, { title, body, path: paths.signInCode, status: statusOf(form) })
}

function sendRegistration(
  { app, page, visitors }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  const voice = page.voice(request)
  const mailbox = visitors.kept(request).mailbox
  const typed = { language: voice.language, ...mailbox?.profile, ...form.typed }
  const proved = mailbox?.ticket === undefined ? null : mailbox.email
  const body = (
    <RegistrationPage
      voice={voice}
      form={{ ...form, typed, seal: page.seal(request) }}
      provenEmail={proved}
      documents={termsInForce(app.catalogue(), app.clock.now(), 'account')}
    />
  )
  const { title } = voice.words.registration
  return page.send(request, reply, {
    title,
    body,
    path: paths.registration,
    status: statusOf(form),
  })
}

export function statusOf(form: FormState): number {
  return form.refusal === undefined && form.fieldErrors === undefined ? 200 : 422
}
