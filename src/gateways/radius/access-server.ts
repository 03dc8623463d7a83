/**
 * The RADIUS access port (RFC 2865, RFC 5997): asks charging whether somebody may come in, and
 * words the answer for the client's make of NAS. Nothing is begun by it: the session begins with
 * its accounting.
 */
import type { Charging } from '../../app/charging/ports.ts'
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import { answerOf, readAccess, rejected, rejectedEap } from './access.ts'
import type { AccessAnswer, SessionPolicy } from './access.ts'
import { PacketCode } from './codec.ts'
import { freshAccessCounters } from './counters.ts'
import type { AccessCounters } from './counters.ts'
import { openListener, responseTo } from './listener.ts'
import type { Admitted, Listener, ListenerSettings, Step } from './listener.ts'

export interface AccessServerSettings extends ListenerSettings {
  readonly charging: Pick<Charging, 'admit'>
  readonly policy: SessionPolicy
}

export interface AccessServer extends Listener {
  /** A live view; copy it to keep it. */
  readonly counters: Readonly<AccessCounters>
}

interface Desk extends Pick<AccessServerSettings, 'charging' | 'policy'> {
  readonly counters: AccessCounters
}

/** Rejects when the port cannot be bound. */
export async function openAccessServer(settings: AccessServerSettings): Promise<AccessServer> {
  const counters = freshAccessCounters()
  const desk: Desk = { charging: settings.charging, policy: settings.policy, counters }
  const listener = await openListener(
    settings,
    {
      requestCode: PacketCode.accessRequest,
      statusAnswerCode: PacketCode.accessAccept,
      messageAuthenticatorRequired: true,
      begin: (admitted) => begin(desk, admitted),
    },
    counters,
  )
  return { ...listener, counters }
}

function begin(desk: Desk, admitted: Admitted): Step {
  const subscriber = readAccess(admitted.packet)
  if (subscriber.ok) return { kind: 'decide', response: decide(desk, admitted, subscriber.value) }
  const answer =
    subscriber.refusal.code === 'eap'
      ? rejectedEap(admitted.packet)
      : rejected('missing_subscriber', desk.policy)
  const response = respond(desk, admitted, answer)
  return response === null ? { kind: 'drop' } : { kind: 'answer', response }
}

async function decide(
  desk: Desk,
  admitted: Admitted,
  subscriber: SubscriberClaim,
): Promise<Uint8Array | null> {
  const admission = await desk.charging.admit(subscriber)
  const { dialect } = admitted.client
  const answer = answerOf(admission, { dialect, policy: desk.policy })
  const response = respond(desk, admitted, answer)
  const portalOnly = admission.kind === 'known' && admission.entitlement.kind === 'portal_only'
  if (response !== null && portalOnly && answer.refusal === null) {
    desk.counters.acceptedPortalOnly += 1
  }
  return response
}

/** Null, and counted, when the answer has no room. */
function respond({ counters }: Desk, admitted: Admitted, answer: AccessAnswer): Uint8Array | null {
  const response = responseTo(admitted, answer)
  if (response === null) counters.dropped.answer_too_long += 1
  else if (answer.refusal === null) counters.accepted += 1
  else counters.rejected[answer.refusal] += 1
  return response
}
