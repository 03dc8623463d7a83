/** A person's lines: home, adding one, proving one without an account, and the holder's acts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseId, type LineId, type PackId } from '../../../domain/basics/ids.ts'
import { plusHours } from '../../../domain/basics/time.ts'
import { parseActivationCode } from '../../../domain/line/activation-code.ts'
import { parseIccid } from '../../../domain/line/iccid.ts'
import { unansweredOf } from '../../../app/queries/anomalies.ts'
import { accountView } from '../../../app/queries/account-view.ts'
import { autoRenewalView } from '../../../app/queries/auto-renewal-view.ts'
import { lineOverview } from '../../../app/queries/line-overview.ts'
import { activationHash } from '../../../app/lines/put-line.ts'
import { reportLost, setRecognition, startPackNow } from '../../../app/lines/manage-line.ts'
import { addLine, proveLine } from '../../../app/lines/prove-line.ts'
import { decoyOf } from '../../../app/decoys.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeTry, type Try } from '../tries.ts'
import { readForm, type PostedForm } from '../form.ts'
import { AddLinePage } from '../pages/add-line.tsx'
import { ConnectionPage } from '../pages/first.tsx'
import { HomePage, NoLinesPage } from '../pages/home.tsx'
import { LineProofPage } from '../pages/line-proof.tsx'
import type { FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'
import { PROOF_HOURS } from '../visitor.ts'
import { refusalText, type PortalRefusal } from '../words/refusals.ts'
import { mailBanner } from './notice-routes.tsx'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>
type LineParams = { Params: { line: string } }

export function lineRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page, visitors } = portal
  server.get(paths.lines, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const first = signedIn.account.lines.at(-1)
    if (first !== undefined) return reply.redirect(paths.line(first), 303)
    const voice = page.voice(request)
    const body = <NoLinesPage voice={voice} />
    return page.send(request, reply, { title: voice.words.home.title, body, here: 'home' })
  })

  server.get(paths.newLine, async (request, reply) => sendAddLine(portal, request, reply, {}))
  server.post(paths.lines, (request, reply) => postLine(portal, request, reply))
  server.get(paths.lineProof, async (request, reply) => sendLineProof(portal, request, reply, {}))
  server.post(paths.lineProof, (request, reply) => postLineProof(portal, request, reply))

  server.get<LineParams>('/lines/:line', async (request, reply) => {
    const id = parseId<LineId>(request.params.line)
    const access = id === null ? null : visitors.accessTo(request.visitor, id)
    if (id === null || access === null) return strangersTurn(portal, request, reply)
    if (access === 'line_proof') return reply.redirect(paths.offers(id), 303)
    const overview = await lineOverview(app, id, access)
    if (overview === null) return page.onNotFound(request, reply)
    const voice = page.voice(request)
    const title = voice.words.home.title
    if (access === 'connection' || request.visitor.signedIn === null) {
      const body = <ConnectionPage voice={voice} overview={overview} />
      return page.send(request, reply, { title, body, here: 'home' })
    }
    const { account, signIn } = request.visitor.signedIn
    const view = await accountView(app, account.id, signIn.id)
    const lines = view?.lines ?? []
    const seal = page.seal(request)
    const autoRenewal = await autoRenewalView(app, id, 'holder')
    const odd = await unansweredOf(app, { line: id, account: account.id })
    const props = { voice, overview, lines, autoRenewal, odd, seal }
    const body = <HomePage {...props} />
    const banner = await mailBanner(portal, request)
    return page.send(request, reply, { title, body, here: 'home', keep: 'home', banner })
  })

  holderAct(server, portal, '/lines/:line/suspension', async (act) => {
    return app.door.ask(reportLost, act.on, act.form.origin)
  })
  holderAct(server, portal, '/lines/:line/recognition', async (act) => {
    const recognition = act.form.fields['recognition'] === 'on' ? 'on' : 'off'
    return app.door.ask(setRecognition, { ...act.on, recognition }, act.form.origin)
  })
  holderAct(server, portal, '/lines/:line/packs/:pack/start', async (act) => {
    const pack = parseId<PackId>(act.params['pack'] ?? '')
    if (pack === null) return { ok: false, refusal: { code: 'not_waiting' } }
    return app.door.ask(startPackNow, { ...act.on, pack }, act.form.origin)
  })
}

interface HolderAct {
  readonly on: {
    readonly line: LineId
    readonly account: NonNullable<FastifyRequest['visitor']['signedIn']>['account']['id']
  }
  readonly form: PostedForm
  readonly params: Readonly<Record<string, string>>
}

type ActAnswer = { readonly ok: true } | { readonly ok: false; readonly refusal: PortalRefusal }

/**
 * A holder's act on a line: parse, one command, back to the line's home with what is to be told.
 */
function holderAct(
  server: FastifyInstance,
  portal: Portal,
  path: string,
  act: (given: HolderAct) => Promise<ActAnswer>,
): void {
  const { app, page } = portal
  server.post<{ Params: Record<string, string> }>(path, async (request, reply) => {
    const line = parseId<LineId>(request.params['line'] ?? '')
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    if (line === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const answer = await act({
      on: { line, account: signedIn.account.id },
      form,
      params: request.params,
    })
    if (answer.ok) return reply.redirect(paths.line(line), 303)
    if (answer.refusal.code === 'line_unknown') return page.onNotFound(request, reply)
    return sendRefusedHome(portal, request, reply, { line, refusal: answer.refusal })
  })
}

async function sendRefusedHome(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  told: { readonly line: LineId; readonly refusal: PortalRefusal },
): Promise<FastifyReply> {
  const { signedIn } = request.visitor
  const overview = await lineOverview(app, told.line, 'holder')
  if (overview === null || signedIn === null) return page.onNotFound(request, reply)
  const voice = page.voice(request)
  const view = await accountView(app, signedIn.account.id, signedIn.signIn.id)
  const autoRenewal = await autoRenewalView(app, told.line, 'holder')
  const odd = await unansweredOf(app, { line: told.line, account: signedIn.account.id })
  const seal = page.seal(request)
  return page.send(request, reply, {
    title: voice.words.home.title,
    body: <HomePage {...{ voice, overview, autoRenewal, odd, seal }} lines={view?.lines ?? []} />,
    banner: refusalText(told.refusal, voice.language),
    here: 'home',
    path: paths.line(told.line),
    status: 422,
  })
}

/** Unknown and foreign are one: whoever is not signed in is asked to, others find nothing. */
function strangersTurn(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (request.visitor.signedIn === null) return reply.redirect(paths.signIn, 303)
  return page.onNotFound(request, reply)
}

type Proof =
  | {
      readonly ok: true
      readonly form: PostedForm
      readonly line: LineId
      readonly codeHash: string
      readonly tried: Try
    }
  | { readonly ok: false; readonly state: FormState }

/** The card's two numbers, each wrong one named; an unknown card is told like a wrong code. */
async function readProof(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Proof> {
  const { app, page } = portal
  const { language } = page.voice(request)
  const form = readForm(app, request)
  const wrong = (state: FormState): Proof => ({
    ok: false,
    state: { typed: form.fields, ...state },
  })
  if (!form.sealed) return wrong({ refusal: page.expired(request) })
  const iccid = parseIccid(form.fields['iccid'] ?? '')
  const code = parseActivationCode(form.fields['activationCode'] ?? '')
  if (!iccid.ok || !code.ok) {
    const fieldErrors = {
      ...(iccid.ok ? {} : { iccid: refusalText(iccid.refusal, language) }),
      ...(code.ok ? {} : { activationCode: refusalText(code.refusal, language) }),
    }
    return wrong({ fieldErrors })
  }
  const tried = await takeTry(app, request, 'activation')
  if (tried.again !== null) {
    tellWhen(reply, tried.again, app.clock.now())
    return wrong({ refusal: refusalText({ code: 'tries_too_many', again: tried.again }, language) })
  }
  const codeHash = activationHash(app.vault, iccid.value, code.value)
  const nobodys = decoyOf<LineId>(app.vault, 'line', iccid.value)
  const found = await app.reads.find('iccid', iccid.value)
  const line = found?.home.kind === 'line' ? found.home.id : nobodys
  return { ok: true, form, line, codeHash, tried }
}

async function postLine(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page } = portal
  const { signedIn } = request.visitor
  if (signedIn === null) return reply.redirect(paths.signIn, 303)
  const proof = await readProof(portal, request, reply)
  if (!proof.ok) return sendAddLine(portal, request, reply, proof.state)
  const { form, line, codeHash, tried } = proof
  const input = { line, account: signedIn.account.id, codeHash }
  const answer = await app.door.ask(addLine, input, form.origin)
  // Whoever has the code guessed nothing, also where the line is another's.
  if (answer.ok || answer.refusal.code !== 'line_not_proved') await tried.proved()
  if (answer.ok) return reply.redirect(paths.line(answer.value.line), 303)
  const refusal = refusalText(answer.refusal, page.voice(request).language)
  return sendAddLine(portal, request, reply, { typed: form.fields, refusal })
}

async function postLineProof(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  const { app, page, visitors } = portal
  const proof = await readProof(portal, request, reply)
  if (!proof.ok) return sendLineProof(portal, request, reply, proof.state)
  const { form, line, codeHash, tried } = proof
  const answer = await app.door.ask(proveLine, { line, codeHash }, form.origin)
  if (!answer.ok) {
    const refusal = refusalText(answer.refusal, page.voice(request).language)
    return sendLineProof(portal, request, reply, { typed: form.fields, refusal })
  }
  await tried.proved()
  const until = plusHours(app.clock.now(), PROOF_HOURS)
  visitors.keep(request, reply, { ...visitors.kept(request), proof: { line, until } })
  return reply.redirect(paths.offers(line), 303)
}

function sendAddLine(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  if (request.visitor.signedIn === null) return reply.redirect(paths.signIn, 303)
  const voice = page.voice(request)
  const body = <AddLinePage voice={voice} form={{ ...form, seal: page.seal(request) }} />
  const { title } = voice.words.addLine
  return page.send(request, reply, { title, body, path: paths.newLine, status: statusOf(form) })
}

function sendLineProof(
  { page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): FastifyReply {
  const voice = page.voice(request)
  const body = <LineProofPage voice={voice} form={{ ...form, seal: page.seal(request) }} />
  const { title } = voice.words.lineProof
  return page.send(request, reply, { title, body, path: paths.lineProof, status: statusOf(form) })
}
