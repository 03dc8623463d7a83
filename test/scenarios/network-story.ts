/** What the stories of all three networks share: lines of their own, and what was recorded. */
import assert from 'node:assert/strict'
import type pg from 'pg'
import type { DemoLine } from '../product.ts'

export type Card = DemoLine & { readonly imsi: string }

/** Answers, for a story of the world, a line that it never answered before. */
export function lineTaker(lines: readonly DemoLine[]): (story: string) => Card {
  const taken = new Set<string>()
  return (story) => {
    const line = lines.find((one) => one.story === story && one.imsi !== null && !taken.has(one.id))
    assert.ok(line !== undefined && line.imsi !== null, `the world has a line that is ${story}`)
    taken.add(line.id)
    return { ...line, imsi: line.imsi }
  }
}

/** Sums of all that was reported in a session; or, where its key is ours, in those of a line. */
export async function recordedIn(
  pool: pg.Pool,
  of: { readonly session: string } | { readonly line: string; readonly protocol: string },
) {
  const { rows } = await pool.query<{ bytes: bigint; shared: bigint; uncovered: bigint }>(
    `select coalesce(sum(u.bytes), 0)::bigint as bytes,
       coalesce(sum(u.uncovered), 0)::bigint as uncovered,
       coalesce(sum((select coalesce(sum((share #>> '{bytes,$bigint}')::bigint), 0)
         from jsonb_array_elements(u.shares) as share)), 0)::bigint as shared
     from usage_records u join data_sessions s on s.home_id = u.home_id and s.id = u.session_id
     where s.session_key = $1 or (s.home_id = $2 and s.protocol = $3)`,
    'session' in of ? [of.session, null, null] : [null, of.line, of.protocol],
  )
  assert.ok(rows[0] !== undefined)
  const { bytes, shared, uncovered } = rows[0]
  assert.equal(bytes, shared + uncovered, 'every byte is accounted for')
  return { bytes, uncovered }
}
