/**
 * One connection to one neighbour, as a state machine (RFC 6733 §5.6, RFC 3539 §3.4.1): who they
 * are is settled first, then requests of the application flow, silence is asked about, and goodbyes
 * are said. Pure: an event at an instant in, the next state and what is to be done out. Sockets are
 * `server.ts`'.
 */
import { plusSeconds, isBefore, type Instant } from '../../domain/basics/time.ts'
import {
  answer,
  BASE_APPLICATION,
  capabilitiesAnswer,
  capabilitiesRequest,
  COMMAND,
  CREDIT_CONTROL_APPLICATION,
  DISCONNECT,
  disconnectRequest,
  readCapabilities,
  refusal,
  RESULT,
  watchdogAnswer,
  watchdogRequest,
  type Capabilities,
  type Identity,
  type Marks,
} from './base.ts'
import { reading } from './avps.ts'
import type { Message } from './codec.ts'

/** Who connects must say who they are within this time. */
export const INTRODUCTION_SECONDS = 10
/** RFC 3539 §3.4.1: Tw. Its jitter is that every connection ticks by its own beginning. */
export const WATCHDOG_SECONDS = 30
/** After a goodbye, the answer may take this long. */
export const GOODBYE_SECONDS = 5

/**
 * introducing → open     they said who they are, and may
 * introducing → over     they may not, or said nothing in time
 * open → leaving         one of both said goodbye
 * open → over            they are silent, or they broke the protocol
 * leaving → over         we are answered, or the connection did not end in time
 */
export type PeerState =
  | { readonly kind: 'introducing'; readonly since: Instant; readonly asked: Marks | null }
  | {
      readonly kind: 'open'
      readonly peer: Capabilities
      readonly heardAt: Instant
      /** A watchdog request waits for its answer. */
      readonly dog: { readonly sentAt: Instant; readonly marks: Marks } | null
    }
  | {
      readonly kind: 'leaving'
      readonly why: Farewell
      readonly since: Instant
      readonly peer: Capabilities
    }
  | { readonly kind: 'over'; readonly why: PeerEnd }

type Farewell = 'we_left' | 'they_left' | 'unneeded'

export type PeerEnd =
  | Farewell
  | 'unknown_peer'
  /** Of a connection that we made: they do not want us. */
  | 'not_wanted'
  | 'no_common_application'
  | 'no_common_security'
  | 'malformed'
  | 'silent'

export type PeerEvent =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'tick' }
  /** We go: this process ends, or the peer is no longer configured. */
  | { readonly kind: 'leave' }

export type Effect =
  | { readonly kind: 'send'; readonly message: Message }
  /** A request of the application, to be answered. */
  | { readonly kind: 'serve'; readonly request: Message; readonly peer: Capabilities }
  /** An answer to a request of ours. */
  | { readonly kind: 'answered'; readonly answer: Message }
  | { readonly kind: 'close' }

export interface Moved {
  readonly state: PeerState
  readonly effects: readonly Effect[]
}

export interface Given {
  readonly now: Instant
  readonly identity: Identity
  /** Whether a peer of that name may speak over this very connection. */
  mayConnect(host: string): boolean
  /** Fresh marks for a request of ours. */
  marks(): Marks
}

/** A connection that came in. */
export function accepted(now: Instant): PeerState {
  return { kind: 'introducing', since: now, asked: null }
}

/** A connection that we made: we introduce ourselves first. */
export function connected(given: Given): Moved {
  const marks = given.marks()
  return {
    state: { kind: 'introducing', since: given.now, asked: marks },
    effects: [send(capabilitiesRequest(given.identity, marks))],
  }
}

export function move(state: PeerState, event: PeerEvent, given: Given): Moved {
  if (state.kind === 'over') return { state, effects: [] }
  switch (event.kind) {
    case 'message':
      return heard(state, event.message, given)
    case 'tick':
      return ticked(state, given)
    case 'leave':
      return left(state, given)
  }
}

/** They expect to say nothing for long: DO_NOT_WANT_TO_TALK_TO_YOU (RFC 6733 §5.4.3). */
export function isUnneeded(state: PeerState): boolean {
  return (state.kind === 'leaving' || state.kind === 'over') && state.why === 'unneeded'
}

type Living = Exclude<PeerState, { readonly kind: 'over' }>

function heard(state: Living, message: Message, given: Given): Moved {
  if (state.kind === 'introducing') return introduced(state, message, given)
  const fresh = state.kind === 'open' ? { ...state, heardAt: given.now } : state
  return message.request ? asked(fresh, message, given) : toldUs(fresh, message)
}

/** Nothing but who they are is listened to at first (RFC 6733 §5.3). */
function introduced(
  state: Extract<Living, { readonly kind: 'introducing' }>,
  message: Message,
  given: Given,
): Moved {
  const isIntroduction = message.command === COMMAND.capabilitiesExchange
  const isAwaited = message.request
    ? state.asked === null
    : message.hopByHop === state.asked?.hopByHop
  if (!isIntroduction || !isAwaited) return end('malformed')
  const { capabilities, failure } = readCapabilities(message)
  if (capabilities === null) {
    const tells = message.request && failure !== null
    return end('malformed', tells ? [send(refusal(message, given.identity, failure))] : [])
  }
  if (capabilities.result !== null && capabilities.result !== RESULT.success) {
    return end('not_wanted')
  }
  const why = refused(capabilities, given)
  if (!message.request) return why === null ? opened(capabilities, given, []) : end(why)
  const result = why === null ? RESULT.success : RESULT_OF[why]
  const reply = send(capabilitiesAnswer(message, given.identity, result))
  return why === null ? opened(capabilities, given, [reply]) : end(why, [reply])
}

const RESULT_OF = {
  unknown_peer: RESULT.unknownPeer,
  no_common_application: RESULT.noCommonApplication,
  no_common_security: RESULT.noCommonSecurity,
} as const

function refused(peer: Capabilities, given: Given): keyof typeof RESULT_OF | null {
  if (!given.mayConnect(peer.host)) return 'unknown_peer'
  if (peer.applications.length === 0) return 'no_common_application'
  return peer.speaksPlainly ? null : 'no_common_security'
}

function opened(peer: Capabilities, { now }: Given, effects: readonly Effect[]): Moved {
  return { state: { kind: 'open', peer, heardAt: now, dog: null }, effects }
}

type Known = Extract<Living, { readonly kind: 'open' | 'leaving' }>

function asked(state: Known, request: Message, { identity, now }: Given): Moved {
  const reply = (result: number): Moved => {
    return { state, effects: [send(answer(request, identity, { result }))] }
  }
  if (request.application === BASE_APPLICATION) {
    switch (request.command) {
      case COMMAND.deviceWatchdog:
        return { state, effects: [send(watchdogAnswer(request, identity))] }
      case COMMAND.disconnectPeer: {
        const bye = send(answer(request, identity, { result: RESULT.success }))
        const cause = reading(request.avps).read('Disconnect-Cause')
        const why = cause === DISCONNECT.doNotWantToTalk ? 'unneeded' : 'they_left'
        return {
          state: { kind: 'leaving', why, since: now, peer: state.peer },
          effects: [bye],
        }
      }
      default:
        return reply(RESULT.commandUnsupported)
    }
  }
  if (request.application !== CREDIT_CONTROL_APPLICATION) {
    return reply(RESULT.applicationUnsupported)
  }
  if (request.command !== COMMAND.creditControl) return reply(RESULT.commandUnsupported)
  // What is asked after a goodbye is asked again elsewhere.
  if (state.kind === 'leaving') return reply(RESULT.unableToDeliver)
  return { state, effects: [{ kind: 'serve', request, peer: state.peer }] }
}

function toldUs(state: Known, message: Message): Moved {
  if (message.command === COMMAND.disconnectPeer && message.application === BASE_APPLICATION) {
    const isAwaited = state.kind === 'leaving' && state.why === 'we_left'
    return isAwaited ? end('we_left') : { state, effects: [] }
  }
  if (state.kind === 'open' && message.command === COMMAND.deviceWatchdog) {
    const isAwaited = state.dog?.marks.hopByHop === message.hopByHop
    return { state: isAwaited ? { ...state, dog: null } : state, effects: [] }
  }
  return { state, effects: [{ kind: 'answered', answer: message }] }
}

function ticked(state: Living, given: Given): Moved {
  const { now } = given
  const isPast = (since: Instant, seconds: number) => !isBefore(now, plusSeconds(since, seconds))
  const still: Moved = { state, effects: [] }
  switch (state.kind) {
    case 'introducing':
      return isPast(state.since, INTRODUCTION_SECONDS) ? end('silent') : still
    case 'leaving':
      return isPast(state.since, GOODBYE_SECONDS) ? end(state.why) : still
    case 'open': {
      const { dog, heardAt } = state
      if (dog !== null) {
        // RFC 3539 §3.4.1: whatever is received puts it off.
        const since = isBefore(dog.sentAt, heardAt) ? heardAt : dog.sentAt
        return isPast(since, WATCHDOG_SECONDS) ? end('silent') : still
      }
      if (!isPast(heardAt, WATCHDOG_SECONDS)) return still
      const marks = given.marks()
      const watched = { ...state, dog: { sentAt: now, marks } }
      return { state: watched, effects: [send(watchdogRequest(given.identity, marks))] }
    }
  }
}

function left(state: Living, given: Given): Moved {
  if (state.kind === 'leaving') return { state, effects: [] }
  if (state.kind === 'introducing') return end('we_left')
  const bye = disconnectRequest(given.identity, given.marks(), DISCONNECT.rebooting)
  return {
    state: { kind: 'leaving', why: 'we_left', since: given.now, peer: state.peer },
    effects: [send(bye)],
  }
}

function end(why: PeerEnd, effects: readonly Effect[] = []): Moved {
  return { state: { kind: 'over', why }, effects: [...effects, { kind: 'close' }] }
}

function send(message: Message): Effect {
  return { kind: 'send', message }
}
