/**
 * Documents of terms for everybody to read, what changed in them, and accepting them where nothing
 * is bought: for the account, and for a line's auto-renewal.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptTerms } from '../../../app/accounts/accept-terms.ts'
import { mandateTermsView, pendingTerms } from '../../../app/queries/terms-view.ts'
import { acceptMandateTerms } from '../../../app/renewal/terms.ts'
import type { Terms, TermsRef } from '../../../domain/agreement/agreement.ts'
import { differenceOf } from '../../../domain/agreement/difference.ts'
import { parseId, type AgreementId, type LineId } from '../../../domain/basics/ids.ts'
import type { FormProps } from '../../form.tsx'
import { readTerms } from '../../shown-form.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { MandateTermsPage, PendingTermsPage, type AskedTerms } from '../pages/accepting-terms.tsx'
import { TermsListPage, TermsPage } from '../pages/terms.tsx'
import { paths } from '../paths.ts'
import { refusalText } from '../words/refusals.ts'
import { askingScreen, mandateTermsScreen } from '../words/terms-screen.ts'
import { termsWords } from '../words/terms.ts'

type FormState = Omit<FormProps, 'seal'>
type LineParams = { Params: { line: string } }

export function termsRoutes(server: FastifyInstance, portal: Portal): void {
  readingRoutes(server, portal)
  accountTermsRoutes(server, portal)
  mandateTermsRoutes(server, portal)
}

function readingRoutes(server: FastifyInstance, { app, page }: Portal): void {
  server.get(paths.allTerms, async (request, reply) => {
    const voice = page.voice(request)
    const kinds = [...new Set(app.catalogue().terms.map(({ kind }) => kind))].toSorted()
    const documents = kinds.map((kind) => versionsOf(app.catalogue().terms, kind))
    const body = <TermsListPage voice={voice} now={app.clock.now()} documents={documents} />
    return page.send(request, reply, { title: termsWords(voice.language).title, body })
  })

  server.get<{
    Params: { kind: string; version: string }
    Querystring: { since?: string }
  }>('/terms/:kind/:version', async (request, reply) => {
    const { kind, version } = request.params
    const versions = versionsOf(app.catalogue().terms, kind)
    const numbered = (number: string | undefined) =>
      versions.find((one) => String(one.version) === number)
    const terms = numbered(version)
    const since = numbered(request.query.since)
    const isUnknown = request.query.since !== undefined && since === undefined
    if (terms === undefined || isUnknown) return page.onNotFound(request, reply)
    const voice = page.voice(request)
    const { language } = voice
    const others = versions.map((one) => one.version).filter((one) => one !== terms.version)
    const passages =
      since === undefined ? [] : differenceOf(since.text[language], terms.text[language])
    const compared = since === undefined ? null : { version: since.version, passages }
    const body = <TermsPage voice={voice} terms={terms} others={others} since={compared} />
    return page.send(request, reply, { title: terms.title[language], body })
  })
}

/** Newest first. */
function versionsOf(terms: readonly Terms[], kind: string): readonly Terms[] {
  return terms
    .filter((one) => one.kind === kind)
    .toSorted((one, other) => other.version - one.version)
}

function accountTermsRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.get<{ Querystring: { accepted?: string } }>(paths.pendingTerms, async (request, reply) => {
    const { accepted } = termsWords(page.voice(request).language)
    return sendPending(portal, request, reply, {}, request.query.accepted && accepted)
  })

  server.post(paths.pendingTerms, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const form = readForm(app, request)
    const again = (refusal: string) => sendPending(portal, request, reply, { refusal })
    if (!form.sealed) return again(page.expired(request))
    const { language } = page.voice(request)
    const named = readTerms(form.all('terms'))
    const shown = askingScreen(known(app.catalogue().terms, named), language)
    const accepted = {
      id: app.ids.next<AgreementId>(),
      terms: named,
      shown,
      channel: 'web',
    } as const
    const answer = await app.door.ask(
      acceptTerms,
      { account: signedIn.account.id, accepted },
      form.origin,
    )
    if (!answer.ok) return again(refusalText(answer.refusal, language))
    return reply.redirect(`${paths.pendingTerms}?accepted=yes`, 303)
  })
}

/** Of the versions that a form names, those that there are; the door refuses the others. */
function known(terms: readonly Terms[], named: readonly TermsRef[]): readonly Terms[] {
  return named.flatMap(({ kind, version }) => {
    return terms.find((one) => one.kind === kind && one.version === version) ?? []
  })
}

function asked(terms: readonly Terms[], accepted: readonly TermsRef[]): readonly AskedTerms[] {
  return terms.map((one) => {
    const before = accepted.find(({ kind }) => kind === one.kind)?.version ?? null
    return { terms: one, since: before === one.version ? null : before }
  })
}

async function sendPending(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
  banner?: string,
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const { account } = signedIn
  const voice = page.voice(request)
  const { now, later } = pendingTerms(app, account)
  const body = (
    <PendingTermsPage
      voice={voice}
      asked={asked(now, account.accepted)}
      screen={askingScreen(now, voice.language)}
      later={asked(later, account.accepted)}
      laterScreen={askingScreen(later, voice.language)}
      form={{ ...form, seal: page.seal(request) }}
    />
  )
  return page.send(request, reply, {
    title: termsWords(voice.language).pending,
    body,
    banner,
    here: 'account',
    path: paths.pendingTerms,
    status: form.refusal === undefined ? 200 : 422,
  })
}

function mandateTermsRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.get<LineParams>('/lines/:line/auto-renewal/terms', (request, reply) =>
    sendMandateTerms(portal, request, reply, {}),
  )

  server.post<LineParams>('/lines/:line/auto-renewal/terms', async (request, reply) => {
    const { signedIn } = request.visitor
    const line = parseId<LineId>(request.params.line)
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const { account } = signedIn
    const view = line === null ? null : await mandateTermsView(app, account, line)
    if (line === null || view === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    const again = (refusal: string) => sendMandateTerms(portal, request, reply, { refusal })
    if (!form.sealed) return again(page.expired(request))
    const { language } = page.voice(request)
    const terms = readTerms(form.all('terms'))
    const documents = known(app.catalogue().terms, terms)
    const { waits } = view
    const shown = mandateTermsScreen(documents, { language, now: app.clock.now(), waits })
    const ids = { agreement: app.ids.next<AgreementId>() }
    const whose = { line, account: account.id, person: account.person }
    const act = { ...whose, terms, shown, channel: 'web', ids } as const
    const answer = await app.door.ask(acceptMandateTerms, act, form.origin)
    if (!answer.ok) return again(refusalText(answer.refusal, language))
    return reply.redirect(`${paths.autoRenewal(line)}?terms=accepted`, 303)
  })
}

async function sendMandateTerms(
  { app, page }: Portal,
  request: FastifyRequest<LineParams>,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  const line = parseId<LineId>(request.params.line)
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const view = line === null ? null : await mandateTermsView(app, signedIn.account, line)
  if (line === null || view === null) return page.onNotFound(request, reply)
  const voice = page.voice(request)
  const { language } = voice
  const { terms, accepted, waits, iccidMasked, network } = view
  const body = (
    <MandateTermsPage
      voice={voice}
      line={line}
      lineName={`${network[language]} ${iccidMasked}`}
      asked={asked(terms, accepted)}
      screen={mandateTermsScreen(terms, { language, now: app.clock.now(), waits })}
      form={{ ...form, seal: page.seal(request) }}
    />
  )
  return page.send(request, reply, {
    title: termsWords(language).mandate.title,
    body,
    here: 'home',
    path: paths.autoRenewalTerms(line),
    status: form.refusal === undefined ? 200 : 422,
  })
}
