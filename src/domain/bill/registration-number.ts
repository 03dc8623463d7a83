/**
 * The number of a registered issuer of qualified invoices: T and 13 digits (Consumption Tax Act
 * art. 57-2; the digits of a company are its corporate number). Its form and check digit only;
 * whether the number is in force, the National Tax Agency's register knows.
 */

declare const registrationBrand: unique symbol
/** `T` and 13 ASCII digits, the first of which checks the others. */
export type RegistrationNumber = string & { readonly [registrationBrand]: true }

const FORM = /^T\d{13}$/

/** Null for anything else: the form is printed on letters, and the operator copies it once. */
export function parseRegistrationNumber(text: string): RegistrationNumber | null {
  if (!FORM.test(text)) return null
  return text[1] === checkDigit(text.slice(2)) ? (text as RegistrationNumber) : null
}

/**
 * Ministerial ordinance on corporate numbers, art. 2: 9 less the weighted sum modulo 9, weights 1
 * and 2 in turn from the right.
 */
function checkDigit(payload: string): string {
  let sum = 0
  for (const [index, digit] of [...payload].toReversed().entries()) {
    sum += Number(digit) * (index % 2 === 0 ? 1 : 2)
  }
  return String(9 - (sum % 9))
}
