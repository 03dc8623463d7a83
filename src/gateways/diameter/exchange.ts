/**
 * A Credit-Control-Request meets charging: read, charged, answered. A repeat of a request that is
 * being decided waits for the same decision; one that was decided before gets its answer from
 * charging, because session and number are its key there. It decides nothing about lines.
 */
import type { Charging } from '../../app/charging/ports.ts'
import type { ChargingAnswer, ChargingRequest } from '../../domain/charging/request.ts'
import { answer, RESULT, type Identity } from './base.ts'
import type { Message } from './codec.ts'
import { peerOf, reply, type Connection } from './connection.ts'
import type { Counters } from './counters.ts'
import { balanceAnswer, creditAnswer, type Dialect, type Told } from './credit-answer.ts'
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
  const told = await decide(desk, connection, message)
  reply(connection, answer(message, desk.identity, told))
}

/** Never rejects. */
async function decide(desk: ExchangeDesk, connection: Connection, message: Message): Promise<Told> {
  try {
    const control = readCreditControl(message, desk.identity, desk.subscribers.find)
    const told = await toldOf(desk, connection, control)
    // A broken protocol is answered without what belongs to the application (RFC 6733 §7.2).
    const isProtocols = told.result >= 3000 && told.result < 4000
    return isProtocols ? told : { ...told, avps: [...control.echo, ...told.avps] }
  } catch (fault) {
    desk.counters.faults += 1
    desk.onFault(fault)
    return { result: RESULT.tooBusy, avps: [] }
  }
}

async function toldOf(
  desk: ExchangeDesk,
  connection: Connection,
  { asked, origin }: CreditControl,
): Promise<Told> {
  switch (asked.kind) {
    case 'refused': {
      desk.counters.requestsRefused += 1
      const { result, failed } = asked
      return { result, avps: [], ...(failed === null ? {} : { failed }) }
    }
    case 'check_balance': {
      const admission = await desk.charging.admit(asked.subscriber)
      if (admission.kind === 'unknown_subscriber') {
        return { result: CREDIT_RESULT.userUnknown, avps: [] }
      }
      const { kind } = admission.entitlement
      return balanceAnswer(kind === 'full' || kind === 'throttled')
    }
    case 'charge': {
      connection.served(connection, asked.request.peer)
      const settled = desk.restarts.settled(asked.request.peer, origin?.stateId ?? null)
      if (settled !== null && !(await settled)) return { result: RESULT.tooBusy, avps: [] }
      remember(desk, asked.request)
      const decided = await charge(desk, asked.request)
      count(desk.counters, decided)
      return creditAnswer(asked, decided, dialectOf(desk, connection, asked.request.peer))
    }
  }
}

function remember({ subscribers }: ExchangeDesk, request: ChargingRequest): void {
  if (request.moment !== 'start') return
  subscribers.keep(sessionName(request.peer, request.sessionKey), request.subscriber)
}

function charge(desk: ExchangeDesk, request: ChargingRequest): Promise<ChargingAnswer> {
  const { deciding, counters } = desk
  const key = `${request.peer}|${request.sessionKey}|${request.sequence}`
  const same = deciding.get(key)
  if (same !== undefined) {
    counters.requestsJoined += 1
    return same
  }
  const decided = desk.charging.charge(request).finally(() => deciding.delete(key))
  deciding.set(key, decided)
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
