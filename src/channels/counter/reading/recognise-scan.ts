/**
 * What a clerk's one field was given, by keyboard, barcode scanner or document reader. Recognised
 * by shape and check digits alone: nothing is looked up, so that a line, order or code of this
 * shape may not exist. Total: every text has an answer.
 */
import { parseId, type OrderId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { parseEmail, type Email, type EmailRefusal } from '../../../domain/account/email.ts'
import {
  parseGiftCode,
  type GiftCode,
  type GiftCodeRefusal,
} from '../../../domain/gift-card/code.ts'
import {
  parseDocumentNumber,
  type DocumentNumber,
} from '../../../domain/identity/document-number.ts'
import {
  parseResidenceCardNumber,
  RESIDENCE_CARD_NUMBER_LENGTH,
  type ResidenceCardNumber,
  type ResidenceCardNumberRefusal,
} from '../../../domain/identity/residence-card-number.ts'
import { closeUp, narrow } from '../../../domain/identity/typed-text.ts'
import {
  ICCID_LENGTHS,
  parseIccid,
  type Iccid,
  type IccidRefusal,
} from '../../../domain/line/iccid.ts'
import { parseMsisdn, type Msisdn, type MsisdnRefusal } from '../../../domain/line/msisdn.ts'
import { readMrz, type TravelDocument } from './mrz.ts'
import type { MrzRefusal } from './mrz-refusal.ts'

export type Scan =
  | { readonly kind: 'iccid'; readonly iccid: Iccid }
  | { readonly kind: 'mrz'; readonly document: TravelDocument }
  | { readonly kind: 'residence_card'; readonly number: ResidenceCardNumber }
  /** A passport's or card's number typed alone, to be found by its keyed hash. */
  | { readonly kind: 'document_number'; readonly number: DocumentNumber }
  | { readonly kind: 'gift_code'; readonly giftCode: GiftCode }
  /** Eight digits. Order and document numbers may look the same; `#` tells an order's. */
  | { readonly kind: 'short_code'; readonly digits: string }
  | { readonly kind: 'order'; readonly order: OrderId }
  /**
   * As orders are called aloud: the last eight characters of the id, upper case. A document number
   * may look the same.
   */
  | { readonly kind: 'order_number'; readonly number: string }
  | { readonly kind: 'phone'; readonly msisdn: Msisdn }
  | { readonly kind: 'email'; readonly email: Email }
  | { readonly kind: 'name'; readonly name: string }
  /** Surely meant as one of these, but wrong; the refusal says what and where. */
  | ScanRefused
  | { readonly kind: 'unknown' }

export type ScanRefused =
  | { readonly kind: 'refused'; readonly meant: 'iccid'; readonly refusal: IccidRefusal }
  | { readonly kind: 'refused'; readonly meant: 'mrz'; readonly refusal: MrzRefusal }
  | {
      readonly kind: 'refused'
      readonly meant: 'residence_card'
      readonly refusal: ResidenceCardNumberRefusal
    }
  | { readonly kind: 'refused'; readonly meant: 'gift_code'; readonly refusal: GiftCodeRefusal }
  | { readonly kind: 'refused'; readonly meant: 'phone'; readonly refusal: MsisdnRefusal }
  | { readonly kind: 'refused'; readonly meant: 'email'; readonly refusal: EmailRefusal }

/** What one field takes; the longest thing meant for it is a machine-readable zone in a paste. */
export const SCAN_LENGTH_MAX = 1_000

const NOTHING: Scan = { kind: 'unknown' }
/** The identifier of the bar code's kind that some scanners are set to send first (ISO 15424). */
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z](?=[0-9A-Za-z])/
const MRZ_SIGN = '<<'
const NAME = /^[\p{L}\p{M}\s.,'’・･\-‐ー]+$/u
const UUID = String.raw`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`
const ORDER = new RegExp(String.raw`^(?:\S*/orders/)?(${UUID})(?:[/?#]\S*)?$`, 'iu')
const ORDER_NUMBER = /^#?([0-9A-F]{8})$/

/** `now` is for the century of a passport's last day only. */
export function recogniseScan(text: string, now: Instant): Scan {
  if (text.length > SCAN_LENGTH_MAX) return NOTHING
  const typed = narrow(text).trim().replace(SYMBOLOGY, '')
  const close = closeUp(typed)
  if (close === '') return NOTHING
  if (close.replaceAll('«', MRZ_SIGN).includes(MRZ_SIGN)) return asMrz(typed, now)
  if (typed.includes('@')) return asEmail(typed)
  const order = ORDER.exec(typed)
  if (order !== null) return asOrder(order[1] ?? '')
  if (/^\+?[\d().]+$/.test(close)) return asDigits(typed, close)
  return asCode(typed, close) ?? asName(typed)
}

function asMrz(typed: string, now: Instant): Scan {
  const read = readMrz(typed, now)
  return read.ok
    ? { kind: 'mrz', document: read.value }
    : { kind: 'refused', meant: 'mrz', refusal: read.refusal }
}

/** Also as mail programs copy it: `Name <address>`. */
function asEmail(typed: string): Scan {
  const read = parseEmail(/<([^<>]*)>$/.exec(typed)?.[1] ?? typed.replace(/^mailto:/iu, ''))
  return read.ok
    ? { kind: 'email', email: read.value }
    : { kind: 'refused', meant: 'email', refusal: read.refusal }
}

function asOrder(text: string): Scan {
  const order = parseId<OrderId>(text)
  return order === null ? NOTHING : { kind: 'order', order }
}

const SHORT_CODE_LENGTH = 8
const GIFT_DIGITS = 25
/** Fewer digits under 89 are not yet worth calling a card's number. */
const ICCID_LENGTH_TOLD_MIN = 15
/** Passports have at most nine digits; ten are an activation code and twelve My Number's. */
const DOCUMENT_DIGITS_MAX = 9
/** A telephone number with its 0 or 81, a digit or two astray. */
const PHONE = /^(?:0\d{9,14}|81\d{8,11})$/

function asDigits(typed: string, close: string): Scan {
  const digits = close.replace(/[^\d]/g, '')
  const { length } = digits
  if (close.startsWith('+')) return asPhone(typed)
  if (length === GIFT_DIGITS) return asGiftCode(close)
  const longEnough = length >= ICCID_LENGTH_TOLD_MIN && length < GIFT_DIGITS
  if (longEnough && digits.startsWith('89')) return asIccid(typed)
  if (ICCID_LENGTHS.some((one) => one === length)) return asIccid(typed)
  if (PHONE.test(digits)) return asPhone(typed)
  if (length === SHORT_CODE_LENGTH) return { kind: 'short_code', digits }
  return length <= DOCUMENT_DIGITS_MAX ? asDocumentNumber(close) : NOTHING
}

function asPhone(typed: string): Scan {
  const read = parseMsisdn(typed)
  return read.ok
    ? { kind: 'phone', msisdn: read.value }
    : { kind: 'refused', meant: 'phone', refusal: read.refusal }
}

function asIccid(typed: string): Scan {
  const read = parseIccid(typed)
  return read.ok
    ? { kind: 'iccid', iccid: read.value }
    : { kind: 'refused', meant: 'iccid', refusal: read.refusal }
}

/** Letters and digits mixed; null for what may be a name. */
function asCode(typed: string, close: string): Scan | null {
  // Nineteen digits are kept in twenty half-bytes, and some cards print the F that fills the last.
  if (/^89\d{17}F$/.test(close)) return asIccid(close.slice(0, -1))
  const [, number] = ORDER_NUMBER.exec(close) ?? []
  if (number !== undefined && !/\s/u.test(typed)) return { kind: 'order_number', number }
  if (isGiftCode(typed, close)) return asGiftCode(close)
  const hasDigit = /\d/.test(close)
  if (!hasDigit) return null
  if (isResidenceCard(close)) return asResidenceCard(close)
  return /^[A-Z0-9]+$/.test(close) ? asDocumentNumber(close) : null
}

/**
 * In groups of four or in one piece. Seventeen letters are a name unless the check holds; the same
 * shape with a digit is a code, right or wrong.
 */
function isGiftCode(typed: string, close: string): boolean {
  const grouped = typed.replace(/[\u2010-\u2015\u2212\u30fc\uff70]/gu, '-')
  if (!/^[0-9a-z]{4}([ -]?)(?:[0-9a-z]{4}\1){2}[0-9a-z]{4}(?:\1[0-9a-z*~$=])?$/iu.test(grouped)) {
    return false
  }
  return /\d/.test(close) || parseGiftCode(close).ok
}

function asGiftCode(close: string): Scan {
  const read = parseGiftCode(close)
  return read.ok
    ? { kind: 'gift_code', giftCode: read.value }
    : { kind: 'refused', meant: 'gift_code', refusal: read.refusal }
}

/** One character out of its place, or one too many or too few, still tells what was meant. */
function isResidenceCard(close: string): boolean {
  const isNearLength = Math.abs(close.length - RESIDENCE_CARD_NUMBER_LENGTH) === 1
  if (isNearLength) return /^[A-Z]{2}\d+[A-Z]{2}$/.test(close)
  const read = parseResidenceCardNumber(close)
  if (read.ok || read.refusal.code !== 'residence_card_character') return read.ok
  const { position, wanted } = read.refusal
  const mended = [...close].with(position - 1, wanted === 'letter' ? 'A' : '0').join('')
  return parseResidenceCardNumber(mended).ok
}

function asResidenceCard(close: string): Scan {
  const read = parseResidenceCardNumber(close)
  return read.ok
    ? { kind: 'residence_card', number: read.value }
    : { kind: 'refused', meant: 'residence_card', refusal: read.refusal }
}

function asDocumentNumber(close: string): Scan {
  const read = parseDocumentNumber(close)
  return read.ok ? { kind: 'document_number', number: read.value } : NOTHING
}

function asName(typed: string): Scan {
  if (!NAME.test(typed) || !/\p{L}/u.test(typed)) return NOTHING
  return { kind: 'name', name: typed.normalize('NFC').replace(/\s+/gu, ' ') }
}
