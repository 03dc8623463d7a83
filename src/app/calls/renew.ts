/**
 * What a caller does with an order: place it, have its link sent by e-mail, get a code for the web;
 * and what they do with a lost card. Everybody's commands, asked on a call.
 */
import { present } from '../../domain/basics/assert.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { PlacingRefusal } from '../../domain/order/placing.ts'
import { refused, type Command } from '../door/command.ts'
import { NO_CALL, NO_LINE } from '../door/state.ts'
import { stopLostCard } from '../lines/manage-line.ts'
import { makePayLink, type MakePayLink, type PayLinkRefusal } from '../orders/pay-link.ts'
import { placeOrder, type PlacedOrder, type PlaceOrder } from '../orders/place-order.ts'
import { makeShortCode } from '../orders/short-code.ts'
import { onCall } from './on-call.ts'

const lineOf = ({ line }: { readonly line: LineId }) => line

/** In nobody's name but the holder's own. */
const placing: Command<PlaceOrder, PlacedOrder, PlacingRefusal> = {
  ...placeOrder,
  decide(context, input) {
    const { buyer } = input.request
    const { line } = context.states.lines.get(input.line) ?? NO_LINE
    const isTheirs = buyer.kind !== 'account' || buyer.account === line?.holder
    return isTheirs ? placeOrder.decide(context, input) : refused({ code: 'line_unknown' })
  },
}

/** Points and kept means are the holder's, and need the PIN. */
const placingOnCall = onCall<PlaceOrder, PlacedOrder, PlacingRefusal>(
  {
    lineOf,
    acts: ({ request }) =>
      request.points > 0n || request.charges !== null ? ['renew', 'spend_kept'] : ['renew'],
    inHoldersName: ({ request }) => request.buyer.kind === 'account',
  },
  placing,
)

/** The call knows its order from the same instant on, whatever becomes of the turn. */
export const placeOnCall: typeof placingOnCall = {
  ...placingOnCall,
  decide(context, asked) {
    const placed = placingOnCall.decide(context, asked)
    const { outcome } = placed
    if (!outcome.ok) return placed
    const { call } = context.states.calls.get(asked.call) ?? NO_CALL
    const known = present(call, 'whoever places on a call was allowed to')
    const row = { ...known, line: asked.input.line, order: outcome.value.order }
    return { ...placed, outcome, changes: [...placed.changes, { table: 'calls', row }] }
  },
}

export interface SendPayLink extends MakePayLink {
  readonly language: Language
}

export type SendPayLinkRefusal = PayLinkRefusal | { readonly code: 'no_email' }

export const sendPayLink: Command<SendPayLink, { readonly until: Instant }, SendPayLinkRefusal> = {
  ...makePayLink,
  name: 'send_pay_link',
  decide(context, input) {
    const { line } = context.states.lines.get(input.line) ?? NO_LINE
    if (line === null || line.holder === null) return refused({ code: 'no_email' })
    const made = makePayLink.decide(context, input)
    const { order, language } = input
    const letter = { task: 'pay_link_letter', payload: { line: line.id, order, language } } as const
    return made.outcome.ok ? { ...made, jobs: [...made.jobs, letter] } : made
  },
}

/** To the e-mail address of whoever holds the line; the caller hears nothing of it. */
export const sendPayLinkOnCall = onCall({ lineOf, acts: () => ['renew'] }, sendPayLink)

export const makeShortCodeOnCall = onCall({ lineOf, acts: () => ['renew'] }, makeShortCode)

export const stopCardOnCall = onCall({ lineOf, acts: () => ['stop_card'] }, stopLostCard)
