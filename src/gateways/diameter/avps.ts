/**
 * Values of AVPs by name: the dictionary's kinds between octets and typed values (RFC 6733 §4.2 to
 * §4.4). A reader remembers the first thing that is wrong, as an answer must tell it: which AVP,
 * within which groups, and the RFC's own result code (§7.1.5, §7.5).
 */
import { present } from '../../domain/basics/assert.ts'
import { microsOf, type Instant } from '../../domain/basics/time.ts'
import { ipv4Octets, ipv4Text, ipv6Octets, ipv6Text } from '../address.ts'
import type { Avp } from './codec.ts'
import { AVPS, isUnderstood, type AvpKind, type AvpName, type KindOf } from './dictionary.ts'
import { setUint32, uint32At } from './octets.ts'

interface Values {
  readonly octets: Uint8Array
  /** UTF-8. */
  readonly text: string
  /** Kept and looked up, so no longer than `SESSION_BYTES_MAX` and without control characters. */
  readonly session: string
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

/** An AVP that nobody here knows and the sender insists on is the first failure. */
export function reading(avps: readonly Avp[]): Reader {
  const reader = new Reader(avps, null)
  const unknown = unknownAvp(avps)
  if (unknown !== null) reader.fail({ resultCode: AVP_UNSUPPORTED, avp: unknown })
  return reader
}

/** Of a message's own AVPs, or of those of a group in it. */
export class Reader {
  readonly #avps: readonly Avp[]
  readonly #group: { readonly avp: Avp; readonly within: Reader } | null
  #failure: Failure | null = null

  constructor(avps: readonly Avp[], group: { readonly avp: Avp; readonly within: Reader } | null) {
    this.#avps = avps
    this.#group = group
  }

  /** Null when it is absent. Of several the first counts, and a second one is a failure. */
  read<Name extends PlainName>(name: Name): ValueOf<Name> | null {
    const avp = this.#only(name)
    return avp === null ? null : this.#valueOf(name, avp)
  }

  /** As `read`; absent is a failure. */
  need<Name extends PlainName>(name: Name): ValueOf<Name> | null {
    const avp = this.#only(name)
    if (avp !== null) return this.#valueOf(name, avp)
    this.fail({ resultCode: MISSING_AVP, avp: exampleOf(name) })
    return null
  }

  all<Name extends PlainName>(name: Name): readonly ValueOf<Name>[] {
    return avpsNamed(this.#avps, name).flatMap((avp) => this.#valueOf(name, avp) ?? [])
  }

  group(name: GroupName): Reader | null {
    const avp = this.#only(name)
    return avp === null ? null : this.#inner(avp)
  }

  groups(name: GroupName): readonly Reader[] {
    return avpsNamed(this.#avps, name).map((avp) => this.#inner(avp))
  }

  has(name: AvpName): boolean {
    const { code, vendor } = AVPS[name]
    return this.#avps.some((avp) => avp.code === code && avp.vendor === vendor)
  }

  /** The first thing that was wrong with what was read so far of the message. */
  failure(): Failure | null {
    return this.#group === null ? this.#failure : this.#group.within.failure()
  }

  fail(failure: Failure): void {
    if (this.#group === null) {
      this.#failure ??= failure
      return
    }
    const { avp, within } = this.#group
    within.fail({ ...failure, avp: { ...avp, data: [failure.avp] } })
  }

  #only(name: AvpName): Avp | null {
    const { code, vendor } = AVPS[name]
    let first: Avp | null = null
    for (const avp of this.#avps) {
      if (avp.code !== code || avp.vendor !== vendor) continue
      if (first === null) first = avp
      else this.fail({ resultCode: AVP_OCCURS_TOO_MANY_TIMES, avp })
    }
    return first
  }

  #valueOf<Name extends PlainName>(name: Name, avp: Avp): ValueOf<Name> | null {
    const value = avp.data instanceof Uint8Array ? READ[AVPS[name].kind](avp.data) : null
    if (value === null) this.fail({ resultCode: INVALID_AVP_VALUE, avp: shown(avp) })
    return value as ValueOf<Name> | null
  }

  #inner(avp: Avp): Reader {
    return new Reader(avp.data instanceof Uint8Array ? [] : avp.data, { avp, within: this })
  }
}

/** The answer to a message that is nearly as long as may be is still a message. */
function shown(avp: Avp): Avp {
  const { data } = avp
  const isLong = data instanceof Uint8Array && data.length > SHOWN_BYTES_MAX
  return isLong ? { ...avp, data: data.subarray(0, SHOWN_BYTES_MAX) } : avp
}

/** Those of that name, in their order. */
export function avpsNamed(avps: readonly Avp[], name: AvpName): readonly Avp[] {
  const { code, vendor } = AVPS[name]
  const named: Avp[] = []
  for (const avp of avps) if (avp.code === code && avp.vendor === vendor) named.push(avp)
  return named
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
  const { code, vendor, kind, mandatory } = AVPS[name]
  return { code, vendor, mandatory, data: new Uint8Array(LEAST_BYTES[kind]) }
}

const LEAST_BYTES: Readonly<Record<AvpKind, number>> = {
  octets: 0,
  text: 0,
  session: 0,
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
  const { code, vendor, kind, mandatory } = AVPS[name]
  if (kind === 'grouped') return { code, vendor, mandatory, data: value as readonly Avp[] }
  const write = WRITE[kind] as (value: ValueOf<Name>) => Uint8Array | null
  const data = present(write(value), `a value that suits ${name}`)
  return { code, vendor, mandatory, data }
}

const ENCODER = new TextEncoder()
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const IDENTITY = /^[!-~]{1,255}$/
/** What a Session-Id may have: hosts have 255, and RFC 6733 §8.8 adds three numbers to them. */
export const SESSION_BYTES_MAX = 1_024
/** What Failed-AVP gives back of a value that cannot be. */
export const SHOWN_BYTES_MAX = 1_024
const CONTROL = /\p{Cc}/u
const IPV4_FAMILY = 1
const IPV6_FAMILY = 2
/** Seconds from 1900 to 1970, and of an era of NTP (RFC 6733 §4.3.1, RFC 5905 §6). */
const NTP_TO_UNIX_SECONDS = 2_208_988_800
const ERA_SECONDS = 2 ** 32

type Plain = Exclude<AvpKind, 'grouped'>

const READ: { readonly [Kind in AvpKind]: (value: Uint8Array) => unknown } = {
  octets: (value) => value,
  text: readText,
  session(value) {
    const text = value.length > 0 && value.length <= SESSION_BYTES_MAX ? readText(value) : null
    return text !== null && !CONTROL.test(text) ? text : null
  },
  identity(value) {
    const text = readText(value)
    return text !== null && IDENTITY.test(text) ? text : null
  },
  uint32: (value) => (value.length === 4 ? uint32At(value, 0) : null),
  uint64: (value) => (value.length === 8 ? uint64Of(value) : null),
  int32: (value) => (value.length === 4 ? uint32At(value, 0) | 0 : null),
  int64: (value) => (value.length === 8 ? BigInt.asIntN(64, uint64Of(value)) : null),
  enumerated: (value) => (value.length === 4 ? uint32At(value, 0) | 0 : null),
  address: readAddress,
  time: readTime,
  grouped: () => null,
}

const WRITE: { readonly [Kind in Plain]: (value: Values[Kind]) => Uint8Array | null } = {
  octets: (value) => value,
  text: (value) => ENCODER.encode(value),
  session: (value) => ENCODER.encode(value),
  identity: (value) => (IDENTITY.test(value) ? asciiOctets(value) : null),
  uint32: (value) => (isUint32(value) ? uint32Octets(value) : null),
  uint64: (value) => (BigInt.asUintN(64, value) === value ? uint64Octets(value) : null),
  int32: (value) => ((value | 0) === value ? uint32Octets(value) : null),
  int64: (value) => (BigInt.asIntN(64, value) === value ? uint64Octets(value) : null),
  enumerated: (value) => ((value | 0) === value ? uint32Octets(value) : null),
  address: writeAddress,
  time: (value) => {
    const seconds = Number(microsOf(value) / 1_000_000n) + NTP_TO_UNIX_SECONDS
    return seconds >= 0 ? uint32Octets(seconds % ERA_SECONDS) : null
  },
}

function readText(value: Uint8Array): string | null {
  try {
    return UTF8.decode(value)
  } catch {
    return null
  }
}

function asciiOctets(text: string): Uint8Array {
  const octets = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) octets[at] = text.charCodeAt(at)
  return octets
}

function readAddress(value: Uint8Array): string | null {
  if (value.length < 2) return null
  const family = ((value[0] ?? 0) << 8) | (value[1] ?? 0)
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
  const seconds = uint32At(value, 0)
  const era = seconds >= ERA_SECONDS / 2 ? 0 : ERA_SECONDS
  return Temporal.Instant.fromEpochMilliseconds((seconds + era - NTP_TO_UNIX_SECONDS) * 1_000)
}

function isUint32(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < ERA_SECONDS
}

function uint64Of(value: Uint8Array): bigint {
  const high = uint32At(value, 0)
  const low = BigInt(uint32At(value, 4))
  return high === 0 ? low : (BigInt(high) << 32n) | low
}

function uint32Octets(value: number): Uint8Array {
  const octets = new Uint8Array(4)
  setUint32(octets, 0, value)
  return octets
}

function uint64Octets(value: bigint): Uint8Array {
  const octets = new Uint8Array(8)
  setUint32(octets, 0, Number(BigInt.asUintN(32, value >> 32n)))
  setUint32(octets, 4, Number(BigInt.asUintN(32, value)))
  return octets
}
