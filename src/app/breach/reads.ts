/** Whom a leak concerns, as the store tells it: ids and kinds, no text. Asked rarely. */
import type { Affected, Leak, LeakSpan } from '../../domain/breach/breach.ts'

export interface BreachReads {
  /** Null: nothing goes by that name. */
  affected(leak: Leak, span: LeakSpan): Promise<Affected | null>
  /** Of lines, those that none of the accounts holds. */
  linesUnheld(found: Pick<Affected, 'accounts' | 'lines'>): Promise<number>
}
