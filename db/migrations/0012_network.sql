-- Charging in real time: what is set aside for a session, what its peer was told, and when it is
-- looked at next; what was answered, so that a repeat gets the same.
alter table data_sessions
  add column last_number bigint,
  add column bytes_used bigint not null default 0 check (bytes_used >= 0),
  add column reservations jsonb not null default '[]',
  add column told jsonb,
  add column telling jsonb,
  add column expected_by timestamptz,
  add column look_at timestamptz,
  add column reach jsonb;
update data_sessions set bytes_used = bytes_counted, expected_by = heard_at + interval '7 days',
  look_at = case when is_over then null else heard_at + interval '7 days' end;
alter table data_sessions alter column expected_by set not null;
create index data_sessions_due on data_sessions (look_at) where not is_over;

alter table usage_records
  add column free bigint not null default 0 check (free >= 0),
  add column services jsonb not null default '[]',
  add column answer jsonb not null default '[]';
