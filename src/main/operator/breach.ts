/**
 * `npm run operator -- breach …`: whom a leak concerns, which kinds of data, what the law asks and
 * by when; or the ids as CSV. Nothing is sent and nothing is changed.
 */
import { createBreachReads } from '../../adapters/postgres/breach-reads.ts'
import { csvOf, parseLeak, peopleOf, type Affected, type Leak } from '../../domain/breach/breach.ts'
import { reporting, type Reporting } from '../../domain/breach/reporting.ts'
import { instant, isBefore, type Instant } from '../../domain/basics/time.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

export interface BreachWish {
  readonly leak: Leak
  readonly from: Instant
  readonly until: Instant
  readonly knownSince: Instant
  readonly malicious: boolean
  readonly format: 'text' | 'csv'
}

/** Null when the words make no wish. `of` is `staff:NAME`, `shop:ID`, `table:persons`, … */
export function understandBreach(
  words: readonly string[],
  values: {
    readonly from?: string | undefined
    readonly until?: string | undefined
    readonly known?: string | undefined
    readonly malicious?: boolean | undefined
    readonly 'keys-too'?: boolean | undefined
    readonly format?: string | undefined
  },
): BreachWish | null {
  const [of, ...more] = words
  const leak = of === undefined ? null : parseLeak(of, values['keys-too'] === true)
  const [from, until, knownSince] = [values.from, values.until, values.known].map(instantIn)
  const format = values.format ?? 'text'
  if (more.length > 0 || leak === null || (format !== 'text' && format !== 'csv')) return null
  if (!from || !until || !knownSince || !isBefore(from, until)) return null
  return { leak, from, until, knownSince, malicious: values.malicious === true, format }
}

function instantIn(text: string | undefined): Instant | null {
  try {
    return text === undefined ? null : instant(text)
  } catch {
    return null
  }
}

/** Whether there is such a thing as leaked. */
export async function fulfilBreach(
  { pool }: Pick<Desk, 'pool'>,
  told: Told,
  wish: BreachWish,
): Promise<boolean> {
  const reads = createBreachReads(pool)
  const found = await reads.affected(wish.leak, wish)
  if (found === null) {
    told.complain('nothing goes by that name')
    return false
  }
  if (wish.format === 'csv') {
    for (const line of csvOf(found)) told.say(line)
    return true
  }
  const people = peopleOf(found, await reads.linesUnheld(found))
  const { knownSince: since, malicious } = wish
  sayAffected(told, found, people)
  sayReporting(told, reporting({ since, malicious }, { people, kinds: found.kinds }))
  return true
}

function sayAffected(told: Told, found: Affected, people: number): void {
  const { accounts, lines, guests, kinds } = found
  told.say(`${accounts.length} accounts, ${lines.length} lines, ${guests.length} guests`)
  told.say(`${people} people at most`)
  told.say(`kinds of data: ${kinds.length === 0 ? 'none that is readable' : kinds.join(', ')}`)
}

const BECAUSE: Readonly<Record<Reporting['because'][number], string>> = {
  malicious: 'somebody meant harm',
  many_people: 'more people than the law allows to leave unreported',
  notes: 'notes may hold what is sensitive by law: look into them',
}

function sayReporting(told: Told, { because, firstFrom, firstUntil, lastUntil }: Reporting): void {
  if (because.length === 0) {
    told.say('no ground for a report is known here; the days would be:')
  }
  for (const one of because) told.say(`to be reported: ${BECAUSE[one]}`)
  const first = `${firstFrom.toString()} to ${firstUntil.toString()}`
  told.say(`first report to the authority: within 3 to 5 days, ${first}`)
  told.say(`last report: by ${lastUntil.toString()}; those affected: promptly`)
}
