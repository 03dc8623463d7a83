/**
 * What the telephone in the browser needs of the hotline; `main/` hands it over, because channels
 * do not know each other. A call here goes through the same flow as one from a telephone network.
 */
import type { CallId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type {
  CallEnding,
  CallingNumber,
  HeardNote,
  SpokenLanguage,
} from '../../domain/call/call.ts'

export interface PhonePorts {
  /** A new call. */
  ring(from: Dialling): Promise<PhoneReply | Busy>
  /**
   * What was heard after the reply `turn`; heard twice, the same answer. Null for a call that is
   * unknown or was not placed here, and for a turn that never was.
   */
  hear(call: CallId, turn: number, heard: PhoneHeard): Promise<PhoneReply | Busy | null>
  /** How far the call has come; null as above. */
  call(id: CallId): Promise<PhoneCall | null>
  /** Where the sound of a reply lies (WAV); null where this machine has no voice for it. */
  sound(call: CallId, turn: number): Promise<string | null>
}

export interface Dialling {
  /** In E.164; null: withheld. */
  readonly number: string | null
  /** As if it had come over the operator's own trunk. */
  readonly asserted: boolean
}

/** Nothing was decided; it may be tried again. */
export type Busy = 'busy'

export type PhoneHeard =
  /** `0`–`9`, `*` and `#`, as they were keyed. */
  | { readonly kind: 'keys'; readonly keys: string }
  | { readonly kind: 'silence' | 'hang_up' | 'nobody_came' | 'person_left' }

export interface PhoneReply {
  readonly call: CallId
  /** Whatever is heard next names it. */
  readonly turn: number
  readonly next: 'ask' | 'person' | 'hang_up'
  /** Present while keys are asked for. */
  readonly ask: PhoneAsk | null
  /** How long a person is waited for; present while one is. */
  readonly waitSeconds: number | null
  readonly said: readonly PhoneSaid[]
  readonly state: PhoneState
}

export interface PhoneAsk {
  readonly min: number
  readonly max: number
  readonly secret: boolean
  readonly waitSeconds: number
}

export interface PhoneSaid {
  readonly language: SpokenLanguage
  readonly text: string
  /** Of what is offered: the key that takes it. */
  readonly key: string | null
}

export type PhoneState =
  | { readonly kind: 'in_flow' }
  | { readonly kind: 'waiting'; readonly since: Instant }
  | { readonly kind: 'with_agent'; readonly since: Instant; readonly agent: string }
  | { readonly kind: 'over'; readonly at: Instant; readonly how: CallEnding }

export interface PhoneCall {
  readonly reply: PhoneReply
  readonly number: Pick<CallingNumber, 'lastDigits' | 'asserted'> | null
  /** From the ring to the reply that stands; the newest where there are more than are kept here. */
  readonly turns: readonly PhoneTurn[]
}

export interface PhoneTurn {
  readonly turn: number
  readonly heard: HeardNote
  readonly said: readonly PhoneSaid[]
}
