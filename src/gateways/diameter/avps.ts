/**
 * Values of AVPs by name: the dictionary's kinds between octets and typed values (RFC 6733 §4.2 to
 * §4.4). A reader remembers the first thing that is wrong, as an answer must tell it: which AVP,
 * within which groups, and the RFC's own result code (§7.1.5, §7.5).
 */
import { present } from '../../domain/basics/assert.ts'
import { fromMicros, microsOf, type Instant } from '../../domain/basics/time.ts'
import { ipv4Octets, ipv4Text, ipv6Octets, ipv6Text } from '../address.ts'
import type { Avp } from './codec.ts'
import { AVPS, isUnderstood, type AvpKind, type AvpName, type KindOf } from './dictionary.ts'

interface Values {
  readonly octets: Uint8Array
  /** UTF-8. */
  readonly text: string
  /** A host or realm: ASCII, as in names of domains (RFC 6733 §4.3.1). */
  readonly identity: string
  readonly uint32: number
  readonly uint64: bigint
  readonly int32: number
  readonly int64: bigint
  readonly enumerated: number
  /** An IPv4 or IPv6 address as text. */
  readonly address: string
  /** Whole seconds. */
  readonly time: Instant
  readonly grouped: readonly Avp[]
}

export type ValueOf<Name extends AvpName> = Values[KindOf<Name>]
export type GroupName = {
  [Name in AvpName]: KindOf<Name> extends 'grouped' ? Name : never
}[AvpName]
type PlainName = Exclude<AvpName, GroupName>

/** What an answer tells of a request that cannot be served. */
export interface Failure {
  readonly resultCode: number
  /** For Failed-AVP, within the groups that lead to it. */
  readonly avp: Avp
}

export const AVP_UNSUPPORTED = 5001
export const INVALID_AVP_VALUE = 5004
export const MISSING_AVP = 5005
export const AVP_OCCURS_TOO_MANY_TIMES = 5009

export interface Reader {
  /** Null when it is absent. Of several the first counts, and a second one is a failure. */
  read<Name extends PlainName>(name: Name): ValueOf<Name> | null
  /** As `read`; absent is a failure. */
  need<Name extends PlainName>(name: Name): ValueOf<Name> | null
  all<Name extends PlainName>(name: Name): readonly ValueOf<Name>[]
  group(name: GroupName): Reader | null
  groups(name: GroupName): readonly Reader[]
  has(name: AvpName): boolean
}

export interface Reading extends Reader {
  /** The first thing that was wrong with what was read so far. */
  failure(): Failure | null
}

/** An AVP that nobody here knows and the sender insists on is the first failure. */
export function reading(avps: readonly Avp[]): Reading {
  let first: Failure | null = null
  const fail = (failure: Failure) => {
    first ??= failure
  }
  const unknown = unknownAvp(avps)
  if (unknown !== null) fail({ resultCode: AVP_UNSUPPORTED, avp: unknown })
  return { ...readerOf(avps, fail), failure: () => first }
}

function readerOf(avps: readonly Avp[], fail: (failure: Failure) => void): Reader {
  const found = (name: AvpName) => {
    const { code, vendor = null } = AVPS[name]
    return avps.filter((avp) => avp.code === code && avp.vendor === vendor)
  }
  const only = (name: AvpName) => {
    const { code, vendor = null } = AVPS[name]
    let first: Avp | undefined
    for (const avp of avps) {
      if (avp.code !== code || avp.vendor !== vendor) continue
      if (first === undefined) first = avp
      else fail({ resultCode: AVP_OCCURS_TOO_MANY_TIMES, avp })
    }
    return first
  }
  function valueOf<Name extends PlainName>(name: Name, avp: Avp): ValueOf<Name> | null {
    const value = avp.data instanceof Uint8Array ? READ[AVPS[name].kind](avp.data) : null
    if (value === null) fail({ resultCode: INVALID_AVP_VALUE, avp })
    return value as ValueOf<Name> | null
  }
  function inner(avp: Avp): Reader {
    const within = ({ resultCode, avp: wrong }: Failure) =>
      fail({ resultCode, avp: { ...avp, data: [wrong] } })
    return readerOf(avp.data instanceof Uint8Array ? [] : avp.data, within)
  }
  return {
    read(name) {
      const avp = only(name)
      return avp === undefined ? null : valueOf(name, avp)
    },
    need(name) {
      const avp = only(name)
      if (avp !== undefined) return valueOf(name, avp)
      fail({ resultCode: MISSING_AVP, avp: exampleOf(name) })
      return null
    },
    all(name) {
      return found(name).flatMap((avp) => valueOf(name, avp) ?? [])
    },
    group(name) {
      const avp = only(name)
      return avp === undefined ? null : inner(avp)
    },
    groups: (name) => found(name).map(inner),
    has: (name) => found(name).length > 0,
  }
}

/** The first AVP with the M bit that nobody here understands, at any depth. */
function unknownAvp(avps: readonly Avp[]): Avp | null {
  for (const avp of avps) {
    if (avp.mandatory && !isUnderstood(avp.code, avp.vendor)) return avp
    if (avp.data instanceof Uint8Array) continue
    const within = unknownAvp(avp.data)
    if (within !== null) return { ...avp, data: [within] }
  }
  return null
}

/** RFC 6733 §7.5: what is missing is shown with a value of zeros of the least length. */
function exampleOf(name: PlainName): Avp {
  return { ...headOf(name), data: new Uint8Array(LEAST_BYTES[AVPS[name].kind]) }
}

const LEAST_BYTES: Readonly<Record<AvpKind, number>> = {
  octets: 0,
  text: 0,
  identity: 0,
  uint32: 4,
  uint64: 8,
  int32: 4,
  int64: 8,
  enumerated: 4,
  address: 6,
  time: 4,
  grouped: 0,
}

/** The AVP as it is sent. The value must suit the name; that is asserted. */
export function avp<Name extends AvpName>(name: Name, value: ValueOf<Name>): Avp {
  const { kind } = AVPS[name]
  if (kind === 'grouped') return { ...headOf(name), data: value as readonly Avp[] }
  const write = WRITE[kind] as (value: ValueOf<Name>) => Uint8Array | null
  return { ...headOf(name), data: present(write(value), `a value that suits ${name}`) }
}

function headOf(name: AvpName): Omit<Avp, 'data'> {
  const { code, vendor, mandatory } = AVPS[name]
  return { code, vendor: vendor ?? null, mandatory: mandatory ?? true }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const IDENTITY = /^[!-~]{1,255}$/
const IPV4_FAMILY = 1
const IPV6_FAMILY = 2
/** Seconds from 1900 to 1970, and of an era of NTP (RFC 6733 §4.3.1, RFC 5905 §6). */
const NTP_TO_UNIX_SECONDS = 2_208_988_800
const ERA_SECONDS = 2 ** 32

type Plain = Exclude<AvpKind, 'grouped'>

const READ: { readonly [Kind in AvpKind]: (value: Uint8Array) => unknown } = {
  octets: (value) => value,
  text: readText,
  identity(value) {
    const text = readText(value)
    return text !== null && IDENTITY.test(text) ? text : null
  },
  uint32: (value) => (value.length === 4 ? viewOf(value).getUint32(0) : null),
  uint64: (value) => (value.length === 8 ? viewOf(value).getBigUint64(0) : null),
  int32: (value) => (value.length === 4 ? viewOf(value).getInt32(0) : null),
  int64: (value) => (value.length === 8 ? viewOf(value).getBigInt64(0) : null),
  enumerated: (value) => (value.length === 4 ? viewOf(value).getInt32(0) : null),
  address: readAddress,
  time: readTime,
  grouped: () => null,
}

const WRITE: { readonly [Kind in Plain]: (value: Values[Kind]) => Uint8Array | null } = {
  octets: (value) => value,
  text: (value) => new TextEncoder().encode(value),
  identity: (value) => (IDENTITY.test(value) ? new TextEncoder().encode(value) : null),
  uint32: (value) => written(4, (view) => view.setUint32(0, value), isUint32(value)),
  uint64: (value) => {
    return written(8, (view) => view.setBigUint64(0, value), BigInt.asUintN(64, value) === value)
  },
  int32: (value) => written(4, (view) => view.setInt32(0, value), (value | 0) === value),
  int64: (value) => {
    return written(8, (view) => view.setBigInt64(0, value), BigInt.asIntN(64, value) === value)
  },
  enumerated: (value) => written(4, (view) => view.setInt32(0, value), (value | 0) === value),
  address: writeAddress,
  time: (value) => {
    const seconds = Number(microsOf(value) / 1_000_000n) + NTP_TO_UNIX_SECONDS
    return written(4, (view) => view.setUint32(0, seconds % ERA_SECONDS), seconds >= 0)
  },
}

function readText(value: Uint8Array): string | null {
  try {
    return UTF8.decode(value)
  } catch {
    return null
  }
}

function readAddress(value: Uint8Array): string | null {
  if (value.length < 2) return null
  const family = viewOf(value).getUint16(0)
  const address = value.subarray(2)
  if (family === IPV4_FAMILY) return ipv4Text(address)
  return family === IPV6_FAMILY ? ipv6Text(address) : null
}

function writeAddress(text: string): Uint8Array | null {
  const four = ipv4Octets(text)
  const address = four ?? ipv6Octets(text)
  if (address === null) return null
  return Uint8Array.of(0, four === null ? IPV6_FAMILY : IPV4_FAMILY, ...address)
}

/** The era that lies around the present: from 1968, when the highest bit was first set. */
function readTime(value: Uint8Array): Instant | null {
  if (value.length !== 4) return null
  const seconds = viewOf(value).getUint32(0)
  const era = seconds >= ERA_SECONDS / 2 ? 0 : ERA_SECONDS
  return fromMicros(BigInt(seconds + era - NTP_TO_UNIX_SECONDS) * 1_000_000n)
}

function isUint32(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < ERA_SECONDS
}

function written(bytes: number, write: (view: DataView) => void, fits: boolean): Uint8Array | null {
  if (!fits) return null
  const octets = new Uint8Array(bytes)
  write(viewOf(octets))
  return octets
}

function viewOf(value: Uint8Array): DataView {
  return new DataView(value.buffer, value.byteOffset, value.byteLength)
}
