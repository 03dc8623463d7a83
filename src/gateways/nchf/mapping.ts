/**
 * A charging data request in the neutral words of charging (TS 32.290 §5.3, TS 32.291 §6.1). Pure:
 * no streams, no decision about the line.
 */
import { hash } from 'node:crypto'
import { plus, type Bytes } from '../../domain/basics/data-volume.ts'
import type {
  ChargingMoment,
  ChargingRequest,
  Reach,
  ServiceRequest,
  SubscriberClaim,
} from '../../domain/charging/request.ts'
import type { ChargingData, UnitUsage } from './charging-data.ts'
import type { SessionFacts } from './references.ts'

/** Characters of SHA-256 kept: 128 bits, in base64url. */
const DIGEST_LENGTH = 22

/** What a session is from its first request on; the subscriber must be named in that. */
export function factsOf(data: ChargingData, subscriber: SubscriberClaim): SessionFacts {
  return {
    peer: data.consumer,
    sessionKey: sessionKeyOf(data, subscriber),
    subscriber,
    notifyUri: data.notifyUri,
    pduSessionId: data.session.pduSessionId,
    dnn: data.session.dnn,
    // What the network allows this session may be less than the subscription.
    fullRates: data.session.authorizedRates ?? data.session.subscribedRates,
  }
}

/**
 * A start has no name yet, so its session is named by what a repeat of it has as well: the charging
 * id and the PDU session, since when it runs or else when the start was sent, and for whom. One
 * time events have their number too, for several may fall into one second.
 */
function sessionKeyOf(data: ChargingData, { imsi, msisdn }: SubscriberClaim): string {
  const { chargingId, pduSessionId, startTime } = data.session
  const event = data.oneTime === null ? null : [data.oneTime, data.number, data.sentAtText]
  const names = [imsi, msisdn, chargingId, pduSessionId, startTime ?? data.sentAtText, event]
  return hash('sha256', JSON.stringify(names), 'base64url').slice(0, DIGEST_LENGTH)
}

export function toChargingRequest(
  data: ChargingData,
  { moment, facts }: { readonly moment: ChargingMoment; readonly facts: SessionFacts },
): ChargingRequest {
  const services = servicesOf(data.usages)
  return {
    protocol: 'nchf',
    peer: facts.peer,
    moment,
    sessionKey: facts.sessionKey,
    sequence: `${moment}.${data.number}`,
    number: data.number,
    subscriber: facts.subscriber,
    counting: 'since_last_report',
    wrapsAt: null,
    services,
    delaySeconds: 0,
    coveredSeconds: 0,
    claimedAt: data.sentAt,
    framedAddress: data.framedAddress,
    framedIpv6Prefix: data.framedIpv6Prefix,
    endReason: moment === 'end' ? data.endReason : null,
    reach: reachOf(data.notifyUri ?? facts.notifyUri, services),
  }
}

/**
 * Of one rating group at several user plane functions: used together, wanted together. One that
 * leaves the amount to us leaves it to us for all.
 */
function servicesOf(usages: readonly UnitUsage[]): readonly ServiceRequest[] {
  const services = new Map<number, ServiceRequest>()
  for (const { ratingGroup, usedBytes, wants } of usages) {
    const before = services.get(ratingGroup) ?? { ratingGroup, usedBytes: null, wants: null }
    services.set(ratingGroup, {
      ratingGroup,
      usedBytes: sumOf(before.usedBytes, usedBytes),
      wants: before.wants === null ? wants : wantsTogether(before.wants, wants),
    })
  }
  return [...services.values()]
}

function sumOf(one: Bytes | null, other: Bytes | null): Bytes | null {
  if (one === null || other === null) return one ?? other
  return plus(one, other)
}

function wantsTogether(
  one: NonNullable<ServiceRequest['wants']>,
  other: ServiceRequest['wants'],
): ServiceRequest['wants'] {
  if (other === null) return one
  const isLeftToUs = one.bytes === null || other.bytes === null
  return { bytes: isLeftToUs ? null : plus(one.bytes, other.bytes) }
}

/** Where a peer hears of changes, and the rating groups it named; null: it told no address. */
function reachOf(notifyUri: string | null, services: readonly ServiceRequest[]): Reach | null {
  if (notifyUri === null) return null
  const groups = services.map(({ ratingGroup }) => ratingGroup).join(',')
  return groups === '' ? { notifyUri } : { notifyUri, ratingGroups: groups }
}
