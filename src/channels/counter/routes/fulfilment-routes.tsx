/** What another carrier is to deliver: the queue, and what staff say became of one order. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fulfilIds } from '../../../app/fulfilment/advance.ts'
import { fulfilmentQueue } from '../../../app/queries/staff/fulfilments.ts'
import { fulfilByHand, type ByHand } from '../../../app/staff/fulfilment.ts'
import {
  bytes,
  gigabytes,
  type Bytes,
  type GigabyteMeaning,
} from '../../../domain/basics/data-volume.ts'
import { parseId, type LineId, type OrderId } from '../../../domain/basics/ids.ts'
import { instant, type Instant } from '../../../domain/basics/time.ts'
import { offerOf } from '../../../domain/catalogue/catalogue.ts'
import type { Console } from '../desk.ts'
import { statusOf } from '../page.tsx'
import { FULFILMENT_FIELDS, FulfilmentsPage } from '../pages/fulfilments.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { consoleWords } from '../words/console/words.ts'
import { fulfilmentDeskWords } from '../words/fulfilment.ts'
import { wordRefusal } from '../words/refusal-words.ts'
import { doneIn, formPosted, type FormState } from './line-asked.ts'

const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/
const VOLUME = /^(\d{1,4})(?:\.(\d))?$/

export function fulfilmentRoutes(server: FastifyInstance, console: Console): void {
  server.get(paths.fulfilments, (request, reply) => show(console, request, reply, {}))
  server.post(paths.fulfilments, (request, reply) => settle(console, request, reply))
}

async function show(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  form: FormState,
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const queue = await fulfilmentQueue(app, staff)
  if (!queue.ok) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const said = fulfilmentDeskWords(language)
  const shown = { language, role: staff.role, queue: queue.value, asOf: app.clock.now() }
  const done = doneIn(request)
  return page.send(request, reply, {
    title: said.title,
    body: <FulfilmentsPage {...shown} form={{ seal: page.seal(request), ...form }} />,
    here: 'fulfilments',
    path: paths.fulfilments,
    status: statusOf(form),
    ...(done === 'delivered' ? { banner: said.wasDone } : {}),
    ...(done === 'given_back' ? { banner: said.wasBack } : {}),
  })
}

async function settle(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const { language } = request.staffer
  const said = fulfilmentDeskWords(language)
  const typed = form.fields
  const ref = refIn(typed[FULFILMENT_FIELDS.order] ?? '')
  const known = ref === null ? null : await app.reads.order(ref.line, ref.order)
  if (ref === null || known === null) {
    return show(console, request, reply, { typed, refusal: said.chooseOne })
  }
  const meaning = offerOf(app.catalogue(), known.order.offer)?.gigabyte ?? 'GB'
  const outcome = outcomeIn(typed, meaning)
  if ('wrong' in outcome) {
    const sentence = outcome.wrong === 'until' ? said.wrongUntil : said.wrongData
    const fieldErrors = { [FULFILMENT_FIELDS[outcome.wrong]]: sentence }
    return show(console, request, reply, { typed, fieldErrors })
  }
  const staff = atDesk(request).staff.id
  const input = { staff, ...ref, outcome, ids: fulfilIds(app.ids) }
  const answer = await app.door.ask(fulfilByHand, { acting: acting(request), input }, form.origin)
  if (answer.ok) return reply.redirect(`${paths.fulfilments}?done=${answer.value}`, 303)
  const words = { ...consoleWords(language).refusals, ...said.refusals }
  return show(console, request, reply, { typed, refusal: wordRefusal(words, answer.refusal) })
}

function refIn(text: string): { readonly line: LineId; readonly order: OrderId } | null {
  const [one = '', other = ''] = text.split(' ')
  const [line, order] = [parseId<LineId>(one), parseId<OrderId>(other)]
  return line === null || order === null ? null : { line, order }
}

function outcomeIn(
  fields: Readonly<Record<string, string>>,
  meaning: GigabyteMeaning,
): ByHand | { readonly wrong: 'until' | 'data' } {
  if (fields[FULFILMENT_FIELDS.outcome] !== 'done') return { kind: 'cannot' }
  const until = untilIn((fields[FULFILMENT_FIELDS.until] ?? '').trim())
  const volume = volumeIn((fields[FULFILMENT_FIELDS.data] ?? '').trim(), meaning)
  if (until === 'wrong') return { wrong: 'until' }
  return volume === 'wrong' ? { wrong: 'data' } : { kind: 'done', until, bytes: volume }
}

/** Null: left empty. Typed in Japan's time. */
function untilIn(text: string): Instant | null | 'wrong' {
  if (text === '') return null
  const [, day, time] = MOMENT.exec(text) ?? []
  try {
    return day === undefined ? 'wrong' : instant(`${day}T${time}+09:00`)
  } catch {
    return 'wrong'
  }
}

function volumeIn(text: string, meaning: GigabyteMeaning): Bytes | null | 'wrong' {
  if (text === '') return null
  const [, whole, tenths = '0'] = VOLUME.exec(text) ?? []
  if (whole === undefined) return 'wrong'
  const volume = bytes((gigabytes(BigInt(whole + tenths), meaning) as bigint) / 10n)
  return volume > 0n ? volume : 'wrong'
}
