/** One call: looked at, taken, verified, given back, wrapped up. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { activationHash } from '../../../app/lines/put-line.ts'
import { callContext, MARK_LENGTH, type CallContext } from '../../../app/queries/staff/calls.ts'
import { findLine, type FoundLine } from '../../../app/queries/staff/find-line.ts'
import { askCallBackFor } from '../../../app/staff/call-backs.ts'
import {
  giveBackCall,
  setCallLine,
  takeCall,
  verifyOnCall,
  wrapUpCall,
} from '../../../app/staff/calls.ts'
import {
  parseId,
  type CallBackId,
  type CallId,
  type CaseId,
  type LineId,
} from '../../../domain/basics/ids.ts'
import { CALL_OUTCOMES, WRAP_UP_NOTE_LENGTH_MAX } from '../../../domain/call/call.ts'
import { callBackSpan } from '../../../domain/call/hotline-hours.ts'
import { parseActivationCode } from '../../../domain/line/activation-code.ts'
import { parseIccid } from '../../../domain/line/iccid.ts'
import { takeCode } from '../tries.ts'
import type { Console } from '../desk.ts'
import type { PostedForm } from '../form.ts'
import { clueOf } from '../line-clue.ts'
import { statusOf } from '../page.tsx'
import { CallFacts } from '../pages/call-facts.tsx'
import { CallPage, stanceOf } from '../pages/call.tsx'
import { paths } from '../paths.ts'
import { recogniseScan, SCAN_LENGTH_MAX } from '../reading/recognise-scan.ts'
import { acting, atDesk } from '../staffer.ts'
import { speechOf } from '../voice.ts'
import { callsRefusalText, callsWords, type AnyCallsRefusal } from '../words/calls/words.ts'
import { readingRefusalText } from '../words/reading/words.ts'
import { callAsked, CALL_IN_PATH, callInPath, markIn, noteOfCallRead } from './call-asked.ts'
import { sendFragment } from './call-desk-routes.tsx'
import { doneIn, formPosted, type FormState } from './line-asked.ts'

export function callRoutes(server: FastifyInstance, console: Console): void {
  const call = CALL_IN_PATH
  server.get(paths.call(call), (request, reply) => show(console, request, reply, {}))
  server.get('/staff/calls/:call/live', { config: { desk: 'watching' } }, (request, reply) =>
    showLive(console, request, reply),
  )
  for (const [path, act] of [
    [paths.callTaking(call), postTaking],
    [paths.callGivingBack(call), postGivingBack],
    [paths.callVerification(call), postVerification],
    [paths.callLine(call), postLine],
    [paths.callWrapUp(call), postWrapUp],
    [paths.callPromise(call), postPromise],
  ] as const) {
    // Whoever asks for the address of a form sees the call.
    server.get(path, (request, reply) => {
      const id = callInPath(request)
      return reply.redirect(id === null ? paths.calls : paths.call(id), 303)
    })
    server.post(path, (request, reply) => post(console, request, reply, act))
  }
}

interface Shown extends FormState {
  readonly found?: readonly FoundLine[]
}

async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  { found = [], ...form }: Shown,
): Promise<FastifyReply> {
  const { app, page, hotline } = console
  const call = await callAsked(console, request, reply)
  if (call === null) return reply
  const speech = speechOf(request.staffer.language)
  const words = callsWords(speech.language)
  const { numberEnds } = call.row
  const props = { speech, call, hotline, found, mark: markOf(app, call) }
  const banner = bannerOf(request)
  return page.send(request, reply, {
    title: words.call.title(numberEnds ?? words.numberHidden),
    body: <CallPage {...props} form={{ seal: page.seal(request), ...form }} />,
    here: 'calls',
    path: paths.call(call.row.id),
    status: statusOf(form),
    head: <script type="module" src={paths.callsScript} />,
    ...(banner === null ? {} : { banner }),
  })
}

function bannerOf(request: FastifyRequest): string | null {
  const said = callsWords(request.staffer.language).acts
  switch (doneIn(request)) {
    case 'taken':
      return said.taken
    case 'given':
      return said.givenBack
    case 'verified':
      return said.verified
    case 'set':
      return said.set
    case 'promised':
      return said.promised
    default:
      return null
  }
}

async function showLive(
  { app, hotline }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const id = callInPath(request)
  const found = id === null ? null : await callContext(app, atDesk(request).staff, id)
  if (found?.ok !== true) return reply.code(404).send()
  const call = found.value
  const mark = markOf(app, call)
  if (mark === markIn(request)) return reply.code(204).send()
  if (!(await noteOfCallRead(app, request, call))) return reply.code(503).send()
  void reply.header('x-stance', stanceOf(call))
  const speech = speechOf(request.staffer.language)
  return sendFragment(reply, mark, <CallFacts speech={speech} call={call} hotline={hotline} />)
}

/** Of all that the facts show, except the time of the look. */
function markOf(
  { vault }: Console['app'],
  { row, proofs, wrongProofs, wrapUp, callBacks, order }: CallContext,
): string {
  const shown = [
    row.state,
    row.turns,
    row.place.name,
    row.agent?.id,
    row.lineMasked,
    proofs.length,
    wrongProofs,
    wrapUp?.at.toString(),
    order,
    callBacks.map(({ call, takenBy, tries }) => [call, takenBy?.id, tries.length]),
  ]
  return vault.digest(JSON.stringify(shown)).slice(0, MARK_LENGTH)
}

interface Posted {
  readonly console: Console
  readonly request: FastifyRequest
  readonly form: PostedForm
  readonly call: CallId
}

/** Where to go on, or what to show again. */
type Outcome = { readonly to: string } | { readonly again: Shown }
type Act = (posted: Posted) => Promise<Outcome>

async function post(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  act: Act,
): Promise<FastifyReply> {
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const call = callInPath(request)
  if (call === null) return console.page.trouble(request, reply, { status: 404 })
  const outcome = await act({ console, request, form, call })
  if ('to' in outcome) return reply.redirect(outcome.to, 303)
  return show(console, request, reply, outcome.again)
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: AnyCallsRefusal }

/** A refusal is said, and what was typed stays. */
function outcomeOf({ request, form, call }: Posted, answer: Answer, done: string): Outcome {
  if (answer.ok) return { to: `${paths.call(call)}?done=${done}` }
  const refusal = callsRefusalText(answer.refusal, request.staffer.language)
  return { again: { refusal, typed: form.fields } }
}

async function postTaking(posted: Posted): Promise<Outcome> {
  const { console, request, form, call } = posted
  const input = { call, staff: atDesk(request).staff.id }
  const { door } = console.app
  const answer = await door.ask(takeCall, { acting: acting(request), input }, form.origin)
  return outcomeOf(posted, answer, 'taken')
}

async function postGivingBack(posted: Posted): Promise<Outcome> {
  const { console, request, form, call } = posted
  const input = { call, staff: atDesk(request).staff.id }
  const { door } = console.app
  const answer = await door.ask(giveBackCall, { acting: acting(request), input }, form.origin)
  return outcomeOf(posted, answer, 'given')
}

/** A card that nobody has is a wrong try like another: whether it is there is not told. */
async function postVerification(posted: Posted): Promise<Outcome> {
  const { console, request, form, call } = posted
  const { app } = console
  const { language } = request.staffer
  const iccid = parseIccid(form.fields['iccid'] ?? '')
  const code = parseActivationCode(form.fields['code'] ?? '')
  if (!iccid.ok || !code.ok) {
    const fieldErrors = {
      ...(iccid.ok ? {} : { iccid: readingRefusalText(iccid.refusal, language) }),
      ...(code.ok ? {} : { code: callsWords(language).acts.codeHint }),
    }
    return { again: { fieldErrors, typed: form.fields } }
  }
  const found = await app.reads.find('iccid', iccid.value)
  const input = {
    call,
    staff: atDesk(request).staff.id,
    line: found?.home.kind === 'line' ? found.home.id : null,
    codeHash: activationHash(app.vault, iccid.value, code.value),
  }
  const asked = { acting: acting(request), input }
  return outcomeOf(posted, await app.door.ask(verifyOnCall, asked, form.origin), 'verified')
}

/** Chosen from a list, or looked for by what one field takes. */
async function postLine(posted: Posted): Promise<Outcome> {
  const { form } = posted
  const chosen = parseId<LineId>(form.fields['line'] ?? '')
  if (chosen !== null) return setLine(posted, chosen)
  const { console, request } = posted
  const { app } = console
  const { language } = request.staffer
  const { staff } = atDesk(request)
  const typed = form.fields
  const scan = recogniseScan((typed['q'] ?? '').slice(0, SCAN_LENGTH_MAX), app.clock.now())
  if (scan.kind === 'refused') {
    return { again: { typed, fieldErrors: { q: readingRefusalText(scan.refusal, language) } } }
  }
  const none = { q: callsWords(language).refusals.nothing_found({ code: 'nothing_found' }) }
  const clue = clueOf(scan)
  if (clue === null) return { again: { typed, fieldErrors: none } }
  const tried = clue.kind === 'short_code' ? await takeCode(app, request) : null
  const isHeld = tried !== null && tried.again !== null
  const found = isHeld ? null : await findLine(app, staff, clue)
  if (found?.ok === true && found.value.kind !== 'none') await tried?.proved()
  if (found?.ok === true && found.value.kind === 'one') return setLine(posted, found.value.line)
  if (found?.ok === true && found.value.kind === 'several') {
    return { again: { typed, found: found.value.lines } }
  }
  return { again: { typed, fieldErrors: none } }
}

async function setLine(posted: Posted, line: LineId): Promise<Outcome> {
  const { console, request, form, call } = posted
  const input = { call, line, staff: atDesk(request).staff.id }
  const { door } = console.app
  const answer = await door.ask(setCallLine, { acting: acting(request), input }, form.origin)
  return outcomeOf(posted, answer, 'set')
}

async function postWrapUp(posted: Posted): Promise<Outcome> {
  const { console, request, form, call } = posted
  const { app } = console
  const { language } = request.staffer
  const typed = form.fields
  const note = (typed['note'] ?? '').trim()
  const line = parseId<LineId>(typed['line'] ?? '')
  const opens = typed['opens'] === 'yes' && line !== null
  const wrong = troubleWithNote(note, opens)
  if (wrong !== null) {
    return { again: { typed, fieldErrors: { note: callsRefusalText(wrong, language) } } }
  }
  const input = {
    call,
    staff: atDesk(request).staff.id,
    outcome: CALL_OUTCOMES.find((one) => one === typed['outcome']) ?? 'other',
    sealedNote: note === '' ? null : app.vault.seal(note),
    opens: opens ? { id: app.ids.next<CaseId>(), line } : null,
  }
  const answer = await app.door.ask(wrapUpCall, { acting: acting(request), input }, form.origin)
  return answer.ok ? { to: `${paths.calls}?done=wrapped` } : outcomeOf(posted, answer, 'wrapped')
}

function troubleWithNote(note: string, opens: boolean): AnyCallsRefusal | null {
  if (opens && note === '') return { code: 'note_needed' }
  const max = WRAP_UP_NOTE_LENGTH_MAX
  return [...note].length > max ? { code: 'note_too_long', max } : null
}

async function postPromise(posted: Posted): Promise<Outcome> {
  const { console, request, form, call } = posted
  const { app, hotline } = console
  const { hours } = app.operator().hotline
  const promised = callBackSpan(hours, app.clock.now(), hotline.isHoliday)
  if (promised === null) return outcomeOf(posted, { ok: false, refusal: { code: 'no_hours' } }, '')
  const id = app.ids.next<CallBackId>()
  const input = { call, id, promised, staff: atDesk(request).staff.id }
  const asked = { acting: acting(request), input }
  return outcomeOf(posted, await app.door.ask(askCallBackFor, asked, form.origin), 'promised')
}
