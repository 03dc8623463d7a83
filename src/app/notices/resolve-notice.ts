/**
 * A notice on its way, looked at again: whom it concerns, whether it is still so, and what it tells
 * with the figures of this moment. What is not so any more is not told.
 */
import { balanceAt, bytesUnusedAt } from '../../domain/balance/balance.ts'
import { isValidAt, type Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import { NO_BYTES, plus, type Bytes } from '../../domain/basics/data-volume.ts'
import type { AccountId, PackId } from '../../domain/basics/ids.ts'
import { sumYen } from '../../domain/basics/money.ts'
import { isBefore, jstDate, type Instant } from '../../domain/basics/time.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { entitlementAt } from '../../domain/line/entitlement.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import { endsBy } from '../../domain/notice/ends.ts'
import type {
  DataNotice,
  EndNotice,
  NumberLossNotice,
  PackNotice,
} from '../../domain/notice/notice.ts'
import { DATA_NOTICES, END_NOTICES, NUMBER_LOSS_NOTICES } from '../../domain/notice/notice.ts'
import type { PointsLot } from '../../domain/points/lots.ts'
import { isPaused } from '../../domain/renewal/mandate.ts'
import { termsOffered, termsWanting } from '../../domain/renewal/terms.ts'
import type { App } from '../app.ts'
import { lineNow, type LineNow } from './line-now.ts'
import type { NoticeFacts } from './notice-job.ts'
import type { AddressedNotice, AfterData, NoticeView } from './notice-view.ts'
import { ofAnomaly, ofStatement } from './resolve-bill.ts'
import { sayRenewal } from './resolve-renewal.ts'

export interface ResolvedNotice extends AddressedNotice {
  readonly account: AccountId
  /** E.164 of the line itself; null where it has none. */
  readonly smsTo: string | null
}

/** Null where nobody is concerned any more, or it is not so any more. */
export async function resolveNotice(app: App, facts: NoticeFacts): Promise<ResolvedNotice | null> {
  if (facts.kind === 'statement_ready') return ofStatement(app, facts)
  if (facts.kind === 'anomaly_found') return ofAnomaly(app, facts)
  if ('account' in facts) return ofAccount(app, facts)
  if (facts.kind === 'dispute_moved') return ofDispute(app, facts)
  const state = await app.reads.line(facts.line)
  if (state.line === null || state.line.holder === null) return null
  const given = lineNow(app, { ...state, line: state.line })
  const notice =
    'pack' in facts
      ? ofPack(given, facts)
      : facts.kind === 'terms_changed'
        ? ofTerms(given)
        : await sayRenewal(app, given, facts)
  if (notice === null) return null
  return {
    account: state.line.holder,
    notice,
    line: { id: facts.line, masked: maskIccid(state.line.sim.iccid) },
    smsTo: state.line.msisdn,
  }
}

/** The newest version of now; accepted meanwhile, there is nothing to tell. */
function ofTerms({ state, catalogue, now }: LineNow): NoticeView | null {
  if (state.mandate === null) return null
  const offered = termsOffered(state.mandate, catalogue.terms)
  if (offered === null) return null
  const { title, effectiveFrom } = offered
  const from = isBefore(now, effectiveFrom) ? effectiveFrom : null
  return { kind: 'terms_changed', title, from }
}

function ofPack(
  given: LineNow,
  facts: { readonly kind: PackNotice; readonly pack: PackId },
): NoticeView | null {
  const pack = given.packs.find(({ id }) => id === facts.pack)
  if (pack === undefined || pack.revoked !== null) return null
  const { kind } = facts
  if (isOneOf(DATA_NOTICES, kind)) return ofData(given, { kind, pack })
  if (isOneOf(END_NOTICES, kind)) return ofEnd(given, { kind, pack })
  if (isOneOf(NUMBER_LOSS_NOTICES, kind)) return ofNumber(given, { kind, pack })
  return null
}

function isOneOf<Kind extends PackNotice>(kinds: readonly Kind[], kind: PackNotice): kind is Kind {
  return (kinds as readonly PackNotice[]).includes(kind)
}

/** A threshold that a higher one has followed is no news any more. */
function ofData(
  given: LineNow,
  { kind, pack }: { readonly kind: DataNotice; readonly pack: Pack },
): NoticeView | null {
  const { packs, now, catalogue } = given
  const offer = present(offerOf(catalogue, pack.offer), 'a pack has its offer')
  const { name: offerName, gigabyte } = offer
  if (kind === 'data_100') return { kind, offerName, gigabyte, after: afterData(given) }
  const higher = DATA_NOTICES.slice(DATA_NOTICES.indexOf(kind) + 1)
  if (!isValidAt(pack, now) || higher.some((one) => pack.noticed.includes(one))) return null
  return { kind, offerName, gigabyte, bytesLeft: balanceAt(packs, now).bytesLeft }
}

function afterData({ line, packs, network, now }: LineNow): AfterData {
  const entitlement = entitlementAt(line, packs, { network, now })
  if (entitlement.kind === 'throttled') return { kind: 'throttled', kbps: entitlement.kbps }
  if (entitlement.kind !== 'full') return { kind: 'stopped' }
  const bytes = bytesToCome(packs, now)
  return bytes === null ? { kind: 'unlimited' } : { kind: 'left', bytes }
}

/** Of packs that run and of those that the next byte begins; null when one is unlimited. */
function bytesToCome(packs: readonly Pack[], now: Instant): Bytes | null {
  let sum = NO_BYTES
  for (const pack of packs) {
    const serves = isValidAt(pack, now) || pack.start.kind === 'first_use'
    if (pack.revoked !== null || !serves) continue
    const left = bytesUnusedAt(pack, now)
    if (left === null) return null
    sum = plus(sum, left)
  }
  return sum
}

function ofEnd(
  given: LineNow,
  { kind, pack }: { readonly kind: EndNotice; readonly pack: Pack },
): NoticeView | null {
  const end = stillEnds(given, pack, 'coverage')
  if (end === null) return null
  const { mandate } = given.state
  const { terms } = given.catalogue
  const renewsItself =
    mandate !== null && !isPaused(mandate, end) && termsWanting(mandate, terms, end) === null
  return { kind, at: end, renewsItself }
}

function ofNumber(
  given: LineNow,
  { kind, pack }: { readonly kind: NumberLossNotice; readonly pack: Pack },
): NoticeView | null {
  const end = stillEnds(given, pack, 'number')
  return end === null ? null : { kind, at: end }
}

/** Whether it is still this pack with which coverage or number ends. */
function stillEnds(
  { packs, network, now }: LineNow,
  pack: Pack,
  what: 'coverage' | 'number',
): Instant | null {
  const end = endsBy(packs, { suspendedDays: network.suspendedDays, now })
  if (end === null || end.what !== what || end.pack !== pack.id) return null
  return isBefore(now, end.at) ? end.at : null
}

async function ofAccount(
  app: App,
  facts: Extract<NoticeFacts, { readonly kind: 'points_expiring' | 'means_expiring' }>,
): Promise<ResolvedNotice | null> {
  if (!isBefore(app.clock.now(), facts.at)) return null
  const base = { account: facts.account, line: null, smsTo: null }
  if (facts.kind === 'points_expiring') {
    const { kind, at } = facts
    const { lots } = await app.reads.account(facts.account)
    const points = pointsOfDay(lots, at)
    return points === 0n ? null : { ...base, notice: { kind, points, at } }
  }
  const { kind, method, at } = facts
  const kept = await app.reads.keptMethod(facts.account, method)
  if (kept === null || kept.forgottenAt !== null) return null
  return { ...base, notice: { kind, means: kept.means, at } }
}

/** Told to whoever raised it, whoever holds the line since; what a later step made old is not. */
async function ofDispute(
  app: App,
  { line: id, dispute: asked, step }: Extract<NoticeFacts, { readonly kind: 'dispute_moved' }>,
): Promise<ResolvedNotice | null> {
  const [dispute, { line }] = await Promise.all([app.reads.dispute(id, asked), app.reads.line(id)])
  if (dispute === null || dispute.account === null || line === null) return null
  const { state, dueAt } = dispute
  if ((step === 'decided') !== (state.kind === 'decided')) return null
  if (state.kind === 'withdrawn') return null
  const outcome = state.kind === 'decided' ? state.outcome : null
  return {
    account: dispute.account,
    notice: { kind: 'dispute_moved', dispute: dispute.id, step, dueAt, outcome },
    line: { id, masked: maskIccid(line.sim.iccid) },
    smsTo: line.holder === dispute.account ? line.msisdn : null,
  }
}

/** Spent meanwhile, there are fewer or none. */
function pointsOfDay(lots: readonly PointsLot[], at: Instant): bigint {
  const day = jstDate(at).toString()
  return sumYen(
    lots.filter(({ expiresAt }) => jstDate(expiresAt).toString() === day).map(({ left }) => left),
  )
}
