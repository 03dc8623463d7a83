/** What became of usage files, in two tables. Not the bytes: those are records of charging. */
import type pg from 'pg'
import { fromJson, toJson } from '../../domain/basics/json.ts'
import type { UsageFileId } from '../../domain/basics/ids.ts'
import type { RejectedRow, UsageFile, UsageFileStore } from '../../app/usage-files/ports.ts'
import { present } from '../../domain/basics/assert.ts'
import { asAway } from './away.ts'

type Row = Readonly<Record<string, unknown>>

const SQL = {
  // Whoever comes second goes on with what the first began.
  begin: `with begun as (insert into usage_files
      (id, source, name, sha256, size_bytes, came, sent_by, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      on conflict (source, sha256) where finished_at is null do nothing returning *)
    select * from begun
    union all select * from usage_files
      where source = $2 and sha256 = $4 and finished_at is null
    limit 1`,
  advance: `with gone_on as (update usage_files set header = $2, rows_read = $3, accepted = $4,
      repeated = $5, rejected = $6, used_bytes = $7, line_done = $8 where id = $1
      returning id, at)
    insert into rejected_usage_rows (file_id, line_number, row_text, refusal, at)
    select gone_on.id, row.line, row.text, row.refusal, gone_on.at
      from gone_on, unnest($9::bigint[], $10::text[], $11::jsonb[]) as row (line, text, refusal)
    on conflict (file_id, line_number) do update set refusal = excluded.refusal`,
  finish: 'update usage_files set finished_at = $2, refusal = $3 where id = $1',
  find: 'select * from usage_files where id = $1',
  newest: `select * from usage_files where $2::uuid is null or id < $2
    order by id desc limit $1`,
  rejected: `select * from rejected_usage_rows where file_id = $1 and line_number > $2
    order by line_number limit $3`,
  settle: `with tried as (select * from unnest($2::bigint[], $3::jsonb[]) as one (line, refusal)),
    gone as (delete from rejected_usage_rows using tried
      where file_id = $1 and line_number = tried.line and tried.refusal is null returning 1),
    kept as (update rejected_usage_rows set refusal = tried.refusal from tried
      where file_id = $1 and line_number = tried.line and tried.refusal is not null)
    update usage_files set accepted = accepted + least($4, (select count(*) from gone)),
      repeated = repeated + (select count(*) from gone)
        - least($4, (select count(*) from gone)),
      rejected = rejected - (select count(*) from gone), used_bytes = used_bytes + $5
      where id = $1`,
} as const

export function createUsageFiles(pool: pg.Pool): UsageFileStore {
  const ask = async (text: string, values: readonly unknown[]): Promise<readonly Row[]> => {
    try {
      return (await pool.query<Row>(text, [...values])).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    async begin({ id, source, name, sha256, sizeBytes, came, by, at }) {
      const values = [id, source, name, sha256, sizeBytes, came, by, at.toString()]
      // One that was begun by another in the same instant is seen by the next statement.
      const found = await ask(SQL.begin, values)
      const [row] = found.length > 0 ? found : await ask(SQL.begin, values)
      return fileOf(present(row, 'a file that is begun is there'))
    },
    async advance(id, { header, counts, lineDone, rejected }) {
      const { rows, accepted, repeated, rejected: rejectedSoFar, usedBytes } = counts
      const figures = [rows, accepted, repeated, rejectedSoFar, usedBytes, lineDone]
      await ask(SQL.advance, [
        id,
        header,
        ...figures,
        rejected.map(({ line }) => line),
        rejected.map(({ text }) => text),
        rejected.map(({ refusal }) => JSON.stringify(toJson(refusal))),
      ])
    },
    async finish(id, { at, refusal }) {
      const told = refusal === null ? null : JSON.stringify(toJson(refusal))
      await ask(SQL.finish, [id, at.toString(), told])
    },
    async find(id) {
      const [row] = await ask(SQL.find, [id])
      return row === undefined ? null : fileOf(row)
    },
    newest: async (countMax, before) => (await ask(SQL.newest, [countMax, before])).map(fileOf),
    rejected: async (id, { after, countMax }) =>
      (await ask(SQL.rejected, [id, after, countMax])).map(rejectedOf),
    async settle(id, { rows, counts }) {
      await ask(SQL.settle, [
        id,
        rows.map(({ line }) => line),
        rows.map(({ refusal }) => (refusal === null ? null : JSON.stringify(toJson(refusal)))),
        counts.accepted,
        counts.usedBytes,
      ])
    },
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
function fileOf(row: Row): UsageFile {
  return {
    id: row['id'] as UsageFileId,
    source: row['source'] as string,
    name: row['name'] as string,
    sha256: row['sha256'] as string,
    sizeBytes: row['size_bytes'] as bigint,
    came: row['came'] as UsageFile['came'],
    by: row['sent_by'] as string,
    at: row['at'] as UsageFile['at'],
    header: row['header'] as string | null,
    counts: {
      rows: Number(row['rows_read']),
      accepted: Number(row['accepted']),
      repeated: Number(row['repeated']),
      rejected: Number(row['rejected']),
      usedBytes: row['used_bytes'] as bigint,
    },
    lineDone: Number(row['line_done']),
    finished: row['finished_at'] as UsageFile['finished'],
    refusal: row['refusal'] === null ? null : fromJson(row['refusal']),
  }
}

function rejectedOf(row: Row): RejectedRow {
  return {
    line: Number(row['line_number']),
    text: row['row_text'] as string | null,
    refusal: fromJson(row['refusal']),
  }
}
