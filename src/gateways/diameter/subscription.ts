/**
 * Whom a request is about, and under which addresses they are on the network, as the gateway claims
 * it (RFC 8506 §8.46, TS 32.299 §7.2, TS 23.003 §19). Only what is on the wire: which line this is,
 * the application finds out.
 */
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import { ipv4Text, ipv6Octets, ipv6PrefixText } from '../address.ts'
import type { Reader } from './avps.ts'

/** Subscription-Id-Type (RFC 8506 §8.47). */
const KIND = { e164: 0, imsi: 1, nai: 3, private: 4 } as const

/** TS 23.003 §2.2. */
const IMSI = /^\d{6,15}$/
const MSISDN = /^\+?(\d{5,15})$/
/** TS 23.003 §19.3.2: 0, 1 or 6 before the IMSI in the home network's realm; or the IMSI itself. */
const NAI =
  /^(?:[016](\d{14,15})@(?:[a-z]+\.)*mnc\d{2,3}\.mcc\d{3}\.3gppnetwork\.org|(\d{14,15})@.*)$/i
/** Cards of telecommunication begin with 89 (ITU-T E.118). */
const ICCID = /^89\d{16,18}$/

type Claims = { -readonly [Kind in keyof SubscriberClaim]: SubscriberClaim[Kind] }

/** Of several of a kind the first counts. Null: nobody is named in a way that we know. */
export function subscriberOf(read: Reader): SubscriberClaim | null {
  const claims: Claims = { imsi: null, msisdn: null, iccid: null }
  for (const group of read.groups('Subscription-Id')) {
    const kind = group.need('Subscription-Id-Type')
    const text = group.need('Subscription-Id-Data')
    if (kind !== null && text !== null) claim(claims, kind, text)
  }
  for (const group of read.groups('Subscription-Id-Extension')) {
    claim(claims, KIND.e164, group.read('Subscription-Id-E164'))
    claim(claims, KIND.imsi, group.read('Subscription-Id-IMSI'))
    claim(claims, KIND.nai, group.read('Subscription-Id-NAI'))
    claim(claims, KIND.private, group.read('Subscription-Id-Private'))
  }
  claim(claims, KIND.imsi, read.read('3GPP-IMSI'))
  claim(claims, KIND.nai, read.read('User-Name'))
  const { imsi, msisdn, iccid } = claims
  return imsi === null && msisdn === null && iccid === null ? null : claims
}

function claim(claims: Claims, kind: number, text: string | null): void {
  if (text === null) return
  switch (kind) {
    case KIND.e164:
      claims.msisdn ??= MSISDN.exec(text)?.[1] ?? null
      return
    case KIND.imsi:
      if (IMSI.test(text)) claims.imsi ??= text
      return
    case KIND.nai: {
      const [, permanent, plain] = NAI.exec(text) ?? []
      claims.imsi ??= permanent ?? plain ?? null
      return
    }
    case KIND.private:
      if (ICCID.test(text)) claims.iccid ??= text
      return
    default:
  }
}

/** "Not assigned" and "let the server choose" (RFC 2865 §5.8). */
const NO_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '255.255.255.255', '255.255.255.254'])
/** Of an IPv6 PDP address the network hands out this much (TS 23.401 §5.3.1.2.2). */
const PDP_PREFIX_BITS = 64

export interface SessionAddresses {
  readonly framedAddress: string | null
  readonly framedIpv6Prefix: string | null
}

/** What cannot be read as an address is taken for none: charging does not need it. */
export function addressesOf(read: Reader): SessionAddresses {
  const pdp = read.group('Service-Information')?.group('PS-Information')?.all('PDP-Address') ?? []
  const framed = read.read('Framed-IP-Address')
  const four = framed === null ? pdp.find((text) => !text.includes(':')) : ipv4Text(framed)
  const prefix = read.read('Framed-IPv6-Prefix') ?? read.read('Delegated-IPv6-Prefix')
  const six = pdp.find((text) => text.includes(':'))
  return {
    framedAddress: four === undefined || four === null || NO_ADDRESS.has(four) ? null : four,
    framedIpv6Prefix: prefix === null ? pdpPrefix(six) : ipv6PrefixText(prefix),
  }
}

function pdpPrefix(address: string | undefined): string | null {
  const octets = address === undefined ? null : ipv6Octets(address)
  return octets === null ? null : ipv6PrefixText(Uint8Array.of(0, PDP_PREFIX_BITS, ...octets))
}
