/**
 * The install code of an eSIM profile: what a phone reads from a QR code or takes as text to fetch
 * the profile (GSMA SGP.22 §4.1, which calls it Activation Code; `LPA:` stands before it in a QR
 * code, §4.1.2). Not the activation code printed beside a card (`line/activation-code.ts`).
 */
import { accept, refuse, type Result } from '../basics/result.ts'

declare const smdpBrand: unique symbol
/** The SM-DP+'s fully qualified domain name, as it is written in codes; compared without case. */
export type SmdpAddress = string & { readonly [smdpBrand]: true }

declare const matchingBrand: unique symbol
/** Which order is fetched. Whoever has it can fetch the profile: sealed where it is kept. */
export type MatchingId = string & { readonly [matchingBrand]: true }

export interface InstallCode {
  readonly smdp: SmdpAddress
  /** Empty: the SM-DP+ finds the order by the phone's EID alone. */
  readonly matchingId: MatchingId
  /** The SM-DP+'s object identifier, where it must be checked. */
  readonly oid: string | null
  /** The phone asks for a second code that was given separately. */
  readonly needsConfirmation: boolean
}

export type InstallCodeRefusal =
  /** Not begun by `LPA:1$` or `1$`, or too few or too many parts. */
  | { readonly code: 'not_an_install_code' }
  | { readonly code: 'install_code_too_long'; readonly max: number }
  | { readonly code: 'bad_smdp_address' }
  | { readonly code: 'bad_matching_id' }
  | { readonly code: 'bad_oid' }
  | { readonly code: 'bad_confirmation_flag' }

/** SGP.22 §4.1: in a QR code, without the `LPA:` before it. */
export const INSTALL_CODE_LENGTH_MAX = 255
/** What the shortest address leaves: `1$a.b$` takes six. */
export const MATCHING_ID_LENGTH_MAX = INSTALL_CODE_LENGTH_MAX - 6
/** RFC 1035 §2.3.4. */
export const SMDP_ADDRESS_LENGTH_MAX = 253

const SCHEME = /^LPA:/i
const FORMAT = '1'
/** RFC 1123 §2.1: labels of letters, digits and inner dashes; two at least. */
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const DOMAIN_NAME = new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`)
const MATCHING_ID = /^[A-Za-z0-9-]*$/
/** X.660: two arcs at least, none with a nought before it. */
const OID = /^[0-2](?:\.(?:0|[1-9][0-9]*))+$/

export function parseSmdpAddress(text: string): SmdpAddress | null {
  const isRight = text.length <= SMDP_ADDRESS_LENGTH_MAX && DOMAIN_NAME.test(text)
  return isRight ? (text as SmdpAddress) : null
}

/** Letters, digits and dashes; may be empty (SGP.22 §4.1.1). */
export function parseMatchingId(text: string): MatchingId | null {
  const isRight = text.length <= MATCHING_ID_LENGTH_MAX && MATCHING_ID.test(text)
  return isRight ? (text as MatchingId) : null
}

/** As scanned or pasted: space around it and the missing `LPA:` of a text are accepted. */
export function parseInstallCode(text: string): Result<InstallCode, InstallCodeRefusal> {
  const code = text.trim().replace(SCHEME, '')
  if (code.length > INSTALL_CODE_LENGTH_MAX) {
    return refuse({ code: 'install_code_too_long', max: INSTALL_CODE_LENGTH_MAX })
  }
  const [format, address, matching, oidText = '', flag, ...more] = code.split('$')
  if (format !== FORMAT || address === undefined || matching === undefined || more.length > 0) {
    return refuse({ code: 'not_an_install_code' })
  }
  const smdp = parseSmdpAddress(address)
  if (smdp === null) return refuse({ code: 'bad_smdp_address' })
  const matchingId = parseMatchingId(matching)
  if (matchingId === null) return refuse({ code: 'bad_matching_id' })
  const oid = oidText === '' ? null : oidText
  if (oid !== null && !OID.test(oid)) return refuse({ code: 'bad_oid' })
  if (flag !== undefined && flag !== '' && flag !== '1') {
    return refuse({ code: 'bad_confirmation_flag' })
  }
  return accept({ smdp, matchingId, oid, needsConfirmation: flag === '1' })
}

/** What stands in the QR code and is typed into a phone that cannot scan. */
export function formatInstallCode(code: InstallCode): string {
  const { smdp, matchingId, oid, needsConfirmation } = code
  const tail = needsConfirmation ? `$${oid ?? ''}$1` : oid === null ? '' : `$${oid}`
  return `LPA:${FORMAT}$${smdp}$${matchingId}${tail}`
}

/** Bytes of chance in a matching id that we choose; 160 bits cannot be guessed. */
export const MATCHING_ID_BYTES = 20
const GROUP = 5
/** Crockford's digits: capitals without I, L, O and U, for whoever must type them. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A matching id of our own, in groups of five. `bytes`: `MATCHING_ID_BYTES` of them. */
export function mintMatchingId(bytes: Uint8Array): MatchingId {
  let value = BigInt(`0x${bytes.toHex()}`)
  let digits = ''
  for (let place = 0; place < (bytes.length * 8) / 5; place += 1) {
    digits += DIGITS[Number(value % 32n)] ?? ''
    value /= 32n
  }
  const groups = digits.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
  return groups.join('-') as MatchingId
}
