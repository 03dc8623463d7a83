/**
 * What charging needs of the networks' gateways, and what gateways ask of it. Gateways translate;
 * `main/` joins the two.
 */
import type { DataSession } from '../../domain/charging/data-session.ts'
import type {
  ChargingAnswer,
  ChargingRequest,
  PeerRestart,
  Protocol,
  SubscriberClaim,
} from '../../domain/charging/request.ts'
import type { Entitlement } from '../../domain/line/entitlement.ts'

/** Whether somebody may come in, asked before a session is (RADIUS Access-Request). */
export type Admission =
  | {
      readonly kind: 'known'
      readonly entitlement: Entitlement
      /** Until time alone may change that; null: it does not. At least one. */
      readonly seconds: number | null
    }
  | { readonly kind: 'unknown_subscriber' }

export interface Charging {
  charge(request: ChargingRequest): Promise<ChargingAnswer>
  peerRestarted(restart: PeerRestart): Promise<ChargingAnswer>
  admit(subscriber: SubscriberClaim): Promise<Admission>
}

/**
 * `taken`: the peer agreed (an ACK, 2001, 2002, a 2xx). `gone`: it knows no such session any more.
 * `refused`: it cannot or will not. `silent`: no answer in time, or nobody to ask.
 */
export type Told = 'taken' | 'gone' | 'refused' | 'silent'

/**
 * Tells a peer about one of its sessions, sending again as its protocol has it. Never rejects, and
 * says nothing of whether the peer keeps its word.
 */
export interface SessionTeller {
  /** The peer is to give this from now on; or, with credit control, to ask again at once. */
  change(session: DataSession, to: Entitlement): Promise<Told>
  stop(session: DataSession): Promise<Told>
}

/** Of the gateways that this process plays. */
export type SessionTellers = Readonly<Partial<Record<Protocol, SessionTeller>>>
