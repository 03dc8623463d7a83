/**
 * What a Credit-Control-Request says, in the neutral words of charging (RFC 8506, TS 32.299 §6).
 * Pure: no sockets, no decision about the line. `credit-answer.ts` is the way back, and
 * `docs/reference/diameter.md` tells operators the same.
 */
import { bytes, plus, NO_BYTES, type Bytes } from '../../domain/basics/data-volume.ts'
import type {
  ChargingMoment,
  ChargingRequest,
  RatingGroup,
  ServiceRequest,
  SubscriberClaim,
} from '../../domain/charging/request.ts'
import { avp, INVALID_AVP_VALUE, MISSING_AVP, reading, type Reader } from './avps.ts'
import { CREDIT_CONTROL_APPLICATION, RESULT, type Identity } from './base.ts'
import type { Avp, Message } from './codec.ts'
import { addressesOf, subscriberOf } from './subscription.ts'

/** RFC 8506 §9. */
export const CREDIT_RESULT = {
  endUserServiceDenied: 4010,
  creditLimitReached: 4012,
  userUnknown: 5030,
  ratingFailed: 5031,
} as const

/** CC-Request-Type (RFC 8506 §8.3). */
export const REQUEST_TYPE = { initial: 1, update: 2, termination: 3, event: 4 } as const
const MOMENTS: ReadonlyMap<number, ChargingMoment> = new Map([
  [REQUEST_TYPE.initial, 'start'],
  [REQUEST_TYPE.update, 'update'],
  [REQUEST_TYPE.termination, 'end'],
  [REQUEST_TYPE.event, 'event'],
])

/** Requested-Action (RFC 8506 §8.41). */
const ACTION = { directDebiting: 0, refundAccount: 1, checkBalance: 2, priceEnquiry: 3 } as const

/** `extensions.MNC.MCC.Release.32251@3gpp.org` (TS 32.299 §7.1.12). */
const CONTEXT_3GPP = /@3gpp\.org$/i

/** Rating groups in one request; a gateway asks for a few. */
export const SERVICES_MAX = 64
/** Octets of one report or wish. A pebibyte since the last one is no usage but a mistake. */
export const OCTETS_MAX = 2n ** 50n

/** Termination-Cause (RFC 6733 §8.15); other numbers become `cause_N`. */
const TERMINATION_CAUSES: readonly string[] = [
  'logout',
  'service_not_provided',
  'bad_answer',
  'administrative',
  'link_broken',
  'auth_expired',
  'user_moved',
  'session_timeout',
]

/** What was asked of one rating group, beside what charging needs of it. */
export interface AskedGroup {
  readonly ratingGroup: RatingGroup
  /** Named in the answer as they were. */
  readonly serviceIds: readonly number[]
  /** Units that are not sold here (time, money) were asked for. */
  readonly unsold: Avp | null
}

export type Asked =
  | {
      readonly kind: 'charge'
      readonly request: ChargingRequest
      /** In the order of the request's. */
      readonly services: readonly AskedGroup[]
      /** By Multiple-Services-Credit-Control; else units stand in the message itself. */
      readonly isMultiple: boolean
      /** In a context of TS 32.299, whose own AVPs a peer of the RFC alone would refuse. */
      readonly is3gpp: boolean
    }
  /** Whether there is credit at all. */
  | { readonly kind: 'check_balance'; readonly subscriber: SubscriberClaim }
  | { readonly kind: 'refused'; readonly result: number; readonly failed: Avp | null }

export interface CreditControl {
  readonly asked: Asked
  /** What every answer repeats, as far as it could be read. */
  readonly echo: readonly Avp[]
  readonly isInitial: boolean
  /** Null: not said, or not readable. */
  readonly origin: { readonly host: string; readonly stateId: number | null } | null
}

/** Who a session of a host is about, where an earlier request of it said so. */
export type Remembered = (session: string) => SubscriberClaim | null

/** `ours` says which realm is served and under which name. */
export function readCreditControl(
  message: Message,
  ours: Pick<Identity, 'host' | 'realm'>,
  remembered: Remembered = () => null,
): CreditControl {
  const read = reading(message.avps)
  const head = headOf(read)
  const asked = wronglySent(read, ours) ?? readHeaded(read, head, remembered)
  const { host } = head
  const type = head.type === null ? [] : [avp('CC-Request-Type', head.type)]
  const number = head.number === null ? [] : [avp('CC-Request-Number', head.number)]
  const sub = head.subSession === null ? [] : [avp('CC-Sub-Session-Id', head.subSession)]
  return {
    asked,
    echo: [APPLICATION, ...type, ...number, ...sub],
    isInitial: head.type === REQUEST_TYPE.initial,
    origin: host === null ? null : { host, stateId: read.read('Origin-State-Id') },
  }
}

const APPLICATION = avp('Auth-Application-Id', CREDIT_CONTROL_APPLICATION)

type Head = ReturnType<typeof headOf>

function headOf(read: Reader) {
  const type = read.need('CC-Request-Type')
  return {
    sessionId: read.need('Session-Id'),
    host: read.need('Origin-Host'),
    realm: read.need('Origin-Realm'),
    application: read.need('Auth-Application-Id'),
    context: read.need('Service-Context-Id'),
    type,
    number: read.need('CC-Request-Number'),
    subSession: read.read('CC-Sub-Session-Id'),
    action: type === REQUEST_TYPE.event ? read.need('Requested-Action') : null,
  }
}

/** RFC 6733 §6.1.6: it is for another realm or another node. */
function wronglySent(read: Reader, ours: Pick<Identity, 'host' | 'realm'>): Asked | null {
  const realm = read.need('Destination-Realm')
  if (realm !== null && realm.toLowerCase() !== ours.realm.toLowerCase()) {
    return refused(RESULT.realmNotServed)
  }
  const host = read.read('Destination-Host')
  const isOther = host !== null && host.toLowerCase() !== ours.host.toLowerCase()
  return isOther ? refused(RESULT.unableToDeliver) : null
}

function readHeaded(read: Reader, head: Head, remembered: Remembered): Asked {
  const isNamed = read.has('Subscription-Id') || read.has('Subscription-Id-Extension')
  const subscriber = subscriberOf(read) ?? (isNamed ? null : unnamed(head, remembered))
  const { services, used } = servicesOf(read)
  const wrong = read.failure() ?? invalidHead(head)
  if (wrong !== null) return refused(wrong.resultCode, wrong.avp)
  if (subscriber === null) {
    return isNamed ? refused(CREDIT_RESULT.userUnknown) : refused(MISSING_AVP, SOMEBODY)
  }
  if (services.length > SERVICES_MAX) return refused(RESULT.unableToComply)
  const wild = used.find((one) => isWild(one.usedBytes) || isWild(one.wants?.bytes ?? null))
  if (wild !== undefined) return refused(INVALID_AVP_VALUE, WILD)
  if (head.action !== null && head.action !== ACTION.directDebiting) {
    return otherAction(head.action, { services: used, subscriber })
  }
  if (head.action !== null && !isAmounts(services, used)) {
    return refused(CREDIT_RESULT.ratingFailed, OCTETS)
  }
  const request = requestOf(read, head, { subscriber, services: used })
  if (read.failure() !== null || request === null) {
    const failure = read.failure()
    return refused(failure?.resultCode ?? MISSING_AVP, failure?.avp ?? null)
  }
  return {
    kind: 'charge',
    request,
    services,
    isMultiple: read.has('Multiple-Services-Credit-Control'),
    is3gpp: CONTEXT_3GPP.test(head.context ?? ''),
  }
}

/** A later request is known by its session, here or, where that began elsewhere, in the store. */
function unnamed(head: Head, remembered: Remembered): SubscriberClaim | null {
  const { host, type } = head
  const isLater = type === REQUEST_TYPE.update || type === REQUEST_TYPE.termination
  return remembered(sessionName(host ?? '', keyOf(head))) ?? (isLater ? NOBODY : null)
}

const NOBODY: SubscriberClaim = { imsi: null, msisdn: null, iccid: null }

/** RFC 6733 §7.5: what is missing is shown with a value of its own kind. */
const SOMEBODY = avp('Subscription-Id', [
  avp('Subscription-Id-Type', 0),
  avp('Subscription-Id-Data', ''),
])

/** Shows the most that is taken. */
const WILD = avp('CC-Total-Octets', OCTETS_MAX)

function isWild(octets: Bytes | null): boolean {
  return octets !== null && octets > OCTETS_MAX
}

function refused(result: number, failed: Avp | null = null): Asked {
  return { kind: 'refused', result, failed }
}

function invalidHead({ type, application, action }: Head) {
  const invalid = (wrong: Avp) => ({ resultCode: INVALID_AVP_VALUE, avp: wrong })
  if (type !== null && !MOMENTS.has(type)) return invalid(avp('CC-Request-Type', type))
  if (application !== null && application !== CREDIT_CONTROL_APPLICATION) {
    return invalid(avp('Auth-Application-Id', application))
  }
  const isUnknown = action !== null && !Object.values<number>(ACTION).includes(action)
  return isUnknown ? invalid(avp('Requested-Action', action)) : null
}

/**
 * Money does not flow back over the network and packs have no price by the byte, so refund and
 * price enquiry are not rated here (5031). Whether a certain amount is left cannot be said without
 * taking it; whether there is credit at all can.
 */
function otherAction(
  action: number,
  given: {
    readonly services: readonly ServiceRequest[]
    readonly subscriber: SubscriberClaim
  },
): Asked {
  const { services, subscriber } = given
  const isAmount = services.some(({ wants }) => wants !== null && wants.bytes !== null)
  if (action === ACTION.checkBalance && !isAmount) return { kind: 'check_balance', subscriber }
  return refused(CREDIT_RESULT.ratingFailed, avp('Requested-Action', action))
}

/** An event takes once what it names. Units that are not sold are told each service by itself. */
function isAmounts(services: readonly AskedGroup[], used: readonly ServiceRequest[]): boolean {
  const isNamed = ({ unsold }: AskedGroup, at: number) => {
    return unsold !== null || (used[at]?.wants?.bytes ?? null) !== null
  }
  return services.length > 0 && services.every(isNamed)
}

/** Shows what is missing. */
const OCTETS = avp('Requested-Service-Unit', [avp('CC-Total-Octets', NO_BYTES)])

function requestOf(
  read: Reader,
  head: Head,
  of: { readonly subscriber: SubscriberClaim; readonly services: readonly ServiceRequest[] },
): ChargingRequest | null {
  const { sessionId, host, realm, type, number, subSession } = head
  const moment = MOMENTS.get(type ?? 0)
  if (sessionId === null || host === null || realm === null) return null
  if (moment === undefined || number === null) return null
  const asks = moment === 'start' || moment === 'update' || moment === 'event'
  const cause = moment === 'end' ? read.read('Termination-Cause') : null
  return {
    protocol: 'diameter',
    peer: host,
    moment,
    sessionKey: keyOf(head),
    // RFC 8506 §8.2: session and number tell requests apart, whatever the T flag says.
    sequence: `${type}.${number}`,
    number,
    subscriber: of.subscriber,
    counting: 'since_last_report',
    wrapsAt: null,
    services: asks ? of.services : of.services.map((service) => ({ ...service, wants: null })),
    delaySeconds: 0,
    coveredSeconds: 0,
    claimedAt: read.read('Event-Timestamp'),
    ...addressesOf(read),
    endReason: cause === null ? null : (TERMINATION_CAUSES[cause - 1] ?? `cause_${cause}`),
    reach: { host, realm, session: sessionId, ...subReach(subSession) },
  }
}

/** Sub-sessions live and end by themselves (RFC 8506 §8.5). */
function keyOf({ sessionId, subSession }: Pick<Head, 'sessionId' | 'subSession'>): string {
  return subSession === null ? `${sessionId}` : `${sessionId}#${subSession}`
}

/** Session-Ids are unique by themselves, and strangers' are not to be guessed. */
export function sessionName(host: string, sessionKey: string): string {
  return `${host}|${sessionKey}`
}

function subReach(subSession: bigint | null) {
  return subSession === null ? {} : { subSession: subSession.toString() }
}

interface Services {
  readonly services: AskedGroup[]
  /** One for each of these, in their order. */
  readonly used: ServiceRequest[]
}

/**
 * By rating group, in the order of their first mention. Units of the message itself are those of
 * all of the session; a message that mentions none at all asks and reports nothing.
 */
function servicesOf(read: Reader): Services {
  const all: Services = { services: [], used: [] }
  const multiple = read.groups('Multiple-Services-Credit-Control')
  for (const group of multiple) addService(all, group, group.read('Rating-Group'))
  const asksItself = multiple.length === 0 && read.has('Requested-Service-Unit')
  if (asksItself || read.has('Used-Service-Unit')) addService(all, read, null)
  return all
}

/** Several mentions of one rating group, as for several services of it, are one. */
function addService({ services, used }: Services, read: Reader, ratingGroup: RatingGroup): void {
  const asked = read.group('Requested-Service-Unit')
  const octets = asked === null ? null : octetsOf(asked)
  const unsold = asked === null || octets !== null ? null : unsoldUnit(asked)
  // Some ask for zero octets where they mean: as much as is usual.
  const wanted = octets === NO_BYTES ? null : octets
  const wants = asked === null || unsold !== null ? null : { bytes: wanted }
  const usedBytes = usedBytesOf(read)
  const serviceIds = read.all('Service-Identifier')
  const at = services.findIndex((one) => one.ratingGroup === ratingGroup)
  const [service, before] = at < 0 ? [] : [services[at], used[at]]
  if (service === undefined || before === undefined) {
    services.push({ ratingGroup, serviceIds, unsold })
    used.push({ ratingGroup, usedBytes, wants })
    return
  }
  services[at] = {
    ratingGroup,
    serviceIds: [...service.serviceIds, ...serviceIds],
    unsold: service.unsold ?? unsold,
  }
  used[at] = {
    ratingGroup,
    usedBytes: bothOf(before.usedBytes, usedBytes),
    wants: wants === null ? before.wants : merged(before.wants, wants),
  }
}

type Wants = ServiceRequest['wants']

/** Who leaves it to us once, leaves it to us. */
function merged(one: Wants, other: NonNullable<Wants>): Wants {
  if (one === null) return other
  if (one.bytes === null || other.bytes === null) return { bytes: null }
  return { bytes: plus(one.bytes, other.bytes) }
}

/** Reports may be split, by a change of tariff or by what set them off: all of them count. */
function usedBytesOf(read: Reader): Bytes | null {
  let sum: Bytes | null = null
  for (const group of read.groups('Used-Service-Unit')) sum = bothOf(sum, octetsOf(group))
  return sum
}

function bothOf(one: Bytes | null, other: Bytes | null): Bytes | null {
  if (one === null) return other
  return other === null ? one : plus(one, other)
}

/** The total, or the sum of both directions where peers leave it out. */
function octetsOf(read: Reader): Bytes | null {
  const total = read.read('CC-Total-Octets')
  if (total !== null) return bytes(total)
  const input = read.read('CC-Input-Octets')
  const output = read.read('CC-Output-Octets')
  if (input === null && output === null) return null
  return bytes((input ?? NO_BYTES) + (output ?? NO_BYTES))
}

/** Null also for an empty group, which leaves the amount to us. */
function unsoldUnit(read: Reader): Avp | null {
  const time = read.read('CC-Time')
  if (time !== null) return avp('CC-Time', time)
  const units = read.read('CC-Service-Specific-Units')
  if (units !== null) return avp('CC-Service-Specific-Units', units)
  return read.has('CC-Money') ? avp('CC-Money', []) : null
}
