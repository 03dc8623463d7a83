/** Reading a line: found by its numbers, at a glance, what it can buy, its packs and its usage. */
import * as Type from 'typebox'
import type { App } from '../../../app/app.ts'
import type { LineState } from '../../../app/door/state.ts'
import { lineOverview, lineSummary } from '../../../app/queries/line-overview.ts'
import { packsOfLine } from '../../../app/queries/line-packs.ts'
import { quotesFor } from '../../../app/queries/offer-quotes.ts'
import { fillHours, liveSessions } from '../../../app/queries/session-view.ts'
import { begin } from '../../../domain/balance/chain.ts'
import { NO_BYTES, plus } from '../../../domain/basics/data-volume.ts'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import { jstDate, jstMidnight, type Instant, type JstDate } from '../../../domain/basics/time.ts'
import { parseIccid } from '../../../domain/line/iccid.ts'
import type { Line } from '../../../domain/line/line.ts'
import { parseMsisdn } from '../../../domain/line/msisdn.ts'
import { answer, type Answered } from '../answer.ts'
import * as examples from '../examples.ts'
import type { Guard } from '../guard.ts'
import { told } from '../operation.ts'
import { numberTrouble, type FieldTrouble } from '../problems.ts'
import * as schemas from '../schemas/lines.ts'
import { Quotes } from '../schemas/offers.ts'
import { Day } from '../schemas/values.ts'
import {
  hourShape,
  sessionShape,
  integer,
  lineShape,
  overviewShape,
  packShape,
  quoteShape,
  type Shape,
} from '../shapes.ts'
import type { Fastify } from '../fastify.ts'

/** Days of usage in one answer. */
export const USAGE_DAYS_MAX = 92
/** Days of usage when none are named, today included. */
export const USAGE_DAYS_DEFAULT = 14
/** Days of usage by the hour in one answer, and when none are named. */
export const USAGE_HOURS_DAYS_MAX = 7
const USAGE_HOURS_DAYS_DEFAULT = 2
/** What people type or scan, spaces and dashes included. */
const NUMBER_LENGTH_MAX = 60

export const LineParams = Type.Object({
  line: Type.String({ description: 'The id of the line.' }),
})

const LineQuery = Type.Object(
  {
    iccid: Type.Optional(Type.String({ maxLength: NUMBER_LENGTH_MAX })),
    msisdn: Type.Optional(Type.String({ maxLength: NUMBER_LENGTH_MAX })),
  },
  { additionalProperties: false },
)

const UsageQuery = Type.Object(
  {
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    by: Type.Optional(
      Type.Enum(['day', 'hour'], { description: 'With `hour`, every hour is told as well.' }),
    ),
  },
  { additionalProperties: false },
)

const LINE_UNKNOWN = { trouble: { code: 'line_unknown' } } as const

export function lineRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.get(
    '/lines',
    {
      onRequest: guard('lines:read'),
      schema: {
        querystring: LineQuery,
        ...told({
          operationId: 'findLine',
          summary: 'Find a line by its ICCID or its telephone number',
          description: 'Give one of the two. A line that is not served here gives an empty list.',
          scope: 'lines:read',
          response: schemas.Lines,
          example: examples.LINES,
        }),
      },
    },
    async (request, reply) => answer(reply, await findLine(app, request.query)),
  )
  fastify.get(
    '/lines/:line',
    {
      onRequest: guard('lines:read'),
      schema: {
        params: LineParams,
        ...told({
          operationId: 'getLine',
          summary: 'A line',
          scope: 'lines:read',
          response: schemas.Line,
          example: examples.LINE,
          refusals: ['line_unknown'],
        }),
      },
    },
    async (request, reply) => {
      const found = await readLine(app, request.params.line)
      const summary = found === null ? null : lineSummary(app, found.state, found.now)
      return answer(reply, summary === null ? LINE_UNKNOWN : { body: lineShape(summary) })
    },
  )
  fastify.get(
    '/lines/:line/overview',
    {
      onRequest: guard('lines:read'),
      schema: {
        params: LineParams,
        ...told({
          operationId: 'getOverview',
          summary: 'Balance, end dates, speed and forecast of a line',
          scope: 'lines:read',
          response: schemas.Overview,
          example: examples.OVERVIEW,
          refusals: ['line_unknown'],
        }),
      },
    },
    async (request, reply) => {
      const id = parseId<LineId>(request.params.line)
      const view = id === null ? null : await lineOverview(app, id, 'holder')
      return answer(reply, view === null ? LINE_UNKNOWN : { body: overviewShape(view) })
    },
  )
  partRoutes(fastify, app, guard)
}

function partRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.get(
    '/lines/:line/offers',
    {
      onRequest: guard('offers:read'),
      schema: {
        params: LineParams,
        ...told({
          operationId: 'listQuotes',
          summary: 'What a line can buy now, with the exact end of each offer',
          scope: 'offers:read',
          response: Quotes,
          example: examples.QUOTES,
          refusals: ['line_unknown'],
        }),
      },
    },
    async (request, reply) => answer(reply, await listQuotes(app, request.params.line)),
  )
  fastify.get(
    '/lines/:line/packs',
    {
      onRequest: guard('lines:read'),
      schema: {
        params: LineParams,
        ...told({
          operationId: 'listPacks',
          summary: 'The packs of a line',
          scope: 'lines:read',
          response: schemas.Packs,
          example: examples.PACKS,
          refusals: ['line_unknown'],
        }),
      },
    },
    async (request, reply) => answer(reply, await listPacks(app, request.params.line)),
  )
  usageRoutes(fastify, app, guard)
}

function usageRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.get(
    '/lines/:line/usage',
    {
      onRequest: guard('usage:read'),
      schema: {
        params: LineParams,
        querystring: UsageQuery,
        ...told({
          operationId: 'getUsage',
          summary: 'Bytes used on each day of [from, to)',
          description:
            `Days are JST days; \`to\` is not included. At most ${USAGE_DAYS_MAX} days; ` +
            `by default the last ${USAGE_DAYS_DEFAULT}, today included. By the hour at most ` +
            `${USAGE_HOURS_DAYS_MAX} days, by default ${USAGE_HOURS_DAYS_DEFAULT}.`,
          scope: 'usage:read',
          response: schemas.Usage,
          example: examples.USAGE,
          refusals: ['line_unknown'],
        }),
      },
    },
    async (request, reply) =>
      answer(reply, await readUsage(app, request.params.line, request.query)),
  )
  fastify.get(
    '/lines/:line/sessions',
    {
      onRequest: guard('usage:read'),
      schema: {
        params: LineParams,
        ...told({
          operationId: 'listSessions',
          summary: 'Data sessions of a line that are live now',
          description:
            'The one that began last first. A session that missed two reports is left out.',
          scope: 'usage:read',
          response: schemas.Sessions,
          example: examples.SESSIONS,
          refusals: ['line_unknown'],
        }),
      },
    },
    async (request, reply) => {
      const found = await readLine(app, request.params.line)
      if (found === null) return answer(reply, LINE_UNKNOWN)
      const given = { now: found.now, interimSeconds: app.interimSeconds }
      const items = liveSessions(found.state.sessions, given).map(sessionShape)
      return answer(reply, { body: { items } })
    },
  )
}

export interface FoundLine {
  readonly state: LineState & { readonly line: Line }
  readonly now: Instant
}

/** Null for a line that is not there and for what is no id at all. */
export async function readLine(app: App, text: string): Promise<FoundLine | null> {
  const id = parseId<LineId>(text)
  if (id === null) return null
  const state = await app.reads.line(id)
  return state.line === null
    ? null
    : { state: { ...state, line: state.line }, now: app.clock.now() }
}

async function findLine(
  app: App,
  query: Type.Static<typeof LineQuery>,
): Promise<Answered<Shape<typeof schemas.Lines>>> {
  const [kind, text, more] = (['iccid', 'msisdn'] as const).flatMap((kind) => {
    const given = query[kind]
    return given === undefined ? [] : [kind, given]
  })
  if (text === undefined || more !== undefined) {
    const detail = 'give exactly one of iccid and msisdn'
    return invalid({ in: 'query', field: 'iccid', code: 'one_of_two', detail })
  }
  const field = kind === 'msisdn' ? 'msisdn' : 'iccid'
  const parsed = field === 'msisdn' ? parseMsisdn(text) : parseIccid(text)
  if (!parsed.ok) return { trouble: numberTrouble(field, parsed.refusal) }
  const found = await app.reads.find(field, parsed.value)
  const line = found?.home.kind === 'line' ? await readLine(app, found.home.id) : null
  const summary = line === null ? null : lineSummary(app, line.state, line.now)
  return { body: { items: summary === null ? [] : [lineShape(summary)] } }
}

async function listQuotes(app: App, line: string): Promise<Answered<Shape<typeof Quotes>>> {
  const found = await readLine(app, line)
  if (found === null) return LINE_UNKNOWN
  const { state, now } = found
  const given = { catalogue: app.catalogue(), channel: 'api', now } as const
  const quotes = quotesFor(state.line, begin(state.packs, now), given)
  return { body: { items: quotes.map(quoteShape) } }
}

async function listPacks(app: App, line: string): Promise<Answered<Shape<typeof schemas.Packs>>> {
  const found = await readLine(app, line)
  if (found === null) return LINE_UNKNOWN
  const { state, now } = found
  const packs = packsOfLine(state, { catalogue: app.catalogue(), now })
  return { body: { items: packs.map(packShape) } }
}

async function readUsage(
  app: App,
  line: string,
  query: Type.Static<typeof UsageQuery>,
): Promise<Answered<Shape<typeof schemas.Usage>>> {
  const found = await readLine(app, line)
  if (found === null) return LINE_UNKNOWN
  const span = usageSpan(query, jstDate(found.now))
  if ('detail' in span) return invalid(span)
  const { from, to } = span
  const used = await app.reads.usageDays(found.state.line.id, jstMidnight(from), jstMidnight(to))
  const known = new Map(used.map((day) => [day.date.toString(), day.bytes]))
  const days = Array.from({ length: from.until(to).days }, (_, index) => {
    const date = from.add({ days: index }).toString()
    return { date, bytes: integer(known.get(date) ?? NO_BYTES) }
  })
  const bytes = integer(used.reduce((sum, day) => plus(sum, day.bytes), NO_BYTES))
  const body = { from: from.toString(), to: to.toString(), bytes, days }
  if (query.by !== 'hour') return { body }
  const [since, until] = [jstMidnight(from), jstMidnight(to)]
  const hours = fillHours(await app.reads.usageHours(found.state.line.id, since, until), {
    from: since,
    count: days.length * HOURS_A_DAY,
  })
  return { body: { ...body, hours: hours.map(hourShape) } }
}

/** The schema has seen to the form of the dates; here to their order and number. */
function usageSpan(
  query: Type.Static<typeof UsageQuery>,
  today: JstDate,
): { readonly from: JstDate; readonly to: JstDate } | FieldTrouble {
  const [from, to] = [dateOf(query.from), dateOf(query.to)]
  const wrong = (field: string, code: string, detail: string) =>
    ({ in: 'query', field, code, detail }) as const
  if (from === null) return wrong('from', 'no_date', 'is no date of the calendar')
  if (to === null) return wrong('to', 'no_date', 'is no date of the calendar')
  const until = to ?? (from === undefined ? today.add({ days: 1 }) : after(from, today))
  const isHourly = query.by === 'hour'
  const usual = isHourly ? USAGE_HOURS_DAYS_DEFAULT : USAGE_DAYS_DEFAULT
  const since = from ?? until.subtract({ days: usual })
  const days = since.until(until).days
  const most = isHourly ? USAGE_HOURS_DAYS_MAX : USAGE_DAYS_MAX
  if (days < 1) return wrong('to', 'before_from', 'must lie after from')
  if (days > most) return wrong('from', 'too_many_days', `at most ${most} days before to`)
  return { from: since, to: until }
}

/** From a day on, without an end: to today, or as far as one answer goes. */
function after(from: JstDate, today: JstDate): JstDate {
  const far = from.add({ days: USAGE_DAYS_MAX })
  const tomorrow = today.add({ days: 1 })
  return Temporal.PlainDate.compare(far, tomorrow) < 0 ? far : tomorrow
}

const HOURS_A_DAY = 24
const DATE = /^[12]\d{3}-\d\d-\d\d$/

/** Null for what is no date of the calendar. */
export function dateOf(text: string | undefined): JstDate | null | undefined {
  if (text === undefined) return undefined
  if (!DATE.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

export function invalid(error: FieldTrouble) {
  return { trouble: { code: 'invalid_request', errors: [error] } } as const
}
