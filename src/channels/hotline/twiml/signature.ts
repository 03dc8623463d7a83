/**
 * Whether a request comes from the provider: HMAC-SHA-1 over the exact address and the form's
 * fields, by the provider's own library. And our own mark on addresses of prompts, which the
 * provider fetches without signing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'

export type Form = Readonly<Record<string, string | readonly string[]>>

export interface SignedRequest {
  readonly url: string
  readonly form: Form
  readonly signature: string | undefined
}

export function isGenuine(
  { url, form, signature }: SignedRequest,
  authTokens: readonly string[],
): boolean {
  if (signature === undefined || signature === '' || !URL.canParse(url)) return false
  return authTokens.some((token) => token !== '' && validateRequest(token, signature, url, form))
}

const MARK_LENGTH = 22

/** Who was not told the address of a prompt can not make it up from what may have been said. */
export function markOf(promptId: string, authToken: string): string {
  const digest = createHmac('sha256', authToken).update(`prompt:${promptId}`).digest('base64url')
  return digest.slice(0, MARK_LENGTH)
}

export function isMarked(promptId: string, mark: string, authTokens: readonly string[]): boolean {
  const given = Buffer.from(mark)
  return authTokens.some((token) => {
    const wanted = Buffer.from(markOf(promptId, token))
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}
