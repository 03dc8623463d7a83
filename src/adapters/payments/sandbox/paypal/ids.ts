/** Ids that look like PayPal's: capitals and digits nobody can guess. */
import { randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
/** PayPal's account ids leave out what is easily misread. */
const PAYER_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export const mintId = (length = 17): string => drawn(ALPHABET, length)
export const mintPayerId = (): string => drawn(PAYER_ALPHABET, 13)
export const mintToken = (): string => drawn(ALPHABET, 17).toLowerCase()
export const mintDebugId = (): string => randomBytes(7).toString('hex').slice(0, 13)

function drawn(alphabet: string, length: number): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}
