/**
 * How gateways are told about their sessions: ask again now (Re-Auth-Request, RFC 8506 §5.5), or
 * end it (Abort-Session-Request, RFC 6733 §8.5). What the session may do then goes out in the
 * answer to its next request. How requests find their way is `server.ts`'.
 */
import type { SessionTeller, Told } from '../../app/charging/ports.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { avp, reading } from './avps.ts'
import { COMMAND, CREDIT_CONTROL_APPLICATION, RESULT, type Identity } from './base.ts'
import type { Avp, Message } from './codec.ts'
import type { Heard } from './connection.ts'
import { isSameHost } from './peers.ts'

/** Re-Auth-Request-Type (RFC 6733 §8.12). */
const AUTHORIZE_ONLY = 0

export interface Messenger {
  ask(host: string, message: Omit<Message, 'hopByHop' | 'endToEnd'>): Promise<Heard>
}

export function createTeller(
  messenger: Messenger,
  ours: Pick<Identity, 'host' | 'realm'>,
): SessionTeller {
  const tell = async (session: DataSession, command: number, avps: readonly Avp[]) => {
    const { host, realm, session: id, subSession } = session.reach ?? {}
    if (host === undefined || realm === undefined) return 'silent'
    const sub = subSession === undefined ? [] : [avp('CC-Sub-Session-Id', BigInt(subSession))]
    const message = {
      command,
      application: CREDIT_CONTROL_APPLICATION,
      request: true,
      proxiable: true,
      error: false,
      retransmitted: false,
      avps: [
        avp('Session-Id', id ?? session.sessionKey),
        avp('Origin-Host', ours.host),
        avp('Origin-Realm', ours.realm),
        avp('Destination-Realm', realm),
        avp('Destination-Host', host),
        avp('Auth-Application-Id', CREDIT_CONTROL_APPLICATION),
        ...avps,
        ...sub,
      ],
    }
    return toldBy(host, await messenger.ask(host, message))
  }
  const reAuth = [avp('Re-Auth-Request-Type', AUTHORIZE_ONLY)]
  return {
    change: (session) => tell(session, COMMAND.reAuth, reAuth),
    stop: (session) => tell(session, COMMAND.abortSession, []),
  }
}

function toldBy(host: string, heard: Heard): Told {
  if (typeof heard === 'string') return 'silent'
  const read = reading(heard.avps)
  const isTheirs = isSameHost(read.read('Origin-Host') ?? '', host)
  switch (read.read('Result-Code')) {
    case RESULT.success:
    case RESULT.limitedSuccess:
      return 'taken'
    case RESULT.unknownSessionId:
      // A relay that lost its way knows nothing of the session.
      return isTheirs ? 'gone' : 'silent'
    case RESULT.unableToDeliver:
    case RESULT.tooBusy:
      return 'silent'
    default:
      return 'refused'
  }
}
