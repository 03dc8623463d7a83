/**
 * What is read of a ChargingDataRequest (TS 32.291 §6.1.6.2.1.1), and nothing else. Total: any text
 * gives either this or a problem. Location (userLocationinfo, userLocationInformation, uetimeZone,
 * presence reporting areas, serving nodes) and the serial number of the device are never looked at
 * and end here with the text they came in.
 */
import { isIPv4 } from 'node:net'
import { bytes, plus, type Bytes } from '../../domain/basics/data-volume.ts'
import { instant, type Instant } from '../../domain/basics/time.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import { ipv6PrefixOctets, ipv6PrefixText } from '../address.ts'
import {
  asciiUpTo,
  each,
  helpful,
  helpfulWithin,
  isAbsent,
  like,
  OBJECT,
  optional,
  required,
  requiredWithin,
  textUpTo,
  TRUTH,
  wholeUpTo,
  within,
  type Fields,
  type Trouble,
} from './fields.ts'

/** Of one request; a peer that has more sends them in several. */
export const RATING_GROUPS_MAX = 64
export const CONTAINERS_MAX = 512
export const TRIGGERS_MAX = 64
/** 64 TiB in one container: more no line can have carried; all of a request fit into 63 bits. */
export const VOLUME_BYTES_MAX = 2 ** 46
const UINT32_MAX = 2 ** 32 - 1
export const NOTIFY_URI_LENGTH_MAX = 512
export const IDENTIFIER_LENGTH_MAX = 128
export const DNN_LENGTH_MAX = 100

export interface ChargingData {
  /** Null: nobody is named in a way that we know. */
  readonly subscriber: SubscriberClaim | null
  /** Whether anybody is named at all. */
  readonly namesSubscriber: boolean
  /** Which network function asks. */
  readonly consumer: string
  readonly sentAt: Instant
  /** As it came, for the answer. */
  readonly sentAtText: string
  readonly number: number
  /** A charge at once, without a session: before the event (immediate) or after it. */
  readonly oneTime: 'IEC' | 'PEC' | null
  readonly notifyUri: string | null
  readonly usages: readonly UnitUsage[]
  readonly endReason: string | null
  readonly session: SessionNames
  readonly framedAddress: string | null
  readonly framedIpv6Prefix: string | null
}

/** What is reported and asked for one rating group at one user plane function. */
export interface UnitUsage {
  readonly ratingGroup: number
  readonly upf: string | null
  readonly usedBytes: Bytes | null
  readonly wants: { readonly bytes: Bytes | null } | null
  /** Something was asked for, but of no unit that is sold: time, events, or no amount at once. */
  readonly unsold: boolean
}

export interface SessionNames {
  readonly chargingId: string | null
  readonly pduSessionId: number | null
  readonly dnn: string | null
  readonly startTime: string | null
  readonly subscribedRates: Rates | null
  readonly authorizedRates: Rates | null
}

/** Of a session, as TS 29.571 §5.4.4.10 writes them: `200 Mbps`. */
export interface Rates {
  readonly uplink: string
  readonly downlink: string
}

export type BodyRefusal =
  | { readonly code: 'not_json' }
  | { readonly code: 'not_as_described'; readonly troubles: readonly Trouble[] }

export function readChargingData(text: string): Result<ChargingData, BodyRefusal> {
  const values = OBJECT.read(parsed(text))
  if (values === undefined) return refuse({ code: 'not_json' })
  const body: Fields = { values, pointer: '', troubles: [] }
  const sentAtText = required(body, 'invocationTimeStamp', DATE_TIME)
  const number = required(body, 'invocationSequenceNumber', wholeUpTo(UINT32_MAX))
  const consumer = consumerOf(body)
  const oneTime = oneTimeOf(body)
  const usages = each(body, 'multipleUnitUsage', RATING_GROUPS_MAX).map((usage) =>
    readUsage(usage, oneTime),
  )
  const charging = within(body, 'pDUSessionChargingInformation')
  const told = { ...readSubscriber(body, charging), ...readPduSession(body, charging) }
  const endReason = endReasonOf(body)
  if (body.troubles.length > 0 || sentAtText === null || number === null || consumer === null) {
    return refuse({ code: 'not_as_described', troubles: body.troubles })
  }
  return accept({
    ...told,
    endReason,
    consumer,
    sentAt: instant(sentAtText),
    sentAtText,
    number,
    oneTime,
    notifyUri: helpful(body, 'notifyUri', URI),
    usages: usages.filter((one) => one !== null),
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The characters of RFC 3986 §2; whether it leads anywhere, the notifier says. */
const URI = like(
  new RegExp(`^[\\w.~:/?#[\\]@!$&'()*+,;=%-]{1,${NOTIFY_URI_LENGTH_MAX}}$`),
  `a URI of at most ${NOTIFY_URI_LENGTH_MAX} characters`,
)

const IDENTIFIER = asciiUpTo(IDENTIFIER_LENGTH_MAX)
const DNN = asciiUpTo(DNN_LENGTH_MAX)

/** RFC 3339 §5.6 in a year that a clock may show; whether such a day exists, Temporal says. */
const DATE_TIME_FORM =
  /^(?:19|2\d)\d\d-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/

const DATE_TIME = {
  wanted: 'a date and time (RFC 3339)',
  read(value: unknown): string | undefined {
    if (typeof value !== 'string' || !DATE_TIME_FORM.test(value)) return undefined
    try {
      Temporal.Instant.from(value)
      return value
    } catch {
      return undefined
    }
  },
}

/** `nfIdentification` is how release 15 calls it in its list of required fields. */
function consumerOf(body: Fields): string | null {
  const isOld = isAbsent(body, 'nfConsumerIdentification') && !isAbsent(body, 'nfIdentification')
  const told = requiredWithin(body, isOld ? 'nfIdentification' : 'nfConsumerIdentification')
  if (told === null) return null
  const functionality = required(told, 'nodeFunctionality', IDENTIFIER)
  if (functionality === null) return null
  const nfName = helpful(told, 'nFName', IDENTIFIER) ?? helpful(told, 'nfName', IDENTIFIER)
  if (nfName !== null) return nfName
  const address =
    helpful(told, 'nFFqdn', IDENTIFIER) ??
    helpful(told, 'nFIPv4Address', IDENTIFIER) ??
    helpful(told, 'nFIPv6Address', IDENTIFIER)
  return address === null ? functionality : `${functionality}@${address}`
}

const IMSI = /^imsi-(\d{5,15})$/
const MSISDN = /^msisdn-(\d{5,15})$/

/** SUPI first; the GPSI of the session beside it (TS 29.571 §5.3.2). */
function readSubscriber(
  body: Fields,
  charging: Fields | null,
): Pick<ChargingData, 'subscriber' | 'namesSubscriber'> {
  const supi = optional(body, 'subscriberIdentifier', textUpTo(IDENTIFIER_LENGTH_MAX))
  const user = charging === null ? null : helpfulWithin(charging, 'userInformation')
  const gpsi = user === null ? null : helpful(user, 'servedGPSI', textUpTo(IDENTIFIER_LENGTH_MAX))
  const imsi = IMSI.exec(supi ?? '')?.[1] ?? null
  const msisdn = MSISDN.exec(gpsi ?? '')?.[1] ?? MSISDN.exec(supi ?? '')?.[1] ?? null
  return {
    subscriber: imsi === null && msisdn === null ? null : { imsi, msisdn, iccid: null },
    namesSubscriber: supi !== null || gpsi !== null,
  }
}

function oneTimeOf(body: Fields): ChargingData['oneTime'] {
  if (optional(body, 'oneTimeEvent', TRUTH) !== true) return null
  const told = optional(body, 'oneTimeEventType', textUpTo(IDENTIFIER_LENGTH_MAX))
  return told === 'PEC' ? 'PEC' : 'IEC'
}

const VOLUME = wholeUpTo(VOLUME_BYTES_MAX)
/** Asking for more than can be had is no mistake: it means as much as there is. */
const WANTED_VOLUME = {
  wanted: 'a whole number',
  read: (value: unknown) =>
    typeof value === 'number' && value >= 0
      ? Math.min(Math.ceil(value), VOLUME_BYTES_MAX)
      : undefined,
}

function readUsage(usage: Fields, oneTime: ChargingData['oneTime']): UnitUsage | null {
  const ratingGroup = required(usage, 'ratingGroup', wholeUpTo(UINT32_MAX))
  // Release 15 writes it with a capital letter; never both are counted.
  const name = isAbsent(usage, 'usedUnitContainer') ? 'UsedUnitContainer' : 'usedUnitContainer'
  let usedBytes: Bytes | null = null
  for (const container of each(usage, name, CONTAINERS_MAX)) {
    const volume = volumeOf(container, VOLUME)
    if (volume !== null) usedBytes = plus(usedBytes ?? bytes(0n), volume)
  }
  const asked = askedOf(usage, oneTime)
  const upf = helpful(usage, 'uPFID', textUpTo(IDENTIFIER_LENGTH_MAX))
  return ratingGroup === null ? null : { ratingGroup, upf, usedBytes, ...asked }
}

/** Units of TS 32.291 §6.1.6.2.1.8 that no pack is made of. */
const UNSOLD_UNITS = ['time', 'serviceSpecificUnits']

/** No volume leaves the amount to us, but for an event, which takes once what it names. */
function askedOf(
  usage: Fields,
  oneTime: ChargingData['oneTime'],
): Pick<UnitUsage, 'wants' | 'unsold'> {
  const requested = within(usage, 'requestedUnit')
  if (requested === null) return { wants: null, unsold: false }
  const volume = volumeOf(requested, WANTED_VOLUME)
  if (volume !== null && volume > 0n) return { wants: { bytes: volume }, unsold: false }
  const isOther = UNSOLD_UNITS.some(
    (name) => !isAbsent(requested, name) && requested.values[name] !== 0,
  )
  const unsold = isOther || oneTime !== null
  return { wants: unsold ? null : { bytes: null }, unsold }
}

/** The total where it is told, else uplink plus downlink; null without either. */
function volumeOf(units: Fields, kind: typeof VOLUME): Bytes | null {
  const total = optional(units, 'totalVolume', kind)
  const uplink = optional(units, 'uplinkVolume', kind)
  const downlink = optional(units, 'downlinkVolume', kind)
  if (total !== null) return bytes(total)
  if (uplink === null && downlink === null) return null
  return bytes((uplink ?? 0) + (downlink ?? 0))
}

const TRIGGER_TYPE = like(/^[A-Za-z0-9_]{1,64}$/, 'the name of a trigger')

/** The first trigger named, in small letters: `final`, `abnormal_release`. */
function endReasonOf(body: Fields): string | null {
  for (const trigger of each(body, 'triggers', TRIGGERS_MAX)) {
    const type = helpful(trigger, 'triggerType', TRIGGER_TYPE)
    if (type !== null) return type.toLowerCase()
  }
  return null
}

type PduSession = Pick<ChargingData, 'session' | 'framedAddress' | 'framedIpv6Prefix'>

/** Names and addresses help to recognise a session; a wrong one is no reason to lose its usage. */
function readPduSession(body: Fields, charging: Fields | null): PduSession {
  const told = charging === null ? null : helpfulWithin(charging, 'pduSessionInformation')
  const address = told === null ? null : helpfulWithin(told, 'pduAddress')
  return {
    session: {
      chargingId: chargingIdOf(charging) ?? chargingIdOf(body),
      pduSessionId: told === null ? null : helpful(told, 'pduSessionID', wholeUpTo(255)),
      dnn: told === null ? null : helpful(told, 'dnnId', DNN),
      startTime: told === null ? null : helpful(told, 'startTime', DATE_TIME),
      subscribedRates: ratesOf(told, 'subscribedSessionAMBR'),
      authorizedRates: ratesOf(told, 'authorizedSessionAMBR'),
    },
    framedAddress: address === null ? null : helpful(address, 'pduIPv4Address', IPV4),
    framedIpv6Prefix: address === null ? null : ipv6PrefixOf(address),
  }
}

/** With bounds to its digits, and no rate at which nothing moves. */
const BIT_RATE = like(
  /^(?=[\d.]*[1-9])\d{1,9}(?:\.\d{1,6})? (?:bps|[KMGT]bps)$/,
  'a bit rate, such as 200 Mbps',
)

function ratesOf(told: Fields | null, name: string): Rates | null {
  const rates = told === null ? null : helpfulWithin(told, name)
  if (rates === null) return null
  const uplink = helpful(rates, 'uplink', BIT_RATE)
  const downlink = helpful(rates, 'downlink', BIT_RATE)
  return uplink === null || downlink === null ? null : { uplink, downlink }
}

/** Release 17 replaces the number by the text of the SMF. */
function chargingIdOf(fields: Fields | null): string | null {
  if (fields === null) return null
  const text = helpful(fields, 'sMFchargingId', textUpTo(IDENTIFIER_LENGTH_MAX))
  return text ?? helpful(fields, 'chargingId', wholeUpTo(UINT32_MAX))?.toString() ?? null
}

const IPV4 = {
  wanted: 'an IPv4 address',
  read: (value: unknown) =>
    typeof value === 'string' && isIPv4(value) && value !== '0.0.0.0' ? value : undefined,
}

const PREFIX_BITS_USUAL = 64

/** `address/length`; TS 29.571 lets the length stand within the text or beside it. */
function ipv6PrefixOf(address: Fields): string | null {
  const kind = textUpTo(64)
  const told =
    helpful(address, 'pduIPv6AddresswithPrefix', kind) ??
    helpful(address, 'pduIPv6Address', kind) ??
    helpful(address, 'addIpv6AddrPrefixes', kind)
  if (told === null) return null
  const [bare = '', length] = told.split('/')
  const beside = helpful(address, 'pduAddressprefixlength', wholeUpTo(128)) ?? PREFIX_BITS_USUAL
  const bits = length === undefined ? beside : Number(/^\d{1,3}$/.test(length) ? length : 129)
  const octets = ipv6PrefixOctets(`${bare}/${bits}`)
  return octets === null ? null : ipv6PrefixText(octets)
}
