/**
 * What the holder of a line does with its mandate: set, change what is bought next, pause, go on,
 * end. Who is not the holder is answered as if the line were unknown.
 */
import type {
  AgreementId,
  AccountId,
  LineId,
  MandateId,
  OrderId,
  PersonId,
} from '../../domain/basics/ids.ts'
import type { Agreement, ShownScreen, TermsRef } from '../../domain/agreement/agreement.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Channel } from '../../domain/catalogue/offer.ts'
import type { Line } from '../../domain/line/line.ts'
import {
  agree,
  changeNextOffer,
  endByOwner,
  pause,
  resumeNow,
  type AgreeRefusal,
  type MandateRequest,
  type OfferConsent,
  type OfferConsentRefusal,
  type PauseRefusal,
  type ResumeRefusal,
  type StandingRefusal,
} from '../../domain/renewal/agreeing.ts'
import type { Mandate } from '../../domain/renewal/mandate.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE, type Change, type LineState } from '../door/state.ts'
import type { NotHolder } from '../lines/manage-line.ts'
import { ending } from '../orders/end-order.ts'
import { given, meansOf, underWayOf } from './renew-by-mandate.ts'

interface HolderAct {
  readonly line: LineId
  readonly account: AccountId
}

type Held = LineState & { readonly line: Line }

function held({ states }: DecideContext, act: HolderAct): Held | null {
  const state = states.lines.get(act.line) ?? NO_LINE
  const { line } = state
  return line !== null && line.holder === act.account ? { ...state, line } : null
}

interface Screen {
  readonly shown: ShownScreen
  readonly channel: Channel
}

export interface SetMandate extends Screen {
  readonly line: LineId
  readonly request: MandateRequest
  /** The order under way, as it was known when the page was shown. */
  readonly order: OrderId | null
  readonly ids: { readonly mandate: MandateId; readonly agreement: AgreementId }
}

export interface MandateSet {
  readonly mandate: MandateId
}

export const setMandate: Command<SetMandate, MandateSet, AgreeRefusal> = {
  name: 'set_mandate',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders', 'mandate', 'points', 'kept_methods', 'identity'],
  homes: ({ line, request }) => [
    { kind: 'line', id: line },
    { kind: 'account', id: request.account },
  ],
  orders: ({ order }) => (order === null ? [] : [order]),
  fingerprint: ({ request }) => requestText(request),
  decide(context, { line, request, shown, channel, ids }) {
    const state = context.states.lines.get(line) ?? NO_LINE
    const account = context.states.accounts.get(request.account) ?? NO_ACCOUNT
    const before = state.mandate
    const agreed = agree(
      {
        line: state.line,
        packs: state.packs,
        identityChecks: state.identityChecks,
        mandate: before,
        underWay: underWayOf(state, before?.attempt?.order ?? null),
        means: meansOf(request, account, context.now),
      },
      request,
      { ...given(context), ids },
    )
    if (!agreed.ok) return refused(agreed.refusal)
    const { mandate, replaced, cancelOrder } = agreed.value
    const dropped = cancelling(state, cancelOrder, context.now)
    const facts = { mandate: mandate.id, offer: mandate.offer, trigger: mandate.trigger.kind }
    return decided(
      { mandate: mandate.id },
      {
        changes: [
          ...(replaced === null ? [] : [{ table: 'mandates', row: replaced } as const]),
          { table: 'mandates', row: mandate },
          agreement(mandate, { shown, channel, terms: request.acceptedTerms, at: context.now }),
          ...dropped.changes,
        ],
        events: [{ name: 'auto_renewal_set', facts }],
        jobs: dropped.jobs,
      },
    )
  },
}

function requestText({ offer, shownPrice, means, trigger, ...figures }: MandateRequest): string {
  return [
    offer.id,
    offer.version,
    shownPrice,
    means.kind === 'kept' ? means.method : 'points',
    trigger.kind === 'at_share' ? `at_share ${trigger.percent}` : trigger.kind,
    figures.monthlyCap,
    figures.noticeHours,
    ...figures.acceptedTerms.map((terms) => terms.hash),
  ].join('|')
}

function agreement(
  { agreement: id, line, person }: Mandate,
  made: Screen & { readonly terms: readonly TermsRef[]; readonly at: Instant },
): Change {
  const row: Agreement = { id, home: { kind: 'line', id: line }, order: null, person, ...made }
  return { table: 'agreements', row }
}

/** The renewal under way, where one is to be dropped. */
function cancelling({ orders }: LineState, id: OrderId | null, now: Instant) {
  const order = orders.find((one) => one.id === id)
  if (order === undefined) return { changes: [], jobs: [] }
  return ending(order, { kind: 'cancelled', at: now, replacedBy: null })
}

export interface ChangeMandateOffer extends HolderAct, Screen {
  readonly consent: OfferConsent
  readonly person: PersonId
  readonly ids: { readonly agreement: AgreementId }
}

export const changeMandateOffer: Command<
  ChangeMandateOffer,
  MandateSet,
  NotHolder | OfferConsentRefusal | StandingRefusal
> = {
  name: 'change_mandate_offer',
  keyPlace: 'outcomes',
  reads: ['packs', 'mandate', 'identity'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ consent: { offer, shownPrice } }) => `${offer.id}|${offer.version}|${shownPrice}`,
  decide(context, act) {
    const state = held(context, act)
    if (state === null) return refused({ code: 'line_unknown' })
    const { consent, ids, shown, channel } = act
    const changed = changeNextOffer(state, consent, { ...given(context), ...ids })
    if (!changed.ok) return refused(changed.refusal)
    const mandate = changed.value
    const made = { shown, channel, terms: consent.acceptedTerms, at: context.now }
    return decided(
      { mandate: mandate.id },
      {
        changes: [{ table: 'mandates', row: mandate }, agreement(mandate, made)],
        events: [
          {
            name: 'auto_renewal_offer_changed',
            facts: { mandate: mandate.id, offer: mandate.offer },
          },
        ],
      },
    )
  },
}

export interface PauseMandate extends HolderAct {
  /** Null: until the holder goes on. */
  readonly until: Instant | null
}

export const pauseMandate: Command<PauseMandate, MandateSet, NotHolder | PauseRefusal> = {
  name: 'pause_mandate',
  keyPlace: 'outcomes',
  reads: ['packs', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ until }) => until?.toString() ?? '',
  decide(context, act) {
    const state = held(context, act)
    if (state === null) return refused({ code: 'line_unknown' })
    const paused = pause(state, act.until, given(context))
    if (!paused.ok) return refused(paused.refusal)
    return moved(paused.value, 'auto_renewal_paused')
  },
}

export const resumeMandate: Command<HolderAct, MandateSet, NotHolder | ResumeRefusal> = {
  name: 'resume_mandate',
  keyPlace: 'outcomes',
  reads: ['packs', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line }) => line,
  decide(context, act) {
    const state = held(context, act)
    if (state === null) return refused({ code: 'line_unknown' })
    const resumed = resumeNow(state, given(context))
    if (!resumed.ok) return refused(resumed.refusal)
    return moved(resumed.value, 'auto_renewal_resumed')
  },
}

function moved(mandate: Mandate, name: string) {
  return decided(
    { mandate: mandate.id },
    {
      changes: [{ table: 'mandates', row: mandate }],
      events: [{ name, facts: { mandate: mandate.id } }],
    },
  )
}

export interface EndMandate extends HolderAct {
  readonly order: OrderId | null
}

export interface MandateEnded {
  /** Charging had started: this renewal may still come. */
  readonly charging: OrderId | null
}

export const endMandate: Command<EndMandate, MandateEnded, NotHolder | StandingRefusal> = {
  name: 'end_mandate',
  keyPlace: 'outcomes',
  reads: ['orders', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => (order === null ? [] : [order]),
  fingerprint: ({ line }) => line,
  decide(context, act) {
    const state = held(context, act)
    if (state === null) return refused({ code: 'line_unknown' })
    const underWay = underWayOf(state, state.mandate?.attempt?.order ?? null)
    const over = endByOwner({ mandate: state.mandate, underWay }, context.now)
    if (!over.ok) return refused(over.refusal)
    const { mandate, cancelOrder, charging } = over.value
    const dropped = cancelling(state, cancelOrder, context.now)
    return decided(
      { charging },
      {
        changes: [{ table: 'mandates', row: mandate }, ...dropped.changes],
        events: [{ name: 'auto_renewal_ended', facts: { mandate: mandate.id, charging } }],
        jobs: dropped.jobs,
      },
    )
  },
}
