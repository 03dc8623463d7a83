/**
 * What an Access-Request asks and how an admission is worded (RFC 2865, RFC 2869, RFC 3579). Pure:
 * no sockets, no signatures. It asks whether a card may come in now, not whether a password is
 * right: the NAS's secret vouches for the identity, and credentials are not judged.
 */
import type { Admission } from '../../app/charging/ports.ts'
import { unreachable } from '../../domain/basics/assert.ts'
import { accept, refuse } from '../../domain/basics/result.ts'
import type { Result } from '../../domain/basics/result.ts'
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import { attribute, has, indexAttributes, read } from './attributes.ts'
import { emptyMessageAuthenticator } from './authenticator.ts'
import { PacketCode, VALUE_BYTES_MAX } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import type { AccessRefusal } from './counters.ts'
import { dialectOf } from './dialects.ts'
import type { DialectName, Naming } from './dialects.ts'
import { subscriberOf } from './subscriber.ts'

/** A session asks again at least once a day, even where time alone changes nothing. */
export const SESSION_SECONDS_MAX = 86_400
/** RFC 2869 §5.16: nothing below it may be asked of a NAS. */
export const INTERIM_SECONDS_MIN = 60
/** RFC 3748 §4: the code of Failure, in a packet of four octets. */
const EAP_FAILURE = 4
const EAP_HEADER_BYTES = 4

/** What the operator wants of sessions that are let in. */
export interface SessionPolicy extends Naming {
  /** Silence after which the NAS ends a session; null: left to it. */
  readonly idleSeconds: number | null
  readonly interimSeconds: number
}

export interface AccessAnswer {
  readonly code: number
  /** Message-Authenticator first, as a shield against forged answers (CVE-2024-3596). */
  readonly attributes: readonly Attribute[]
  /** Null: let in. */
  readonly refusal: AccessRefusal | null
}

/** Whom an Access-Request is about. A request inside EAP has to be ended by another server. */
export function readAccess(
  packet: Packet,
): Result<SubscriberClaim, { readonly code: 'eap' | 'missing_subscriber' }> {
  const index = indexAttributes(packet)
  if (has(index, 'EAP-Message')) return refuse({ code: 'eap' })
  const subscriber = subscriberOf(index)
  return subscriber === null ? refuse({ code: 'missing_subscriber' }) : accept(subscriber)
}

export function answerOf(
  admission: Admission,
  on: { readonly dialect: DialectName; readonly policy: SessionPolicy },
): AccessAnswer {
  if (admission.kind === 'unknown_subscriber') return rejected('unknown_subscriber', on.policy)
  const dialect = dialectOf(on.dialect)
  const { entitlement, seconds } = admission
  switch (entitlement.kind) {
    case 'full':
    case 'throttled':
      return accepted(seconds, on.policy, dialect.speed(entitlement.kbps, on.policy))
    case 'portal_only':
      return dialect.portal === null
        ? rejected('portal_only', on.policy)
        : accepted(seconds, on.policy, dialect.portal(on.policy))
    case 'none':
      return rejected('ended', on.policy)
    default:
      return unreachable(entitlement)
  }
}

function accepted(
  seconds: number | null,
  policy: SessionPolicy,
  granted: readonly Attribute[],
): AccessAnswer {
  const { idleSeconds } = policy
  const sessionSeconds = Math.min(seconds ?? SESSION_SECONDS_MAX, SESSION_SECONDS_MAX)
  const interimSeconds = Math.max(policy.interimSeconds, INTERIM_SECONDS_MIN)
  return {
    code: PacketCode.accessAccept,
    attributes: [
      emptyMessageAuthenticator(),
      attribute('Session-Timeout', sessionSeconds),
      ...(idleSeconds === null ? [] : [attribute('Idle-Timeout', idleSeconds)]),
      attribute('Acct-Interim-Interval', interimSeconds),
      ...granted,
    ],
    refusal: null,
  }
}

const REPLIES: Readonly<Record<Exclude<AccessRefusal, 'eap'>, string>> = {
  unknown_subscriber: 'This card is not known here. Check it at',
  missing_subscriber: 'This request names no card. Cards are renewed at',
  ended: 'This card has ended. Get a new one at',
  portal_only: 'Nothing is left on this card. Renew it at',
}

export function rejected(
  refusal: Exclude<AccessRefusal, 'eap'>,
  { portalUrl }: Pick<Naming, 'portalUrl'>,
): AccessAnswer {
  const reply = Buffer.from(`${REPLIES[refusal]} ${portalUrl}`)
  const attributes = [emptyMessageAuthenticator()]
  // A text that is cut would name another place.
  if (reply.length <= VALUE_BYTES_MAX) attributes.push(attribute('Reply-Message', reply.toString()))
  return { code: PacketCode.accessReject, attributes, refusal }
}

/** RFC 3579 §2.6.3, §2.6.5: a rejection inside EAP says Failure, and has no Reply-Message. */
export function rejectedEap(packet: Packet): AccessAnswer {
  const identifier = read(indexAttributes(packet), 'EAP-Message')?.[1] ?? 0
  const failure = Uint8Array.of(EAP_FAILURE, identifier, 0, EAP_HEADER_BYTES)
  return {
    code: PacketCode.accessReject,
    attributes: [emptyMessageAuthenticator(), attribute('EAP-Message', failure)],
    refusal: 'eap',
  }
}
