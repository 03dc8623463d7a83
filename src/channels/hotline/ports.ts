/**
 * What a transport sees of the hotline: a call that rings, what is heard, and what to do next. The
 * one who answers is `answering.ts`; transports are `twiml/`, `fastagi/` and the sandbox's phone.
 */
import type { CallId } from '../../domain/basics/ids.ts'
import type { CallTransport } from '../../domain/call/call.ts'
import type { Reply } from './utterances.ts'

export interface Ringing {
  readonly transport: CallTransport
  /** The transport's own name of the call; the same name is the same call. */
  readonly reference: string
  /** In E.164; null where the caller withholds it or it can not be read. */
  readonly number: string | null
  /** The operator's own trunk vouches for the number. */
  readonly asserted: boolean
}

export type HeardNow =
  /** Only `0`–`9` and a lone `*`; the `#` that ended them is not among them. */
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang_up' }
  /** A person was waited for as long as the reply said. */
  | { readonly kind: 'nobody_came' }
  /** A person talked with the caller and is gone; the caller is still there. */
  | { readonly kind: 'person_left' }

export interface Answered {
  readonly call: CallId
  /** Of the reply; whatever is heard next names it. */
  readonly turn: number
  readonly reply: Reply
}

export interface Hotline {
  /** Rung twice under one name, a call is answered once and gets the same reply. */
  ring(ringing: Ringing): Promise<Answered>
  /**
   * What was heard after the reply `turn`. Asked twice, the same answer; asked for an older turn,
   * the answer that turn had. Hanging up ends the call whatever turn it names. Null for a call that
   * is unknown.
   */
  hear(call: CallId, turn: number, heard: HeardNow): Promise<Answered | null>
  /** The reply that stands, for a transport that lost it. Null for a call that is unknown. */
  standing(call: CallId): Promise<Answered | null>
}
