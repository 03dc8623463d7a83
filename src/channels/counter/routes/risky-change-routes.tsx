/** Another address, another card, stopping either, and stopping the line itself. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JSX } from 'preact'
import { maskEmail, parseEmail, type Email } from '../../../domain/account/email.ts'
import { parseId, type PendingChangeId } from '../../../domain/basics/ids.ts'
import { rulesAt } from '../../../domain/catalogue/money-rules.ts'
import { parseActivationCode } from '../../../domain/line/activation-code.ts'
import { parseIccid } from '../../../domain/line/iccid.ts'
import { contactChange, simReplacement, stopLetters } from '../../../app/changes/asking.ts'
import { forgetAtCounter } from '../../../app/forgetting/asking.ts'
import { personalText } from '../../../app/queries/account-view.ts'
import type { LineCare } from '../../../app/queries/staff/line-care.ts'
import { askContactChange, askSimReplacement, stopChange } from '../../../app/staff/changes.ts'
import { askToForget } from '../../../app/staff/forget.ts'
import { resumeLine, STAFF_SUSPENSIONS, suspendLine } from '../../../app/staff/suspension.ts'
import { format } from '../../format.ts'
import type { Console } from '../desk.ts'
import type { PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { ContactPage, ForgetPage, SimPage, type ChangePageProps } from '../pages/risky-changes.tsx'
import { SuspensionPage } from '../pages/suspension.tsx'
import { paths } from '../paths.ts'
import { readSecond } from '../second.ts'
import { acting, atDesk } from '../staffer.ts'
import { careRefusalText, careWords } from '../words/care/words.ts'
import { careAsked, doneIn, formPosted, LINE_IN_PATH, param, type FormState } from './line-asked.ts'

export function riskyChangeRoutes(server: FastifyInstance, console: Console): void {
  for (const [path, area] of [
    [paths.contact(LINE_IN_PATH), CONTACT],
    [paths.sim(LINE_IN_PATH), SIM],
    [paths.forgetting(LINE_IN_PATH), FORGET],
    [paths.suspension(LINE_IN_PATH), SUSPENSION],
    [paths.resumption(LINE_IN_PATH), RESUMPTION],
  ] as const) {
    server.get(path, (request, reply) => show(console, request, reply, { area, form: {} }))
    server.post(path, (request, reply) => post(console, request, reply, area))
  }
  server.post(paths.changeStop(LINE_IN_PATH, ':change' as PendingChangeId), (request, reply) =>
    post(console, request, reply, STOPPING),
  )
}

/** What was posted, to whom, and for which line. */
interface Posted {
  readonly console: Console
  readonly request: FastifyRequest
  readonly form: PostedForm
  readonly care: LineCare
}

interface Area {
  readonly title: (words: ReturnType<typeof careWords>) => string
  readonly path: typeof paths.contact
  readonly body: (console: Console, props: ChangePageProps) => Promise<JSX.Element>
  /** Null: done. */
  readonly act: (posted: Posted) => Promise<FormState | null>
}

const CONTACT: Area = {
  title: (words) => words.contact.title,
  path: paths.contact,
  body: async (console, props) => (
    <ContactPage {...props} emailMasked={await emailOf(console, props.care)} />
  ),
  act: postContact,
}
const SIM: Area = {
  title: (words) => words.sim.title,
  path: paths.sim,
  body: async (_, props) => <SimPage {...props} />,
  act: postSim,
}
const FORGET: Area = {
  title: (words) => words.forget.title,
  path: paths.forgetting,
  body: async (_, props) => <ForgetPage {...props} />,
  act: postForget,
}
const SUSPENSION: Area = {
  title: (words) => words.suspension.title,
  path: paths.suspension,
  body: async (_, props) => <SuspensionPage {...props} />,
  act: postSuspension,
}
/** Those that wait once they are asked for. */
const ASKING: readonly Area[] = [CONTACT, SIM, FORGET]
const RESUMPTION: Area = { ...SUSPENSION, act: postResumption }
/** What waits stands on the page of what it changes; the address's, where that is not known. */
const STOPPING: Area = { ...CONTACT, act: postStop }

async function emailOf({ app }: Console, { line }: LineCare): Promise<string | null> {
  if (line.holder === null) return null
  const text = await personalText(app, await app.reads.account(line.holder))
  return text === null ? null : maskEmail(text.email as Email)
}

async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  { area, form }: { readonly area: Area; readonly form: FormState },
): Promise<FastifyReply> {
  const { app, page } = console
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const { language } = request.staffer
  const words = careWords(language)
  const rules = rulesAt(app.catalogue().rules, care.asOf).counter
  const banner = bannerOf(request, care)
  const props = { language, care, form: { seal: page.seal(request), ...form }, rules }
  return page.send(request, reply, {
    title: area.title(words),
    body: await area.body(console, props),
    status: statusOf(form),
    path: area.path(care.line.id),
    ...(banner === null ? {} : { banner }),
  })
}

function bannerOf(request: FastifyRequest, care: LineCare): string | null {
  const { language } = request.staffer
  const words = careWords(language)
  const done = doneIn(request)
  if (done === 'stopped') return words.waiting.stopped
  if (done !== 'asked') return done === null ? null : words.saved
  const { moment } = format(language)
  const newest = care.waiting.at(0)
  if (newest === undefined) return null
  const due = moment(newest.dueAt, care.asOf)
  return words[newest.what.kind].asked(due)
}

async function post(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  area: Area,
): Promise<FastifyReply> {
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const care = await careAsked(console, request, reply)
  if (care === null) return reply
  const wrong = await area.act({ console, request, form, care })
  if (wrong !== null) {
    return show(console, request, reply, { area, form: { typed: form.fields, ...wrong } })
  }
  const done = ASKING.includes(area) ? 'asked' : area === STOPPING ? 'stopped' : 'saved'
  return reply.redirect(`${area.path(care.line.id)}?done=${done}`, 303)
}

async function postContact(posted: Posted): Promise<FormState | null> {
  const { console, request, form, care } = posted
  const { language } = request.staffer
  const email = parseEmail(form.fields['email'] ?? '')
  if (!email.ok) return { fieldErrors: { email: careRefusalText(email.refusal, language) } }
  const read = await readSecond(console, request, form)
  if (!read.ok) return { refusal: careRefusalText(read.refusal, language) }
  const by = acting(request, read.second)
  const wish = { line: care.line.id, email: email.value, by }
  const input = await contactChange(console.app, wish)
  if (input === null) return { refusal: careRefusalText({ code: 'line_not_held' }, language) }
  const asked = { acting: by, input }
  const answer = await console.app.door.ask(askContactChange, asked, form.origin)
  return answer.ok ? null : { refusal: careRefusalText(answer.refusal, language) }
}

async function postSim(posted: Posted): Promise<FormState | null> {
  const { console, request, form, care } = posted
  const { language } = request.staffer
  const iccid = parseIccid(form.fields['iccid'] ?? '')
  const code = parseActivationCode(form.fields['code'] ?? '')
  if (!iccid.ok || !code.ok) {
    const fieldErrors = {
      ...(iccid.ok ? {} : { iccid: careRefusalText(iccid.refusal, language) }),
      ...(code.ok ? {} : { code: careRefusalText(code.refusal, language) }),
    }
    return { fieldErrors }
  }
  const read = await readSecond(console, request, form)
  if (!read.ok) return { refusal: careRefusalText(read.refusal, language) }
  const by = acting(request, read.second)
  const wish = { line: care.line.id, iccid: iccid.value, code: code.value, by }
  const input = await simReplacement(console.app, wish)
  const asked = { acting: by, input }
  const answer = await console.app.door.ask(askSimReplacement, asked, form.origin)
  return answer.ok ? null : { refusal: careRefusalText(answer.refusal, language) }
}

async function postForget({ console, request, form, care }: Posted): Promise<FormState | null> {
  const { language } = request.staffer
  const read = await readSecond(console, request, form)
  if (!read.ok) return { refusal: careRefusalText(read.refusal, language) }
  const by = acting(request, read.second)
  const wish = await forgetAtCounter(console.app, { line: care.line.id, by })
  if (wish === null) return { refusal: careRefusalText({ code: 'line_not_held' }, language) }
  const asked = { acting: by, input: wish }
  const answer = await console.app.door.ask(askToForget, asked, form.origin)
  return answer.ok ? null : { refusal: careRefusalText(answer.refusal, language) }
}

async function postStop({ console, request, form, care }: Posted): Promise<FormState | null> {
  const { app } = console
  const { language } = request.staffer
  const id = parseId<PendingChangeId>(param(request, 'change'))
  const waiting = care.waiting.find(({ change }) => change === id)
  if (waiting === undefined) {
    return { refusal: careRefusalText({ code: 'change_not_waiting' }, language) }
  }
  const { of, change } = waiting
  const known = (await app.reads.pendingChanges(of.id, CHANGES_LOOKED_AT)).find(
    (one) => one.id === change,
  )
  const letters = known === undefined ? [] : await stopLetters(app, known)
  const input = { of, change, letters, staff: atDesk(request).staff.id }
  const answer = await app.door.ask(stopChange, { acting: acting(request), input }, form.origin)
  return answer.ok ? null : { refusal: careRefusalText(answer.refusal, language) }
}

/** Those that wait are among the newest: there is one of a kind. */
const CHANGES_LOOKED_AT = 10

async function postSuspension({ console, request, form, care }: Posted): Promise<FormState | null> {
  const reason = STAFF_SUSPENSIONS.find((one) => one === form.fields['reason']) ?? 'request'
  const asked = { acting: acting(request), input: { line: care.line.id, reason } }
  const answer = await console.app.door.ask(suspendLine, asked, form.origin)
  const { language } = request.staffer
  return answer.ok ? null : { refusal: careRefusalText(answer.refusal, language) }
}

async function postResumption({ console, request, form, care }: Posted): Promise<FormState | null> {
  const asked = { acting: acting(request), input: { line: care.line.id } }
  const answer = await console.app.door.ask(resumeLine, asked, form.origin)
  const { language } = request.staffer
  return answer.ok ? null : { refusal: careRefusalText(answer.refusal, language) }
}
