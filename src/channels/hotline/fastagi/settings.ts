/** What the FastAGI server is told at start. */
import type { Prompts } from '../../../app/calls/prompts.ts'
import type { CallId } from '../../../domain/basics/ids.ts'
import type { Hotline } from '../ports.ts'
import type { Words } from '../spoken.ts'

export interface FastagiSettings {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Addresses and networks of the operator's own Asterisks; nobody else is answered. */
  readonly peers: readonly string[]
  readonly hotline: Hotline
  /** The id that a call of this name (`agi_uniqueid`) has or would have. */
  readonly callOf: (reference: string) => CallId
  readonly words: Words
  /** Without it nothing could be said: the server does not start. */
  readonly prompts: Prompts | null
  /**
   * The folder of prompts as the Asterisks see it; null: by the same path as we do.
   */
  readonly soundFolder: string | null
  /** Told of what the hotline, the prompts or the socket threw; must not throw. */
  readonly onFault: (where: string, fault: unknown) => void
  readonly limits: FastagiLimits
}

export interface FastagiLimits {
  /** At once; beyond it a call is refused. */
  readonly callsMax: number
  /** Longer calls are ended: the flow is done long before. */
  readonly callMsMax: number
  /** How long the hotline may think, in silence; then the caller hears of trouble. */
  readonly patienceMs: number
  /** How long a peer may take for what takes no time. */
  readonly graceMs: number
  /** A prompt may be refused because many are being made; after so long it is asked for again. */
  readonly renderPauseMs: number
}

export const LOOPBACK_PEERS: readonly string[] = ['127.0.0.0/8', '::1']
export const USUAL_LIMITS: FastagiLimits = {
  callsMax: 500,
  callMsMax: 60 * 60_000,
  patienceMs: 30_000,
  graceMs: 5_000,
  renderPauseMs: 250,
}
