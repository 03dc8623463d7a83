/**
 * Events: minted in the transaction of the change they tell of, with the object as it was at that
 * moment, and put in the queue of webhooks in the order that a card asks for.
 */
import type { Sandbox } from '../sandbox.ts'
import { eventObject, type EventType } from './objects/event.ts'
import { mintId } from './ids.ts'

export interface Told {
  readonly type: EventType
  readonly object: unknown
  /** Seconds before now at which the event says it happened. */
  readonly ageSeconds?: number
}

/** @param lane deliveries of one lane go out one after the other, in this order. */
export function tell(
  sandbox: Sandbox,
  lane: string,
  told: readonly Told[],
  { times = 1 }: { readonly times?: number } = {},
): void {
  for (const { type, object, ageSeconds = 0 } of told) {
    const event = eventObject({
      id: mintId('evt'),
      created: sandbox.clock.nowSeconds() - ageSeconds,
      type,
      object,
    })
    sandbox.store.put(event, { type })
    for (let sent = 0; sent < times; sent += 1) {
      sandbox.store.enqueue(lane, event.id, Date.now())
    }
  }
}
