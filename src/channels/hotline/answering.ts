/**
 * The hotline itself: drives the flow for each call, turn by turn, whatever the transport. A turn
 * is taken once; whoever asks for it again gets the reply that stands. What the flow asks of the
 * application is done under keys of that turn, so that doing it again does nothing twice.
 */
import { takeCallTurn, type NextState, type TakeTurn } from '../../app/calls/turns.ts'
import type { App } from '../../app/app.ts'
import { present } from '../../domain/basics/assert.ts'
import type { CallId, OrderId } from '../../domain/basics/ids.ts'
import {
  CALL_TURNS_MAX,
  isOver,
  type Call,
  type CallProof,
  type HeardNote,
} from '../../domain/call/call.ts'
import { idOfHash, type Vault } from '../../app/vault.ts'
import { answerFlow } from './asking.ts'
import { orderOfTurn, placedInTurn } from './billing.ts'
import { takeTurn } from './flow.ts'
import { callingNumber, knownCaller } from './known.ts'
import { originOf, type HotlineSettings, type OnLine } from './on-line.ts'
import type { At, Heard, Step, Told } from './places.ts'
import type { Answered, HeardNow, Hotline, Ringing } from './ports.ts'
import { readingOnce } from './reading-once.ts'
import type { Reply, Said } from './utterances.ts'

/** Questions of the application within one turn: the longest way asks for a handful. */
export const QUESTIONS_A_TURN_MAX = 12

export function createHotline(settings: HotlineSettings): Hotline {
  const { app } = settings
  return {
    async ring(ringing) {
      const call = callIdOf(app.vault, ringing)
      const standing = await standingReply(app, call)
      return standing ?? answerRing(settings, call, ringing)
    },
    async hear(call, turn, heard) {
      if (heard.kind === 'hang_up') return hangUp(settings, call)
      const { call: known } = await app.reads.call(call)
      if (known === null) return null
      if (known.turns !== turn) return standingReply(app, call, turn + 1)
      return takeNext(settings, known, heard)
    },
    standing: (call) => standingReply(app, call),
  }
}

/** The same call of the same transport, whoever asks and how often. */
export function callIdOf(
  vault: Vault,
  { transport, reference }: Pick<Ringing, 'transport' | 'reference'>,
): CallId {
  return idOfHash<CallId>(vault.keyed('call', `${transport}|${reference}`))
}

/** Of a turn, or else of the newest; null where that was not taken. */
async function standingReply(app: App, call: CallId, turn?: number): Promise<Answered | null> {
  const number = turn ?? (await app.reads.call(call)).call?.turns ?? 0
  const taken = number === 0 ? null : await app.reads.callTurn(call, number)
  if (taken === null) return null
  return { call, turn: taken.number, reply: taken.reply as Reply }
}

async function answerRing(
  settings: HotlineSettings,
  call: CallId,
  ringing: Ringing,
): Promise<Answered> {
  const { sandbox } = settings
  const app = readingOnce(settings.app)
  const number = callingNumber(app, ringing)
  const known = await knownCaller(app, number)
  const proof = known === null ? null : ({ kind: 'number', account: known.account } as const)
  const told: Told = {
    kind: 'arrived',
    language: known?.language ?? null,
    lines: known?.lines ?? null,
    callsFrom: number?.lastDigits ?? null,
    asserted: number?.asserted ?? false,
    name: app.operator().hotline.spokenName,
    demonstration: sandbox,
  }
  const on: OnLine = {
    ...settings,
    app,
    call,
    turn: 1,
    number,
    language: known?.language ?? 'zh',
    proofs: proof === null ? [] : [{ ...proof, at: app.clock.now() }],
  }
  const { transport, reference } = ringing
  const ring = { transport, reference, number, proof }
  const went = await run(on, null, { kind: 'ring', told })
  return record(on, went, { ring, heard: { kind: 'ring' } })
}

/**
 * Whoever is gone is gone, though another turn is taken meanwhile: the next one is theirs. Each try
 * that is not the last finds the call one turn further on, and turns are bounded.
 */
async function hangUp(settings: HotlineSettings, id: CallId): Promise<Answered | null> {
  const { reads } = settings.app
  let { call } = await reads.call(id)
  while (call !== null && !isOver(call)) {
    await takeNext(settings, call, { kind: 'hang_up' })
    call = (await reads.call(id)).call
  }
  return standingReply(settings.app, id)
}

async function takeNext(
  settings: HotlineSettings,
  call: Call,
  now: HeardNow,
): Promise<Answered | null> {
  if (isOver(call)) return standingReply(settings.app, call.id)
  const at = placeOf(call)
  const on: OnLine = {
    ...settings,
    app: readingOnce(settings.app),
    call: call.id,
    turn: call.turns + 1,
    number: call.number,
    language: at.language,
    proofs: call.proofs,
  }
  const heard = heardBy(call, now)
  const went = (await toldAfterAll(on, call, { at, heard })) ?? (await run(on, at, heard))
  return record(on, went, { ring: null, heard: noteOf(at, heard) })
}

/**
 * The order of this turn was placed, and then the turn was lost on its way: whatever is keyed now,
 * the caller hears what came of it first. Null: there is none.
 */
async function toldAfterAll(
  on: OnLine,
  call: Call,
  { at, heard }: { readonly at: At; readonly heard: Heard },
): Promise<Went | null> {
  const { line, draft, bill } = at
  const isLost = call.order === orderOfTurn(on) && heard.kind !== 'hang_up'
  if (!isLost || line === null || draft === null || bill === null) return null
  const placed = await placedInTurn(on, { line: line.id, draft, bill })
  if (placed === null) return null
  const told = { kind: 'placed', outcome: placed.outcome } as const
  const went = await run(on, at, { kind: 'told', told })
  return { ...went, order: placed.order }
}

/** Written by the flow from this very type. */
function placeOf(call: Call): At {
  return call.place as At
}

/** What an agent did comes before what was keyed. */
function heardBy({ state, turns, place }: Call, now: HeardNow): Heard {
  if (now.kind === 'hang_up') return now
  if (turns >= CALL_TURNS_MAX) return { kind: 'too_long' }
  if (state.kind === 'with_agent' && now.kind !== 'person_left') return { kind: 'stepped_in' }
  // Given back by the agent: there is something to key.
  if (state.kind === 'in_flow' && place.name === 'person') return { kind: 'person_left' }
  return now
}

function noteOf(at: At, heard: Heard): HeardNote {
  switch (heard.kind) {
    case 'digits':
      return at.ask.secret && at.menu.length === 0
        ? { kind: 'secret_digits', count: heard.digits.length }
        : { kind: 'digits', digits: heard.digits }
    case 'told':
    case 'ring':
      return { kind: 'ring' }
    default:
      return heard
  }
}

interface Went {
  readonly step: Step
  readonly say: readonly Said[]
  readonly order: OrderId | null
}

/** The flow, until it wants something of the caller. */
async function run(on: OnLine, at: At | null, heard: Heard): Promise<Went> {
  let step = takeTurn(at, heard)
  let proofs: readonly CallProof[] = on.proofs
  let order: OrderId | null = null
  const say: Said[] = [...step.say]
  for (let asked = 0; step.ask?.of === 'app'; asked += 1) {
    const { question } = step.ask
    const isLost = asked >= QUESTIONS_A_TURN_MAX
    const { language } = step.at
    const answer = isLost
      ? { told: { kind: 'trouble' } as const }
      : await answerFlow({ ...on, language, proofs }, question)
    if ('proof' in answer && answer.proof !== undefined) proofs = [...proofs, answer.proof]
    if ('order' in answer && answer.order !== undefined) order = answer.order
    step = takeTurn(step.at, { kind: 'told', told: answer.told })
    say.push(...step.say)
  }
  return { step, say, order }
}

/** Durable before it is answered. Somebody else who took the turn first is answered with theirs. */
async function record(
  on: OnLine,
  { step, say, order }: Went,
  given: { readonly ring: TakeTurn['ring']; readonly heard: HeardNote },
): Promise<Answered> {
  const { app, call, turn } = on
  const { at } = step
  const reply = replyOf(step, say)
  const input: TakeTurn = {
    call,
    ...given,
    number: turn,
    place: at,
    reply,
    language: at.language,
    line: at.line?.id ?? null,
    order,
    next: nextState(step, given.heard),
  }
  const taken = await app.door.ask(takeCallTurn, input, originOf(on, 'turn'))
  if (taken.ok && !taken.replayed) return { call, turn, reply }
  if (taken.ok || taken.refusal.code === 'turn_taken') {
    return present(await standingReply(app, call, turn), 'a turn that was taken has its reply')
  }
  throw new HotlineBusy(taken.refusal.code)
}

/** Nothing was decided; the transport may ask again. */
export class HotlineBusy extends Error {
  override name = 'HotlineBusy'
}

function replyOf({ ask }: Step, say: readonly Said[]): Reply {
  if (ask === undefined || ask.of === 'app') return { next: 'hang_up', say }
  if (ask.of === 'caller') return { next: 'ask', say, ask: ask.ask }
  return { next: 'person', say, waitSeconds: ask.waitSeconds }
}

function nextState({ ask }: Step, heard: HeardNote): NextState {
  if (heard.kind === 'hang_up') return { kind: 'over', how: 'hung_up' }
  if (ask === undefined) return { kind: 'over', how: 'finished' }
  return ask.of === 'person' ? { kind: 'waiting', why: ask.why } : { kind: 'in_flow' }
}
