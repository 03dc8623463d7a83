/**
 * The answer of charging as AVPs of a Credit-Control-Answer (RFC 8506 §3.2, §5.6, TS 32.299 §6.4),
 * in the dialect of the peer. Pure; what was asked is read by `credit-control.ts`.
 */
import { unreachable } from '../../domain/basics/assert.ts'
import {
  isNamed,
  type ChargingAnswer,
  type ServiceAnswer,
  type ServiceGrant,
} from '../../domain/charging/request.ts'
import { avp } from './avps.ts'
import { RESULT } from './base.ts'
import type { Avp } from './codec.ts'
import { CREDIT_RESULT, type Asked, type AskedGroup } from './credit-control.ts'
import type { FinalAction, SpeedDialect } from './peers.ts'

/** A grant is asked about again when so little of it is left. */
export const THRESHOLD_PART = 10n
export const THRESHOLD_BYTES_MAX = 5_000_000n
/** Who was sent to the portal asks again after this time, should our word not reach its gateway. */
export const EMPTY_SECONDS = 600
/** APN-Aggregate-Max-Bitrate of a line that is not slowed down: the most that can be said. */
export const BITS_MAX = 2 ** 32 - 1

/** How a peer wants to be answered. */
export interface Dialect {
  readonly final: FinalAction
  readonly speed: SpeedDialect
  /** TS 32.299 §7.2.174; 0: an idle grant is kept until its time is over. */
  readonly quotaHoldingSeconds: number
  readonly portalUrl: string
}

export interface Told {
  readonly result: number
  readonly avps: readonly Avp[]
  readonly failed?: Avp
}

/** Final-Unit-Action, Redirect-Address-Type, CC-Session-Failover, … (RFC 8506 §8). */
const ACTION = { terminate: 0, redirect: 1, restrict: 2 } as const
const ADDRESS_IS_URL = 2
const FAILOVER_SUPPORTED = 1
const RETRY_AND_TERMINATE = 2
const ENOUGH_CREDIT = 0
const NO_CREDIT = 1

/**
 * Sessions are kept in the store, so another node of ours can go on with any of them, and a gateway
 * that reaches none of us should try again before it gives up.
 */
const FAILOVER = [
  avp('CC-Session-Failover', FAILOVER_SUPPORTED),
  avp('Credit-Control-Failure-Handling', RETRY_AND_TERMINATE),
]

export type Charged = Extract<Asked, { readonly kind: 'charge' }>

export function creditAnswer(asked: Charged, answer: ChargingAnswer, dialect: Dialect): Told {
  switch (answer.kind) {
    case 'busy':
      return { result: RESULT.tooBusy, avps: [] }
    case 'unknown_subscriber':
      return {
        result: isNamed(asked.request.subscriber)
          ? CREDIT_RESULT.userUnknown
          : RESULT.unknownSessionId,
        avps: [],
      }
    case 'recorded': {
      const { moment } = asked.request
      if (isOver(asked, answer)) return { result: RESULT.unknownSessionId, avps: [] }
      const first = moment === 'start' ? FAILOVER : []
      if (moment === 'end') return { result: RESULT.success, avps: [] }
      return asked.isMultiple
        ? { result: RESULT.success, avps: [...first, ...serviceGroups(asked, answer, dialect)] }
        : single(asked, answer, { dialect, first })
    }
    default:
      return unreachable(answer)
  }
}

/** What was reported is kept, but of all that was asked nothing was granted: the peer ended it. */
function isOver({ request }: Charged, { services }: Recorded): boolean {
  if (request.services.every(({ wants }) => wants === null)) return false
  return request.services.every(
    ({ wants }, at) => wants === null || (services[at]?.grant ?? null) === null,
  )
}

/** Whether there is credit at all (RFC 8506 §6.2). */
export function balanceAnswer(isEnough: boolean): Told {
  const result = isEnough ? ENOUGH_CREDIT : NO_CREDIT
  return { result: RESULT.success, avps: [avp('Check-Balance-Result', result)] }
}

type Recorded = Extract<ChargingAnswer, { readonly kind: 'recorded' }>
type Granted = Extract<ServiceGrant, { readonly kind: 'granted' }>

/** Each service has a result of its own, and that of the message is success (RFC 8506 §5.1.2). */
function serviceGroups(asked: Charged, { services }: Recorded, dialect: Dialect): readonly Avp[] {
  return asked.services.map((service, at) => {
    const { result, avps, failed } = worded(service, services[at], wordingOf(asked, dialect))
    const lasting = isEvent(asked) ? null : (services[at]?.grant ?? null)
    const speed = speedAvps(lasting, dialect.speed)
    return avp('Multiple-Services-Credit-Control', [
      ...avps,
      ...service.serviceIds.map((id) => avp('Service-Identifier', id)),
      ...(service.ratingGroup === null ? [] : [avp('Rating-Group', service.ratingGroup)]),
      avp('Result-Code', result),
      ...(asked.is3gpp ? quotaAvps(lasting, dialect) : []),
      ...speed,
      ...(failed === undefined ? [] : [avp('Failed-AVP', [failed])]),
    ])
  })
}

/** Units, validity and final units stand in the message itself (RFC 8506 §3.2). */
function single(
  asked: Charged,
  { services }: Recorded,
  by: { readonly dialect: Dialect; readonly first: readonly Avp[] },
): Told {
  const [service] = asked.services
  if (service === undefined) return { result: RESULT.success, avps: by.first }
  const { result, avps, failed } = worded(service, services[0], wordingOf(asked, by.dialect))
  return { result, avps: [...by.first, ...avps], ...(failed === undefined ? {} : { failed }) }
}

/** Null: of an event. No request follows it, so nothing is said of when and how (RFC 8506 §6.3). */
type Wording = Dialect | null

function wordingOf(asked: Charged, dialect: Dialect): Wording {
  return isEvent(asked) ? null : dialect
}

function isEvent({ request }: Charged): boolean {
  return request.moment === 'event'
}

/** Granted units, for how long, and what is to be done at their end. */
function worded(service: AskedGroup, answer: ServiceAnswer | undefined, wording: Wording): Told {
  if (service.unsold !== null) {
    return { result: CREDIT_RESULT.ratingFailed, avps: [], failed: service.unsold }
  }
  const grant = answer?.grant ?? null
  if (grant === null) return { result: RESULT.success, avps: [] }
  switch (grant.kind) {
    case 'granted':
      return { result: RESULT.success, avps: [units(grant.bytes), ...untilAvps(grant, wording)] }
    case 'empty':
      return withoutUnits(CREDIT_RESULT.creditLimitReached, wording)
    case 'suspended':
      return withoutUnits(CREDIT_RESULT.endUserServiceDenied, wording)
    case 'ended':
      return { result: CREDIT_RESULT.userUnknown, avps: [] }
    default:
      return unreachable(grant)
  }
}

/**
 * A gateway that can lead to the portal is told to at once, with no units (RFC 8506 §5.6.2,
 * §5.6.3); any other is refused.
 */
function withoutUnits(result: number, wording: Wording): Told {
  if (wording === null || wording.final.kind === 'terminate') return { result, avps: [] }
  const avps = [units(0n), validity(EMPTY_SECONDS), finalUnits(wording)]
  return { result: RESULT.success, avps }
}

function untilAvps({ seconds, last }: Granted, wording: Wording): readonly Avp[] {
  if (wording === null) return []
  if (last === null) return [validity(seconds)]
  return [validity(seconds), last === 'none' ? TERMINATE : finalUnits(wording)]
}

const TERMINATE = avp('Final-Unit-Indication', [avp('Final-Unit-Action', ACTION.terminate)])

function finalUnits({ final, portalUrl }: Dialect): Avp {
  switch (final.kind) {
    case 'terminate':
      return TERMINATE
    case 'redirect':
      return avp('Final-Unit-Indication', [
        avp('Final-Unit-Action', ACTION.redirect),
        avp('Redirect-Server', [
          avp('Redirect-Address-Type', ADDRESS_IS_URL),
          avp('Redirect-Server-Address', final.url ?? portalUrl),
        ]),
      ])
    case 'restrict':
      return avp('Final-Unit-Indication', [
        avp('Final-Unit-Action', ACTION.restrict),
        avp('Filter-Id', final.filterId),
      ])
    default:
      return unreachable(final)
  }
}

function units(count: bigint): Avp {
  return avp('Granted-Service-Unit', [avp('CC-Total-Octets', count)])
}

function validity(seconds: number): Avp {
  return avp('Validity-Time', seconds)
}

/** TS 32.299 §6.5.3, §6.5.4: asked again when little is left, but not when nothing follows. */
function quotaAvps(grant: ServiceGrant | null, dialect: Dialect): readonly Avp[] {
  if (grant?.kind !== 'granted') return []
  const holding = avp('Quota-Holding-Time', dialect.quotaHoldingSeconds)
  const part = grant.bytes / THRESHOLD_PART
  const threshold = part < THRESHOLD_BYTES_MAX ? part : THRESHOLD_BYTES_MAX
  if (grant.last !== null || threshold === 0n) return [holding]
  return [holding, avp('Volume-Quota-Threshold', Number(threshold))]
}

function speedAvps(grant: ServiceGrant | null, speed: SpeedDialect): readonly Avp[] {
  if (grant?.kind !== 'granted') return []
  switch (speed.kind) {
    case 'none':
      return []
    case 'qos-information': {
      const bits = grant.kbps === null ? BITS_MAX : Math.min(grant.kbps * 1_000, BITS_MAX)
      return [
        avp('QoS-Information', [
          avp('APN-Aggregate-Max-Bitrate-UL', bits),
          avp('APN-Aggregate-Max-Bitrate-DL', bits),
        ]),
      ]
    }
    case 'filter-id':
      return grant.kbps === null ? [] : [avp('Filter-Id', `${speed.name}-${grant.kbps}`)]
    default:
      return unreachable(speed)
  }
}
