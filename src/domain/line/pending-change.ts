/**
 * A risky change that was asked for and that waits: the old contacts are told at once, and until it
 * is due anybody who may can stop it. Not the change itself.
 */
import type {
  AccountId,
  LineId,
  MailboxId,
  PendingChangeId,
  ShopId,
  StaffId,
} from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { Iccid } from './iccid.ts'
import type { Sim } from './line.ts'

export interface PendingChange {
  readonly id: PendingChangeId
  readonly of:
    | { readonly kind: 'account'; readonly id: AccountId }
    | { readonly kind: 'line'; readonly id: LineId }
  readonly what: WhatChanges
  /** Null: its holder, signed in, who needs nobody beside them. */
  readonly askedBy: StaffId | null
  readonly second: StaffId | null
  readonly shop: ShopId | null
  readonly askedAt: Instant
  readonly dueAt: Instant
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'done'; readonly at: Instant }
    | { readonly kind: 'stopped'; readonly at: Instant; readonly by: 'holder' | StaffId }
    /** What it would change is no longer as it was. */
    | { readonly kind: 'void'; readonly at: Instant; readonly why: string }
}

export type WhatChanges =
  /** Another e-mail address, sealed by the operator's key, and its keyed mailbox. */
  | {
      readonly kind: 'contact'
      /** The mailbox as it was when the change was asked for. */
      readonly from: MailboxId
      readonly sealedEmail: string
      readonly mailbox: MailboxId
    }
  /** Another card for the same line; the activation code of the new one, hashed. */
  | {
      readonly kind: 'sim'
      /** The card as it was when the change was asked for. */
      readonly from: Iccid
      readonly sim: Sim
      readonly activationHash: string
    }
  /** The holder is forgotten and the account closed (`account/closing.ts`). */
  | { readonly kind: 'forget' }
