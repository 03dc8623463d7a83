/**
 * Country codes of ITU-T E.164, only so far as to know where one ends: SIM numbers and telephone
 * numbers both begin with one. Not a list of countries.
 */

/** The codes of two digits; `1` and `7` stand alone, all others have three (E.164 annex list). */
const TWO_DIGITS = /^(?:2[07]|3[0-4]|36|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

/** The country code that digits begin with, or as much of it as there is. */
export function countryCodeOf(digits: string): string {
  if (digits.startsWith('1') || digits.startsWith('7')) return digits.slice(0, 1)
  return digits.slice(0, TWO_DIGITS.test(digits) ? 2 : 3)
}
