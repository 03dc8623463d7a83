/** What proofs read of tills: shifts that are open, and the sums of entries and counts. */
import type { TillId } from '../../domain/basics/ids.ts'
import { yen } from '../../domain/basics/money.ts'
import type { BookDifference } from '../../domain/proof/difference.ts'
import { proveTill, type EntrySum } from '../../domain/proof/till.ts'
import type { Balances } from '../../domain/proof/value.ts'
import { shiftOf } from './rows/counter-rows.ts'
import type { Row } from './rows/table.ts'

/** Till by till, so that no plan made on small tables ever reads whole ones. */
export const TILL_PROOF_SQL = {
  open_shifts: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from shifts
      where home_id = wanted.id and closing is null offset 0) as one`,
  entry_sums: `select entry.home_id, closing is null as is_open, kind, means,
      count(*)::int as entries, sum(amount)::bigint as amount
    from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from till_entries where home_id = wanted.id offset 0) as entry
    cross join lateral (select closing from shifts
      where home_id = entry.home_id and id = entry.shift_id offset 0) as shift
    group by entry.home_id, is_open, kind, means`,
  differences: `select home_id, sum((closing #>> '{difference,$bigint}')::bigint)::bigint as amount
    from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select home_id, closing from shifts
      where home_id = wanted.id and closing is not null offset 0) as one
    group by home_id`,
} as const

type Ask = (
  name: keyof typeof TILL_PROOF_SQL,
  values: readonly unknown[],
) => Promise<readonly Row[]>

export async function proveTills(
  ask: Ask,
  tills: readonly string[],
  balancesOf: (till: string) => Balances,
): Promise<readonly BookDifference[]> {
  if (tills.length === 0) return []
  const open = (await ask('open_shifts', [tills])).map(shiftOf)
  const sums = Map.groupBy(await ask('entry_sums', [tills]), (row) => row['home_id'] as string)
  const differences = new Map(
    (await ask('differences', [tills])).map((row) => [
      row['home_id'] as string,
      row['amount'] as bigint,
    ]),
  )
  return tills.flatMap((id) =>
    proveTill({
      till: id as TillId,
      open: open.find(({ till }) => till === id) ?? null,
      sums: (sums.get(id) ?? []).map(entrySumOf),
      differences: yen(differences.get(id) ?? 0n),
      balances: balancesOf(id),
    }),
  )
}

function entrySumOf(row: Row): EntrySum {
  return {
    isOpen: row['is_open'] as boolean,
    kind: row['kind'] as EntrySum['kind'],
    means: row['means'] as EntrySum['means'],
    entries: row['entries'] as number,
    amount: yen(row['amount'] as bigint),
  }
}
