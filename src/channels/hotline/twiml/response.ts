/**
 * A reply of the hotline as TwiML, built by the provider's own library. Decides nothing; where the
 * caller's answer goes is the address that `addresses` names.
 */
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import { present } from '../../../domain/basics/assert.ts'
import type { SpokenLanguage } from '../../../domain/call/call.ts'
import { languageOf, troubleIn } from '../spoken.ts'
import type { Ask, Reply, Said } from '../utterances.ts'
import type { ProviderVoice, TwimlAgents, TwimlSettings } from './settings.ts'

export const TURNS_PATH = '/voice/turns'
export const WAITING_PATH = '/voice/waiting'
export const STATUS_PATH = '/voice/status'
export const PROMPTS_PATH = '/voice/prompts'

/** Of one `<Say>`, by the provider's rule. */
export const SAY_LENGTH_MAX = 4_096
/** The provider lets nobody ring for longer. */
export const RING_SECONDS_MAX = 600
/** In a queue the caller hears of us this often. */
export const QUEUE_NEWS_SECONDS = 20

type Surroundings = Pick<TwimlSettings, 'agents' | 'publicUrl' | 'voices' | 'words'>

/** Whatever can hold speech: the response itself, or a gather that keys interrupt. */
type Speaker = Pick<VoiceResponse, 'say' | 'play'>

export interface Turn {
  readonly turn: number
  readonly reply: Reply
  /** Address of the whole reply as a file; null: voices read the text. */
  readonly played: string | null
}

export function answerOf(on: Surroundings, { turn, reply, played }: Turn): string {
  const response = new VoiceResponse()
  const speech = { say: reply.say, played }
  const language = languageOf(reply.say)
  const action = addressOf(on, TURNS_PATH, { turn, language })
  switch (reply.next) {
    case 'ask':
      speak(on, response.gather(gathering(reply.ask, action)), speech)
      break
    case 'hang_up':
      speak(on, response, speech)
      response.hangup()
      break
    case 'person': {
      speak(on, response, speech)
      const { waitSeconds } = reply
      const wait = { turn, language, wait: waitSeconds }
      const waitUrl = addressOf(on, WAITING_PATH, wait)
      letIn(response, present(on.agents, 'people to put through to'), {
        action,
        waitUrl,
        waitSeconds,
      })
    }
  }
  return response.toString()
}

/** A single key is told whichever it is; of several `#` ends the row. */
function gathering({ max, waitSeconds }: Ask, action: string): VoiceResponse.GatherAttributes {
  return {
    input: ['dtmf'],
    numDigits: max,
    finishOnKey: max === 1 ? '' : '#',
    timeout: waitSeconds,
    actionOnEmptyResult: true,
    action,
    method: 'POST',
  }
}

interface Waiting {
  readonly action: string
  readonly waitUrl: string
  readonly waitSeconds: number
}

function letIn(response: VoiceResponse, agents: TwimlAgents, waiting: Waiting): void {
  const { action, waitUrl, waitSeconds } = waiting
  const method = 'POST'
  if (agents.kind === 'queue') {
    response.enqueue({ action, method, waitUrl, waitUrlMethod: method }, agents.name)
    return
  }
  const timeout = Math.min(waitSeconds, RING_SECONDS_MAX)
  const dial = response.dial({ action, method, timeout, answerOnBridge: true })
  if (agents.kind === 'number') dial.number(agents.number)
  else dial.sip(agents.uri)
}

export interface InQueue {
  readonly queuedSeconds: number
  readonly waitSeconds: number
  readonly language: SpokenLanguage | null
}

/** What a caller in a queue hears until somebody takes the call, or the time is up. */
export function waitingOf(on: Surroundings, { queuedSeconds, waitSeconds, language }: InQueue) {
  const response = new VoiceResponse()
  const secondsLeft = waitSeconds - queuedSeconds
  if (secondsLeft <= 0) {
    response.leave()
    return response.toString()
  }
  const music = on.agents?.kind === 'queue' ? on.agents.music : null
  if (queuedSeconds > 0 && language !== null) {
    const say: Said[] = [{ language, utterance: { code: 'still_waiting' } }]
    speak(on, response, { say, played: null })
  }
  if (music === null) response.pause({ length: Math.min(secondsLeft, QUEUE_NEWS_SECONDS) })
  else response.play(music)
  return response.toString()
}

export interface Trouble {
  readonly turn: number | null
  readonly language: SpokenLanguage | null
  /** The caller heard of trouble before: this time the call ends. */
  readonly again: boolean
}

/** Always in the provider's voices: our own files may be what is in trouble. */
export function troubleOf(on: Surroundings, { turn, language, again }: Trouble): string {
  const response = new VoiceResponse()
  speak(on, response, { say: troubleIn(language), played: null })
  if (again) response.hangup()
  else
    response.redirect({ method: 'POST' }, addressOf(on, TURNS_PATH, { turn, language, again: 1 }))
  return response.toString()
}

/** Between two looks at what the hotline is still thinking about. */
const HOLD_SECONDS = 1

/** Wordless: whether something was charged is not known yet, so nothing may be said about it. */
export function holdOf(on: Surroundings, { turn, language }: Omit<Trouble, 'again'>): string {
  const response = new VoiceResponse()
  response.pause({ length: HOLD_SECONDS })
  response.redirect({ method: 'POST' }, addressOf(on, TURNS_PATH, { turn, language, again: 1 }))
  return response.toString()
}

/** Says nothing and ends: the caller has gone already. */
export function emptyAnswer(): string {
  return new VoiceResponse().toString()
}

interface Speech {
  readonly say: readonly Said[]
  readonly played: string | null
}

function speak({ words, voices }: Surroundings, into: Speaker, { say, played }: Speech): void {
  if (played !== null) {
    into.play(played)
    return
  }
  for (const said of say) into.say(attributesOf(voices[said.language]), sayable(words.textOf(said)))
}

type Attributes = VoiceResponse.SayAttributes

/** Voices are added by the provider more often than to the library's types. */
function attributesOf({ language, voice }: ProviderVoice): Attributes {
  const spoken = { language: language as NonNullable<Attributes['language']> }
  return voice === null ? spoken : { ...spoken, voice: voice as NonNullable<Attributes['voice']> }
}

// oxlint-disable-next-line no-control-regex -- what XML 1.0 can not hold at all (§2.2)
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** As much of a text as one `<Say>` may hold. */
function sayable(text: string): string {
  const legal = text.toWellFormed().replace(NOT_IN_XML, ' ')
  return legal.length <= SAY_LENGTH_MAX ? legal : legal.slice(0, SAY_LENGTH_MAX).toWellFormed()
}

export function addressOf(
  { publicUrl }: Pick<TwimlSettings, 'publicUrl'>,
  path: string,
  query: Readonly<Record<string, string | number | null>>,
): string {
  const given = Object.entries(query).filter(([, value]) => value !== null)
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return search.size === 0 ? `${publicUrl}${path}` : `${publicUrl}${path}?${search.toString()}`
}
