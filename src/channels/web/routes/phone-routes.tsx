/** The account's PIN and contact number for the telephone: set, shown as waiting, removed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { phoneLetter } from '../../../app/accounts/phone-letters.ts'
import {
  mintClaim,
  noNumber,
  numberClaimHash,
  phonePinHash,
} from '../../../app/accounts/phone-secrets.ts'
import {
  claimNumber,
  forgetNumber,
  removePhonePin,
  setPhonePin,
} from '../../../app/accounts/phone.ts'
import { troubleWithPin } from '../../../domain/account/phone.ts'
import { needsFresh } from '../../../domain/account/step-up.ts'
import { isBefore } from '../../../domain/basics/time.ts'
import type { FormProps } from '../../form.tsx'
import { readTelephone } from '../../telephone.ts'
import type { Portal } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { PhonePage, TELEPHONE_TYPED_MAX, type WaitingNumber } from '../pages/phone.tsx'
import { paths } from '../paths.ts'
import type { Visitor } from '../visitor.ts'
import { phonePageWords, type PhonePageWords } from '../words/phone.ts'
import { refusalText, type PortalRefusal } from '../words/refusals.ts'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>
type SignedIn = NonNullable<Visitor['signedIn']>
type Told = keyof PhonePageWords['told']

/** Without a country code a number is Japan's: that is where people are. */
const HOME_COUNTRY = 'JP'

export function phoneRoutes(server: FastifyInstance, portal: Portal): void {
  server.get<{ Querystring: { told?: string } }>(paths.phone, (request, reply) => {
    const { told } = phonePageWords(portal.page.voice(request).language)
    const asked = request.query.told ?? ''
    const banner = Object.hasOwn(told, asked) ? told[asked as Told] : undefined
    return sendPhone(portal, request, reply, { form: {}, banner })
  })
  // Whoever asks again for the address of a form sees the page.
  for (const path of [paths.phoneNumber, paths.phonePin]) {
    server.get(path, async (_request, reply) => reply.redirect(paths.phone, 303))
  }
  phoneAct(server, portal, paths.phonePin, postPin)
  phoneAct(server, portal, paths.phoneNumber, postNumber)
  phoneAct(server, portal, paths.phonePinRemoval, async ({ app }, { form, signedIn }) => {
    const input = { account: signedIn.account.id }
    await app.door.ask(removePhonePin, input, { ...form.origin, key: null })
    return { ok: true, told: 'pin_removed' }
  })
  phoneAct(server, portal, paths.phoneNumberRemoval, async ({ app }, { form, signedIn }) => {
    const { account } = signedIn
    const input = { account: account.id, sealedNumber: await noNumber(app, account) }
    await app.door.ask(forgetNumber, input, { ...form.origin, key: null })
    return { ok: true, told: 'number_forgotten' }
  })
}

interface Asked {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly form: PostedForm
  readonly signedIn: SignedIn
}

type Answer =
  | { readonly ok: true; readonly told: Told | null }
  | { readonly ok: false; readonly field: string | null; readonly refusal: PortalRefusal }

/** Parse, one command, back to the page with what is to be told. */
function phoneAct(
  server: FastifyInstance,
  portal: Portal,
  path: string,
  act: (portal: Portal, asked: Asked) => Promise<Answer>,
): void {
  const { app, page } = portal
  server.post(path, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const form = readForm(app, request)
    const wrong = (state: FormState) =>
      sendPhone(portal, request, reply, { form: { typed: form.fields, ...state } })
    if (!form.sealed) return wrong({ refusal: page.expired(request) })
    const answer = await act(portal, { request, reply, form, signedIn })
    if (answer.ok) {
      const told = answer.told === null ? '' : `?told=${answer.told}`
      return reply.redirect(`${paths.phone}${told}`, 303)
    }
    const sentence = refusalText(answer.refusal, page.voice(request).language)
    return wrong(
      answer.field === null ? { refusal: sentence } : { fieldErrors: { [answer.field]: sentence } },
    )
  })
}

async function postPin({ app }: Portal, { form, signedIn }: Asked): Promise<Answer> {
  const [digits, again] = [typedPin(form, 'pin'), typedPin(form, 'pinAgain')]
  const trouble = troubleWithPin(digits)
  if (trouble !== null) return { ok: false, field: 'pin', refusal: trouble }
  if (digits !== again) return { ok: false, field: 'pinAgain', refusal: { code: 'pins_differ' } }
  const account = signedIn.account.id
  const input = {
    account,
    signIn: signedIn.signIn.id,
    hash: phonePinHash(app.vault, account, digits),
    letter: await phoneLetter(app, account, { kind: 'pin_set' }),
  }
  const answer = await app.door.ask(setPhonePin, input, form.origin)
  if (!answer.ok) return { ok: false, field: null, refusal: answer.refusal }
  return { ok: true, told: 'pin_set' }
}

/** In any width. */
function typedPin({ fields }: PostedForm, name: 'pin' | 'pinAgain'): string {
  return (fields[name] ?? '').normalize('NFKC').trim()
}

/** The code goes to this browser alone. */
async function postNumber(
  { app, visitors }: Portal,
  { request, reply, form, signedIn }: Asked,
): Promise<Answer> {
  const typed = (form.fields['number'] ?? '').slice(0, TELEPHONE_TYPED_MAX)
  const number = readTelephone(typed, HOME_COUNTRY)
  if (number === null) {
    return { ok: false, field: 'number', refusal: { code: 'telephone_unreadable' } }
  }
  const { account, signIn } = signedIn
  const minted = await mintClaim(app, account, number)
  if (minted === null) return { ok: false, field: null, refusal: { code: 'step_up_needed' } }
  const numberEnds = minted.lastDigits
  const letter = await phoneLetter(app, account.id, { kind: 'number_waits', numberEnds })
  const input = { account: account.id, signIn: signIn.id, ...minted, letter }
  const answer = await app.door.ask(claimNumber, input, form.origin)
  if (!answer.ok) return { ok: false, field: null, refusal: answer.refusal }
  const code = app.vault.open(answer.value.sealedCode)
  const claim = numberClaimHash(app.vault, { number, code })
  visitors.keep(request, reply, { ...visitors.kept(request), numberCode: { claim, code } })
  return { ok: true, told: null }
}

async function sendPhone(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly form: FormState; readonly banner?: string | undefined },
): Promise<FastifyReply> {
  const { app, page } = portal
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const { account } = await app.reads.account(signedIn.account.id)
  if (account === null) return reply.redirect(paths.signIn, 303)
  const voice = page.voice(request)
  const now = app.clock.now()
  const { number, pin } = account.phone
  const body = (
    <PhonePage
      voice={voice}
      form={{ ...given.form, seal: page.seal(request) }}
      number={number}
      claim={waitingNumber(portal, request, account.phone.claim)}
      pin={pin}
      isFresh={!needsFresh('set_phone_pin', signedIn.signIn, now)}
      hotline={app.operator().phone}
      asOf={now}
    />
  )
  return page.send(request, reply, {
    title: phonePageWords(voice.language).title,
    body,
    banner: given.banner,
    here: 'account',
    path: paths.phone,
    status: statusOf(given.form),
  })
}

function waitingNumber(
  { app, visitors }: Portal,
  request: FastifyRequest,
  claim: SignedIn['account']['phone']['claim'],
): WaitingNumber | null {
  if (claim === null || !isBefore(app.clock.now(), claim.until)) return null
  const { numberCode } = visitors.kept(request)
  const code = numberCode?.claim === claim.hash ? numberCode.code : null
  return { lastDigits: claim.lastDigits, until: claim.until, code }
}
