/** What every part of the sandbox provider is given as its first argument. */
import type { SandboxClock } from './clock.ts'
import type { Store } from './store.ts'

/** What a program at PayPal signs in with, and the id of its webhook. */
export interface PayPalKeys {
  readonly clientId: string
  readonly clientSecret: string
  readonly webhookId: string
}

export interface SandboxSettings {
  readonly secretKey: string
  readonly webhookSecret: string
  readonly paypal: PayPalKeys
  /** How long the bank of a "decide later" card thinks, in seconds of the sandbox clock. */
  readonly decisionSeconds: number
  /** The first wait before a webhook is tried again; it doubles. Milliseconds of real time. */
  readonly webhookRetryMs: number
  /** How long a hanging API answer is held back, in milliseconds of real time. */
  readonly hangMs: number
}

export interface Sandbox {
  readonly store: Store
  readonly clock: SandboxClock
  readonly settings: SandboxSettings
  /** Where payers reach the pages, without a final slash. */
  readonly publicUrl: () => string
  /** How long every API answer travels, in milliseconds of real time. */
  readonly latencyMs: () => number
  /** Something was queued: look for webhooks to send and acts to do. */
  readonly wake: () => void
}
