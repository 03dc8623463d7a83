/**
 * Delivers events to the product, signed as Stripe signs (`t=…,v1=HMAC-SHA256(t.body)`) or with the
 * headers of a transmission as PayPal's are, each to its own address, at least once: what is not
 * answered with 2xx is tried again with doubling waits for three days. Waiting is in real time; the
 * time in the signature is that of the sandbox clock, which the receiver shares. Deliveries of one
 * lane go out in their order, those of several side by side.
 */
import { createHmac } from 'node:crypto'
import { isPayPalEvent, transmissionOf } from './paypal/events.ts'
import { createPoster, type Posted, type Poster } from './posting.ts'
import type { Sandbox } from './sandbox.ts'
import type { Delivery, WireObject } from './store.ts'

export const LANES_MAX = 8
export const DELIVERY_TIMEOUT_MS = 10_000
export const RETRY_MS_MAX = 60_000
export const GIVE_UP_AFTER_MS = 3 * 24 * 3_600_000
const DELIVERIES_LOOKED_AT = 200
/** A clock read so long ago is good enough to sign by; a signature that is not is tried again. */
const CLOCK_AGE_MS_MAX = 25

export interface Deliverer {
  wake(): void
  /** Lets what is on its way arrive, and starts nothing more. */
  stop(): Promise<void>
}

export function createDeliverer(sandbox: Sandbox): Deliverer {
  const { store } = sandbox
  const poster = createPoster({ connectionsMax: LANES_MAX, timeoutMs: DELIVERY_TIMEOUT_MS })
  const busy = new Map<string, Promise<void>>()
  /** Read from the store and not begun, by lane, so that not every wake reads it again. */
  let waiting = new Map<string, Delivery[]>()
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  const isHeld = (): boolean => store.setting('webhooks-held') === 'yes'

  function wake(): void {
    if (stopped || busy.size >= LANES_MAX) return
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (isHeld() || !anyAddress(sandbox)) {
      waiting.clear()
      return
    }
    startLanes()
    if (busy.size < LANES_MAX) {
      const due = store.dueDeliveries(Date.now(), DELIVERIES_LOOKED_AT)
      waiting = Map.groupBy(
        due.filter((delivery) => !busy.has(delivery.lane)),
        (delivery) => delivery.lane,
      )
      startLanes()
    }
    if (busy.size > 0) return
    const next = store.nextDeliveryMs()
    if (next !== null) timer = setTimeout(wake, Math.max(1, next - Date.now()))
  }

  function startLanes(): void {
    for (const [lane, deliveries] of waiting) {
      if (busy.size >= LANES_MAX) return
      if (busy.has(lane)) continue
      waiting.delete(lane)
      busy.set(lane, runLane(lane, deliveries))
    }
  }

  async function runLane(lane: string, deliveries: readonly Delivery[]): Promise<void> {
    try {
      for (const delivery of deliveries) {
        if (stopped || isHeld()) break
        await deliver(sandbox, poster, delivery)
      }
    } finally {
      busy.delete(lane)
      // Later, so that a fault of the store cannot spin.
      if (!stopped) setImmediate(wake)
    }
  }

  return {
    wake,
    async stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await Promise.allSettled(busy.values())
      poster.close()
    },
  }
}

async function deliver(sandbox: Sandbox, poster: Poster, delivery: Delivery): Promise<void> {
  const { store, settings } = sandbox
  const event = store.get(delivery.eventId)
  if (event === null) return
  await sandbox.clock.refresh(CLOCK_AGE_MS_MAX)
  const parcel = parcelFor(sandbox, event)
  if (parcel === null) {
    // Nobody has said where these events go; until then they wait.
    store.postpone(delivery.seq, Date.now() + RETRY_MS_MAX)
    return
  }
  if (await poster.post(parcel)) {
    store.endDelivery(delivery.seq, 'delivered')
    return
  }
  const nowMs = Date.now()
  if (nowMs - delivery.enqueuedMs > GIVE_UP_AFTER_MS) {
    store.endDelivery(delivery.seq, 'given-up')
    return
  }
  store.postpone(delivery.seq, nowMs + retryDelayMs(delivery.attempts, settings.webhookRetryMs))
}

export function retryDelayMs(attempts: number, firstMs: number): number {
  return Math.min(RETRY_MS_MAX, firstMs * 2 ** Math.min(attempts, 30))
}

export function signatureOf(body: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${signature}`
}

function anyAddress({ store }: Sandbox): boolean {
  return store.setting('webhook-url') !== null || store.setting('paypal-webhook-url') !== null
}

/** Signed anew for each try; null while the address is not known. */
function parcelFor(sandbox: Sandbox, event: WireObject): Posted | null {
  const { store, clock, settings } = sandbox
  if (isPayPalEvent(event)) {
    const url = store.setting('paypal-webhook-url')
    if (url === null) return null
    return { url, body: event.text, headers: transmissionOf(sandbox, event) }
  }
  const url = store.setting('webhook-url')
  if (url === null) return null
  const body = JSON.stringify(event)
  const signature = signatureOf(body, settings.webhookSecret, clock.nowSeconds())
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'stripe-signature': signature,
  }
  return { url, body, headers }
}
