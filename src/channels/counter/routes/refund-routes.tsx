/** Giving money back at the console, and paying out what a till owes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refundView, type RefundView } from '../../../app/queries/staff/refund-view.ts'
import { refundByStaff } from '../../../app/staff/refund.ts'
import { payOutRefund } from '../../../app/tills/pay-out-refund.ts'
import {
  parseId,
  type OrderId,
  type PostingSetId,
  type RefundId,
} from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import {
  REFUND_NOTE_LENGTH_MAX,
  REFUND_REASONS,
  type RefundReason,
} from '../../../domain/order/order.ts'
import type { RefundAsk } from '../../../domain/order/refunding.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import type { FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { readYen } from '../../shown-form.ts'
import type { Console } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { RefundPage, type RefundPageProps } from '../pages/refund.tsx'
import { paths } from '../paths.ts'
import { readSecond } from '../second.ts'
import { acting, atDesk } from '../staffer.ts'
import { consoleWords } from '../words/console/words.ts'
import { refundRefusalText, refundWords, type AnyRefundRefusal } from '../words/refund/words.ts'

export function refundRoutes(server: FastifyInstance, console: Console): void {
  const id = (request: FastifyRequest, name: 'order' | 'refund') =>
    (request.params as Readonly<Record<string, string>>)[name] ?? ''
  const orderOf = (request: FastifyRequest) => parseId<OrderId>(id(request, 'order'))
  const at = paths.refund(':order' as OrderId)
  server.get(at, (request, reply) => show(console, request, reply, { order: orderOf(request) }))
  server.post(paths.refundQuote(':order' as OrderId), (request, reply) =>
    postQuote(console, request, reply, orderOf(request)),
  )
  server.post(at, (request, reply) => postRefund(console, request, reply, orderOf(request)))
  server.post(paths.payOut(':order' as OrderId, ':refund' as RefundId), (request, reply) => {
    const refund = parseId<RefundId>(id(request, 'refund'))
    return postPayOut(console, request, reply, { order: orderOf(request), refund })
  })
}

interface Shown {
  readonly order: OrderId | null
  readonly ask?: RefundAsk | null
  readonly note?: string
  readonly form?: Omit<FormProps, 'seal'>
}

/** What somebody may not see and what is not there: the refusal's own page. */
async function show(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
): Promise<FastifyReply> {
  const { app, page } = console
  const { language } = request.staffer
  const { staff } = atDesk(request)
  const { order, ask = null, note = '', form = {} } = shown
  if (order === null) return page.trouble(request, reply, { status: 404 })
  const view = await refundView(app, staff, { order, wish: ask })
  if (!view.ok) {
    if (view.refusal.code === 'order_unknown') return page.trouble(request, reply, { status: 404 })
    return notTheirs(console, request, reply, view.refusal)
  }
  const said = refundWords(language)
  const banner = bannerOf(request, language)
  const props: RefundPageProps = {
    language,
    view: view.value,
    form: { seal: page.seal(request), ...form },
    note,
    payingOut: payingOutOf(request),
  }
  return page.send(request, reply, {
    title: said.title(view.value.number),
    body: <RefundPage {...props} />,
    status: statusOf(form),
    path: paths.refund(order),
    ...(banner === null ? {} : { banner }),
  })
}

function payingOutOf(request: FastifyRequest): RefundPageProps['payingOut'] {
  const { staff, till } = atDesk(request)
  if (reachOf(staff.role, 'pay_out_refund') === 'no') return 'not_theirs'
  return till === null ? 'no_till' : 'can'
}

function bannerOf(request: FastifyRequest, language: Language): string | null {
  const { done } = request.query as { readonly done?: unknown }
  if (request.method !== 'GET') return null
  const said = refundWords(language)
  if (done === 'given') return said.done
  return done === 'paid' ? said.paidOut : null
}

function notTheirs(
  { page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: AnyRefundRefusal,
): FastifyReply {
  const { language } = request.staffer
  const { frame } = consoleWords(language)
  const body = (
    <div class="sheet prose">
      <h1>{frame.wrongTitle}</h1>
      <p>{refundRefusalText(refusal, language)}</p>
    </div>
  )
  return page.send(request, reply, {
    title: frame.wrongTitle,
    body,
    status: 403,
    path: paths.first,
  })
}

type Read =
  | { readonly ok: true; readonly ask: RefundAsk; readonly note: string }
  | { readonly ok: false; readonly fieldErrors: Readonly<Record<string, string>> }

/** What a wish says; the amount's bound is the command's to judge, its form is ours. */
function readWish({ fields }: PostedForm, language: Language): Read {
  const said = refundWords(language)
  const over = fields['over'] === 'money' ? ({ overAsMoney: true } as const) : {}
  if (fields['kind'] === 'rule') return { ok: true, ask: { kind: 'asked', ...over }, note: '' }
  const amount = readYen(fields['amount']?.trim())
  const reason = REFUND_REASONS.find((one) => one === fields['reason'])
  const note = (fields['note'] ?? '').trim()
  const fieldErrors = {
    ...(amount === 0n && { amount: said.amountNeeded(format(language).yen(PRICE_MAX)) }),
    ...(reason === undefined && { reason: said.reasonNeeded }),
    ...noteError({ note, reason }, said),
  }
  if (reason === undefined || Object.keys(fieldErrors).length > 0) return { ok: false, fieldErrors }
  const revoke = fields['data'] === 'take'
  return { ok: true, ask: { kind: 'goodwill', amount, revoke, reason, ...over }, note }
}

/** What the field takes: nine digits. */
const PRICE_MAX = readYen('9'.repeat(9))

function noteError(
  { note, reason }: { readonly note: string; readonly reason: RefundReason | undefined },
  said: ReturnType<typeof refundWords>,
): Readonly<Record<string, string>> {
  if (reason === 'other' && note === '') return { note: said.noteNeeded }
  const isLong = [...note].length > REFUND_NOTE_LENGTH_MAX
  return isLong ? { note: said.noteTooLong(REFUND_NOTE_LENGTH_MAX) } : {}
}

async function postQuote(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  order: OrderId | null,
): Promise<FastifyReply> {
  const form = readForm(console.app, request)
  const { language } = request.staffer
  if (!form.sealed) return console.page.trouble(request, reply, { status: 403 })
  const wish = readWish(form, language)
  const typed = form.fields
  if (!wish.ok) {
    const { fieldErrors } = wish
    return show(console, request, reply, { order, form: { typed, fieldErrors } })
  }
  return show(console, request, reply, { order, ask: wish.ask, note: wish.note, form: { typed } })
}

async function postRefund(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  id: OrderId | null,
): Promise<FastifyReply> {
  const { app, page } = console
  const form = readForm(app, request)
  const { language } = request.staffer
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  const wish = readWish(form, language)
  const view = id === null ? null : await seenOrder(console, request, id)
  if (!wish.ok || view === null || id === null) return show(console, request, reply, { order: id })
  const { ask, note } = wish
  const again = (refusal: AnyRefundRefusal) => {
    const told = { typed: form.fields, refusal: refundRefusalText(refusal, language) }
    return show(console, request, reply, { order: id, ask, note, form: told })
  }
  const read = await readSecond(console, request, form)
  if (!read.ok) return again(read.refusal)
  const { order } = view
  const input = {
    line: order.line,
    order: id,
    ask,
    note: note === '' ? null : app.vault.seal(note),
    shownAmount: readYen(form.fields['shown']),
    earner: order.earning?.account ?? null,
    ids: { refund: app.ids.next<RefundId>(), postings: app.ids.next<PostingSetId>() },
  } as const
  const asked = { acting: acting(request, read.second), input }
  const given = await app.door.ask(refundByStaff, asked, form.origin)
  if (!given.ok) return again(given.refusal)
  return reply.redirect(`${paths.refund(id)}?done=given`, 303)
}

async function seenOrder(
  { app }: Console,
  request: FastifyRequest,
  order: OrderId,
): Promise<RefundView | null> {
  const view = await refundView(app, atDesk(request).staff, { order, wish: null })
  return view.ok ? view.value : null
}

async function postPayOut(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  { order: id, refund }: { readonly order: OrderId | null; readonly refund: RefundId | null },
): Promise<FastifyReply> {
  const { app, page } = console
  const form = readForm(app, request)
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  const { staff, till } = atDesk(request)
  const found = id === null ? null : await app.reads.find('order', id)
  if (id === null || refund === null || found?.home.kind !== 'line') {
    return page.trouble(request, reply, { status: 404 })
  }
  if (till === null) return show(console, request, reply, { order: id })
  const input = {
    till: till.id,
    staff: staff.id,
    line: found.home.id,
    order: id,
    refund,
    reference: form.fields['reference'] ?? null,
    ids: { entry: app.ids.next(), postings: app.ids.next() },
  } as const
  const asked = { acting: acting(request), input }
  const paid = await app.door.ask(payOutRefund, asked, form.origin)
  if (paid.ok) return reply.redirect(`${paths.refund(id)}?done=paid`, 303)
  const refusal = refundRefusalText(paid.refusal, request.staffer.language)
  return show(console, request, reply, { order: id, form: { typed: form.fields, refusal } })
}
