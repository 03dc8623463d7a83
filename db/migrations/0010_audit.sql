-- The audit: a chain of hashes in each home over journal and agreements, written behind the door by
-- one sweep, and one signed head a day over the ends of all chains.

create table audit_entries (
  home_id uuid not null,
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  kind text not null check (kind in ('journal', 'agreement')),
  subject_id uuid not null,
  subject_at timestamptz not null,
  digest bytea not null check (length(digest) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (home_id, seq)
);
create unique index audit_entries_of_subject on audit_entries (home_id, kind, subject_id);
create trigger audit_entries_stay before update or delete on audit_entries
  for each row execute function refuse_change();

create table audit_heads (
  day date primary key,
  at timestamptz not null,
  chains bigint not null,
  entries bigint not null,
  root bytea not null check (length(root) = 32),
  previous bytea check (length(previous) = 32),
  signature bytea not null check (length(signature) = 64)
);
create trigger audit_heads_stay before update or delete on audit_heads
  for each row execute function refuse_change();

-- Where the sweep stands; locked while it works. Everything before looked_from is chained.
-- settled_until: no record of before it can still appear. mark_until will be settled as soon as no
-- transaction of before mark_seen_at is open; that one instant is the database's own.
create table audit_progress (
  only_row boolean primary key default true check (only_row),
  looked_from timestamptz,
  settled_until timestamptz,
  mark_until timestamptz,
  mark_seen_at timestamptz,
  next_at timestamptz,
  entries bigint not null default 0
);

-- Records arrive in the order of time, so a summary of each few pages finds those of an hour. It
-- costs an insert next to nothing, which an ordered index would not.
create index journal_by_instant on journal using brin (at) with (pages_per_range = 16, autosummarize = on);
create index agreements_by_instant on agreements using brin (at) with (pages_per_range = 16, autosummarize = on);
