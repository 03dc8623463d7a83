/**
 * The directory as it is published: canonical JSON (names sorted, no spaces) with a detached
 * Ed25519 signature (RFC 8032), so that anybody can keep it and prove later what it said; and the
 * short references that are printed as QR codes beside a shop.
 */
import { isBefore, jstDayStart, plusDays, type Instant } from '../../domain/basics/time.ts'
import {
  isInForce,
  isSeller,
  type Directory,
  type Entry,
} from '../../domain/directory/directory.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Vault } from '../vault.ts'

/** Signs what the operator publishes. The private half never leaves the process. */
export interface DirectoryKey {
  /** The 32 bytes of RFC 8032, base64. */
  readonly publicKey: string
  /** Of the UTF-8 text; base64. */
  sign(text: string): string
  /** What signed before, for those who kept it; told until then. */
  readonly former: { readonly publicKey: string; readonly until: Instant } | null
}

export const VALID_DAYS = 7

export interface Published {
  readonly json: string
  /** Base64. */
  readonly signature: string
  readonly validUntil: Instant
}

/** The public half as JSON Web Key (RFC 8037 §2), with the former one while that is told. */
export function publicKeyJson({ publicKey, former }: DirectoryKey, now: Instant): object {
  const key = (base64: string) => {
    const x = base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
    return { kty: 'OKP', crv: 'Ed25519', use: 'sig', x }
  }
  const told = former === null || !isBefore(now, former.until) ? null : former
  if (told === null) return key(publicKey)
  return {
    ...key(publicKey),
    former: { ...key(told.publicKey), until: told.until.toString() },
  }
}

/** The same all day in Japan, unless an entry begins or ends. */
export function publish(
  { entries }: Directory,
  by: { readonly operator: Localised; readonly now: Instant; readonly key: DirectoryKey },
): Published {
  const issuedAt = jstDayStart(by.now)
  const validUntil = plusDays(issuedAt, VALID_DAYS)
  const json = canonical({
    entries: entries.filter((entry) => isInForce(entry, by.now)).map(asPlain),
    issuedAt: issuedAt.toString(),
    operator: by.operator,
    validUntil: validUntil.toString(),
  })
  return { json, signature: by.key.sign(json), validUntil }
}

function asPlain(entry: Entry): object {
  const { since, until } = entry
  return { ...entry, since: since.toString(), until: until === null ? null : until.toString() }
}

/** JSON of RFC 8785 as far as it is needed here: texts, null, lists and records. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`
}

const SEAL_LENGTH = 16
const REFERENCE = /^ref-([a-z0-9-]{1,64})-([0-9a-f]{16})$/

/** What the QR code of a shop or seller carries. */
export function referenceOf(id: string, vault: Vault): string {
  return `ref-${id}-${vault.keyed('directory_reference', id).slice(0, SEAL_LENGTH)}`
}

export type Referred =
  | { readonly kind: 'none' }
  /** It looks like one of ours and is not, or its entry is no longer in force. */
  | { readonly kind: 'false' }
  | { readonly kind: 'seller'; readonly entry: Entry }

export function referred(
  text: string,
  from: { readonly directory: Directory; readonly vault: Vault; readonly now: Instant },
): Referred {
  const id = REFERENCE.exec(text)?.[1]
  if (id === undefined) return { kind: 'none' }
  const entry = from.directory.entries.find((one) => one.id === id && isSeller(one))
  const isOurs = referenceOf(id, from.vault) === text
  if (entry === undefined || !isOurs || !isInForce(entry, from.now)) return { kind: 'false' }
  return { kind: 'seller', entry }
}
