/**
 * Tries counted in PostgreSQL, so that limits hold over all processes and restarts: one statement
 * a try, which locks, prunes, judges and counts. The arithmetic is that of `app/limits/window.ts`,
 * and one suite holds both to it. Nothing here passes the door: no money, no data, no promise.
 *
 * Statements of its pool need not reach the disk before they are answered
 * (`synchronous_commit` off): with a crash of the server the last instants' tries may go.
 */
import type pg from 'pg'
import { inOrder, type Caller, type Held, type Limits } from '../../app/limits/limits.ts'
import {
  LIMIT_KINDS,
  LIMITS,
  type LimitKind,
  type LimitTable,
  type Who,
} from '../../app/limits/table.ts'
import { freeAt, heldSince, measureOf, type Measure } from '../../app/limits/window.ts'
import { StoreAway } from '../../app/ports.ts'
import { plusHours, type Instant } from '../../domain/basics/time.ts'
import { asAway } from './away.ts'
import { LOOK_UPS_ONLY } from './pool.ts'
import type { Row } from './rows/table.ts'

/** Of the connections that count. */
export const LIMIT_SETTINGS = { ...LOOK_UPS_ONLY, synchronous_commit: 'off' } as const
/** A row forgotten between two statements is written again; more often something is wrong. */
const ROUNDS_MAX = 5
/** Longer than any window or pause. */
const FORGET_HOURS = 48

/** $1 kind, $2 keys in order, $3 most, $4 drops in microseconds, $5 now, $6 window. */
const JUDGED = (lock: string) => `
  with asked as materialized (
    select * from unnest($2::text[], $3::bigint[], $4::bigint[]) as asked (key, most, drop)
  ), known as materialized (
    select asked.most, asked.drop, found.*
    from asked cross join lateral (
      select key, tries, locked_until from limit_windows as one
      where one.kind = $1 and one.key = asked.key ${lock} offset 0
    ) as found
  ), judged as materialized (
    select known.key, most, drop, live,
      case
        when locked_until > $5::timestamptz then locked_until
        when drop = 0 and cardinality(live) >= most
          then live[cardinality(live) - most + 1] + $6::bigint * interval '1 microsecond'
        when drop > 0 and live[1] + (drop - $6::bigint) * interval '1 microsecond' > $5::timestamptz
          then live[1] + (drop - $6::bigint) * interval '1 microsecond'
      end as free_at
    from known cross join lateral (
      select coalesce(array_agg(at order by at), '{}') as live from unnest(tries) as try (at)
      where at + $6::bigint * interval '1 microsecond' > $5::timestamptz
    ) as pruned
  ), verdict as materialized (
    select count(*)::int as known, max(free_at) as again from judged
  )`

const SQL = {
  again: `${JUDGED('')} select again from verdict`,
  /** $7 pause in microseconds, 0 for none. Counts for all or for none, and only known rows. */
  take: `${JUDGED('for update')}, written as (
    update limit_windows as one set
      tries = case
        when again is not null then one.tries
        when drop > 0 then array[
          greatest(coalesce(live[1], $5::timestamptz), $5::timestamptz)
            + drop * interval '1 microsecond']
        when $7::bigint > 0 and cardinality(live) + 1 >= most then '{}'
        else live || $5::timestamptz
      end,
      locked_until = case
        when again is not null then one.locked_until
        when $7::bigint > 0 and cardinality(live) + 1 >= most
          then $5::timestamptz + $7::bigint * interval '1 microsecond'
      end,
      refused_at = case when again is not null then $5::timestamptz end,
      refusals = case when again is not null then one.refusals + 1 else 0 end
    from judged cross join verdict
    where one.kind = $1 and one.key = judged.key and verdict.known = cardinality($2::text[])
      and (again is null or free_at is not null)
  )
  select known, again from verdict`,
  add: `insert into limit_windows (kind, key, shown, tries)
    select $1, key, shown, '{}' from unnest($2::text[], $3::text[]) as asked (key, shown)
    on conflict do nothing`,
  give_back: `update limit_windows as one set tries = case
      when drop > 0 then (
        select array_agg(at - drop * interval '1 microsecond') from unnest(one.tries) as try (at))
      when array_position(one.tries, $4::timestamptz) is null then one.tries
      else one.tries[:array_position(one.tries, $4::timestamptz) - 1]
        || one.tries[array_position(one.tries, $4::timestamptz) + 1:]
    end
    from unnest($2::text[], $3::bigint[]) as asked (key, drop)
    where one.kind = $1 and one.key = asked.key and one.tries <> '{}'`,
  held: `select * from limit_windows
    where refused_at >= $1::timestamptz or locked_until > $2::timestamptz
    order by coalesce(refused_at, locked_until) desc limit $3`,
  held_of: 'select * from limit_windows where kind = any($1::text[]) and key = any($2::text[])',
  clear: 'delete from limit_windows where kind = $1 and key = $2',
  prune: `delete from limit_windows
    where coalesce(tries[cardinality(tries)] < $1::timestamptz, true)
      and coalesce(locked_until < $1::timestamptz, true)`,
} as const

interface Asked {
  readonly kind: LimitKind
  readonly callers: readonly { readonly caller: Caller; readonly measure: Measure }[]
  readonly windowMicros: number
  readonly pauseMicros: number
}

export function createLimits(pool: pg.Pool, table: LimitTable = LIMITS): Limits {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `limits_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }

  return {
    async take(kind, callers, now) {
      const asked = askedOf(table, kind, callers)
      if (asked === null) return null
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        const values = [...valuesOf(asked, now), asked.pauseMicros]
        const [verdict] = await ask('take', values)
        if (verdict?.['known'] === asked.callers.length) return verdict['again'] as Instant | null
        const ones = asked.callers.map(({ caller }) => caller)
        await ask('add', [kind, ones.map(({ key }) => key), ones.map(({ shown }) => shown)])
      }
      throw new StoreAway('what was counted is forgotten at once')
    },
    async giveBack(kind, callers, at) {
      const asked = askedOf(table, kind, callers)
      if (asked === null) return
      const keys = asked.callers.map(({ caller }) => caller.key)
      const drops = asked.callers.map(({ measure }) => measure.dropMicros)
      await ask('give_back', [kind, keys, drops, at.toString()])
    },
    async again(kind, callers, now) {
      const asked = askedOf(table, kind, callers)
      if (asked === null) return null
      const [verdict] = await ask('again', valuesOf(asked, now))
      return (verdict?.['again'] as Instant | null | undefined) ?? null
    },
    async held(now, limit) {
      const since = plusHours(now, -FORGET_HOURS).toString()
      return (await ask('held', [since, now.toString(), limit])).flatMap((row) =>
        heldNow(table, row, now),
      )
    },
    async heldOf(callers, now) {
      const rows = await ask('held_of', [LIMIT_KINDS, callers.map(({ key }) => key)])
      return rows.flatMap((row) => heldNow(table, row, now))
    },
    clear: async (kind, key) => void (await ask('clear', [kind, key])),
    prune: async (now) => void (await ask('prune', [plusHours(now, -FORGET_HOURS).toString()])),
  }
}

function valuesOf({ kind, callers, windowMicros }: Asked, now: Instant): unknown[] {
  return [
    kind,
    callers.map(({ caller }) => caller.key),
    callers.map(({ measure }) => measure.max),
    callers.map(({ measure }) => measure.dropMicros),
    now.toString(),
    windowMicros,
  ]
}

function askedOf(table: LimitTable, kind: LimitKind, callers: readonly Caller[]): Asked | null {
  const counted = inOrder(callers).flatMap((caller) => {
    const measure = measureOf(table[kind], caller.who)
    return measure === null ? [] : [{ caller, measure }]
  })
  const [first] = counted
  if (first === undefined) return null
  const { windowMicros, pauseMicros } = first.measure
  return { kind, callers: counted, windowMicros, pauseMicros }
}

function heldNow(table: LimitTable, row: Row, now: Instant): readonly Held[] {
  const { kind, key } = row as { readonly kind: LimitKind; readonly key: string }
  const who = key.split(':')[0] as Who
  // A kind or a caller of an older release.
  const measure = table[kind] === undefined ? null : measureOf(table[kind], who)
  if (measure === null) return []
  const kept = {
    tries: row['tries'] as readonly Instant[],
    pausedUntil: row['locked_until'] as Instant | null,
  }
  const until = freeAt(kept, measure, now)
  if (until === null) return []
  const since = heldSince(kept, measure, now)
  const [shown, refusals] = [row['shown'] as string, row['refusals'] as bigint]
  return [{ kind, who, key, shown, since, until, refusals }]
}
