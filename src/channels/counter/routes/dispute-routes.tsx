/** Disputes at the console: the queue, one of them, taking it and answering it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  disputeQueue,
  QUEUE_SHOWS,
  staffDispute,
  type RefundWished,
  type StaffDispute,
} from '../../../app/queries/staff/disputes.ts'
import { gather } from '../../../app/disputes/gathering.ts'
import { sealWords } from '../../../app/disputes/words.ts'
import {
  decideDispute,
  raiseDisputeByStaff,
  takeDispute,
  type AskedOutcome,
} from '../../../app/staff/disputes.ts'
import { channelOf } from '../../../app/staff/channel.ts'
import { noteRead, readDisputeWords } from '../../../app/staff/reading.ts'
import {
  parseId,
  type DisputeId,
  type LineId,
  type OrderId,
  type PointsLotId,
  type PostingSetId,
  type RefundId,
} from '../../../domain/basics/ids.ts'
import { DISPUTE_WORDS_LENGTH_MAX } from '../../../domain/dispute/raising.ts'
import { REFUND_REASONS } from '../../../domain/order/order.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import { format } from '../../format.ts'
import { readYen } from '../../shown-form.ts'
import type { Console } from '../desk.ts'
import type { PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { DisputeDeskPage, DisputeQueuePage } from '../pages/disputes.tsx'
import { WORDS_FIELDS } from '../parts/settling.tsx'
import { paths } from '../paths.ts'
import { readSecond } from '../second.ts'
import { acting, atDesk, reader } from '../staffer.ts'
import {
  disputeDeskRefusalText,
  disputeDeskWords,
  type AnyDisputeRefusal,
} from '../words/disputes/words.ts'
import { refundWords } from '../words/refund/words.ts'
import { doneIn, formPosted, LINE_IN_PATH, lineIn, param, type FormState } from './line-asked.ts'

const DISPUTE_IN_PATH = ':dispute' as DisputeId

export function disputeRoutes(server: FastifyInstance, console: Console): void {
  const [line, dispute] = [LINE_IN_PATH, DISPUTE_IN_PATH]
  server.get('/staff/disputes', (request, reply) => showQueue(console, request, reply))
  server.post(paths.lineDisputes(line), (request, reply) => postRaise(console, request, reply))
  server.get(paths.dispute(line, dispute), (request, reply) => show(console, request, reply, {}))
  server.post(paths.disputeTaking(line, dispute), (request, reply) =>
    postTaking(console, request, reply),
  )
  server.post(paths.disputeQuote(line, dispute), (request, reply) =>
    postQuote(console, request, reply),
  )
  server.post(paths.disputeDecision(line, dispute), (request, reply) =>
    postDecision(console, request, reply),
  )
}

async function showQueue(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { show: asked } = request.query as { readonly show?: unknown }
  const show = QUEUE_SHOWS.find((one) => one === asked) ?? 'all'
  const queue = await disputeQueue(app, atDesk(request).staff, show)
  if (!queue.ok) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  return page.send(request, reply, {
    title: disputeDeskWords(language).title,
    body: <DisputeQueuePage language={language} show={show} disputes={queue.value} />,
    here: 'disputes',
  })
}

interface Asked {
  readonly line: LineId
  readonly dispute: DisputeId
}

function askedIn(request: FastifyRequest): Asked | null {
  const line = lineIn(request)
  const dispute = parseId<DisputeId>(param(request, 'dispute'))
  return line === null || dispute === null ? null : { line, dispute }
}

interface Shown extends FormState {
  readonly wish?: RefundWished | null
}

async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  { wish = null, ...form }: Shown,
): Promise<FastifyReply> {
  const { app, page } = console
  const asked = askedIn(request)
  if (asked === null) return page.trouble(request, reply, { status: 404 })
  const found = await staffDispute(app, atDesk(request).staff, { ...asked, wish })
  if (!found.ok) return page.trouble(request, reply, { status: 404 })
  const dispute = found.value
  if (!(await isReadNoted(console, request, dispute))) {
    return page.trouble(request, reply, { status: 503 })
  }
  const { language } = request.staffer
  const banner = bannerIn(request)
  const shown = { language, dispute, form: { seal: page.seal(request), ...form } }
  return page.send(request, reply, {
    title: disputeDeskWords(language).title,
    body: <DisputeDeskPage {...shown} />,
    status: statusOf(form),
    path: paths.dispute(asked.line, asked.dispute),
    here: 'disputes',
    ...(banner === null ? {} : { banner }),
  })
}

/** What was not written down is not shown. */
async function isReadNoted(
  { app }: Console,
  request: FastifyRequest,
  { line, words, answer }: StaffDispute,
): Promise<boolean> {
  if (words === null && answer === null) return true
  return noteRead(app, readDisputeWords, { ...reader(request), subject: { line } })
}

function bannerIn(request: FastifyRequest): string | null {
  const { done } = disputeDeskWords(request.staffer.language)
  const which = doneIn(request)
  return which === 'taken' || which === 'decided' || which === 'raised' ? done[which] : null
}

async function postTaking(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = console
  const asked = askedIn(request)
  if (asked === null) return page.trouble(request, reply, { status: 404 })
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const input = { ...asked, staff: atDesk(request).staff.id }
  const taken = await app.door.ask(takeDispute, { acting: acting(request), input }, form.origin)
  if (taken.ok) return reply.redirect(`${paths.dispute(asked.line, asked.dispute)}?done=taken`, 303)
  return show(console, request, reply, { refusal: refusalText(request, taken.refusal) })
}

/** For whoever is with them; from the page of the order. */
async function postRaise(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = console
  const line = lineIn(request)
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const order = parseId<OrderId>(form.fields['order'] ?? '')
  if (line === null || order === null) return page.trouble(request, reply, { status: 404 })
  const { staff } = atDesk(request)
  const about = { kind: 'order', order } as const
  const input = {
    id: app.ids.next<DisputeId>(),
    line,
    staff: staff.id,
    channel: channelOf(staff),
    about,
    anomaly: null,
    words: null,
    gathered: await gather(app, line, about),
  }
  const asked = { acting: acting(request), input }
  const raised = await app.door.ask(raiseDisputeByStaff, asked, form.origin)
  const said = disputeDeskWords(request.staffer.language)
  const told = raised.ok ? said.done.raised : refusalText(request, raised.refusal)
  const isReader = reachOf(staff.role, 'read_disputes') !== 'no'
  if (raised.ok && isReader) {
    return reply.redirect(`${paths.dispute(line, raised.value.id)}?done=raised`, 303)
  }
  return page.send(request, reply, {
    title: said.title,
    body: (
      <div class="sheet prose">
        <h1>{said.title}</h1>
        <p role="status">{told}</p>
        <a class="button" href={paths.order(order)}>
          {said.toOrder}
        </a>
      </div>
    ),
    status: raised.ok ? 200 : 422,
    path: paths.order(order),
  })
}

function refusalText(request: FastifyRequest, refusal: AnyDisputeRefusal): string {
  return disputeDeskRefusalText(refusal, request.staffer.language)
}

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fieldErrors: Readonly<Record<string, string>> }

/** What a wish says; whether it can be given is the command's to judge. */
function readWish({ fields }: PostedForm, request: FastifyRequest): Read<RefundWished> {
  const { language } = request.staffer
  const said = refundWords(language)
  const order = parseId<OrderId>(fields['order'] ?? '')
  const amount = readYen(fields['amount']?.trim())
  const reason = REFUND_REASONS.find((one) => one === fields['reason'] && one !== 'other')
  const max = format(language).yen(readYen('9'.repeat(9)))
  const fieldErrors = {
    ...(amount === 0n && { amount: said.amountNeeded(max) }),
    ...(reason === undefined && { reason: said.reasonNeeded }),
    ...(order === null && { order: said.refusals.order_unknown({ code: 'order_unknown' }) }),
  }
  if (reason === undefined || order === null || amount === 0n) return { ok: false, fieldErrors }
  const over = fields['over'] === 'money' ? ({ overAsMoney: true } as const) : {}
  const revoke = fields['data'] !== 'keep'
  return { ok: true, value: { order, ask: { kind: 'goodwill', amount, revoke, reason, ...over } } }
}

async function postQuote(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const typed = form.fields
  const wish = readWish(form, request)
  if (!wish.ok) return show(console, request, reply, { typed, fieldErrors: wish.fieldErrors })
  return show(console, request, reply, { typed, wish: wish.value })
}

async function postDecision(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = console
  const asked = askedIn(request)
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const found = asked === null ? null : await app.reads.dispute(asked.line, asked.dispute)
  if (asked === null || found === null) return page.trouble(request, reply, { status: 404 })
  const typed = form.fields
  const read = await readOutcome(console, request, { form, line: asked.line })
  if (!read.ok) return show(console, request, reply, { typed, fieldErrors: read.fieldErrors })
  const { outcome, wish, text } = read.value
  const again = (refusal: AnyDisputeRefusal) =>
    show(console, request, reply, { typed, wish, refusal: refusalText(request, refusal) })
  const second = await readSecond(console, request, form)
  if (!second.ok) return again(second.refusal)
  const words = await sealWords(app, found.account, text)
  const staff = atDesk(request).staff.id
  const input = { ...asked, staff, account: found.account, outcome, words }
  const given = { acting: acting(request, second.second), input }
  const decided = await app.door.ask(decideDispute, given, form.origin)
  if (!decided.ok) return again(decided.refusal)
  return reply.redirect(`${paths.dispute(asked.line, asked.dispute)}?done=decided`, 303)
}

interface Outcome {
  readonly outcome: AskedOutcome
  readonly wish: RefundWished | null
  readonly text: string
}

async function readOutcome(
  { app }: Console,
  request: FastifyRequest,
  { form, line }: { readonly form: PostedForm; readonly line: LineId },
): Promise<Read<Outcome>> {
  const { fields } = form
  const kind = fields['outcome']
  const field = WORDS_FIELDS[kind === 'refunded' || kind === 'adjusted' ? kind : 'explained']
  const text = (fields[field] ?? '').trim()
  if ([...text].length > DISPUTE_WORDS_LENGTH_MAX) {
    const said = disputeDeskWords(request.staffer.language)
    return { ok: false, fieldErrors: { [field]: said.wordsTooLong(DISPUTE_WORDS_LENGTH_MAX) } }
  }
  const read = (outcome: AskedOutcome, wish: RefundWished | null = null): Read<Outcome> => {
    return { ok: true, value: { outcome, wish, text } }
  }
  if (kind === 'adjusted') {
    const points = readYen(fields['points']?.trim())
    return read({ kind, points, lot: app.ids.next<PointsLotId>() })
  }
  if (kind !== 'refunded') return read({ kind: 'explained' })
  const wish = readWish(form, request)
  if (!wish.ok) return wish
  const { order, ask } = wish.value
  const known = await app.reads.order(line, order)
  const earner = known?.order.earning?.account ?? null
  const ids = { refund: app.ids.next<RefundId>(), postings: app.ids.next<PostingSetId>() }
  const shownAmount = readYen(fields['shown'])
  const refund = { line, order, ask, note: null, shownAmount, earner, ids }
  return read({ kind, refund }, wish.value)
}
