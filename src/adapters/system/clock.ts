/** The machine's clock. Not the sandbox's, which can be moved. */
import { fromMicros, microsOf } from '../../domain/basics/time.ts'
import type { Clock } from '../../app/ports.ts'

export const systemClock: Clock = {
  now: () => fromMicros(microsOf(Temporal.Now.instant())),
}
