/**
 * IMSI: how the networks know a Sim (3GPP TS 23.003 clause 2.2). People never type it; gateways
 * and provisioning files carry it. Not an identity of a Line.
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import { readDigits, type NotDigits, type WrongLength } from './digits.ts'

declare const imsiBrand: unique symbol
/** 14 or 15 ASCII digits. */
export type Imsi = string & { readonly [imsiBrand]: true }

/** At most 15; the 14 are those of networks with a shorter subscriber part. */
export const IMSI_LENGTHS = [14, 15] as const

export type ImsiRefusal = NotDigits | WrongLength

export function parseImsi(text: string): Result<Imsi, ImsiRefusal> {
  const read = readDigits(text)
  if (!read.ok) return read
  const digits = read.value
  if (!IMSI_LENGTHS.some((length) => length === digits.length)) {
    return refuse({ code: 'wrong_length', digits: digits.length, expected: IMSI_LENGTHS })
  }
  return accept(digits as Imsi)
}

/** A public land mobile network: mobile country code and mobile network code. */
export type HomeNetwork = { readonly mcc: string; readonly mnc: string }

/**
 * The home network of a Japanese IMSI; null for any other country, whose network code may have two
 * digits or three. Under 440 it has two. Under 441 the Ministry gives codes of three digits, from
 * 200 on, beside the older ones of two.
 */
export function homeNetworkOf(imsi: Imsi): HomeNetwork | null {
  const mcc = imsi.slice(0, 3)
  if (mcc !== '440' && mcc !== '441') return null
  const mncDigits = mcc === '441' && imsi[3] === '2' ? 3 : 2
  return { mcc, mnc: imsi.slice(3, 3 + mncDigits) }
}
