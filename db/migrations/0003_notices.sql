-- Telling without being asked: what a pack has told, what an account wants to hear and where, when
-- to look at a line again, notices that wait for the morning, mailboxes that refuse mail.

alter table packs add column noticed text[] not null default '{}';
alter table accounts add column notices jsonb;
-- Where a browser that is signed in takes push messages; gone with the sign-in.
alter table sign_ins add column push jsonb;
alter table mailboxes
  add column bounces integer not null default 0 check (bounces >= 0),
  add column silent_since timestamptz;

create table watches (
  home_id uuid primary key,
  -- When time alone next asks to tell something of this line; null: never, as it stands.
  look_at timestamptz
) with (fillfactor = 80);
create index watches_due on watches (look_at) where look_at is not null;
-- Lines that were there before are looked at once.
insert into watches (home_id, look_at)
  select distinct home_id, timestamptz '2000-01-01T00:00:00Z' from packs;

create table waiting_notices (
  home_id uuid not null,
  -- Names the notice: the same one waits once.
  id text not null,
  payload jsonb not null,
  due_at timestamptz not null,
  primary key (home_id, id)
);
create index waiting_notices_by_due on waiting_notices (due_at);
