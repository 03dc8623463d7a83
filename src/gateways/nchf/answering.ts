/**
 * The answer of charging as a ChargingDataResponse (TS 32.291 §6.1.6.2.1.2). Pure, and the same for
 * a repeat to the octet: its time stamp is that of the request.
 */
import { unreachable } from '../../domain/basics/assert.ts'
import type { ServiceAnswer, ServiceGrant } from '../../domain/charging/request.ts'
import type { ChargingData, Rates, UnitUsage } from './charging-data.ts'
import type { SessionFacts } from './references.ts'

/** What the operator's network does with traffic for which nothing is left. */
export type FinalUnits =
  /** To the pages on which it is renewed. */
  | { readonly action: 'redirect'; readonly url: string }
  /** Through a filter that the network knows under this name. */
  | { readonly action: 'restrict'; readonly filterId: string }
  | { readonly action: 'terminate' }

export interface AnswerTerms {
  readonly finalUnits: FinalUnits
  /** Names a filter by its speed, `{kbps}` standing for it; null: only the AMBR tells speeds. */
  readonly rateFilter: string | null
  /** Of a session where nothing slows it and its peer names no rate, kbit/s; null: none is told. */
  readonly fullKbps: number | null
  /** Unused for so many seconds, a quota is given back; null: it is kept. */
  readonly quotaHoldingSeconds: number | null
  /** How often a session is to be heard of even if nothing is granted. */
  readonly interimSeconds: number
}

/** A quota is asked for again when this part of it is left, or this much if that is less. */
export const THRESHOLD_PART = 10
export const THRESHOLD_BYTES_MAX = 50_000_000

export interface Asked {
  readonly data: ChargingData
  readonly facts: SessionFacts
  readonly isStart: boolean
}

/** The JSON text. */
export function wordAnswer(
  services: readonly ServiceAnswer[],
  asked: Asked,
  terms: AnswerTerms,
): string {
  const { data, facts, isStart } = asked
  const units = data.usages.flatMap((usage) => unitInformation(usage, { services, data, terms }))
  const rates = ratesOf(services, asked, terms)
  const session = rates === null ? null : ambrOf(facts, rates)
  return JSON.stringify({
    invocationTimeStamp: data.sentAtText,
    invocationSequenceNumber: data.number,
    sessionFailover: 'FAILOVER_SUPPORTED',
    ...(units.length === 0 ? {} : { multipleUnitInformation: units }),
    ...(isStart ? { triggers: [timeLimit(terms)] } : {}),
    ...(session === null ? {} : { pDUSessionChargingInformation: session }),
  })
}

interface Wording {
  readonly services: readonly ServiceAnswer[]
  readonly data: ChargingData
  readonly terms: AnswerTerms
}

/** One for each that asked; a rating group of several user plane functions is shared out. */
function unitInformation(usage: UnitUsage, { services, data, terms }: Wording): readonly object[] {
  const { ratingGroup, upf, wants, unsold } = usage
  const names = { ratingGroup, ...(upf === null ? {} : { uPFID: upf }) }
  // Not QUOTA_MANAGEMENT_NOT_APPLICABLE, which says that it may be used without a quota.
  if (unsold) return [{ ...names, resultCode: 'RATING_FAILED' }]
  const grant = services.find((one) => one.ratingGroup === ratingGroup)?.grant ?? null
  if (wants === null || grant === null) return []
  const sharers = data.usages.filter((one) => one.ratingGroup === ratingGroup && one.wants !== null)
  const share = { nth: sharers.indexOf(usage), of: sharers.length }
  if (data.oneTime !== null && grant.kind === 'granted')
    return [{ ...names, ...taken(grant, share) }]
  return [{ ...names, ...grantWords(grant, share, terms) }]
}

interface Share {
  readonly nth: number
  readonly of: number
}

function grantWords(grant: ServiceGrant, share: Share, terms: AnswerTerms): object {
  switch (grant.kind) {
    case 'granted':
      return granted(grant, share, terms)
    case 'empty':
      return { resultCode: 'QUOTA_LIMIT_REACHED', ...finalUnits('portal_only', terms) }
    case 'suspended':
      return { resultCode: 'END_USER_SERVICE_DENIED', ...finalUnits('portal_only', terms) }
    case 'ended':
      return { resultCode: 'END_USER_SERVICE_REJECTED', ...finalUnits('none', terms) }
    default:
      return unreachable(grant)
  }
}

type Granted = Extract<ServiceGrant, { kind: 'granted' }>

/** By an event, which is over: nothing is left to report on. */
function taken(grant: Granted, share: Share): object {
  return { resultCode: 'SUCCESS', grantedUnit: { totalVolume: shareOf(grant.bytes, share) } }
}

function granted(grant: Granted, share: Share, terms: AnswerTerms): object {
  const volume = shareOf(grant.bytes, share)
  const holding = terms.quotaHoldingSeconds
  const isHeld = holding !== null && holding < grant.seconds
  const threshold = Math.min(Math.floor(volume / THRESHOLD_PART), THRESHOLD_BYTES_MAX)
  const isThreshold = grant.last === null && threshold > 0
  const types = [
    ...(isThreshold ? ['QUOTA_THRESHOLD'] : []),
    'QUOTA_EXHAUSTED',
    'VALIDITY_TIME',
    ...(isHeld ? ['QHT'] : []),
  ]
  return {
    resultCode: 'SUCCESS',
    grantedUnit: { totalVolume: volume },
    triggers: types.map((triggerType) => ({ triggerType, triggerCategory: 'IMMEDIATE_REPORT' })),
    validityTime: grant.seconds,
    ...(isHeld ? { quotaHoldingTime: holding } : {}),
    ...(isThreshold ? { volumeQuotaThreshold: threshold } : {}),
    ...(grant.last === null ? rateFilter(grant.kbps, terms) : finalUnits(grant.last, terms)),
  }
}

/** Equal parts, the first taking what does not divide. A double holds them exactly. */
function shareOf(total: bigint, { nth, of }: Share): number {
  const part = total / BigInt(of)
  const volume = nth === 0 ? total - part * BigInt(of - 1) : part
  const max = BigInt(Number.MAX_SAFE_INTEGER)
  return Number(volume < max ? volume : max)
}

function finalUnits(last: 'portal_only' | 'none', { finalUnits: told }: AnswerTerms): object {
  if (last === 'none' || told.action === 'terminate') {
    return { finalUnitIndication: { finalUnitAction: 'TERMINATE' } }
  }
  if (told.action === 'restrict') return restriction(told.filterId)
  const redirectServer = { redirectAddressType: 'URL', redirectServerAddress: told.url }
  return { finalUnitIndication: { finalUnitAction: 'REDIRECT', redirectServer } }
}

function rateFilter(kbps: number | null, { rateFilter: pattern }: AnswerTerms): object {
  if (kbps === null || pattern === null) return {}
  return restriction(pattern.replaceAll('{kbps}', String(kbps)))
}

function restriction(filterId: string): object {
  return { finalUnitIndication: { finalUnitAction: 'RESTRICT_ACCESS', filterId } }
}

/**
 * The slowest of what is granted, for a session has one speed. Once it may have been slowed, its
 * full rates are named where nothing slows it: silence would leave it slow. What costs nothing says
 * nothing of the line's speed. Null: none is told.
 */
function ratesOf(
  services: readonly ServiceAnswer[],
  { data, facts, isStart }: Asked,
  { fullKbps }: AnswerTerms,
): Rates | null {
  const speeds = services.flatMap(({ grant }) =>
    grant?.kind === 'granted' && grant.free !== true ? [grant.kbps] : [],
  )
  if (speeds.length === 0 || data.oneTime !== null) return null
  const slowest = Math.min(...speeds.map((kbps) => kbps ?? Infinity))
  if (slowest < Infinity) return bothWays(slowest)
  if (isStart) return null
  const told = facts.fullRates ?? data.session.subscribedRates
  return told ?? (fullKbps === null ? null : bothWays(fullKbps))
}

function bothWays(kbps: number): Rates {
  return { uplink: `${kbps} Kbps`, downlink: `${kbps} Kbps` }
}

/** Only where the peer named its session, which the description wants beside it. */
function ambrOf({ pduSessionId, dnn }: SessionFacts, { uplink, downlink }: Rates): object | null {
  if (pduSessionId === null || dnn === null) return null
  return {
    pduSessionInformation: {
      pduSessionID: pduSessionId,
      dnnId: dnn,
      authorizedSessionAMBR: { uplink, downlink },
    },
  }
}

function timeLimit({ interimSeconds }: AnswerTerms): object {
  return {
    triggerType: 'TIME_LIMIT',
    triggerCategory: 'IMMEDIATE_REPORT',
    timeLimit: interimSeconds,
  }
}
