/** What the advisor says of a line: which packs, when, and what they save. Nothing is bought. */
import * as Type from 'typebox'
import type { App } from '../../../app/app.ts'
import {
  BYTES_WISHED_MAX,
  DAYS_RESIDENT,
  DAYS_UNTOLD,
  lineAdvice,
  type AdvicePlan,
  type AdviceStep,
  type AdviceWish,
} from '../../../app/queries/advice.ts'
import type { Comparison, StepReason } from '../../../domain/advice/plan.ts'
import { HORIZON_DAYS_MAX } from '../../../domain/advice/question.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { bytes } from '../../../domain/basics/data-volume.ts'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import { jstDate, type JstDate } from '../../../domain/basics/time.ts'
import type { Offer } from '../../../domain/catalogue/offer.ts'
import { wishOf } from '../../advice-asked.ts'
import { ADVICE } from '../advice-example.ts'
import { answer, type Answered } from '../answer.ts'
import type { Fastify } from '../fastify.ts'
import type { Guard } from '../guard.ts'
import { told } from '../operation.ts'
import type { FieldTrouble } from '../problems.ts'
import { Advice } from '../schemas/advice.ts'
import { Day } from '../schemas/values.ts'
import { integer, money, quoteShape, text, textOrNull, type Shape } from '../shapes.ts'
import { dateOf, invalid, LineParams } from './lines.ts'

const HOUR_MICROS = 3_600_000_000

const AdviceQuery = Type.Object(
  {
    until: Type.Optional(Day),
    bytes: Type.Optional(Type.Integer({ minimum: 1, maximum: Number(BYTES_WISHED_MAX) })),
    resident: Type.Optional(Type.Enum(['true', 'false'])),
  },
  { additionalProperties: false },
)

type Query = Type.Static<typeof AdviceQuery>

const LINE_UNKNOWN = { trouble: { code: 'line_unknown' } } as const

export function adviceRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.get(
    '/lines/:line/advice',
    {
      onRequest: guard('lines:read'),
      schema: {
        params: LineParams,
        querystring: AdviceQuery,
        ...told({
          operationId: 'getAdvice',
          summary: 'The cheapest set of packs for what a line needs',
          description:
            'The need is `bytes` in all, or as much as the line used lately, through the day ' +
            `\`until\` (JST, at most ${HORIZON_DAYS_MAX} days, today counted) or, for a ` +
            `\`resident\`, through ${DAYS_RESIDENT} days; without either ${DAYS_UNTOLD} days.`,
          scope: 'lines:read',
          response: Advice,
          example: ADVICE,
          refusals: ['line_unknown'],
        }),
      },
    },
    async (request, reply) => answer(reply, await advise(app, request.params.line, request.query)),
  )
}

async function advise(
  app: App,
  line: string,
  query: Query,
): Promise<Answered<Shape<typeof Advice>>> {
  const id = parseId<LineId>(line)
  const wish = wishIn(query, jstDate(app.clock.now()))
  if (!wish.ok) return invalid(wish.refusal.error)
  const asked = { wish: wish.value, channel: 'api', access: 'holder' } as const
  const advice = id === null ? null : await lineAdvice(app, id, asked)
  if (advice === null) return LINE_UNKNOWN
  switch (advice.kind) {
    case 'plan':
      return { body: planShape(advice) }
    case 'too_little_usage':
    case 'line_ended':
      return { body: advice }
    case 'date_out_of_range': {
      const [from, to] = [advice.earliest.toString(), advice.latest.toString()]
      const detail = `must be a day from ${from} to ${to}`
      return invalid({ in: 'query', field: 'until', code: 'out_of_range', detail })
    }
    case 'bytes_out_of_range': {
      const detail = `must be from 1 to ${advice.max}`
      return invalid({ in: 'query', field: 'bytes', code: 'out_of_range', detail })
    }
    case 'usage_not_shown':
    case 'balance_not_shown':
      assert(false, 'a key sees what the holder sees')
  }
}

/** The schema has seen to the form of the date and the bounds of the bytes. */
function wishIn(
  query: Query,
  today: JstDate,
): Result<AdviceWish, { readonly code: 'query_wrong'; readonly error: FieldTrouble }> {
  const wrong = (code: string, detail: string) =>
    refuse({ code: 'query_wrong', error: { in: 'query', field: 'until', code, detail } } as const)
  const until = dateOf(query.until)
  const resident = query.resident === 'true'
  if (until === null) return wrong('no_date', 'is no date of the calendar')
  if (until !== undefined && resident) {
    return wrong('one_of_two', 'give until or resident=true, not both')
  }
  const volume = query.bytes === undefined ? null : bytes(query.bytes)
  return accept(wishOf({ until: until ?? null, resident, bytes: volume }, today))
}

function planShape(plan: AdvicePlan): Shape<typeof Advice> {
  const { need, costs, proof, exhaustion } = plan
  return {
    kind: 'plan',
    asOf: text(plan.asOf),
    need: {
      bytes: integer(need.total),
      lastDay: need.lastDay.toString(),
      source: need.source,
      quantile: need.quantile,
    },
    steps: plan.steps.map(stepShape),
    price: money(costs.yen),
    bytesUnserved: integer(costs.bytesUnserved),
    hoursWithoutCover: Math.floor(costs.microsWithoutCover / HOUR_MICROS),
    proof:
      proof.kind === 'exact'
        ? proof
        : {
            kind: proof.kind,
            atMostYenFromBest: integer(proof.atMostYenFromBest),
            atMostBytesFromBest: integer(proof.atMostBytesFromBest),
          },
    comparisons: plan.comparisons.map(comparisonShape),
    exhaustion: exhaustion === null ? null : exhaustionShape(exhaustion),
  }
}

function stepShape(step: AdviceStep) {
  return {
    offer: refOf(step.offer),
    price: money(step.offer.price),
    when: step.when,
    at: text(step.at),
    startNow: step.startNow,
    effect: step.effect,
    from: textOrNull(step.from),
    until: textOrNull(step.until),
    bytesServed: integer(step.bytesServed),
    reason: reasonShape(step.reason),
    quote: step.quote === null ? null : quoteShape(step.quote),
  }
}

function reasonShape(reason: StepReason) {
  return reason.kind === 'prolongs' ? { ...reason, oldEnd: text(reason.oldEnd) } : reason
}

function comparisonShape(compared: Comparison) {
  return {
    with: compared.with,
    offer: refOf(compared.offer),
    price: money(compared.costs.yen),
    yenSaved: integer(compared.yenSaved),
    bytesServedMore: integer(compared.bytesServedMore),
  }
}

function exhaustionShape({ early, median, late }: NonNullable<AdvicePlan['exhaustion']>) {
  return { early: textOrNull(early), median: textOrNull(median), late: textOrNull(late) }
}

function refOf({ id, version }: Offer) {
  return { id, version }
}
