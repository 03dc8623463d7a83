/**
 * The customer's service: the thing that is renewed. It outlives its cards and numbers. What it
 * can do at an instant (active, grace, suspended, ended) is derived in `lifecycle.ts`.
 */
import type { AccountId, LineId, NetworkId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { Eid } from './eid.ts'
import type { Iccid } from './iccid.ts'
import type { Imsi } from './imsi.ts'
import type { Msisdn } from './msisdn.ts'

export interface Sim {
  readonly iccid: Iccid
  readonly imsi: Imsi | null
  readonly form: 'card' | 'esim'
  readonly eid: Eid | null
}

/** Stopped at somebody's wish (a lost card), unlike the suspension that follows grace. */
export interface Suspension {
  readonly since: Instant
  readonly by: 'holder' | 'staff'
  readonly reason: 'lost_card' | 'misuse' | 'request'
}

/** The code printed with the card, hashed; wrong tries lock it. */
export interface ActivationCodeCheck {
  readonly hash: string
  readonly wrongTries: number
  readonly lockedUntil: Instant | null
}

export interface Line {
  readonly id: LineId
  readonly network: NetworkId
  readonly sim: Sim
  readonly msisdn: Msisdn | null
  /** The account that holds the line; one at most. */
  readonly holder: AccountId | null
  /** When an earlier holder last let it go; what was before is not the next one's (`past.ts`). */
  readonly releasedAt: Instant | null
  readonly activation: ActivationCodeCheck
  readonly suspension: Suspension | null
  /** The owner may switch the recognised connection off. */
  readonly recognition: 'on' | 'off'
  /** How often the line took part in each campaign. */
  readonly campaignUses: Readonly<Record<string, number>>
  readonly createdAt: Instant
}
