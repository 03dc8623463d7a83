/**
 * The provider's present: real time plus an offset that is read from the product's sandbox clock,
 * so that moving that clock also ends checkouts here. When the product is not there, the last
 * offset known stays, also over a restart. It never moves anybody's clock.
 */
import type { Store } from './store.ts'

/** How long an answer of the product's clock is good for, in milliseconds of real time. */
export const CLOCK_CACHE_MS = 1_000
/** A clock that takes longer to answer counts as not there, in milliseconds. */
export const CLOCK_TIMEOUT_MS = 500
/** Smaller differences are the journey of the answer, not a moved clock, in milliseconds. */
export const CLOCK_JITTER_MS = 50

const OFFSET = 'clock-offset-ms'

export interface SandboxClock {
  /** Milliseconds since 1970 by the sandbox clock, as last known. */
  nowMs(): number
  nowSeconds(): number
  /** Asks the product if the last answer is older than the cache, or the caller, allows. */
  refresh(ageMsMax?: number): Promise<void>
  /** Asks the product whatever the cache says, before something whose instant matters. */
  ask(): Promise<void>
}

export function createSandboxClock(store: Store): SandboxClock {
  let offsetMs = Number(store.setting(OFFSET) ?? 0)
  let askedAtMs = -Infinity
  let asking: Promise<void> | null = null

  async function readClock(): Promise<void> {
    const product = store.setting('product-url')
    askedAtMs = performance.now()
    if (product === null) return
    const nowMs = await productNow(product)
    if (nowMs === null) return
    const offset = nowMs - Date.now()
    if (Math.abs(offset - offsetMs) < CLOCK_JITTER_MS) return
    offsetMs = offset
    store.setSetting(OFFSET, String(offset))
  }

  const ask = (): Promise<void> => {
    asking ??= readClock().finally(() => {
      asking = null
    })
    return asking
  }

  return {
    nowMs: () => Date.now() + offsetMs,
    nowSeconds: () => Math.floor((Date.now() + offsetMs) / 1_000),
    refresh: (ageMsMax = CLOCK_CACHE_MS) =>
      performance.now() - askedAtMs < ageMsMax ? Promise.resolve() : ask(),
    ask,
  }
}

async function productNow(product: string): Promise<number | null> {
  try {
    const answer = await fetch(new URL('/sandbox/clock', product), {
      redirect: 'error',
      signal: AbortSignal.timeout(CLOCK_TIMEOUT_MS),
    })
    if (!answer.ok) {
      await answer.body?.cancel()
      return null
    }
    const told = (await answer.json()) as { readonly now?: unknown }
    const nowMs = typeof told.now === 'string' ? Date.parse(told.now) : NaN
    return Number.isNaN(nowMs) ? null : nowMs
  } catch {
    return null
  }
}
