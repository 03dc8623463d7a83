/**
 * The attributes that this gateway reads or writes, by their names in the standards: number,
 * kind of value, vendor. An attribute that is not listed is kept raw by the codec and never read.
 * It also lists what must never be read: attributes that tell where a person is.
 */

/** 3GPP's number at IANA, used by TS 29.061 §16.4.7. */
export const VENDOR_3GPP = 10_415
/** Makers of NASes whose attributes we write, by their numbers at IANA. */
const VENDOR_CISCO = 9
const VENDOR_WISPR = 14_122
const VENDOR_CHILLISPOT = 14_559
const VENDOR_MIKROTIK = 14_988

/** How an attribute's octets are read: RFC 8044's data types, the few that we need. */
export type AttributeKind =
  | 'text'
  | 'integer'
  | 'octet'
  | 'ipv4'
  | 'ipv6'
  | 'ipv6prefix'
  | 'octets'
  | 'time'

interface Definition {
  readonly code: number
  readonly kind: AttributeKind
  /** Null for the attributes of the RFCs themselves. */
  readonly vendor: number | null
}

const DICTIONARY = {
  // RFC 2865 §5
  'User-Name': { code: 1, kind: 'text', vendor: null },
  'NAS-IP-Address': { code: 4, kind: 'ipv4', vendor: null },
  'Framed-IP-Address': { code: 8, kind: 'ipv4', vendor: null },
  'Filter-Id': { code: 11, kind: 'text', vendor: null },
  'Reply-Message': { code: 18, kind: 'text', vendor: null },
  Class: { code: 25, kind: 'octets', vendor: null },
  'Session-Timeout': { code: 27, kind: 'integer', vendor: null },
  'Idle-Timeout': { code: 28, kind: 'integer', vendor: null },
  'Called-Station-Id': { code: 30, kind: 'text', vendor: null },
  'Calling-Station-Id': { code: 31, kind: 'text', vendor: null },
  'NAS-Identifier': { code: 32, kind: 'text', vendor: null },
  'Proxy-State': { code: 33, kind: 'octets', vendor: null },

  // RFC 2866 §5
  'Acct-Status-Type': { code: 40, kind: 'integer', vendor: null },
  'Acct-Delay-Time': { code: 41, kind: 'integer', vendor: null },
  'Acct-Input-Octets': { code: 42, kind: 'integer', vendor: null },
  'Acct-Output-Octets': { code: 43, kind: 'integer', vendor: null },
  'Acct-Session-Id': { code: 44, kind: 'octets', vendor: null },
  'Acct-Session-Time': { code: 46, kind: 'integer', vendor: null },
  'Acct-Terminate-Cause': { code: 49, kind: 'integer', vendor: null },

  // RFC 2869 §5
  'Acct-Input-Gigawords': { code: 52, kind: 'integer', vendor: null },
  'Acct-Output-Gigawords': { code: 53, kind: 'integer', vendor: null },
  'Event-Timestamp': { code: 55, kind: 'time', vendor: null },
  'EAP-Message': { code: 79, kind: 'octets', vendor: null },
  'Message-Authenticator': { code: 80, kind: 'octets', vendor: null },
  'Acct-Interim-Interval': { code: 85, kind: 'integer', vendor: null },

  // RFC 3162 §2, RFC 4818 §3
  'NAS-IPv6-Address': { code: 95, kind: 'ipv6', vendor: null },
  'Framed-IPv6-Prefix': { code: 97, kind: 'ipv6prefix', vendor: null },
  'Delegated-IPv6-Prefix': { code: 123, kind: 'ipv6prefix', vendor: null },

  // RFC 5176 §3.5
  'Error-Cause': { code: 101, kind: 'integer', vendor: null },

  // TS 29.061 §16.4.7.2
  '3GPP-IMSI': { code: 1, kind: 'text', vendor: VENDOR_3GPP },
  '3GPP-Charging-ID': { code: 2, kind: 'integer', vendor: VENDOR_3GPP },
  '3GPP-PDP-Type': { code: 3, kind: 'integer', vendor: VENDOR_3GPP },
  '3GPP-SGSN-Address': { code: 6, kind: 'ipv4', vendor: VENDOR_3GPP },
  '3GPP-GGSN-Address': { code: 7, kind: 'ipv4', vendor: VENDOR_3GPP },
  '3GPP-IMSI-MCC-MNC': { code: 8, kind: 'text', vendor: VENDOR_3GPP },
  '3GPP-GGSN-MCC-MNC': { code: 9, kind: 'text', vendor: VENDOR_3GPP },
  '3GPP-NSAPI': { code: 10, kind: 'text', vendor: VENDOR_3GPP },
  '3GPP-Selection-Mode': { code: 12, kind: 'text', vendor: VENDOR_3GPP },
  '3GPP-Charging-Characteristics': { code: 13, kind: 'text', vendor: VENDOR_3GPP },
  '3GPP-RAT-Type': { code: 21, kind: 'octet', vendor: VENDOR_3GPP },
  '3GPP-MS-TimeZone': { code: 23, kind: 'octets', vendor: VENDOR_3GPP },

  // The makers' own
  'Cisco-AVPair': { code: 1, kind: 'text', vendor: VENDOR_CISCO },
  'WISPr-Bandwidth-Max-Up': { code: 7, kind: 'integer', vendor: VENDOR_WISPR },
  'WISPr-Bandwidth-Max-Down': { code: 8, kind: 'integer', vendor: VENDOR_WISPR },
  'ChilliSpot-Bandwidth-Max-Up': { code: 4, kind: 'integer', vendor: VENDOR_CHILLISPOT },
  'ChilliSpot-Bandwidth-Max-Down': { code: 5, kind: 'integer', vendor: VENDOR_CHILLISPOT },
  'Mikrotik-Rate-Limit': { code: 8, kind: 'text', vendor: VENDOR_MIKROTIK },
  'Mikrotik-Address-List': { code: 19, kind: 'text', vendor: VENDOR_MIKROTIK },
} as const satisfies Readonly<Record<string, Definition>>

export type AttributeName = keyof typeof DICTIONARY

/** The names whose values are of this kind. */
export type NamesOf<Kind extends AttributeKind> = {
  [Name in AttributeName]: (typeof DICTIONARY)[Name]['kind'] extends Kind ? Name : never
}[AttributeName]

/** The kind of value that an attribute carries. */
export type KindOf<Name extends AttributeName> = (typeof DICTIONARY)[Name]['kind']

export const ATTRIBUTES: { readonly [Name in AttributeName]: Definition } = DICTIONARY

/** RFC 5580 §4: Location-Information and Location-Data, a civic or geospatial place. */
const LOCATION: ReadonlySet<number> = new Set([127, 128])

/**
 * TS 29.061 §16.4.7.2: 3GPP-User-Location-Info (cell or routing area), TWAN-Identifier (the
 * access point and its civic address), 3GPP-User-Location-Info-Time (when it was known) and
 * 3GPP-UE-Local-IP-Address (the fixed access behind a WLAN).
 */
const LOCATION_3GPP: ReadonlySet<number> = new Set([22, 29, 30, 32])

export function isLocation(type: number): boolean {
  return LOCATION.has(type)
}

export function isVendorLocation(vendor: number, type: number): boolean {
  return vendor === VENDOR_3GPP && LOCATION_3GPP.has(type)
}
