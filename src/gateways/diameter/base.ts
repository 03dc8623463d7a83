/**
 * What every Diameter node must answer, whatever it is for (RFC 6733): the form of an answer, the
 * exchange of capabilities (§5.3), the watchdog (§5.5, RFC 3539), saying goodbye (§5.4). Pure: what
 * arrives and who we are in, messages out. Who may connect is `peers.ts`'.
 */
import { assert } from '../../domain/basics/assert.ts'
import { avp, avpsNamed, reading, type Failure, type Reader } from './avps.ts'
import type { Avp, Message } from './codec.ts'
import { VENDOR_3GPP } from './dictionary.ts'

export const COMMAND = {
  capabilitiesExchange: 257,
  reAuth: 258,
  creditControl: 272,
  abortSession: 274,
  deviceWatchdog: 280,
  disconnectPeer: 282,
} as const

export const BASE_APPLICATION = 0
/** RFC 8506 §1.3: credit control. */
export const CREDIT_CONTROL_APPLICATION = 4
/** RFC 6733 §2.4: what a relay says that it speaks. */
export const RELAY_APPLICATION = 0xffff_ffff

/** RFC 6733 §7.1. */
export const RESULT = {
  success: 2001,
  limitedSuccess: 2002,
  commandUnsupported: 3001,
  unableToDeliver: 3002,
  realmNotServed: 3003,
  tooBusy: 3004,
  applicationUnsupported: 3007,
  unknownPeer: 3010,
  unknownSessionId: 5002,
  authorizationRejected: 5003,
  noCommonApplication: 5010,
  unableToComply: 5012,
  noCommonSecurity: 5017,
} as const

/** Disconnect-Cause (RFC 6733 §5.4.3). */
export const DISCONNECT = { rebooting: 0, busy: 1, doNotWantToTalk: 2 } as const

/** Who this node is. */
export interface Identity {
  readonly host: string
  readonly realm: string
  /** At which we are reached. */
  readonly addresses: readonly string[]
  /**
   * Grows each time that sessions were lost (RFC 6733 §8.16). Null, and not sent: they are kept,
   * and a peer must not end its own because we were started again.
   */
  readonly stateId: number | null
}

const PRODUCT = 'tsuzuki'
/** RFC 6733 §5.3.4: no IANA number of our own. */
const NO_VENDOR = 0
const NO_INBAND_SECURITY = 0

/**
 * An answer to this very request: its session first, the marks that proxies left (§6.2), the error
 * flag where the protocol itself was broken (§7.2).
 */
export function answer(
  request: Message,
  { host, realm }: Pick<Identity, 'host' | 'realm'>,
  told: { readonly result: number; readonly avps?: readonly Avp[]; readonly failed?: Avp },
): Message {
  assert(request.request, 'only requests are answered')
  const { result, avps = [], failed } = told
  return {
    ...request,
    request: false,
    retransmitted: false,
    error: result >= 3000 && result < 4000,
    avps: [
      ...avpsNamed(request.avps, 'Session-Id').slice(0, 1),
      avp('Result-Code', result),
      avp('Origin-Host', host),
      avp('Origin-Realm', realm),
      ...avps,
      ...(failed === undefined ? [] : [avp('Failed-AVP', [failed])]),
      ...avpsNamed(request.avps, 'Proxy-Info'),
    ],
  }
}

export function refusal(request: Message, identity: Identity, failure: Failure): Message {
  return answer(request, identity, { result: failure.resultCode, failed: failure.avp })
}

/** What a peer says of itself when it connects. */
export interface Capabilities {
  readonly host: string
  readonly realm: string
  readonly stateId: number | null
  /** What it answered to our own introduction; null: it introduced itself. */
  readonly result: number | null
  /** Of ours, those that it speaks too; a relay speaks all. */
  readonly applications: readonly number[]
  readonly speaksPlainly: boolean
}

export interface Exchanged {
  readonly capabilities: Capabilities | null
  readonly failure: Failure | null
}

export function readCapabilities(message: Message): Exchanged {
  const read = reading(message.avps)
  const host = read.need('Origin-Host')
  const realm = read.need('Origin-Realm')
  const stateId = read.read('Origin-State-Id')
  const result = message.request ? null : read.need('Result-Code')
  const security = read.all('Inband-Security-Id')
  const applications = applicationsOf(read)
  const failure = read.failure()
  if (failure !== null || host === null || realm === null) return { capabilities: null, failure }
  const isOurs = applications.some(
    (one) => one === CREDIT_CONTROL_APPLICATION || one === RELAY_APPLICATION,
  )
  return {
    capabilities: {
      host,
      realm,
      stateId,
      result,
      applications: isOurs ? [CREDIT_CONTROL_APPLICATION] : [],
      speaksPlainly: security.length === 0 || security.includes(NO_INBAND_SECURITY),
    },
    failure: null,
  }
}

function applicationsOf(read: Reader): readonly number[] {
  const vendors = read.groups('Vendor-Specific-Application-Id')
  return [
    ...read.all('Auth-Application-Id'),
    ...vendors.flatMap((group) => group.all('Auth-Application-Id')),
  ]
}

function ownCapabilities({ addresses, stateId }: Identity): readonly Avp[] {
  return [
    ...addresses.map((address) => avp('Host-IP-Address', address)),
    avp('Vendor-Id', NO_VENDOR),
    avp('Product-Name', PRODUCT),
    ...originState(stateId),
    avp('Supported-Vendor-Id', VENDOR_3GPP),
    avp('Auth-Application-Id', CREDIT_CONTROL_APPLICATION),
    avp('Inband-Security-Id', NO_INBAND_SECURITY),
  ]
}

function originState(stateId: number | null): readonly Avp[] {
  return stateId === null ? [] : [avp('Origin-State-Id', stateId)]
}

/** The answer to a peer that we let in, or why not. */
export function capabilitiesAnswer(request: Message, identity: Identity, result: number): Message {
  return answer(request, identity, { result, avps: ownCapabilities(identity) })
}

export interface Marks {
  readonly hopByHop: number
  readonly endToEnd: number
}

export function capabilitiesRequest(identity: Identity, marks: Marks): Message {
  return ownRequest(identity, marks, {
    command: COMMAND.capabilitiesExchange,
    avps: ownCapabilities(identity),
  })
}

export function watchdogRequest(identity: Identity, marks: Marks): Message {
  const avps = originState(identity.stateId)
  return ownRequest(identity, marks, { command: COMMAND.deviceWatchdog, avps })
}

export function watchdogAnswer(request: Message, identity: Identity): Message {
  const avps = originState(identity.stateId)
  return answer(request, identity, { result: RESULT.success, avps })
}

export function disconnectRequest(
  identity: Identity,
  marks: Marks,
  cause: (typeof DISCONNECT)[keyof typeof DISCONNECT],
): Message {
  const avps = [avp('Disconnect-Cause', cause)]
  return ownRequest(identity, marks, { command: COMMAND.disconnectPeer, avps })
}

function ownRequest(
  { host, realm }: Identity,
  marks: Marks,
  { command, avps }: { readonly command: number; readonly avps: readonly Avp[] },
): Message {
  return {
    command,
    application: BASE_APPLICATION,
    request: true,
    // Between neighbours only.
    proxiable: false,
    error: false,
    retransmitted: false,
    ...marks,
    avps: [avp('Origin-Host', host), avp('Origin-Realm', realm), ...avps],
  }
}
