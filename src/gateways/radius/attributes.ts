/**
 * Attribute values by name: the dictionary's kinds between octets and typed values (RFC 8044 §3).
 * A value that does not have its kind's shape is no value; whether that matters is for the mapping
 * to say. Where an attribute is repeated the first one counts.
 */
import { present } from '../../domain/basics/assert.ts'
import { fromMicros, microsOf } from '../../domain/basics/time.ts'
import type { Instant } from '../../domain/basics/time.ts'
import {
  ipv4Octets,
  ipv4Text,
  ipv6Octets,
  ipv6PrefixOctets,
  ipv6PrefixText,
  ipv6Text,
} from '../address.ts'
import { vendorAttributes, wrapVendorAttributes } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import { ATTRIBUTES } from './dictionary.ts'
import type { AttributeKind, AttributeName, KindOf } from './dictionary.ts'

interface Values {
  /** UTF-8 without control characters. */
  readonly text: string
  /** Unsigned, 32 bits. */
  readonly integer: number
  /** Unsigned, 8 bits. */
  readonly octet: number
  readonly ipv4: string
  readonly ipv6: string
  /** `address/length` */
  readonly ipv6prefix: string
  readonly octets: Uint8Array
  /** Whole seconds since 1970 UTC, in 32 bits. */
  readonly time: Instant
}

export type ValueOf<Name extends AttributeName> = Values[KindOf<Name>]

/** A packet's attributes by vendor and number, read once. */
export type AttributeIndex = ReadonlyMap<number, Uint8Array>

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
// oxlint-disable-next-line no-control-regex -- refusing control characters is the point
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f]/

export function indexAttributes(packet: Packet): AttributeIndex {
  const index = new Map<number, Uint8Array>()
  const add = (vendor: number | null, { type, value }: Attribute) => {
    const key = keyOf({ vendor, code: type })
    if (!index.has(key)) index.set(key, value)
  }
  for (const attribute of packet.attributes) {
    const wrapped = vendorAttributes(attribute)
    if (wrapped === null) add(null, attribute)
    else for (const inner of wrapped.attributes) add(wrapped.vendor, inner)
  }
  return index
}

export function has(index: AttributeIndex, name: AttributeName): boolean {
  return index.has(keyOf(ATTRIBUTES[name]))
}

/** Null when the attribute is absent or does not have the shape of its kind. */
export function read<Name extends AttributeName>(
  index: AttributeIndex,
  name: Name,
): ValueOf<Name> | null {
  const definition = ATTRIBUTES[name]
  const value = index.get(keyOf(definition))
  if (value === undefined) return null
  return READ[definition.kind](value) as ValueOf<Name> | null
}

/** The attribute as it goes on the wire. The value must suit the name; that is asserted. */
export function attribute<Name extends AttributeName>(name: Name, value: ValueOf<Name>): Attribute {
  const { code, kind, vendor } = ATTRIBUTES[name]
  const write = WRITE[kind] as (value: ValueOf<Name>) => Uint8Array | null
  const written = { type: code, value: present(write(value), `a value that suits ${name}`) }
  return vendor === null ? written : wrapVendorAttributes({ vendor, attributes: [written] })
}

const READ: { readonly [Kind in AttributeKind]: (value: Uint8Array) => Values[Kind] | null } = {
  text: readText,
  integer: (value) => (value.length === 4 ? uint32(value) : null),
  octet: (value) => (value.length === 1 ? (value[0] ?? null) : null),
  ipv4: ipv4Text,
  ipv6: ipv6Text,
  ipv6prefix: ipv6PrefixText,
  octets: (value) => value,
  time: (value) => (value.length === 4 ? fromMicros(BigInt(uint32(value)) * 1_000_000n) : null),
}

const WRITE: { readonly [Kind in AttributeKind]: (value: Values[Kind]) => Uint8Array | null } = {
  text: (value) => new TextEncoder().encode(value),
  integer: writeUint32,
  octet: (value) =>
    Number.isInteger(value) && value >= 0 && value <= 0xff ? Uint8Array.of(value) : null,
  ipv4: ipv4Octets,
  ipv6: ipv6Octets,
  ipv6prefix: ipv6PrefixOctets,
  octets: (value) => value,
  time: (value) => writeUint32(Number(microsOf(value) / 1_000_000n)),
}

/**
 * Text that is safe to store and to show: valid UTF-8 without control characters. RFC 2865 §5
 * forbids a closing NUL, yet gateways send it; it is cut off.
 */
export function readText(value: Uint8Array): string | null {
  let end = value.length
  while (end > 0 && value[end - 1] === 0) end -= 1
  try {
    const text = UTF8.decode(value.subarray(0, end))
    return CONTROL_CHARACTERS.test(text) ? null : text
  } catch {
    return null
  }
}

function uint32(value: Uint8Array): number {
  return new DataView(value.buffer, value.byteOffset, 4).getUint32(0)
}

function writeUint32(value: number): Uint8Array | null {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) return null
  const octets = new Uint8Array(4)
  new DataView(octets.buffer).setUint32(0, value)
  return octets
}

/** One number for vendor and code; the attributes of the RFCs come before every vendor's. */
function keyOf(where: { readonly vendor: number | null; readonly code: number }): number {
  return (where.vendor === null ? 0 : where.vendor + 1) * 256 + where.code
}
