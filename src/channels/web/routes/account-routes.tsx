/** The account: profile, e-mail change, and browsers signed in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseId, type SignInId } from '../../../domain/basics/ids.ts'
import { parseLanguage } from '../../../domain/basics/language.ts'
import { plusMinutes } from '../../../domain/basics/time.ts'
import { maskEmail, parseEmail, type Email } from '../../../domain/account/email.ts'
import { CODE_MINUTES } from '../../../domain/account/mailbox.ts'
import { parseCountry, parseDisplayName } from '../../../domain/account/profile.ts'
import { needsFresh } from '../../../domain/account/step-up.ts'
import { changeEmail, editProfile } from '../../../app/accounts/edit-profile.ts'
import { letterJob } from '../../../app/accounts/letters.ts'
import { newName } from '../../../app/accounts/new-name.ts'
import { codeHash, CODE_DIGITS, freshCode, mailboxOf } from '../../../app/accounts/proofs.ts'
import { sendCode } from '../../../app/accounts/send-code.ts'
import { signOut } from '../../../app/accounts/sign-in.ts'
import { accountView, personalText } from '../../../app/queries/account-view.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeTry } from '../tries.ts'
import { readForm } from '../form.ts'
import { EmailChangeCodePage, ProfilePage } from '../pages/profile.tsx'
import { SignInsPage } from '../pages/sign-ins.tsx'
import type { FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'
import { refusalText } from '../words/refusals.ts'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>

export function accountRoutes(server: FastifyInstance, portal: Portal): void {
  const { page } = portal

  server.get<{ Querystring: { saved?: string; changed?: string } }>(
    paths.profile,
    async (request, reply) => {
      const voice = page.voice(request)
      const { saved, changed } = request.query
      const banner =
        saved !== undefined
          ? voice.words.profile.saved
          : changed !== undefined
            ? voice.words.profile.emailChanged
            : undefined
      return sendProfile(portal, request, reply, {}, banner)
    },
  )
  server.post(paths.profile, (request, reply) => postProfile(portal, request, reply))
  server.post(paths.emailChange, (request, reply) => postEmailChange(portal, request, reply))
  server.get(paths.emailChangeCode, (request, reply) => sendEmailCode(portal, request, reply, {}))
  server.post(paths.emailChangeCode, (request, reply) => postEmailCode(portal, request, reply))
  signInListRoutes(server, portal)
}

/** The browsers signed in to the account, and ending them. */
function signInListRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page, visitors } = portal
  server.get(paths.signIns, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const view = await accountView(app, signedIn.account.id, signedIn.signIn.id)
    if (view === null) return reply.redirect(paths.signIn, 303)
    const voice = page.voice(request)
    const body = <SignInsPage voice={voice} signIns={view.signIns} seal={page.seal(request)} />
    return page.send(request, reply, { title: voice.words.signIns.title, body, here: 'account' })
  })

  server.post<{ Params: { signIn: string } }>('/sign-ins/:signIn/end', async (request, reply) => {
    const { signedIn } = request.visitor
    const id = parseId<SignInId>(request.params.signIn)
    const form = readForm(app, request)
    if (signedIn === null || id === null) return reply.redirect(paths.signIn, 303)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const origin = { ...form.origin, key: null }
    const which = { kind: 'one', id } as const
    await app.door.ask(signOut, { account: signedIn.account.id, which }, origin)
    return reply.redirect(paths.signIns, 303)
  })

  server.post(paths.endAllSignIns, async (request, reply) => {
    const { signedIn } = request.visitor
    const form = readForm(app, request)
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const origin = { ...form.origin, key: null }
    const input = { account: signedIn.account.id, which: { kind: 'all' } } as const
    await app.door.ask(signOut, input, origin)
    visitors.letOut(reply)
    return reply.redirect(paths.first, 303)
  })
}

async function postProfile(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, visitors } = portal
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const form = readForm(app, request)
  const wrong = (state: FormState) =>
    sendProfile(portal, request, reply, { typed: form.fields, ...state })
  if (!form.sealed) return wrong({ refusal: page.expired(request) })
  const voice = page.voice(request)
  const name = parseDisplayName(form.fields['displayName'] ?? '')
  if (!name.ok) {
    return wrong({ fieldErrors: { displayName: refusalText(name.refusal, voice.language) } })
  }
  const language = parseLanguage(form.fields['language'] ?? '') ?? voice.language
  const { account } = signedIn
  const answer = await app.door.ask(
    editProfile,
    {
      account: account.id,
      language,
      country: parseCountry(form.fields['country'] ?? ''),
      name: await newName(app, account, name.value),
    },
    form.origin,
  )
  if (!answer.ok) return wrong({ refusal: refusalText(answer.refusal, voice.language) })
  visitors.setLanguage(reply, language)
  return reply.redirect(`${paths.profile}?saved`, 303)
}

async function postEmailChange(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, visitors } = portal
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const form = readForm(app, request)
  const wrong = (state: FormState) => sendProfile(portal, request, reply, state)
  if (!form.sealed) return wrong({ refusal: page.expired(request) })
  const { language } = page.voice(request)
  const email = parseEmail(form.fields['email'] ?? '')
  if (!email.ok) return wrong({ fieldErrors: { email: refusalText(email.refusal, language) } })
  if (needsFresh('change_email', signedIn.signIn, app.clock.now())) {
    return wrong({ refusal: refusalText({ code: 'step_up_needed' }, language) })
  }
  const { again } = await takeTry(app, request, 'codes_sent')
  if (again !== null) {
    tellWhen(reply, again, app.clock.now())
    return wrong({ refusal: refusalText({ code: 'too_many_codes', again }, language) })
  }
  const mailbox = mailboxOf(app.vault, email.value)
  const code = freshCode(app.dice)
  const expiresAt = plusMinutes(app.clock.now(), CODE_MINUTES)
  const letter = letterJob(app.vault, {
    to: email.value,
    language,
    letter: { kind: 'change_email_code', code, expiresAt },
  })
  const input = { mailbox, codeHash: codeHash(app.vault, mailbox, code), letter }
  const sent = await app.door.ask(sendCode, input, form.origin)
  if (!sent.ok) return wrong({ refusal: refusalText(sent.refusal, language) })
  const kept = visitors.kept(request)
  visitors.keep(request, reply, {
    ...kept,
    mailbox: { email: email.value, purpose: 'change_email' },
  })
  return reply.redirect(paths.emailChangeCode, 303)
}

async function postEmailCode(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, visitors } = portal
  const { signedIn } = request.visitor
  const { mailbox, ...rest } = visitors.kept(request)
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  if (mailbox?.purpose !== 'change_email') return reply.redirect(paths.profile, 303)
  const form = readForm(app, request)
  if (!form.sealed) {
    return sendEmailCode(portal, request, reply, { refusal: page.expired(request) })
  }
  const { language } = page.voice(request)
  const { account, signIn } = signedIn
  const [sealed, text] = await Promise.all([
    app.reads.sealed({ kind: 'account', id: account.id }, account.person),
    app.reads.account(account.id).then((state) => personalText(app, state)),
  ])
  if (sealed === null || text === null) return reply.redirect(paths.signIn, 303)
  const id = mailboxOf(app.vault, mailbox.email as Email)
  const at = app.clock.now()
  const notice = letterJob(app.vault, {
    to: text.email,
    language: account.language,
    letter: { kind: 'email_changed', at, newEmailMasked: maskEmail(mailbox.email as Email) },
  })
  const answer = await app.door.ask(
    changeEmail,
    {
      account: account.id,
      signIn: signIn.id,
      mailbox: id,
      codeHash: codeHash(app.vault, id, form.fields['code'] ?? ''),
      sealedEmail: app.vault.sealFor(sealed.wrapped, mailbox.email),
      notice,
    },
    form.origin,
  )
  if (!answer.ok) {
    const sentence = refusalText(answer.refusal, language)
    return sendEmailCode(portal, request, reply, { fieldErrors: { code: sentence } })
  }
  visitors.keep(request, reply, rest)
  return reply.redirect(`${paths.profile}?changed`, 303)
}

async function sendProfile(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
  banner?: string,
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const account = await accountView(app, signedIn.account.id, signedIn.signIn.id)
  if (account === null) return reply.redirect(paths.signIn, 303)
  const voice = page.voice(request)
  const body = (
    <ProfilePage voice={voice} account={account} form={{ ...form, seal: page.seal(request) }} />
  )
  return page.send(request, reply, {
    title: voice.words.profile.title,
    body,
    banner,
    here: 'account',
    path: paths.profile,
    status: statusOf(form),
  })
}

function sendEmailCode(
  { page, visitors }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  const mailbox = visitors.kept(request).mailbox
  if (request.visitor.signedIn === null) return reply.redirect(paths.signIn, 303)
  if (mailbox?.purpose !== 'change_email') return reply.redirect(paths.profile, 303)
  const voice = page.voice(request)
  const body = (
    <EmailChangeCodePage
      voice={voice}
      form={{ ...form, seal: page.seal(request) }}
      sentTo={mailbox.email}
      digits={CODE_DIGITS}
    />
  )
  return page.send(request, reply, {
    title: voice.words.profile.title,
    body,
    here: 'account',
    path: paths.emailChangeCode,
    status: statusOf(form),
  })
}
