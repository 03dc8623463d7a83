/**
 * Passkeys (WebAuthn) as portal and console both judge them: for which site they are made, whether
 * one was made and whether one was used. Verification is the library's; the challenge and what
 * follows of a verdict are each channel's.
 */
import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app/app.ts'

export const CHALLENGE_MINUTES = 5
const CREDENTIAL_LENGTH_MAX = 16_384

/** The relying party. */
export interface Site {
  readonly id: string
  readonly origin: string
}

/** The portal's host; a sandbox also answers on other names of this machine. */
export function siteOf(app: App, sandbox: boolean, request: FastifyRequest): Site {
  return sandbox
    ? { id: request.hostname, origin: `${request.protocol}://${request.host}` }
    : { id: new URL(app.portalUrl).hostname, origin: app.portalUrl }
}

/** JSON of a credential as the browser made it; the library judges the rest. */
export function readCredential<Response>(text: string | undefined): Response | null {
  if (text === undefined || text.length > CREDENTIAL_LENGTH_MAX) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Response) : null
  } catch {
    return null
  }
}

interface Judged<Response> {
  readonly challenge: string
  readonly response: Response
  /** The person themselves must have been asked: finger, face or PIN. */
  readonly asksPerson: boolean
}

export interface KnownPasskey {
  readonly credential: string
  /** COSE key, base64url. */
  readonly publicKey: string
  readonly counter: number
}

/** The authenticator's counter; null when the signature, origin or challenge is wrong. */
export async function usedPasskey(
  site: Site,
  given: Judged<AuthenticationResponseJSON> & { readonly passkey: KnownPasskey },
  log: FastifyRequest['log'],
): Promise<number | null> {
  const { passkey } = given
  try {
    const verified = await verifyAuthenticationResponse({
      response: given.response,
      expectedChallenge: given.challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: given.asksPerson,
      credential: {
        id: passkey.credential,
        publicKey: Uint8Array.fromBase64(passkey.publicKey, { alphabet: 'base64url' }),
        counter: passkey.counter,
      },
    })
    return verified.verified ? verified.authenticationInfo.newCounter : null
  } catch (fault) {
    log.info({ err: fault }, 'a passkey was not accepted')
    return null
  }
}

export async function madePasskey(
  site: Site,
  given: Judged<RegistrationResponseJSON>,
  log: FastifyRequest['log'],
): Promise<(KnownPasskey & { readonly transports: readonly string[] }) | null> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: given.response,
      expectedChallenge: given.challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: given.asksPerson,
    })
    if (registrationInfo === undefined) return null
    const { credential } = registrationInfo
    return {
      credential: credential.id,
      publicKey: credential.publicKey.toBase64({ alphabet: 'base64url', omitPadding: true }),
      counter: credential.counter,
      transports: given.response.response.transports ?? [],
    }
  } catch (fault) {
    log.info({ err: fault }, 'a passkey was not made')
    return null
  }
}
