/**
 * Letters that the application asks to be sent: which one, its facts, the language. They are worded
 * at the edge when they are sent; until then they wait sealed.
 */
import { fromJson, toJson } from '../../domain/basics/json.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import type { DataKind } from '../../domain/breach/breach.ts'
import type { Job } from '../door/command.ts'
import type { Vault } from '../vault.ts'

export type Letter =
  /** To sign in, or to register where there is no account yet: the reader alone learns which. */
  | {
      readonly kind: 'sign_in_code'
      readonly code: string
      readonly expiresAt: Instant
      readonly registers: boolean
    }
  | { readonly kind: 'change_email_code'; readonly code: string; readonly expiresAt: Instant }
  | { readonly kind: 'email_changed'; readonly at: Instant; readonly newEmailMasked: string }
  | { readonly kind: 'signed_in'; readonly at: Instant; readonly device: string }
  /** A present of a campaign: the one place where its code is told. */
  | {
      readonly kind: 'gift_card'
      readonly code: string
      readonly digits: string
      readonly value: Yen
      /** Its name in the reader's language. */
      readonly campaign: string
      readonly expiresAt: Instant
    }
  | ChangeLetter
  | PhoneLetter
  | PasskeyLetter
  | BreachLetter

/** Of what an account has for the telephone. */
export interface PhoneLetter {
  readonly kind: 'phone'
  readonly what:
    | { readonly kind: 'pin_set' }
    /** `numberEnds`: the last digits. */
    | { readonly kind: 'number_waits' | 'number_confirmed'; readonly numberEnds: string }
  readonly at: Instant
}

/** Whoever holds a passkey signs in without any letter: the address on file hears of it. */
export interface PasskeyLetter {
  readonly kind: 'passkey'
  readonly what: 'added' | 'removed'
  readonly at: Instant
}

/** Somebody may have seen what they had no right to. Half-open span. */
export interface BreachLetter {
  readonly kind: 'breach'
  readonly at: Instant
  readonly from: Instant
  readonly until: Instant
  readonly kinds: readonly DataKind[]
}

/** Of a risky change that was asked for. */
export interface ChangeLetter {
  readonly kind: 'change'
  readonly moment: 'asked' | 'done' | 'off'
  readonly what:
    | { readonly kind: 'contact'; readonly newEmailMasked: string }
    /** The last digits of the card that comes. */
    | { readonly kind: 'sim'; readonly cardEnds: string }
    | { readonly kind: 'forget' }
  /** When it takes effect, took effect, or was given up. */
  readonly at: Instant
  /** Where it can be stopped; null: no longer. */
  readonly stopUrl: string | null
}

export interface AddressedLetter {
  readonly to: string
  readonly language: Language
  readonly letter: Letter
}

export function letterJob(vault: Vault, addressed: AddressedLetter): Job {
  const sealed = vault.seal(JSON.stringify(toJson(addressed)))
  return { task: 'letter', payload: { sealed } }
}

export function openLetter(vault: Vault, sealed: string): AddressedLetter {
  return fromJson(JSON.parse(vault.open(sealed)))
}

/** A code that expired while it waited would only puzzle its reader. */
export function isWorthSending(letter: Letter, now: Instant): boolean {
  return !('expiresAt' in letter) || isBefore(now, letter.expiresAt)
}

/** Somebody waits for it at this moment. */
export function isAskedFor({ kind }: Letter): boolean {
  return kind === 'sign_in_code' || kind === 'change_email_code'
}
