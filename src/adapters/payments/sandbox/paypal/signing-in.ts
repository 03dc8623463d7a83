/**
 * PayPal's sign-in of programs: a token against id and secret, good for some hours of the sandbox
 * clock. Tokens are signed and not stored; a lever ends all of them early.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { PayPalKeys, Sandbox } from '../sandbox.ts'
import { mintId } from './ids.ts'
import { PayPalTrouble, stranger } from './trouble.ts'

export const TOKEN_SECONDS = 32_400
const EPOCH = 'paypal-token-epoch'

/** Keys that nobody else has. */
export function strayKeys(): PayPalKeys {
  return {
    clientId: `A${randomBytes(39).toString('base64url')}`,
    clientSecret: `E${randomBytes(39).toString('base64url')}`,
    webhookId: mintId(),
  }
}

export function tokenFor(sandbox: Sandbox, request: FastifyRequest): unknown {
  const { clientId, clientSecret } = sandbox.settings.paypal
  const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ')
  const given = scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString() : ''
  if (!sameText(given, `${clientId}:${clientSecret}`)) throw new ClientUnknown()
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
  if (form.get('grant_type') !== 'client_credentials') {
    throw new PayPalTrouble(400, 'unsupported_grant_type', 'unsupported grant_type')
  }
  const end = sandbox.clock.nowSeconds() + TOKEN_SECONDS
  return {
    scope: 'https://uri.paypal.com/services/payments/payment',
    access_token: `A21AA${end}.${signatureOf(sandbox, end)}`,
    token_type: 'Bearer',
    app_id: 'APP-SANDBOX',
    expires_in: TOKEN_SECONDS,
    nonce: new Date(sandbox.clock.nowMs()).toISOString(),
  }
}

/** OAuth has an envelope of its own. */
export class ClientUnknown extends Error {
  override name = 'ClientUnknown'
}

export function refuseStrangers(sandbox: Sandbox, request: FastifyRequest): void {
  const token = /^Bearer A21AA(\d{1,12})\.(\w+)$/.exec(request.headers.authorization ?? '')
  const end = Number(token?.[1] ?? 0)
  if (token === null || sandbox.clock.nowSeconds() >= end) throw stranger()
  if (!sameText(token[2] ?? '', signatureOf(sandbox, end))) throw stranger()
}

export function endTokens({ store }: Sandbox): void {
  store.setSetting(EPOCH, String(Number(store.setting(EPOCH) ?? 0) + 1))
}

function signatureOf({ store, settings }: Sandbox, end: number): string {
  const signed = `${end}|${store.setting(EPOCH) ?? 0}`
  return createHmac('sha256', settings.paypal.clientSecret).update(signed).digest('hex')
}

function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
