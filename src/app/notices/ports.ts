/**
 * Ways out besides mail: web push, SMS, and signed events for the operator's own systems. Each
 * answers for one message; whoever asks decides about trying again. A call that throws may or may
 * not have been delivered.
 */
import type { Instant } from '../../domain/basics/time.ts'
import type { PushAddress } from '../../domain/notice/waiting.ts'

export interface PushMessage {
  /** Encrypted to the browser: the push service reads none of it. */
  readonly title: string
  readonly body: string
  /** Where a click leads: a path of the portal. */
  readonly path: string
  /** A later message with the same tag takes this one's place on the screen. */
  readonly tag: string
  readonly urgent: boolean
  /** How long the push service keeps it for a browser that is away. */
  readonly keepSeconds: number
}

export interface PushSender {
  /** P-256, uncompressed, base64url: browsers subscribe to this key (RFC 8292). */
  readonly publicKey: string
  /** Only push services that are known are ever spoken to. */
  accepts(endpoint: string): boolean
  /** `gone`: the subscription does not exist any more and is to be forgotten. */
  send(to: PushAddress, message: PushMessage): Promise<'sent' | 'gone'>
}

export interface SmsSender {
  /** `refused`: the gateway will never take it; sending again is in vain. */
  send(message: {
    /** E.164, with the plus sign. */
    readonly to: string
    readonly text: string
    /** The same for every try of one message. */
    readonly key: string
  }): Promise<'sent' | 'refused'>
}

/** Facts are ids and figures, never personal text. */
export interface OutsideEvent {
  /** The same for every try and every replay. */
  readonly id: string
  readonly type: string
  readonly at: Instant
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

export interface EventSender {
  /** Configured receivers by name; empty where nobody wants events. */
  readonly receivers: readonly string[]
  /** `gone`: the receiver answered that it wants no more of this (410). */
  send(receiver: string, event: OutsideEvent): Promise<'sent' | 'gone'>
}

/** Thrown where a message was not taken now; the job that sends it is tried again. */
export class NotTaken extends Error {
  override name = 'NotTaken'
}
