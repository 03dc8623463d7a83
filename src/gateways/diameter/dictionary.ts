/**
 * The AVPs that this gateway reads or writes, by their names in the standards: code, vendor, kind
 * of value and whether the M bit is set when we send it. Whatever is not listed is unknown: kept
 * out of the way without the M bit, refused with it (RFC 6733 §4.1). It also lists what must never
 * be read: AVPs that tell where a person is.
 */

/** 3GPP's number at IANA (TS 32.299 §7.2). */
export const VENDOR_3GPP = 10_415

/** RFC 6733 §4.2–4.4, the few that we need. `identity`, `session`: texts of a stricter form. */
export type AvpKind =
  | 'octets'
  | 'text'
  | 'session'
  | 'identity'
  | 'uint32'
  | 'uint64'
  | 'int32'
  | 'int64'
  | 'enumerated'
  | 'address'
  | 'time'
  | 'grouped'

interface Entry {
  readonly code: number
  readonly kind: AvpKind
  /** Absent for the AVPs of the RFCs themselves. */
  readonly vendor?: number
  /** Sent with the M bit; absent: yes. */
  readonly mandatory?: false
}

const DICTIONARY = {
  // RFC 6733 §4.5: the base protocol
  'User-Name': { code: 1, kind: 'text' },
  'Proxy-State': { code: 33, kind: 'octets' },
  'Host-IP-Address': { code: 257, kind: 'address' },
  'Auth-Application-Id': { code: 258, kind: 'uint32' },
  'Acct-Application-Id': { code: 259, kind: 'uint32' },
  'Vendor-Specific-Application-Id': { code: 260, kind: 'grouped' },
  'Redirect-Host-Usage': { code: 261, kind: 'enumerated' },
  'Redirect-Max-Cache-Time': { code: 262, kind: 'uint32' },
  'Session-Id': { code: 263, kind: 'session' },
  'Origin-Host': { code: 264, kind: 'identity' },
  'Supported-Vendor-Id': { code: 265, kind: 'uint32' },
  'Vendor-Id': { code: 266, kind: 'uint32' },
  'Firmware-Revision': { code: 267, kind: 'uint32', mandatory: false },
  'Result-Code': { code: 268, kind: 'uint32' },
  'Product-Name': { code: 269, kind: 'text', mandatory: false },
  'Session-Binding': { code: 270, kind: 'uint32' },
  'Disconnect-Cause': { code: 273, kind: 'enumerated' },
  'Auth-Request-Type': { code: 274, kind: 'enumerated' },
  'Origin-State-Id': { code: 278, kind: 'uint32' },
  'Failed-AVP': { code: 279, kind: 'grouped' },
  'Proxy-Host': { code: 280, kind: 'identity' },
  'Error-Message': { code: 281, kind: 'text', mandatory: false },
  'Route-Record': { code: 282, kind: 'identity' },
  'Destination-Realm': { code: 283, kind: 'identity' },
  'Proxy-Info': { code: 284, kind: 'grouped' },
  'Re-Auth-Request-Type': { code: 285, kind: 'enumerated' },
  'Destination-Host': { code: 293, kind: 'identity' },
  'Error-Reporting-Host': { code: 294, kind: 'identity', mandatory: false },
  'Termination-Cause': { code: 295, kind: 'enumerated' },
  'Origin-Realm': { code: 296, kind: 'identity' },
  'Experimental-Result': { code: 297, kind: 'grouped' },
  'Experimental-Result-Code': { code: 298, kind: 'uint32' },
  'Inband-Security-Id': { code: 299, kind: 'uint32' },
  'Event-Timestamp': { code: 55, kind: 'time' },
  'Acct-Multi-Session-Id': { code: 50, kind: 'text' },

  // RFC 7155 §4: what access servers say of a session
  'NAS-IP-Address': { code: 4, kind: 'octets' },
  'NAS-Port': { code: 5, kind: 'uint32' },
  Class: { code: 25, kind: 'octets' },
  'Calling-Station-Id': { code: 31, kind: 'text' },
  'NAS-Identifier': { code: 32, kind: 'text' },
  'NAS-Port-Type': { code: 61, kind: 'enumerated' },
  'Delegated-IPv6-Prefix': { code: 123, kind: 'octets' },

  // RFC 8506 §8: credit control
  'CC-Correlation-Id': { code: 411, kind: 'octets', mandatory: false },
  'CC-Input-Octets': { code: 412, kind: 'uint64' },
  'CC-Money': { code: 413, kind: 'grouped' },
  'Cost-Information': { code: 423, kind: 'grouped' },
  'Cost-Unit': { code: 424, kind: 'text' },
  'CC-Output-Octets': { code: 414, kind: 'uint64' },
  'CC-Request-Number': { code: 415, kind: 'uint32' },
  'CC-Request-Type': { code: 416, kind: 'enumerated' },
  'CC-Service-Specific-Units': { code: 417, kind: 'uint64' },
  'CC-Session-Failover': { code: 418, kind: 'enumerated' },
  'CC-Sub-Session-Id': { code: 419, kind: 'uint64' },
  'CC-Time': { code: 420, kind: 'uint32' },
  'CC-Total-Octets': { code: 421, kind: 'uint64' },
  'Check-Balance-Result': { code: 422, kind: 'enumerated' },
  'Currency-Code': { code: 425, kind: 'uint32' },
  'Credit-Control-Failure-Handling': { code: 427, kind: 'enumerated' },
  'Direct-Debiting-Failure-Handling': { code: 428, kind: 'enumerated' },
  Exponent: { code: 429, kind: 'int32' },
  'Final-Unit-Indication': { code: 430, kind: 'grouped' },
  'Granted-Service-Unit': { code: 431, kind: 'grouped' },
  'Rating-Group': { code: 432, kind: 'uint32' },
  'Redirect-Address-Type': { code: 433, kind: 'enumerated' },
  'Redirect-Server': { code: 434, kind: 'grouped' },
  'Redirect-Server-Address': { code: 435, kind: 'text' },
  'Requested-Action': { code: 436, kind: 'enumerated' },
  'Requested-Service-Unit': { code: 437, kind: 'grouped' },
  'Restriction-Filter-Rule': { code: 438, kind: 'octets' },
  'Service-Identifier': { code: 439, kind: 'uint32' },
  'Service-Parameter-Info': { code: 440, kind: 'grouped', mandatory: false },
  'Subscription-Id': { code: 443, kind: 'grouped' },
  'Subscription-Id-Data': { code: 444, kind: 'text' },
  'Unit-Value': { code: 445, kind: 'grouped' },
  'Used-Service-Unit': { code: 446, kind: 'grouped' },
  'Value-Digits': { code: 447, kind: 'int64' },
  'Validity-Time': { code: 448, kind: 'uint32' },
  'Final-Unit-Action': { code: 449, kind: 'enumerated' },
  'Subscription-Id-Type': { code: 450, kind: 'enumerated' },
  'Tariff-Time-Change': { code: 451, kind: 'time' },
  'Tariff-Change-Usage': { code: 452, kind: 'enumerated' },
  'G-S-U-Pool-Identifier': { code: 453, kind: 'uint32' },
  'CC-Unit-Type': { code: 454, kind: 'enumerated' },
  'Multiple-Services-Indicator': { code: 455, kind: 'enumerated' },
  'Multiple-Services-Credit-Control': { code: 456, kind: 'grouped' },
  'G-S-U-Pool-Reference': { code: 457, kind: 'grouped' },
  'User-Equipment-Info': { code: 458, kind: 'grouped', mandatory: false },
  'User-Equipment-Info-Type': { code: 459, kind: 'enumerated', mandatory: false },
  'User-Equipment-Info-Value': { code: 460, kind: 'octets', mandatory: false },
  'Service-Context-Id': { code: 461, kind: 'text' },
  'User-Equipment-Info-Extension': { code: 653, kind: 'grouped', mandatory: false },
  'Subscription-Id-Extension': { code: 659, kind: 'grouped', mandatory: false },
  'Subscription-Id-E164': { code: 660, kind: 'text', mandatory: false },
  'Subscription-Id-IMSI': { code: 661, kind: 'text', mandatory: false },
  'Subscription-Id-NAI': { code: 663, kind: 'text', mandatory: false },
  'Subscription-Id-Private': { code: 664, kind: 'text', mandatory: false },
  'Filter-Id': { code: 11, kind: 'text' },
  'Called-Station-Id': { code: 30, kind: 'text' },
  'Framed-IP-Address': { code: 8, kind: 'octets' },
  'Framed-IPv6-Prefix': { code: 97, kind: 'octets' },

  // TS 32.299 §7.2 and TS 29.061 §16.4.7
  '3GPP-IMSI': { code: 1, kind: 'text', vendor: VENDOR_3GPP },
  '3GPP-Charging-Id': { code: 2, kind: 'octets', vendor: VENDOR_3GPP },
  '3GPP-PDP-Type': { code: 3, kind: 'enumerated', vendor: VENDOR_3GPP },
  '3GPP-Charging-Characteristics': { code: 13, kind: 'text', vendor: VENDOR_3GPP },
  'Reporting-Reason': { code: 872, kind: 'enumerated', vendor: VENDOR_3GPP },
  'Service-Information': { code: 873, kind: 'grouped', vendor: VENDOR_3GPP },
  'PS-Information': { code: 874, kind: 'grouped', vendor: VENDOR_3GPP },
  'Quota-Holding-Time': { code: 871, kind: 'uint32', vendor: VENDOR_3GPP },
  'Quota-Consumption-Time': { code: 881, kind: 'uint32', vendor: VENDOR_3GPP },
  'Time-Quota-Threshold': { code: 868, kind: 'uint32', vendor: VENDOR_3GPP },
  'Volume-Quota-Threshold': { code: 869, kind: 'uint32', vendor: VENDOR_3GPP },
  'Trigger-Type': { code: 870, kind: 'enumerated', vendor: VENDOR_3GPP },
  Trigger: { code: 1264, kind: 'grouped', vendor: VENDOR_3GPP },
  'PDP-Address': { code: 1227, kind: 'address', vendor: VENDOR_3GPP },

  // TS 29.212 §5.3: speeds
  'QoS-Information': { code: 1016, kind: 'grouped', vendor: VENDOR_3GPP },
  'APN-Aggregate-Max-Bitrate-DL': {
    code: 1040,
    kind: 'uint32',
    vendor: VENDOR_3GPP,
    mandatory: false,
  },
  'APN-Aggregate-Max-Bitrate-UL': {
    code: 1041,
    kind: 'uint32',
    vendor: VENDOR_3GPP,
    mandatory: false,
  },
} as const satisfies Record<string, Entry>

export type AvpName = keyof typeof DICTIONARY
export type KindOf<Name extends AvpName> = (typeof DICTIONARY)[Name]['kind']

export interface Definition {
  readonly code: number
  readonly vendor: number | null
  readonly kind: AvpKind
  readonly mandatory: boolean
}

export const AVPS = Object.fromEntries(
  Object.entries<Entry>(DICTIONARY).map(([name, entry]): [string, Definition] => {
    const { code, vendor = null, kind, mandatory = true } = entry
    return [name, { code, vendor, kind, mandatory }]
  }),
) as Readonly<Record<AvpName, Definition>>

/**
 * Codes that 3GPP allots to what its charging quotes (TS 29.230 §7.1): TS 29.061, 29.214, 32.299,
 * 29.212, 29.272. Gateways send many of them with the M bit to say more about a session; what is
 * not listed above is passed over, not refused, or no gateway could be served.
 */
const PASSED_OVER: readonly (readonly [from: number, to: number])[] = [
  [1, 31],
  [500, 599],
  [800, 899],
  [1000, 1099],
  [1200, 1299],
  [1400, 1499],
  [2000, 2099],
  [2300, 2399],
  [2600, 2899],
  [3400, 3499],
  [3900, 3999],
  [4400, 4499],
]

/** Whether an AVP may be there even with the M bit: read, or knowingly passed over. */
export function isUnderstood(code: number, vendor: number | null): boolean {
  if (nameOf(code, vendor) !== null) return true
  return vendor === VENDOR_3GPP && PASSED_OVER.some(([from, to]) => code >= from && code <= to)
}

/**
 * Where a person is: left out while decoding, at every depth, so that nothing behind the codec can
 * log or keep it. RFC 5580 §4, TS 29.061 §16.4.7.2, TS 29.212 §5.3, TS 32.299 §7.2.
 */
const LOCATIONS: ReadonlySet<number> = new Set([
  127, // Location-Information
  128, // Location-Data
])
const LOCATIONS_3GPP: ReadonlySet<number> = new Set([
  22, // 3GPP-User-Location-Info
  29, // TWAN-Identifier
  30, // 3GPP-User-Location-Info-Time
  32, // 3GPP-UE-Local-IP-Address
  1242, // Location-Estimate
  2319, // User-CSG-Information
  2714, // TWAN-User-Location-Info
  2805, // UE-Local-IP-Address
  2812, // User-Location-Info-Time
  2825, // Fixed-User-Location-Info
  3918, // UWAN-User-Location-Info
  3924, // Cellular-Network-Information
])

export function isLocation(code: number, vendor: number | null): boolean {
  if (vendor === null) return LOCATIONS.has(code)
  return vendor === VENDOR_3GPP && LOCATIONS_3GPP.has(code)
}

/** Whether it is opened. What Failed-AVP holds is somebody's mistake, so it stays closed. */
export function isGroup(code: number, vendor: number | null): boolean {
  if (vendor === null) return GROUPS.has(code)
  return vendor === VENDOR_3GPP && GROUPS_3GPP.has(code)
}

/** The name of what arrived; null for what is not listed. */
export function nameOf(code: number, vendor: number | null): AvpName | null {
  if (vendor === null) return NAMES.get(code) ?? null
  return vendor === VENDOR_3GPP ? (NAMES_3GPP.get(code) ?? null) : null
}

const NAMES = namesOf(null)
const NAMES_3GPP = namesOf(VENDOR_3GPP)

function namesOf(wanted: number | null): ReadonlyMap<number, AvpName> {
  const entries = Object.entries(AVPS).filter(([, { vendor }]) => vendor === wanted)
  return new Map(entries.map(([name, { code }]) => [code, name as AvpName]))
}

const GROUPS = groupsOf(NAMES)
const GROUPS_3GPP = groupsOf(NAMES_3GPP)

function groupsOf(names: ReadonlyMap<number, AvpName>): ReadonlySet<number> {
  const groups = [...names].filter(
    ([, name]) => AVPS[name].kind === 'grouped' && name !== 'Failed-AVP',
  )
  return new Set(groups.map(([code]) => code))
}
