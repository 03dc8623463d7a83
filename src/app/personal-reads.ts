/**
 * What is looked up about one person for their export and their forgetting, where no other page
 * needs it: a part of the read side (`reads.ts`), bounded like the rest.
 */
import type { SignIn } from '../domain/account/sign-in.ts'
import type { Agreement } from '../domain/agreement/agreement.ts'
import type { Pack } from '../domain/balance/pack.ts'
import type { AccountId, LineId, PersonId } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { Anomaly } from '../domain/bill/anomaly.ts'
import type { CallBack } from '../domain/call/call-back.ts'
import type { Report } from '../domain/directory/report.ts'
import type { Dispute } from '../domain/dispute/dispute.ts'
import type { KeptMethod } from '../domain/payment/kept-method.ts'
import type { PointsLot } from '../domain/points/lots.ts'
import type { Mandate } from '../domain/renewal/mandate.ts'

export interface PersonsHomes {
  readonly account: AccountId
  readonly lines: readonly LineId[]
}

/** Each newest first and no longer than the limit; also what is over. */
export interface PersonalRows {
  readonly signIns: readonly SignIn[]
  readonly lots: readonly PointsLot[]
  readonly keptMethods: readonly KeptMethod[]
  readonly agreements: readonly Agreement[]
  readonly packs: readonly Pack[]
  readonly mandates: readonly Mandate[]
  readonly callBacks: readonly CallBack[]
  readonly anomalies: readonly Anomaly[]
  readonly disputes: readonly Dispute[]
  readonly reports: readonly Report[]
  readonly journal: readonly JournalMention[]
  /** When each line came to whoever holds it; a line that is absent was there from the start. */
  readonly addedAt: ReadonlyMap<LineId, Instant>
}

/** That something was done with the account or one of its lines; not what was said. */
export interface JournalMention {
  readonly home: string
  readonly at: Instant
  readonly command: string
  readonly channel: string
}

/** An address that a buyer without an account left for the receipt of one order. */
export interface GuestAddress {
  readonly line: LineId
  readonly person: PersonId
  readonly wrapped: Uint8Array
  readonly sealed: Uint8Array
}

export interface PersonalReads {
  personal(of: PersonsHomes, limit: number): Promise<PersonalRows>
  /** Of these lines, in no order. */
  guests(lines: readonly LineId[], limit: number): Promise<readonly GuestAddress[]>
}
