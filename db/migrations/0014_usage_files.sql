-- What became of files of usage. Written outside the door: rows go through it under keys of their
-- own, and nothing here is money, data or a promise.

create table usage_files (
  id uuid primary key,
  source text not null,
  name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes >= 0),
  came text not null check (came in ('folder', 'console', 'api', 'command')),
  sent_by text not null,
  at timestamptz not null,
  header text,
  rows_read bigint not null default 0 check (rows_read >= 0),
  accepted bigint not null default 0 check (accepted >= 0),
  repeated bigint not null default 0 check (repeated >= 0),
  rejected bigint not null default 0 check (rejected >= 0),
  used_bytes bigint not null default 0 check (used_bytes >= 0),
  line_done bigint not null default 0 check (line_done >= 0),
  finished_at timestamptz,
  refusal jsonb,
  check (rows_read = accepted + repeated + rejected)
) with (fillfactor = 80);
-- One file goes on once.
create unique index usage_files_unfinished on usage_files (source, sha256)
  where finished_at is null;

create table rejected_usage_rows (
  file_id uuid not null references usage_files,
  line_number bigint not null check (line_number > 0),
  -- Emptied once it has stood long enough.
  row_text text,
  refusal jsonb not null,
  at timestamptz not null,
  primary key (file_id, line_number)
);
create index rejected_usage_rows_aged on rejected_usage_rows (at) where row_text is not null;
