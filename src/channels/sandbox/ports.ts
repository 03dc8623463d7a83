/** What the sandbox's routes need; `main/` hands it over in sandbox mode and never in live mode. */
import type { Instant } from '../../domain/basics/time.ts'
import type { PhonePorts } from './phone-ports.ts'

export interface SandboxPorts {
  readonly clock: {
    now(): Instant
    /** Moves the clock forward to the instant, for every process. Answers the new now. */
    moveTo(at: Instant): Promise<Instant>
  }
  /** Newest first; only those to `recipient` where it is given. */
  mails(recipient: string | null): Promise<readonly CaughtMail[]>
  /** Plain data: what a visitor may try, with every demonstration secret. */
  world(): Promise<unknown>
  /** Null: this process has no hotline. */
  readonly phone: PhonePorts | null
  /** Names, with or without a port, under which the sandbox is reached beside loopback. */
  readonly hosts: readonly string[]
  /** Asked for on everything when the sandbox is reachable from elsewhere. */
  readonly token: string | null
  /** Does what has become due; called after each move of the clock. */
  onMoved(): Promise<void>
}

export interface CaughtMail {
  readonly id: string
  readonly at: Instant
  readonly recipient: string
  readonly language: string
  readonly subject: string
  readonly body: string
}
