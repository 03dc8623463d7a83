/** What the TwiML transport is told at start. */
import type { Prompts } from '../../../app/calls/prompts.ts'
import type { CallId } from '../../../domain/basics/ids.ts'
import type { SpokenLanguage } from '../../../domain/call/call.ts'
import type { Hotline } from '../ports.ts'
import type { Words } from '../spoken.ts'

export interface TwimlSettings {
  readonly hotline: Hotline
  /** The id that a call of this name (`CallSid`) has or would have. */
  readonly callOf: (reference: string) => CallId
  /** A signature made with any of them counts: two while one is being replaced. */
  readonly authTokens: readonly string[]
  /** As the provider reaches us, without a slash at its end: `https://renew.example.jp`. */
  readonly publicUrl: string
  /**
   * Numbers of ours, in E.164, that are reached over the operator's own trunk only, which vouches
   * for the calling number. Calls to any other number tell a hint.
   */
  readonly assertedNumbers: readonly string[]
  /** Where people answer; null: nowhere, and the flow offers to call back. */
  readonly agents: TwimlAgents | null
  readonly words: Words
  /** Null: the provider's voices read the text. */
  readonly prompts: Prompts | null
  readonly voices: Readonly<Record<SpokenLanguage, ProviderVoice>>
  /** Told of what the hotline threw; must not throw. */
  readonly onFault: (where: string, fault: unknown) => void
  /** How long the hotline may think; then the caller holds on, once more so long. */
  readonly patienceMs: number
}

export type TwimlAgents =
  /** E.164. */
  | { readonly kind: 'number'; readonly number: string }
  /** `sip:agents@pbx.example.jp` */
  | { readonly kind: 'sip'; readonly uri: string }
  /** A queue at the provider, which agents call in to; music is a file's address or null. */
  | { readonly kind: 'queue'; readonly name: string; readonly music: string | null }

export interface ProviderVoice {
  /** As the provider names it: `cmn-CN` is Mandarin. */
  readonly language: string
  /** Null: the provider's usual voice of that language. */
  readonly voice: string | null
}

export const USUAL_VOICES: Readonly<Record<SpokenLanguage, ProviderVoice>> = {
  zh: { language: 'cmn-CN', voice: 'Polly.Zhiyu-Neural' },
  en: { language: 'en-US', voice: 'Polly.Joanna-Neural' },
  ja: { language: 'ja-JP', voice: 'Polly.Takumi-Neural' },
  ko: { language: 'ko-KR', voice: 'Polly.Seoyeon-Neural' },
}

/** A provider waits for 15 s at most. */
export const USUAL_PATIENCE_MS = 10_000
