/** Auto-renewal of a line: seen, chosen, agreed to, paused, gone on with, ended; holders only. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  autoRenewalChoices,
  autoRenewalView,
  type AutoRenewalChoices,
  type AutoRenewalView,
} from '../../../app/queries/auto-renewal-view.ts'
import {
  endMandate,
  pauseMandate,
  resumeMandate,
  setMandate,
} from '../../../app/renewal/manage-mandate.ts'
import { lineOverview } from '../../../app/queries/line-overview.ts'
import type { Account } from '../../../domain/account/account.ts'
import {
  parseId,
  type AgreementId,
  type KeptMethodId,
  type LineId,
  type MandateId,
} from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { refuseWish } from '../../../domain/renewal/agreeing.ts'
import type { MandateMeans, Trigger } from '../../../domain/renewal/mandate.ts'
import type { Portal } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { AutoRenewalConfirmPage, AutoRenewalPage, NOTICE_HOURS } from '../pages/auto-renewal.tsx'
import type { Language } from '../../../domain/basics/language.ts'
import type { FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { readTerms, readYen } from '../../shown-form.ts'
import { refusalText, type PortalRefusal } from '../words/refusals.ts'
import { renewingScreen, type RenewingWish } from '../words/renewing-screen.ts'
import { termsWords } from '../words/terms.ts'
import { renewingWords } from '../words/renewing/words.ts'

type LineParams = { Params: { line: string }; Querystring: { charging?: string; terms?: string } }
type FormState = Omit<FormProps, 'seal'>

/** A line and its holder, who is here. */
interface Held {
  readonly line: LineId
  readonly account: Account
  readonly lineName: string
  readonly view: AutoRenewalView
  readonly choices: AutoRenewalChoices
}

export function autoRenewalRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.get<LineParams>('/lines/:line/auto-renewal', async (request, reply) => {
    const held = await heldLine(portal, request)
    if (held === null) return strangersTurn(portal, request, reply)
    const banner = bannerOf(request.query, page.voice(request).language)
    return sendPage(portal, request, reply, { held, form: {}, ...banner })
  })
  server.post<LineParams>('/lines/:line/auto-renewal', async (request, reply) => {
    const held = await heldLine(portal, request)
    if (held === null) return strangersTurn(portal, request, reply)
    return postWish(portal, request, reply, held)
  })

  holderAct(server, portal, 'pause', ({ line, account }, form) => {
    return app.door.ask(pauseMandate, { line, account: account.id, until: null }, form.origin)
  })
  holderAct(server, portal, 'resumption', ({ line, account }, form) => {
    return app.door.ask(resumeMandate, { line, account: account.id }, form.origin)
  })
  holderAct(server, portal, 'end', ({ line, account, view }, form) => {
    const order = view.mandate?.attempt?.order ?? null
    return app.door.ask(endMandate, { line, account: account.id, order }, form.origin)
  })
}

/** What was just done, where the page does not show it by itself. */
function bannerOf(
  query: LineParams['Querystring'],
  language: Language,
): { readonly banner?: string } {
  if (query.charging !== undefined) return { banner: renewingWords(language).charging }
  return query.terms === undefined ? {} : { banner: termsWords(language).mandate.done }
}

/** Null for a line that is not there and for somebody else's. */
async function heldLine(portal: Portal, request: FastifyRequest<LineParams>): Promise<Held | null> {
  const { app, page } = portal
  const line = parseId<LineId>(request.params.line)
  const { signedIn } = request.visitor
  if (line === null || signedIn === null) return null
  const { account } = signedIn
  const choices = await autoRenewalChoices(app, { line, account: account.id })
  if (choices === null) return null
  const [view, overview] = await Promise.all([
    autoRenewalView(app, line, 'holder'),
    lineOverview(app, line, 'holder'),
  ])
  if (overview === null) return null
  const lineName = `${overview.network.name[page.voice(request).language]} ${overview.iccidMasked}`
  return { line, account, lineName, view, choices }
}

function strangersTurn({ page }: Portal, request: FastifyRequest, reply: FastifyReply) {
  if (request.visitor.signedIn === null) return reply.redirect(paths.signIn, 303)
  return page.onNotFound(request, reply)
}

function sendPage(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly held: Held; readonly form: FormState; readonly banner?: string },
): FastifyReply {
  const { held, form, banner } = given
  const voice = page.voice(request)
  const { line, lineName, view, choices } = held
  const props = { voice, line, lineName, view, choices }
  const isRefused = form.refusal !== undefined || form.fieldErrors !== undefined
  return page.send(request, reply, {
    title: renewingWords(voice.language).title,
    body: <AutoRenewalPage {...props} form={{ ...form, seal: page.seal(request) }} />,
    here: 'home',
    path: paths.autoRenewal(line),
    ...(banner === undefined ? {} : { banner }),
    ...(isRefused ? { status: 422 } : {}),
  })
}

type ActAnswer =
  | { readonly ok: true; readonly value: object }
  | { readonly ok: false; readonly refusal: PortalRefusal }

/** Parse, one command, back to the page with what is to be told. */
function holderAct(
  server: FastifyInstance,
  portal: Portal,
  name: 'pause' | 'resumption' | 'end',
  act: (held: Held, form: PostedForm) => Promise<ActAnswer>,
): void {
  const { app, page } = portal
  server.post<LineParams>(`/lines/:line/auto-renewal/${name}`, async (request, reply) => {
    const held = await heldLine(portal, request)
    if (held === null) return strangersTurn(portal, request, reply)
    const form = readForm(app, request)
    const again = (refusal: string) => sendPage(portal, request, reply, { held, form: { refusal } })
    if (!form.sealed) return again(page.expired(request))
    const answer = await act(held, form)
    if (!answer.ok) return again(refusalText(answer.refusal, page.voice(request).language))
    const isCharging = 'charging' in answer.value && answer.value.charging !== null
    const to = paths.autoRenewal(held.line)
    return reply.redirect(isCharging ? `${to}?charging` : to, 303)
  })
}

async function postWish(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  held: Held,
): Promise<FastifyReply> {
  const { app, page } = portal
  const form = readForm(app, request)
  const { language } = page.voice(request)
  const typed = form.fields
  const again = (state: FormState) =>
    sendPage(portal, request, reply, { held, form: { typed, ...state } })
  if (!form.sealed) return again({ refusal: page.expired(request) })
  const wish = readWish(held, form)
  if ('code' in wish) return again(troubleAt(wish, language))
  const trouble = refuseWish(wish)
  if (trouble !== null) return again(troubleAt(trouble, language))
  if (form.fields['act'] !== 'agree') return sendConfirm(portal, request, reply, { held, wish })
  const answer = await app.door.ask(
    setMandate,
    mandateOf(portal, request, held, { form, wish }),
    form.origin,
  )
  if (answer.ok) return reply.redirect(paths.autoRenewal(held.line), 303)
  const refusal = refusalText(answer.refusal, language)
  // Terms or a price that moved are read again on the last screen; the rest is chosen again.
  const isScreen =
    answer.refusal.code === 'terms_not_accepted' || answer.refusal.code === 'price_changed'
  if (isScreen) return sendConfirm(portal, request, reply, { held, wish, refusal })
  return again(troubleAt(answer.refusal, language))
}

/** Beside the field that it is about. */
const FIELD_OF: Partial<Record<PortalRefusal['code'], string>> = {
  cap_below_price: 'cap',
  cap_too_high: 'cap',
  cap_not_whole: 'cap',
  share_out_of_bounds: 'percent',
  offer_unknown: 'offer',
}

function troubleAt(refusal: PortalRefusal, language: Parameters<typeof refusalText>[1]): FormState {
  const field = FIELD_OF[refusal.code]
  const sentence = refusalText(refusal, language)
  return field === undefined ? { refusal: sentence } : { fieldErrors: { [field]: sentence } }
}

const CAP = /^\d{1,6}$/
const PERCENT = /^\d{1,2}$/
/** Outside every bound, so that the door says which bounds there are. */
const NO_PERCENT = 0

function readWish({ choices }: Held, { fields }: PostedForm): RenewingWish | PortalRefusal {
  const [id = '', version = ''] = (fields['offer'] ?? '').split('.')
  const offer = choices.offers.find((one) => one.id === id && String(one.version) === version)
  if (offer === undefined) return { code: 'offer_unknown' }
  const means = readMeans(fields['means'] ?? '')
  if (means === null) return { code: 'means_unknown' }
  const cap = (fields['cap'] ?? '').trim()
  if (!CAP.test(cap)) return { code: 'cap_not_whole' }
  const hours = Number(fields['notice'])
  const noticeHours =
    NOTICE_HOURS.find((one) => one === hours) ?? choices.rules.noticeHours[offer.length]
  return { offer, means, trigger: readTrigger(fields), monthlyCap: yen(BigInt(cap)), noticeHours }
}

function readMeans(text: string): MandateMeans | null {
  if (text === 'points') return { kind: 'points' }
  const method = parseId<KeptMethodId>(text)
  return method === null ? null : { kind: 'kept', method }
}

function readTrigger(fields: PostedForm['fields']): Trigger {
  const kind = fields['trigger']
  if (kind === 'at_zero') return { kind }
  if (kind !== 'at_share') return { kind: 'at_end' }
  const percent = (fields['percent'] ?? '').trim()
  return { kind, percent: PERCENT.test(percent) ? Number(percent) : NO_PERCENT }
}

function sendConfirm(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly held: Held; readonly wish: RenewingWish; readonly refusal?: string },
): FastifyReply {
  const { page } = portal
  const { held, wish, refusal } = given
  const voice = page.voice(request)
  const screen = screenOf(portal, request, held, wish)
  const form = { seal: page.seal(request), refusal }
  const { line, choices } = held
  const props = { voice, line, screen, choices, chosen: chosenFields(wish), form }
  return page.send(request, reply, {
    title: renewingWords(voice.language).screen.title,
    body: <AutoRenewalConfirmPage {...props} />,
    here: 'home',
    path: paths.autoRenewal(line),
    ...(refusal === undefined ? {} : { status: 422 }),
  })
}

function screenOf({ app, page }: Portal, request: FastifyRequest, held: Held, wish: RenewingWish) {
  const { language } = page.voice(request)
  const { choices, lineName: line } = held
  return renewingScreen(wish, { choices, operator: app.operator(), line, language })
}

/** What the last screen carries on, price too, so that nothing else can be agreed to unseen. */
function chosenFields(wish: RenewingWish): Readonly<Record<string, string>> {
  const { offer, means, trigger } = wish
  return {
    offer: `${offer.id}.${offer.version}`,
    price: String(offer.price),
    means: means.kind === 'points' ? 'points' : means.method,
    trigger: trigger.kind,
    percent: trigger.kind === 'at_share' ? String(trigger.percent) : '',
    cap: String(wish.monthlyCap),
    notice: String(wish.noticeHours),
  }
}

function mandateOf(
  portal: Portal,
  request: FastifyRequest,
  held: Held,
  { form, wish }: { readonly form: PostedForm; readonly wish: RenewingWish },
) {
  const { ids } = portal.app
  const { line, account, view } = held
  const { offer, means, trigger, monthlyCap, noticeHours } = wish
  const accepts = form.fields['accept'] === 'yes'
  return {
    line,
    request: {
      account: account.id,
      person: account.person,
      offer: { id: offer.id, version: offer.version },
      shownPrice: readYen(form.fields['price']),
      acceptedTerms: accepts ? readTerms(form.all('terms')) : [],
      means,
      trigger,
      monthlyCap,
      noticeHours,
    },
    order: view.mandate?.attempt?.order ?? null,
    shown: screenOf(portal, request, held, wish),
    channel: 'web',
    ids: { mandate: ids.next<MandateId>(), agreement: ids.next<AgreementId>() },
  } as const
}
