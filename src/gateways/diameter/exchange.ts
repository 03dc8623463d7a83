/**
 * A Credit-Control-Request meets charging: read, charged, answered. A repeat of a request that is
 * being decided waits for the same decision; one that was decided before gets its answer from
 * charging, because session and number are its key there. It decides nothing about lines.
 */
import type { Charging } from '../../app/charging/ports.ts'
import {
  usageKey,
  type ChargingAnswer,
  type ChargingRequest,
  type SubscriberClaim,
} from '../../domain/charging/request.ts'
import { answer, RESULT, type Identity } from './base.ts'
import type { Message } from './codec.ts'
import { peerOf, reply, type Connection } from './connection.ts'
import type { Counters } from './counters.ts'
import {
  balanceAnswer,
  creditAnswer,
  type Charged,
  type Dialect,
  type Told,
} from './credit-answer.ts'
import {
  CREDIT_RESULT,
  readCreditControl,
  sessionName,
  type CreditControl,
} from './credit-control.ts'
import type { Peers } from './peers.ts'
import type { Restarts } from './restarts.ts'
import type { Subscribers } from './subscribers.ts'

export interface ExchangeDesk {
  readonly identity: Pick<Identity, 'host' | 'realm'>
  readonly charging: Charging
  readonly peers: Peers
  readonly counters: Counters
  readonly restarts: Restarts
  readonly subscribers: Subscribers
  readonly portalUrl: string
  readonly quotaHoldingSeconds: number
  /** Requests that are being decided, by peer, session and sequence. */
  readonly deciding: Map<string, Promise<ChargingAnswer>>
  /** Must not throw. */
  readonly onFault: (fault: unknown) => void
}

/** Answers the request, now or when it is decided. */
export async function serve(
  desk: ExchangeDesk,
  connection: Connection,
  message: Message,
): Promise<void> {
  desk.counters.requests += 1
  let told: Told = { result: RESULT.tooBusy, avps: [] }
  try {
    const control = readCreditControl(message, desk.identity, desk.subscribers.find)
    told = withEcho(await toldOf(desk, connection, control), control)
  } catch (fault) {
    desk.counters.faults += 1
    desk.onFault(fault)
  }
  reply(connection, answer(message, desk.identity, told))
}

/** A broken protocol is answered without what belongs to the application (RFC 6733 §7.2). */
function withEcho(told: Told, { echo }: CreditControl): Told {
  const isProtocols = told.result >= 3000 && told.result < 4000
  return isProtocols ? told : { ...told, avps: [...echo, ...told.avps] }
}

function toldOf(
  desk: ExchangeDesk,
  connection: Connection,
  { asked, origin }: CreditControl,
): Told | Promise<Told> {
  // Who speaks in another's name could end all of its sessions.
  if (origin !== null && !isVouchedFor(desk, connection, origin.host)) {
    desk.counters.requestsUnvouched += 1
    return { result: RESULT.authorizationRejected, avps: [] }
  }
  switch (asked.kind) {
    case 'refused': {
      desk.counters.requestsRefused += 1
      const { result, failed } = asked
      return { result, avps: [], ...(failed === null ? {} : { failed }) }
    }
    case 'check_balance':
      return balance(desk, asked.subscriber)
    case 'charge':
      return charge(desk, connection, { asked, stateId: origin?.stateId ?? null })
  }
}

function isVouchedFor({ peers }: ExchangeDesk, connection: Connection, host: string): boolean {
  const peer = peerOf(connection)
  return peer !== null && peers.speaksFor(peer.host, host)
}

async function balance({ charging }: ExchangeDesk, subscriber: SubscriberClaim): Promise<Told> {
  const admission = await charging.admit(subscriber)
  if (admission.kind === 'unknown_subscriber') {
    return { result: CREDIT_RESULT.userUnknown, avps: [] }
  }
  const { kind } = admission.entitlement
  return balanceAnswer(kind === 'full' || kind === 'throttled')
}

async function charge(
  desk: ExchangeDesk,
  connection: Connection,
  { asked, stateId }: { readonly asked: Charged; readonly stateId: number | null },
): Promise<Told> {
  const { request } = asked
  connection.served(connection, request.peer)
  const settled = desk.restarts.settled(request.peer, stateId)
  if (settled !== null && !(await settled)) return { result: RESULT.tooBusy, avps: [] }
  const decided = await decisionOf(desk, request)
  // Of nobody that we know, nothing is kept.
  if (decided.kind === 'recorded') remember(desk, request)
  count(desk.counters, decided)
  return creditAnswer(asked, decided, dialectOf(desk, connection, request.peer))
}

function remember({ subscribers }: ExchangeDesk, request: ChargingRequest): void {
  if (request.moment !== 'start') return
  subscribers.keep(sessionName(request.peer, request.sessionKey), request.subscriber)
}

function decisionOf(desk: ExchangeDesk, request: ChargingRequest): Promise<ChargingAnswer> {
  const { deciding, counters } = desk
  const key = usageKey(request)
  const same = deciding.get(key)
  if (same !== undefined) {
    counters.requestsJoined += 1
    return same
  }
  const decided = desk.charging.charge(request)
  deciding.set(key, decided)
  const forget = () => void deciding.delete(key)
  decided.then(forget, forget)
  return decided
}

function count(counters: Counters, decided: ChargingAnswer): void {
  if (decided.kind === 'busy') counters.requestsBusy += 1
  else if (decided.kind === 'unknown_subscriber') counters.requestsUnknownSubscriber += 1
  else if (decided.replayed) counters.requestsReplayed += 1
}

/** Of the gateway itself where it is configured, else of the relay that it speaks through. */
function dialectOf(desk: ExchangeDesk, connection: Connection, host: string): Dialect {
  const { peers, portalUrl, quotaHoldingSeconds } = desk
  const neighbour = peerOf(connection)?.host ?? host
  const setting = peers.settingOf(host) ?? peers.settingOf(neighbour)
  return {
    final: setting?.final ?? { kind: 'terminate' },
    speed: setting?.speed ?? { kind: 'none' },
    portalUrl,
    quotaHoldingSeconds,
  }
}
