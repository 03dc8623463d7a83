/** Who may not try for a while: everybody who was told so, or those of one customer or address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findLine } from '../../../app/queries/staff/find-line.ts'
import {
  callersOfEmail,
  callersOfLine,
  heldForStaff,
  liftLimit,
  LIFT_REASONS,
} from '../../../app/staff/limits.ts'
import type { Caller } from '../../../app/limits/limits.ts'
import { LIMIT_KINDS } from '../../../app/limits/table.ts'
import { networkOf } from '../../../app/network-address.ts'
import { addressCaller } from '../../address.ts'
import type { Console } from '../desk.ts'
import { clueOf } from '../line-clue.ts'
import { LIMIT_FIELDS, LimitsPage } from '../pages/limits.tsx'
import { paths } from '../paths.ts'
import { recogniseScan, SCAN_LENGTH_MAX } from '../reading/recognise-scan.ts'
import { acting, atDesk } from '../staffer.ts'
import { consoleWords } from '../words/console/words.ts'
import { limitWords } from '../words/limits/words.ts'
import { wordRefusal } from '../words/refusal-words.ts'
import { doneIn, formPosted, type FormState } from './line-asked.ts'

export function limitRoutes(server: FastifyInstance, console: Console): void {
  server.get(paths.limits, (request, reply) => show(console, request, reply, {}))
  // What was searched for is a customer's: it stands in no address.
  server.get(paths.limitSearch, (_request, reply) => reply.redirect(paths.limits, 303))
  server.post(paths.limitSearch, (request, reply) => search(console, request, reply))
  server.post(paths.limitLift, (request, reply) => lift(console, request, reply))
}

async function show(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly of?: readonly Caller[]; readonly form?: FormState },
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const held = await heldForStaff(app, staff, given.of ?? null)
  if (!held.ok) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const said = limitWords(language)
  const shown = { held: held.value, searched: given.of !== undefined, asOf: app.clock.now() }
  const form = { seal: page.seal(request), ...given.form }
  return page.send(request, reply, {
    title: said.title,
    body: <LimitsPage language={language} role={staff.role} {...shown} form={form} />,
    here: 'limits',
    path: paths.limits,
    status: given.form?.refusal === undefined ? 200 : 422,
    ...(doneIn(request) === 'lifted' ? { banner: said.lifted } : {}),
  })
}

async function search(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const text = (form.fields[LIMIT_FIELDS.search] ?? '').slice(0, SCAN_LENGTH_MAX).trim()
  const of = text === '' ? null : await callersOf(console, request, text)
  return show(console, request, reply, of === null ? {} : { of, form: { typed: form.fields } })
}

/** An internet address, an address of mail, or whatever names a line. */
async function callersOf(
  { app }: Console,
  request: FastifyRequest,
  text: string,
): Promise<readonly Caller[]> {
  if (networkOf(text) !== null) return [addressCaller(app.vault, text)]
  if (text.includes('@')) return callersOfEmail(app, text)
  const clue = clueOf(recogniseScan(text, app.clock.now()))
  // Digits of an order are guessed elsewhere, where they are counted.
  if (clue === null || clue.kind === 'short_code') return []
  const found = await findLine(app, atDesk(request).staff, clue)
  return found.ok && found.value.kind === 'one' ? callersOfLine(app, found.value.line) : []
}

async function lift(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const { language } = request.staffer
  const [kindTyped, key = ''] = (form.fields[LIMIT_FIELDS.held] ?? '').split(' ')
  const kind = LIMIT_KINDS.find((one) => one === kindTyped)
  const reason = LIFT_REASONS.find((one) => one === form.fields[LIMIT_FIELDS.reason])
  if (kind === undefined || reason === undefined) {
    return show(console, request, reply, { form: { refusal: limitWords(language).chooseOne } })
  }
  const input = { staff: atDesk(request).staff.id, kind, key, reason }
  const answer = await app.door.ask(liftLimit, { acting: acting(request), input }, form.origin)
  if (!answer.ok) {
    const refusal = wordRefusal(consoleWords(language).refusals, answer.refusal)
    return show(console, request, reply, { form: { refusal } })
  }
  await app.limits.clear(kind, key)
  return reply.redirect(`${paths.limits}?done=lifted`, 303)
}
