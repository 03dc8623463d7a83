/**
 * Whether and by when a breach must be reported: APPI art. 26 with its enforcement rules, art. 7
 * (what must be), art. 8 (3 to 5 days for the first report, 30 for the last, 60 where somebody
 * meant harm), art. 10 (those affected, promptly). Dated values; no advice of a lawyer.
 */
import { jstDate, type Instant, type JstDate } from '../basics/time.ts'
import { present } from '../basics/assert.ts'
import type { DataKind } from './breach.ts'

export interface ReportRules {
  readonly validFrom: JstDate
  readonly firstDaysMin: number
  readonly firstDaysMax: number
  readonly lastDays: number
  readonly lastDaysMalicious: number
  /** More people than this must be reported whatever the data. */
  readonly peopleMax: number
}

/** Oldest first. */
export const REPORT_RULES: readonly ReportRules[] = [
  {
    validFrom: Temporal.PlainDate.from('2022-04-01'),
    firstDaysMin: 3,
    firstDaysMax: 5,
    lastDays: 30,
    lastDaysMalicious: 60,
    peopleMax: 1_000,
  },
]

export interface Reporting {
  /** Why a report is due; empty: none is, by what is known here. */
  readonly because: readonly ('malicious' | 'many_people' | 'notes')[]
  readonly firstFrom: JstDate
  readonly firstUntil: JstDate
  readonly lastUntil: JstDate
}

/**
 * `notes`: free text may hold what is sensitive by law, so somebody must look. Card numbers and
 * passwords of customers are not here at all, so that ground does not arise.
 */
export function reporting(
  known: { readonly since: Instant; readonly malicious: boolean },
  found: { readonly people: number; readonly kinds: readonly DataKind[] },
  rules: readonly ReportRules[] = REPORT_RULES,
): Reporting {
  const day = jstDate(known.since)
  const rule = present(
    rules.findLast(({ validFrom }) => Temporal.PlainDate.compare(validFrom, day) <= 0) ?? rules[0],
    'there is a rule',
  )
  const isAnybody = found.people > 0
  const because = [
    ...(known.malicious && isAnybody ? (['malicious'] as const) : []),
    ...(found.people > rule.peopleMax ? (['many_people'] as const) : []),
    ...(found.kinds.includes('notes') && isAnybody ? (['notes'] as const) : []),
  ]
  const last = known.malicious ? rule.lastDaysMalicious : rule.lastDays
  return {
    because,
    firstFrom: day.add({ days: rule.firstDaysMin }),
    firstUntil: day.add({ days: rule.firstDaysMax }),
    lastUntil: day.add({ days: last }),
  }
}
