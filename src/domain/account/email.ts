/**
 * An e-mail address, parsed once at the edge. Only its shape is judged; proof is a code sent to it.
 */
import { accept, refuse, type Result } from '../basics/result.ts'

export type Email = string & { readonly __email: true }

export const EMAIL_LENGTH_MAX = 254

export type EmailRefusal = { readonly code: 'not_an_email' }

const SHAPE = /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\.]+(?:\.[^\s@"<>(),;:\\.]+)+$/u

/** Lower-cased: two spellings of one mailbox must not become two accounts. */
export function parseEmail(text: string): Result<Email, EmailRefusal> {
  const email = text.trim().normalize('NFKC').toLowerCase()
  if (email.length > EMAIL_LENGTH_MAX || !SHAPE.test(email)) return refuse({ code: 'not_an_email' })
  return accept(email as Email)
}

/** `w•••@example.com`: enough to recognise one's own, too little to learn another's. */
export function maskEmail(email: Email): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}•••${email.slice(at)}`
}
