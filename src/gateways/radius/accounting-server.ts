/**
 * The RADIUS accounting port (RFC 2866, RFC 5997): has records charged and acknowledges what is
 * safely kept. It decides nothing about lines. Access-Request is another port's.
 */
import type { Charging } from '../../app/charging/ports.ts'
import { unreachable } from '../../domain/basics/assert.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { ChargingAnswer } from '../../domain/charging/request.ts'
import { readAccounting } from './accounting.ts'
import type { AccountingRecord, AccountingRefusal } from './accounting.ts'
import { plainAddress } from './clients.ts'
import { PacketCode } from './codec.ts'
import { freshAccountingCounters } from './counters.ts'
import type { AccountingCounters } from './counters.ts'
import { openListener, shortResponseTo } from './listener.ts'
import type { Admitted, Listener, ListenerSettings, Step } from './listener.ts'

/** What charging must answer; it is called once per request that is not a duplicate in flight. */
export type AccountingPort = Pick<Charging, 'charge' | 'peerRestarted'>

export interface AccountingServerSettings extends ListenerSettings {
  readonly accounting: AccountingPort
}

export interface AccountingServer extends Listener {
  /** A live view; copy it to keep it. */
  readonly counters: Readonly<AccountingCounters>
}

interface Desk {
  readonly accounting: AccountingPort
  readonly counters: AccountingCounters
}

/** Rejects when the port cannot be bound. */
export async function openAccountingServer(
  settings: AccountingServerSettings,
): Promise<AccountingServer> {
  const counters = freshAccountingCounters()
  const desk: Desk = { accounting: settings.accounting, counters }
  const listener = await openListener(
    settings,
    {
      requestCode: PacketCode.accountingRequest,
      statusAnswerCode: PacketCode.accountingResponse,
      messageAuthenticatorRequired: false,
      begin: (admitted, now) => account(desk, admitted, now),
    },
    counters,
  )
  return { ...listener, counters }
}

function account(desk: Desk, admitted: Admitted, now: Instant): Step {
  const record = readAccounting(admitted.packet, {
    client: admitted.client.name,
    address: plainAddress(admitted.source.address),
    heardAt: now,
  })
  // The response is made now, so that nothing of the request is held while it is decided.
  if (record.ok) {
    return { kind: 'decide', response: decide(desk, record.value, acknowledge(admitted)) }
  }
  return acknowledges(desk.counters, record.refusal)
    ? { kind: 'answer', response: acknowledge(admitted) }
    : { kind: 'drop' }
}

/**
 * It carries no Message-Authenticator: no RFC says over what an accounting response computes it,
 * and peers that disagree would not hear us. It is never longer than the request, which carried
 * the same attributes.
 */
function acknowledge(admitted: Admitted): Uint8Array {
  return shortResponseTo(admitted, { code: PacketCode.accountingResponse, attributes: [] })
}

/** Counts a refusal; true when the peer is answered because sending again could not help. */
function acknowledges(counters: AccountingCounters, refusal: AccountingRefusal): boolean {
  if (refusal.code === 'status_without_usage' || refusal.code === 'missing_subscriber') {
    counters.acknowledged[refusal.code] += 1
    return true
  }
  counters.dropped[refusal.code] += 1
  return false
}

async function decide(
  { accounting, counters }: Desk,
  record: AccountingRecord,
  response: Uint8Array,
): Promise<Uint8Array | null> {
  const decided =
    record.kind === 'charging'
      ? await accounting.charge(record.request)
      : await accounting.peerRestarted(record.restart)
  return mayAnswer(counters, decided) ? response : null
}

/**
 * RFC 2866 §4.1: no response unless the record is safely kept. An unknown subscriber is answered
 * all the same, for the peer would otherwise send the record for ever.
 */
function mayAnswer(counters: AccountingCounters, decided: ChargingAnswer): boolean {
  switch (decided.kind) {
    case 'recorded':
      counters.recorded += 1
      if (decided.replayed) counters.replayed += 1
      return true
    case 'unknown_subscriber':
      counters.unknownSubscriber += 1
      return true
    case 'busy':
      counters.busy += 1
      return false
    default:
      return unreachable(decided)
  }
}
