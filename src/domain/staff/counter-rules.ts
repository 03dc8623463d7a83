/** What a counter may do alone and how long a risky change waits: the operator's choice, dated. */
import { yen, type Yen } from '../basics/money.ts'

export interface CounterRules {
  /** A refund above it needs a second person. */
  readonly refundAloneMax: Yen
  /** Another e-mail address takes effect so long after it was asked for. */
  readonly contactDelayHours: number
  /** So does another card for the line. */
  readonly simDelayHours: number
  /** A count that differs by more needs a second person. */
  readonly differenceAloneMax: Yen
}

export const DEFAULT_COUNTER_RULES: CounterRules = {
  refundAloneMax: yen(2_000n),
  contactDelayHours: 24,
  simDelayHours: 2,
  differenceAloneMax: yen(3_000n),
}
