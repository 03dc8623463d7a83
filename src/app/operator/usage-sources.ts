/**
 * The meaning of `usage_sources` in a `kind: operator` file: who sends files of usage, and how each
 * writes them.
 */
import {
  DELIMITERS,
  USAGE_COLUMNS,
  USUAL_SOURCES,
  VOLUME_UNITS,
  type Delimiter,
  type UsageColumn,
  type UsageSource,
  type VolumeUnit,
} from '../../domain/charging/usage-source.ts'
import {
  and,
  listOf,
  matching,
  oneOf,
  orElse,
  orNull,
  parsed,
  record,
  text,
  unique,
  type Reader,
} from './reading.ts'

export const USAGE_SOURCES_MAX = 50
const COLUMN_LETTERS_MAX = 100

const delimiter: Reader<Delimiter> = and(
  oneOf(Object.keys(DELIMITERS) as (keyof typeof DELIMITERS)[]),
  (name) => DELIMITERS[name],
)

const zone = parsed(
  (given) => (isZone(given) ? given : null),
  'a time zone such as Asia/Tokyo or +09:00 is needed here',
)

function isZone(given: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(given)
    return true
  } catch {
    return false
  }
}

const theirName = orNull(text({ max: COLUMN_LETTERS_MAX }))
const columnNames = record(
  Object.fromEntries(USAGE_COLUMNS.map((column) => [column, theirName])) as Record<
    UsageColumn,
    typeof theirName
  >,
)
const columns: Reader<UsageSource['columns']> = and(columnNames, (given) => {
  const named = Object.entries(given).filter(([, name]) => name !== null)
  return Object.fromEntries(named)
})

const source: Reader<UsageSource> = record({
  name: matching(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a short name of small letters is needed here'),
  delimiter: orElse(delimiter, DELIMITERS.comma),
  columns: orElse(columns, {}),
  zone: orNull(zone),
  unit: orElse(oneOf(Object.keys(VOLUME_UNITS) as VolumeUnit[]), 'B'),
})

export const usageSources: Reader<readonly UsageSource[]> = orElse(
  unique(listOf(source, { min: 1, max: USAGE_SOURCES_MAX }), (one) => one.name),
  USUAL_SOURCES,
)
