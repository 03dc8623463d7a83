/** A till at the console: its shift opened, moved, counted, closed. Not its report. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { tillNow, type TillNow } from '../../../app/queries/staff/shift-report.ts'
import { closeShift, moveCash, openShift, type MoveCash } from '../../../app/tills/shift.ts'
import { parseId, type ShiftId, type TillId } from '../../../domain/basics/ids.ts'
import { yen, type Yen } from '../../../domain/basics/money.ts'
import type { Result } from '../../../domain/basics/result.ts'
import { rulesAt } from '../../../domain/catalogue/money-rules.ts'
import { needsSecondCount } from '../../../domain/till/closing.ts'
import { DENOMINATIONS, sumCount, withinCount } from '../../../domain/till/count.ts'
import type { FormProps } from '../../form.tsx'
import { readYen } from '../../shown-form.ts'
import type { Console } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { ComparePage, CountPage, piecesField } from '../pages/till-close.tsx'
import { Moved, TillPage } from '../pages/till.tsx'
import { paths } from '../paths.ts'
import { readSecond } from '../second.ts'
import { acting, atDesk } from '../staffer.ts'
import { refusalText, refuse } from './till-refusal.tsx'
import { consoleWords, type ConsoleRefusal } from '../words/console/words.ts'
import { tillRefusalText, tillWords, type TillRefusal } from '../words/till/words.ts'

const AMOUNT = /^\d{1,9}$/
const PIECES = /^\d{1,4}$/

export function tillRoutes(server: FastifyInstance, desk: Console): void {
  server.get(paths.till, (request, reply) => showTill(desk, request, reply))
  server.get(paths.tillEntries, { config: { desk: 'watching' } }, (request, reply) =>
    showMoved(desk, request, reply),
  )
  server.post(paths.tillShifts, (request, reply) => open(desk, request, reply))
  server.post(paths.tillEntries, (request, reply) => move(desk, request, reply))
  server.get(paths.tillClose, (request, reply) => showCount(desk, request, reply))
  server.post(paths.tillCount, (request, reply) => compare(desk, request, reply))
  server.post(paths.tillClose, (request, reply) => close(desk, request, reply))
}

type Shown = Pick<FormProps, 'typed' | 'refusal' | 'fieldErrors'>

const BANNERS = ['opened', 'moved'] as const

/** The till where this browser stands; a page that says what is wrong where there is none. */
async function standing(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<TillNow | null> {
  const { staff, till } = atDesk(request)
  const { language } = request.staffer
  const said = tillWords(language)
  if (till === null) {
    const body = (
      <div class="sheet prose">
        <p>{said.noTill}</p>
        <a class="button main" href={paths.tillChoice} autofocus>
          {said.chooseTill}
        </a>
      </div>
    )
    desk.page.send(request, reply, { title: said.chooseTill, body, here: 'till' })
    return null
  }
  const now = await tillNow(desk.app, staff, till.id)
  if (now.ok) return now.value
  refuse(desk, request, reply, { refusal: now.refusal, here: 'till' })
  return null
}

async function showTill(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown = {},
): Promise<FastifyReply> {
  const now = await standing(desk, request, reply)
  if (now === null) return reply
  const { language } = request.staffer
  const said = tillWords(language)
  const told = (request.query as Record<string, unknown>)['said']
  const banner = BANNERS.find((one) => one === told)
  const form = { seal: desk.page.seal(request), ...shown }
  return desk.page.send(request, reply, {
    title: said.title(now.till.name),
    body: <TillPage language={language} now={now} form={form} />,
    here: 'till',
    path: paths.till,
    head: <script type="module" src={paths.tillScript} />,
    status: statusOf(form),
    ...(banner === undefined ? {} : { banner: said[banner] }),
  })
}

async function showMoved(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const till = parseId<TillId>(String((request.query as Record<string, unknown>)['till']))
  const now = till === null ? null : await tillNow(desk.app, staff, till)
  if (now === null || !now.ok) return reply.code(404).send()
  const html = renderToString(<Moved language={request.staffer.language} now={now.value} />)
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html)
}

/** Whole yen in digits, however wide they were typed; null for anything else. */
function amountOf(text: string | undefined): Yen | null {
  const digits = (text ?? '').normalize('NFKC').replaceAll(/[\s,]/gu, '')
  return AMOUNT.test(digits) ? yen(BigInt(digits)) : null
}

/** What the form is shown with when it can not be asked at all. */
function unasked(
  form: PostedForm,
  request: FastifyRequest,
  { field, amount }: { readonly field: string; readonly amount: Yen | null },
): Shown | null {
  const { language } = request.staffer
  const typed = form.fields
  if (!form.sealed) return { typed, refusal: consoleWords(language).trouble.expired }
  if (amount !== null) return null
  return { typed, fieldErrors: { [field]: tillWords(language).amountWrong } }
}

async function open(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = desk
  const form = readForm(app, request)
  const float = amountOf(form.fields['float'])
  const wrong = unasked(form, request, { field: 'float', amount: float })
  const { staff, till } = atDesk(request)
  if (wrong !== null || till === null || float === null) {
    return showTill(desk, request, reply, wrong ?? {})
  }
  const input = { till: till.id, staff: staff.id, float, ids: { shift: app.ids.next<ShiftId>() } }
  const answer = await app.door.ask(openShift, { acting: acting(request), input }, form.origin)
  return done(desk, request, reply, { answer, form, said: 'opened' })
}

async function move(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = desk
  const form = readForm(app, request)
  const amount = amountOf(form.fields['amount'])
  const wrong = unasked(form, request, { field: 'amount', amount })
  const { staff, till } = atDesk(request)
  if (wrong !== null || till === null || amount === null) {
    return showTill(desk, request, reply, wrong ?? {})
  }
  const input: MoveCash = {
    till: till.id,
    staff: staff.id,
    kind: kindOf(form.fields['kind']),
    amount,
    note: form.fields['note'] ?? null,
    ids: { entry: app.ids.next() },
  }
  const answer = await app.door.ask(moveCash, { acting: acting(request), input }, form.origin)
  return done(desk, request, reply, { answer, form, said: 'moved' })
}

function kindOf(text: string | undefined): MoveCash['kind'] {
  return text === 'paid_out' || text === 'expense' ? text : 'paid_in'
}

async function done(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly answer: Result<unknown, TillRefusal | ConsoleRefusal>
    readonly form: PostedForm
    readonly said: (typeof BANNERS)[number]
  },
): Promise<FastifyReply> {
  const { answer, form, said } = given
  if (answer.ok) return reply.redirect(`${paths.till}?said=${said}`, 303)
  const refusal = refusalText(answer.refusal, request.staffer.language)
  return showTill(desk, request, reply, { typed: form.fields, refusal })
}

async function showCount(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown = {},
): Promise<FastifyReply> {
  const now = await standing(desk, request, reply)
  if (now === null) return reply
  if (now.open === null) return reply.redirect(paths.till, 303)
  const { language } = request.staffer
  const form = { seal: desk.page.seal(request), ...shown }
  return desk.page.send(request, reply, {
    title: tillWords(language).close.title,
    body: <CountPage language={language} form={form} />,
    here: 'till',
    path: paths.tillClose,
    head: <script type="module" src={paths.tillScript} />,
    status: statusOf(form),
  })
}

/** Nothing is closed yet: the difference is shown first. */
async function compare(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = readForm(desk.app, request)
  const counted = countOf(form, request)
  if (!counted.ok) {
    return showCount(desk, request, reply, { typed: form.fields, ...counted.refusal })
  }
  return showCompare(desk, request, reply, { counted: counted.value })
}

type Wrong = Pick<FormProps, 'refusal' | 'fieldErrors'>

function countOf(form: PostedForm, request: FastifyRequest): Result<Yen, Wrong> {
  const { language } = request.staffer
  const said = tillWords(language)
  const typed = DENOMINATIONS.filter((of) => (form.fields[piecesField(of)] ?? '').trim() !== '')
  const fieldErrors: Record<string, string> = {}
  const count: Partial<Record<(typeof DENOMINATIONS)[number], number>> = {}
  for (const of of typed) {
    const digits = (form.fields[piecesField(of)] ?? '').normalize('NFKC').trim()
    // What is no number is out of every bound.
    count[of] = PIECES.test(digits) ? Number(digits) : Number.NaN
    const own = sumCount({ [of]: count[of] })
    if (!own.ok) fieldErrors[piecesField(of)] = tillRefusalText(own.refusal, language)
  }
  if (Object.keys(fieldErrors).length > 0) return { ok: false, refusal: { fieldErrors } }
  const total = typed.length > 0 ? null : amountOf(form.fields['total'])
  if (typed.length === 0 && total === null) {
    return { ok: false, refusal: { fieldErrors: { total: said.amountWrong } } }
  }
  const made = total === null ? sumCount(count) : withinCount(total)
  if (made.ok) return made
  return { ok: false, refusal: { refusal: tillRefusalText(made.refusal, language) } }
}

async function showCompare(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly counted: Yen; readonly shown?: Shown },
): Promise<FastifyReply> {
  const now = await standing(desk, request, reply)
  if (now === null) return reply
  if (now.open === null) return reply.redirect(paths.till, 303)
  const { language } = request.staffer
  const { counted, shown = {} } = given
  const { counter } = rulesAt(desk.app.catalogue().rules, now.asOf)
  const difference = yen(counted - now.open.cashExpected)
  const form = { seal: desk.page.seal(request), ...shown }
  return desk.page.send(request, reply, {
    title: tillWords(language).close.confirmTitle,
    body: (
      <ComparePage
        language={language}
        form={form}
        open={now.open}
        counted={counted}
        needsSecond={needsSecondCount(difference, counter)}
      />
    ),
    here: 'till',
    path: paths.tillClose,
    status: statusOf(form),
  })
}

async function close(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = desk
  const form = readForm(app, request)
  const { fields } = form
  const { language } = request.staffer
  const counted = readYen(fields['counted'])
  const shift = parseId<ShiftId>(fields['shift'] ?? '')
  const { staff, till } = atDesk(request)
  const again = (refusal: string) =>
    showCompare(desk, request, reply, { counted, shown: { typed: fields, refusal } })
  if (!form.sealed) return again(consoleWords(language).trouble.expired)
  if (till === null || shift === null) return reply.redirect(paths.till, 303)
  const proved = await readSecond(desk, request, form)
  if (!proved.ok) return again(refusalText(proved.refusal, language))
  const { second } = proved
  const input = {
    till: till.id,
    staff: staff.id,
    second,
    shift,
    cashCounted: counted,
    shownExpected: readYen(fields['expected']),
    note: fields['note'] ?? null,
  }
  const asked = { acting: acting(request, second), input }
  const answer = await app.door.ask(closeShift, asked, form.origin)
  if (!answer.ok) return again(refusalText(answer.refusal, language))
  return reply.redirect(`${paths.shiftOf(till.id, shift)}?said=closed`, 303)
}
