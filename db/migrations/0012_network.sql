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

-- A record is looked for by its key under every request. On empty tables all indexes that begin with
-- home_id cost the planner the same, and a plan made then reads all records of a home for ever: only
-- one index may fit that look-up. What is asked by time names a time, and so fits the other.
alter table usage_records drop constraint usage_records_pkey;
drop index usage_records_by_key;
drop index usage_records_by_time;
alter table usage_records add primary key (home_id, record_key, heard_at);
create index usage_records_by_time on usage_records (home_id, heard_at) where heard_at is not null;

alter table usage_records
  add column free bigint not null default 0 check (free >= 0),
  add column services jsonb not null default '[]',
  add column answer jsonb not null default '[]';

-- For the same reason: of one home, among all homes' waiting changes and open disputes.
create index pending_changes_of_home on pending_changes (home_id) where state_kind = 'waiting';
create index disputes_of_home on disputes (home_id) where state_kind = 'open';

-- Moves with every write of a home, so that whoever keeps what it knows of one can tell whether it
-- still holds.
alter table homes add column version bigint not null default 0;
