/**
 * Whom an accounting record is about, as the network claims it (TS 29.061 §16.4, TS 23.003 §19).
 * Only what is on the wire: which line this is, the application finds out.
 */
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import { read } from './attributes.ts'
import type { AttributeIndex } from './attributes.ts'

/** TS 23.003 §2.2: at most 15 digits; a country and network code leave no fewer than 6. */
const IMSI = /^\d{6,15}$/
/** A user name is taken for an IMSI only at full length, so that a telephone number is not. */
const IMSI_USER_NAME = /^(\d{14,15})(?:@.*)?$/
/** TS 23.003 §19.3.2: 0 (AKA), 1 (SIM) or 6 (AKA') before the IMSI, in the home network's realm. */
const PERMANENT_IDENTITY = /^[016](\d{14,15})@(?:[a-z]+\.)?mnc\d{2,3}\.mcc\d{3}\.3gppnetwork\.org$/i
/** International format, digits only (TS 29.061 §16.4.2); a leading + is tolerated. */
const MSISDN = /^\+?(\d{5,15})$/

/** Null when the record names nobody. */
export function subscriberOf(index: AttributeIndex): SubscriberClaim | null {
  const imsi = imsiOf(index)
  const msisdn = MSISDN.exec(read(index, 'Calling-Station-Id') ?? '')?.[1] ?? null
  return imsi === null && msisdn === null ? null : { imsi, msisdn, iccid: null }
}

function imsiOf(index: AttributeIndex): string | null {
  const stated = read(index, '3GPP-IMSI')
  if (stated !== null && IMSI.test(stated)) return stated
  const userName = read(index, 'User-Name') ?? ''
  return (IMSI_USER_NAME.exec(userName) ?? PERMANENT_IDENTITY.exec(userName))?.[1] ?? null
}

/** Whether a user name is an identity of the network, not one that a person chose. */
export function isNetworkIdentity(userName: string): boolean {
  return [IMSI_USER_NAME, PERMANENT_IDENTITY, MSISDN].some((form) => form.test(userName))
}
