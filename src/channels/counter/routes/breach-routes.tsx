/** The breach helper at the console: asked by address, because nothing personal stands in it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askBreachLetters } from '../../../app/breach/letters.ts'
import type { BreachReads } from '../../../app/breach/reads.ts'
import { isBefore, TOKYO, type Instant } from '../../../domain/basics/time.ts'
import { csvOf, parseLeak, peopleOf, type Leak } from '../../../domain/breach/breach.ts'
import { reporting } from '../../../domain/breach/reporting.ts'
import { mayDo } from '../../../domain/staff/permissions.ts'
import type { Console } from '../desk.ts'
import { statusOf } from '../page.tsx'
import { BREACH_FIELDS, BreachPage, type BreachPageProps } from '../pages/breach.tsx'
import { paths } from '../paths.ts'
import { readSecond } from '../second.ts'
import { acting, atDesk } from '../staffer.ts'
import { breachWords } from '../words/breach.ts'
import { consoleWords } from '../words/console/words.ts'
import { wordRefusal } from '../words/refusal-words.ts'
import type { ConsoleRefusal } from '../words/console/words.ts'
import { doneIn, formPosted, type FormState } from './line-asked.ts'

type Typed = Readonly<Record<string, string>>

interface Asked {
  readonly leak: Leak
  readonly of: string
  readonly keysToo: boolean
  readonly from: Instant
  readonly until: Instant
  readonly knownSince: Instant
  readonly malicious: boolean
}

export function breachRoutes(server: FastifyInstance, console: Console, reads: BreachReads): void {
  server.get(paths.breach, (request, reply) => {
    const typed = typedIn(request.query)
    return show(console, request, reply, { reads, typed, form: {} })
  })
  server.get(paths.breachCsv, (request, reply) => sendCsv(console, request, reply, reads))
  server.post(paths.breachLetters, (request, reply) => post(console, request, reply, reads))
}

function mayHandle(request: FastifyRequest): boolean {
  return mayDo(atDesk(request).staff, 'handle_breach', null).ok
}

function typedIn(query: unknown): Typed {
  const given = query as Readonly<Record<string, unknown>>
  const entries = BREACH_FIELDS.map((name) => [name, given[name]] as const)
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}

type WrongFields = Readonly<
  Partial<Record<'of' | 'name' | 'until', 'wrongOf' | 'wrongName' | 'wrongTime'>>
>

/** Of several there are, so a name says which. */
const NAMED = ['staff', 'shop', 'api-key']

function readAsked(typed: Typed): Asked | WrongFields {
  const what = typed['of'] ?? ''
  const name = (typed['name'] ?? '').trim()
  const isNamed = NAMED.includes(what)
  if (isNamed && name === '') return { name: 'wrongName' }
  const of = isNamed ? `${what}:${name}` : what
  const keysToo = typed['keys'] === 'yes'
  const leak = parseLeak(of, keysToo)
  const [from, until, knownSince] = ['from', 'until', 'known'].map((name) => timeIn(typed[name]))
  if (leak === null) return { of: 'wrongOf' }
  if (!from || !until || !knownSince || !isBefore(from, until)) return { until: 'wrongTime' }
  return { leak, of, keysToo, from, until, knownSince, malicious: typed['malicious'] === 'yes' }
}

/** `2026-11-01T09:00` of Japan, as calendars of browsers write it; typed, with a space. */
function timeIn(text = ''): Instant | null {
  try {
    const plain = Temporal.PlainDateTime.from(text.trim().replace(' ', 'T'))
    return plain.toZonedDateTime(TOKYO).toInstant()
  } catch {
    return null
  }
}

async function show(
  { page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly reads: BreachReads; readonly typed: Typed; readonly form: FormState },
): Promise<FastifyReply> {
  if (!mayHandle(request)) return page.trouble(request, reply, { status: 404 })
  const { reads, typed } = given
  const { language } = request.staffer
  const said = breachWords(language)
  const asked = Object.keys(typed).length === 0 ? {} : readAsked(typed)
  const wrong = Object.entries('leak' in asked ? {} : asked)
  const found = 'leak' in asked ? await foundFor(reads, asked, typed) : null
  const isUnknown = 'leak' in asked && found === null
  const form: FormState = {
    typed,
    ...(wrong.length === 0
      ? {}
      : { fieldErrors: Object.fromEntries(wrong.map(([name, code]) => [name, said[code]])) }),
    ...(isUnknown ? { fieldErrors: { name: said.unknown } } : {}),
    ...given.form,
  }
  return page.send(request, reply, {
    title: said.title,
    body: (
      <BreachPage language={language} found={found} form={{ seal: page.seal(request), ...form }} />
    ),
    path: paths.breach,
    status: statusOf(form),
    ...(doneIn(request) === null ? {} : { banner: said.sent }),
  })
}

async function foundFor(
  reads: BreachReads,
  asked: Asked,
  typed: Typed,
): Promise<BreachPageProps['found']> {
  const affected = await reads.affected(asked.leak, asked)
  if (affected === null) return null
  const people = peopleOf(affected, await reads.linesUnheld(affected))
  const known = { since: asked.knownSince, malicious: asked.malicious }
  return {
    affected,
    people,
    reporting: reporting(known, { people, kinds: affected.kinds }),
    csv: `${paths.breachCsv}?${new URLSearchParams(typed).toString()}`,
  }
}

/** Ids alone: no name, no address. */
async function sendCsv(
  { page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  reads: BreachReads,
): Promise<FastifyReply> {
  const asked = mayHandle(request) ? readAsked(typedIn(request.query)) : {}
  const affected = 'leak' in asked ? await reads.affected(asked.leak, asked) : null
  if (affected === null) return page.trouble(request, reply, { status: 404 })
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="affected.csv"')
    .send(`${csvOf(affected).join('\n')}\n`)
}

async function post(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  reads: BreachReads,
): Promise<FastifyReply> {
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const typed = typedIn(form.fields)
  const asked = readAsked(typed)
  const again = (state: FormState) => show(console, request, reply, { reads, typed, form: state })
  if (!('leak' in asked)) return again({})
  const worded = (refusal: ConsoleRefusal) =>
    again({ refusal: wordRefusal(consoleWords(request.staffer.language).refusals, refusal) })
  const beside = await readSecond(console, request, form)
  if (!beside.ok) return worded(beside.refusal)
  const { second } = beside
  const { of, keysToo, from, until } = asked
  const input = { staff: atDesk(request).staff.id, second, breach: { of, keysToo, from, until } }
  const given = { acting: acting(request, second), input }
  const answer = await console.app.door.ask(askBreachLetters, given, form.origin)
  if (!answer.ok) return worded(answer.refusal)
  return reply.redirect(`${paths.breach}?done=sent`, 303)
}
