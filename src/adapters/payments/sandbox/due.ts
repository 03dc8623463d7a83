/**
 * What time brings about: checkouts that expire, banks that have decided. A sweep without input
 * that looks every tick while anything waits, by the sandbox clock, so that a clock moved by a day
 * is followed within a second or two.
 */
import { sayFault } from './log.ts'
import { PAYPAL_DEEDS } from './paypal/deeds.ts'
import type { Sandbox } from './sandbox.ts'
import { STRIPE_DEEDS } from './stripe/deeds.ts'
import { expireSession } from './stripe/payments.ts'

/** By the name of the deed; done twice it changes nothing the second time. */
export interface Deeds {
  readonly [deed: string]: (sandbox: Sandbox, id: string) => unknown
}

const DEEDS: Deeds = { ...STRIPE_DEEDS, ...PAYPAL_DEEDS }

export const TICK_MS = 250

export interface DueSweep {
  stop(): void
}

export function createDueSweep(sandbox: Sandbox): DueSweep {
  let looking = false
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    void lookOnce(sandbox)
      .catch((error: unknown) => sayFault('due sweep', error))
      .finally(() => {
        looking = false
      })
  }, TICK_MS)
  return { stop: () => clearInterval(timer) }
}

async function lookOnce(sandbox: Sandbox): Promise<void> {
  const { store, clock } = sandbox
  if (!store.anyOpen() && !store.anyAct()) return
  await clock.refresh()
  doWhatIsDue(sandbox)
}

export function doWhatIsDue(sandbox: Sandbox): void {
  const { store, clock } = sandbox
  for (const act of store.dueActs(clock.nowMs())) {
    DEEDS[act.deed]?.(sandbox, act.session)
    // After the deed: a kill between the two repeats it.
    store.dropAct(act.seq)
  }
  for (const session of store.openSince(clock.nowSeconds())) expireSession(sandbox, session)
}
