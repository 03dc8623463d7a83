-- Profiles of eSIMs, as they are ordered at an SM-DP+ for a line.
create table sim_profiles (
  home_id uuid not null,
  id uuid not null,
  iccid text not null check (iccid ~ '^89[0-9]{17,18}$'),
  eid text check (eid ~ '^[0-9]{32}$'),
  smdp text not null,
  -- With the address, whoever has it can fetch the profile.
  sealed_matching_id text not null,
  ordered_by uuid,
  ordered_at timestamptz not null,
  state text not null check (state in
    ('ordered', 'allocated', 'released', 'downloaded', 'installed', 'cancelling', 'cancelled')),
  steps jsonb not null,
  asked text[] not null,
  refusal jsonb,
  moved_at timestamptz not null,
  waits_for_server boolean not null,
  primary key (home_id, id)
) with (fillfactor = 80);
-- A Sim has one profile; what was cancelled does not count.
create unique index sim_profiles_once on sim_profiles (home_id, iccid) where state <> 'cancelled';
create index sim_profiles_at_server on sim_profiles (moved_at) where waits_for_server;
