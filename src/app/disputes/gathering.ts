/**
 * Evidence that lies outside the line's state, gathered when a dispute is raised: what was agreed
 * to and shown, which browsers were signed in, what the journal says, what the network reported.
 * Nothing personal; what is gone by then is left out.
 */
import { bytes, NO_BYTES, type Bytes } from '../../domain/basics/data-volume.ts'
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import { isBefore, jstMidnight, type Instant, type JstDate } from '../../domain/basics/time.ts'
import type { DisputeSubject, Evidence } from '../../domain/dispute/dispute.ts'
import { maySeeDay, seenFrom } from '../../domain/line/past.ts'
import type { Order } from '../../domain/order/order.ts'
import type { App } from '../app.ts'

export const JOURNAL_EVIDENCE_MAX = 30
export const SIGN_IN_EVIDENCE_MAX = 5
/** So many days before the contested one say what is usual. */
export const USUAL_DAYS = 14

/** `bytes`: of the contested day; none for an order. */
export interface Gathered {
  readonly evidence: readonly Evidence[]
  readonly bytes: Bytes
}

type Desk = Pick<App, 'reads'>

export function gather(app: Desk, line: LineId, about: DisputeSubject): Promise<Gathered> {
  return about.kind === 'order' ? ofOrder(app, line, about.order) : ofUsage(app, line, about.day)
}

async function ofOrder(app: Desk, line: LineId, id: OrderId): Promise<Gathered> {
  const known = await app.reads.order(line, id)
  if (known === null) return { evidence: [], bytes: NO_BYTES }
  const { order } = known
  const [agreement, signIns, journal] = await Promise.all([
    agreementOf(app, order),
    signInsOf(app, order),
    journalOf(app, order),
  ])
  return { evidence: [...agreement, ...signIns, ...journal], bytes: NO_BYTES }
}

async function agreementOf(app: Desk, order: Order): Promise<readonly Evidence[]> {
  const agreement = await app.reads.agreement(order.line, order.agreement)
  if (agreement === null) return []
  const { id, at, terms, shown, channel } = agreement
  const facts = {
    terms: terms.map(({ kind, version }) => `${kind} ${version}`).join(', '),
    language: shown.language,
    lines: shown.lines.length,
    channel,
  }
  return [{ kind: 'agreement', id, at, facts }]
}

/** Those of the buyer that were let in when the order was placed, latest seen first. */
async function signInsOf(app: Desk, { buyer, placedAt }: Order): Promise<readonly Evidence[]> {
  if (buyer.kind !== 'account') return []
  const { signIns } = await app.reads.account(buyer.account)
  const isIn = (since: Instant, ended: Instant | null) =>
    !isBefore(placedAt, since) && (ended === null || isBefore(placedAt, ended))
  return signIns
    .filter(({ since, ended }) => isIn(since, ended))
    .toSorted((one, other) => Temporal.Instant.compare(other.lastSeenAt, one.lastSeenAt))
    .slice(0, SIGN_IN_EVIDENCE_MAX)
    .map(({ id, since, means, device }) => ({
      kind: 'sign_in',
      id,
      at: since,
      facts: { means, device },
    }))
}

async function journalOf(app: Desk, order: Order): Promise<readonly Evidence[]> {
  const page = { since: order.placedAt, limit: JOURNAL_EVIDENCE_MAX }
  const lines = await app.reads.journalOfOrder({ line: order.line, order: order.id }, page)
  return lines.map(({ at, command, channel, by }) => ({
    kind: 'journal',
    id: null,
    at,
    facts: { command, channel, by },
  }))
}

async function ofUsage(app: Desk, line: LineId, day: JstDate): Promise<Gathered> {
  const known = (await app.reads.line(line)).line
  // Usage of an earlier holder is no evidence of a day of the present one.
  const clipped = (at: Instant) =>
    known !== null && maySeeDay(known, day) ? seenFrom(known, at) : at
  const [from, until] = [clipped(jstMidnight(day)), jstMidnight(day.add({ days: 1 }))]
  const [days, told] = await Promise.all([
    app.reads.usageDays(line, clipped(jstMidnight(day.subtract({ days: USUAL_DAYS }))), until),
    app.reads.usageReports(line, { from, until }),
  ])
  const own = days.find(({ date }) => date.equals(day))?.bytes ?? NO_BYTES
  const before = days.filter(({ date }) => !date.equals(day)).map((one) => one.bytes)
  const facts = { day: day.toString(), bytes: own, usual: middleOf(before), ...told }
  return { evidence: [{ kind: 'usage', id: null, at: from, facts }], bytes: own }
}

/** The lower of the two where there are two; null where there was no other day. */
function middleOf(amounts: readonly Bytes[]): Bytes | null {
  const sorted = amounts.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  return middle === undefined ? null : bytes(middle)
}
