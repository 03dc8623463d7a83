/**
 * One request from its headers to its answer: who asks, for what, with which body; then charging,
 * then the words. Knows of no socket and no stream: `server.ts` brings them.
 */
import type { Charging } from '../../app/charging/ports.ts'
import { STORE_RETRY_SECONDS, StoreAway } from '../../app/ports.ts'
import { unreachable } from '../../domain/basics/assert.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import type { ChargingAnswer, ChargingMoment } from '../../domain/charging/request.ts'
import { wordAnswer, type AnswerTerms } from './answering.ts'
import { readChargingData, type BodyRefusal, type ChargingData } from './charging-data.ts'
import type { Counters } from './counters.ts'
import type { Trouble } from './fields.ts'
import { factsOf, toChargingRequest } from './mapping.ts'
import { problem, type Cause, type Problem } from './problems.ts'
import type { References, SessionFacts } from './references.ts'

/** Told to a peer that met a full door. */
export const BUSY_RETRY_SECONDS = 1

/** Of the interface, in its two versions: release 15, and from release 16 on. */
const VERSIONS = new Set(['v2', 'v3'])

export type Operation =
  | { readonly kind: 'create' }
  | { readonly kind: 'update' | 'release'; readonly reference: string }

/** What the address of a request names; null: nothing of ours. */
export function operationAt(path: string, prefix: string): Operation | null {
  if (!path.startsWith(`${prefix}/`)) return null
  const [bare = ''] = path.slice(prefix.length + 1).split('?')
  const [version = '', resource, reference, verb, ...more] = bare.split('/')
  if (!VERSIONS.has(version) || resource !== 'chargingdata' || more.length > 0) return null
  if (reference === undefined) return { kind: 'create' }
  if (verb !== 'update' && verb !== 'release') return null
  return { kind: verb, reference }
}

export type Reply =
  | { readonly status: 201; readonly reference: string; readonly body: string }
  | { readonly status: 200; readonly body: string }
  | { readonly status: 204 }

export interface Exchanging {
  readonly charging: Pick<Charging, 'charge'>
  readonly references: References
  readonly terms: AnswerTerms
  readonly counters: Counters
  /** Told of what charging threw; must not throw. */
  readonly onFault: (fault: unknown) => void
}

/** Never rejects. */
export async function exchange(
  on: Exchanging,
  { operation, text }: { readonly operation: Operation; readonly text: string },
): Promise<Result<Reply, Refusal>> {
  const read = readChargingData(text)
  if (!read.ok) return refusal(problemOf(read.refusal))
  const data = read.value
  const known = factsFor(on, { operation, data })
  if (!known.ok) return known

  // From here it is a charging request.
  const moment = momentOf(operation, data)
  const facts = known.value
  try {
    const answer = await on.charging.charge(toChargingRequest(data, { moment, facts }))
    return worded(on, { answer, moment, data, facts })
  } catch (fault) {
    on.counters.faults += 1
    on.onFault(fault)
    const isAway = fault instanceof StoreAway
    return refusal(
      isAway
        ? problem('NF_CONGESTION', { retryAfterSeconds: STORE_RETRY_SECONDS })
        : problem('SYSTEM_FAILURE'),
    )
  }
}

export interface Refusal {
  readonly code: Cause
  readonly problem: Problem
}

export function refusal(told: Problem): Result<never, Refusal> {
  return refuse({ code: told.cause, problem: told })
}

function momentOf({ kind }: Operation, { oneTime }: ChargingData): ChargingMoment {
  if (kind === 'create') return oneTime === null ? 'start' : 'event'
  return kind === 'update' ? 'update' : 'end'
}

function factsFor(
  { references }: Exchanging,
  { operation, data }: { readonly operation: Operation; readonly data: ChargingData },
): Result<SessionFacts, Refusal> {
  if (operation.kind !== 'create') {
    const facts = references.open(operation.reference)
    return facts === null ? refusal(problem('CONTEXT_NOT_FOUND')) : accept(facts)
  }
  if (data.subscriber !== null) return accept(factsOf(data, data.subscriber))
  if (data.namesSubscriber) return refusal(problem('USER_UNKNOWN'))
  const param = '/subscriberIdentifier'
  const invalidParams = [{ param, reason: 'is missing' }]
  return refusal(problem('MANDATORY_IE_MISSING', { invalidParams }))
}

interface Decided {
  readonly answer: ChargingAnswer
  readonly moment: ChargingMoment
  readonly data: ChargingData
  readonly facts: SessionFacts
}

function worded(on: Exchanging, decided: Decided): Result<Reply, Refusal> {
  const { answer } = decided
  switch (answer.kind) {
    case 'recorded':
      if (answer.replayed) on.counters.replayed += 1
      return accept(replyTo(on, { ...decided, answer }))
    case 'unknown_subscriber':
      return refusal(problem('USER_UNKNOWN'))
    case 'busy':
      return refusal(problem('NF_CONGESTION', { retryAfterSeconds: BUSY_RETRY_SECONDS }))
    default:
      return unreachable(answer)
  }
}

function replyTo(
  { terms, references, counters }: Exchanging,
  told: Decided & { readonly answer: { readonly kind: 'recorded' } },
): Reply {
  const { moment, data, facts, answer } = told
  const word = (isStart: boolean) => wordAnswer(answer.services, { data, facts, isStart }, terms)
  switch (moment) {
    case 'start':
      counters.created += 1
      return { status: 201, reference: references.seal(facts), body: word(true) }
    case 'event':
      counters.events += 1
      return { status: 201, reference: references.seal(facts), body: word(false) }
    case 'update':
      counters.updated += 1
      return { status: 200, body: word(false) }
    case 'end':
      counters.released += 1
      return { status: 204 }
    default:
      return unreachable(moment)
  }
}

function problemOf(why: BodyRefusal): Problem {
  if (why.code === 'not_json') {
    return problem('INVALID_MSG_FORMAT', { detail: 'the body must be a JSON object' })
  }
  const invalidParams = why.troubles.map(({ pointer, reason }) => ({ param: pointer, reason }))
  return problem(causeOf(why.troubles), { invalidParams })
}

/** The gravest of them (TS 29.500 §5.2.7.2). */
function causeOf(troubles: readonly Trouble[]): Cause {
  const mandatory = troubles.filter((one) => one.mandatory)
  if (mandatory.some(({ missing }) => missing)) return 'MANDATORY_IE_MISSING'
  return mandatory.length > 0 ? 'MANDATORY_IE_INCORRECT' : 'OPTIONAL_IE_INCORRECT'
}
