/** The meaning of `retention:` in a `kind: operator` file: days for each kind, within bounds. */
import {
  RETENTION_BOUNDS,
  RETENTION_KINDS,
  type Retention,
  type RetentionKind,
} from '../../domain/retention/retention.ts'
import { and, orElse, record, whole, type Reader } from './reading.ts'

/** `signInDays` → `sign_in_days`, as it stands in a file. */
export function retentionField(kind: RetentionKind): string {
  return kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const fields: Readonly<Record<string, Reader<number>>> = Object.fromEntries(
  RETENTION_KINDS.map((kind) => {
    const { usual, min, max } = RETENTION_BOUNDS[kind]
    return [retentionField(kind), orElse(whole({ min, max }), usual)]
  }),
)

export const retention: Reader<Retention> = and(record(fields), (given) => {
  const days = RETENTION_KINDS.map((kind) => [kind, given[retentionField(kind)]])
  return Object.fromEntries(days) as Retention
})
