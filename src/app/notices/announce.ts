/**
 * Telling the operator's own systems what happened: one job a receiver, decided once under a key
 * that names the event. Ids and figures only.
 */
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import { fromJson, toJson } from '../../domain/basics/json.ts'
import type { Order } from '../../domain/order/order.ts'
import type { App } from '../app.ts'
import { decided, type Command } from '../door/command.ts'
import { SYSTEM } from '../origin.ts'
import type { NoticeFacts } from './notice-job.ts'
import type { OutsideEvent } from './ports.ts'

export interface Announcement {
  readonly line: LineId
  readonly type: string
  /** Tells this event from another of its type. */
  readonly mark: string
  readonly facts: OutsideEvent['facts']
}

interface Announce extends Announcement {
  readonly receivers: readonly string[]
}

const announceEvent: Command<Announce, null, never> = {
  name: 'announce_event',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ type, mark }) => `${type}|${mark}`,
  decide({ now, ids }, { receivers, type, line, facts }) {
    const event: OutsideEvent = { id: ids.next(), type, at: now, facts: { line, ...facts } }
    const text = eventText(event)
    return decided(null, {
      jobs: receivers.map((receiver) => ({ task: 'event', payload: { receiver, event: text } })),
    })
  },
}

/** Nothing where nobody listens. Throws when the door could not take it now. */
export async function announce(
  { door, vault }: Pick<App, 'door' | 'vault'>,
  receivers: readonly string[],
  announcement: Announcement,
): Promise<void> {
  if (receivers.length === 0) return
  const { type, mark } = announcement
  const key = `event|${vault.digest(`${type}|${mark}`)}`
  const answer = await door.ask(announceEvent, { ...announcement, receivers }, { ...SYSTEM, key })
  if (!answer.ok) throw new Error('the door was busy')
}

export function eventText(event: OutsideEvent): string {
  return JSON.stringify(toJson(event))
}

/** The inverse of `eventText`, for text that we wrote. */
export function readEvent(text: string): OutsideEvent {
  return fromJson(JSON.parse(text))
}

/** Null for notices that concern the customer alone. */
export function eventOfNotice(facts: NoticeFacts): Announcement | null {
  const mark = JSON.stringify(toJson(facts))
  switch (facts.kind) {
    case 'data_100':
      return {
        line: facts.line,
        type: 'line.data_used_up',
        mark,
        facts: { pack: facts.pack },
      }
    case 'auto_renewal_done':
    case 'auto_renewal_needs_you':
      return { line: facts.line, type: typeOf(facts.kind), mark, facts: { order: facts.order } }
    case 'auto_renewal_upcoming':
    case 'auto_renewal_failed':
    case 'auto_renewal_cap':
      return {
        line: facts.line,
        type: typeOf(facts.kind),
        mark,
        facts: { offer: facts.offer, yen: Number(facts.price) },
      }
    case 'auto_renewal_stopped':
      return {
        line: facts.line,
        type: typeOf(facts.kind),
        mark,
        facts: { offer: facts.offer, why: facts.why },
      }
    case 'dispute_moved': {
      if (facts.step !== 'decided') return null
      const { dispute, outcome, yen } = facts
      const told = { dispute, outcome, yen: Number(yen) }
      return { line: facts.line, type: 'dispute.decided', mark, facts: told }
    }
    default:
      return null
  }
}

function typeOf(kind: `auto_renewal_${string}`): string {
  return kind.replace('auto_renewal_', 'auto_renewal.')
}

/** Null while there is nothing to tell of it. */
export function eventOfOrder(order: Order): Announcement | null {
  const { kind } = order.state
  if (kind !== 'delivered' && kind !== 'refunded' && kind !== 'charged_back') return null
  const id: OrderId = order.id
  return {
    line: order.line,
    type: `order.${kind}`,
    mark: id,
    facts: {
      order: id,
      offer: order.offer.id,
      offer_version: order.offer.version,
      yen: Number(order.price),
    },
  }
}
