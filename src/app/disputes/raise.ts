/**
 * Raising a dispute: the line's holder for themselves, staff for whoever is with them. Evidence was
 * gathered just before; what the line's own records say is added here, under the lock. A recognised
 * connection and a line proof are no holder.
 */
import type { Bytes } from '../../domain/basics/data-volume.ts'
import type { AccountId, AnomalyId, DisputeId, LineId, OrderId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import type { Anomaly } from '../../domain/bill/anomaly.ts'
import type { Channel } from '../../domain/catalogue/offer.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type {
  Dispute,
  DisputeSubject,
  Evidence,
  SealedWords,
} from '../../domain/dispute/dispute.ts'
import {
  evidenceOfAnomaly,
  evidenceOfOrder,
  evidenceOfPayments,
} from '../../domain/dispute/evidence.ts'
import {
  isFoundAbout,
  raise,
  type Contested,
  type RaisingRefusal,
} from '../../domain/dispute/raising.ts'
import type { Line } from '../../domain/line/line.ts'
import { maySeeDay, maySeeOrder } from '../../domain/line/past.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_LINE, type Change, type LineState } from '../door/state.ts'
import type { OwnName } from '../staff/in-own-name.ts'
import type { Gathered } from './gathering.ts'
import { movedJobs } from './telling.ts'

interface Raise {
  readonly id: DisputeId
  readonly line: LineId
  readonly about: DisputeSubject
  /** What it came of, where it came of one. */
  readonly anomaly: AnomalyId | null
  readonly words: SealedWords | null
  readonly gathered: Gathered
}

export interface RaiseDispute extends Raise {
  readonly account: AccountId
}

export interface RaiseDisputeFor extends Raise, OwnName {
  readonly channel: Channel
}

export type RaiseDisputeRefusal =
  | { readonly code: 'line_unknown' }
  | { readonly code: 'order_unknown' }
  | RaisingRefusal

export interface RaisedDispute {
  readonly id: DisputeId
}

const asked = {
  name: 'raise_dispute',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders', 'anomalies', 'disputes'],
  homes: ({ line }: Raise) => [{ kind: 'line', id: line }] as const,
  orders: ({ about }: Raise): readonly OrderId[] => (about.kind === 'order' ? [about.order] : []),
  fingerprint: ({ about }: Raise) => subjectText(about),
} as const

export const raiseDispute: Command<RaiseDispute, RaisedDispute, RaiseDisputeRefusal> = {
  ...asked,
  decide(context, input) {
    const state = context.states.lines.get(input.line) ?? NO_LINE
    if (state.line === null || state.line.holder !== input.account) {
      return refused({ code: 'line_unknown' })
    }
    const hidden = hiddenFrom({ ...state, line: state.line }, input)
    if (hidden !== null) return refused(hidden)
    const raised = { channel: 'web', staff: null } as const
    return raising(context, { state, input, raised })
  },
}

/** What was before an earlier holder let the line go is answered as if it were not there. */
function hiddenFrom(
  { line, orders }: LineState & { readonly line: Line },
  { about, account }: RaiseDispute,
): RaiseDisputeRefusal | null {
  if (about.kind === 'usage') {
    return maySeeDay(line, about.day) ? null : { code: 'nothing_used', day: about.day }
  }
  const order = orders.find(({ id }) => id === about.order)
  if (order === undefined || maySeeOrder(line, order, account)) return null
  return { code: 'order_unknown' }
}

/** Whoever asks at a counter or on the telephone is the member of staff's to know. */
export const raisingFor: Command<RaiseDisputeFor, RaisedDispute, RaiseDisputeRefusal> = {
  ...asked,
  decide(context, input) {
    const state = context.states.lines.get(input.line) ?? NO_LINE
    if (state.line === null) return refused({ code: 'line_unknown' })
    const raised = { channel: input.channel, staff: input.staff } as const
    return raising(context, { state, input, raised })
  },
}

function raising(
  { now, catalogue }: DecideContext,
  given: {
    readonly state: LineState
    readonly input: Raise
    readonly raised: Dispute['raised']
  },
) {
  const { state, input, raised } = given
  const contested = contestedIn(state, input)
  if (!contested.ok) return refused(contested.refusal)
  const anomalies = anomaliesOf(state, input)
  const { id, line, about, words, gathered } = input
  const made = raise(
    {
      id,
      line,
      account: state.line?.holder ?? null,
      contested: contested.value,
      anomalies,
      raised,
      words,
      evidence: [...ownEvidence(state, contested.value, anomalies), ...gathered.evidence],
    },
    { open: state.disputes, rules: rulesAt(catalogue.rules, now).disputes, now },
  )
  if (!made.ok) return refused(made.refusal)
  const dispute = made.value
  const facts = { line, dispute: id, anomaly: dispute.anomaly, ...subjectFacts(about) }
  return decided(
    { id },
    {
      changes: [
        { table: 'disputes', row: dispute },
        ...anomalies.map((one): Change => {
          return { table: 'anomalies', row: { ...one, feedback: { at: now, says: 'disputed' } } }
        }),
      ],
      events: [{ name: 'dispute_raised', facts }],
      jobs: movedJobs(dispute, 'raised'),
    },
  )
}

function contestedIn(
  { orders }: LineState,
  { about, gathered }: { readonly about: DisputeSubject; readonly gathered: { bytes: Bytes } },
): Result<Contested, { readonly code: 'order_unknown' }> {
  if (about.kind === 'usage') {
    return accept({ kind: 'usage', day: about.day, bytes: gathered.bytes })
  }
  const order = orders.find((one) => one.id === about.order)
  return order === undefined ? refuse({ code: 'order_unknown' }) : accept({ kind: 'order', order })
}

/** The one that was disputed by its own button stands first. */
function anomaliesOf({ anomalies }: LineState, { about, anomaly }: Raise): readonly Anomaly[] {
  const own = anomalies.filter((one) => isFoundAbout(one, about))
  return [...own.filter(({ id }) => id === anomaly), ...own.filter(({ id }) => id !== anomaly)]
}

function ownEvidence(
  { packs, payments }: LineState,
  contested: Contested,
  anomalies: readonly Anomaly[],
): readonly Evidence[] {
  const found = anomalies.map(evidenceOfAnomaly)
  if (contested.kind === 'usage') return found
  const { order } = contested
  return [...found, evidenceOfOrder(order, packs), ...evidenceOfPayments(order, payments)]
}

/** Ids and days: what a fingerprint or the journal may hold. */
function subjectText(about: DisputeSubject): string {
  return about.kind === 'order' ? about.order : about.day.toString()
}

function subjectFacts(about: DisputeSubject) {
  return about.kind === 'order' ? { order: about.order } : { day: about.day.toString() }
}
