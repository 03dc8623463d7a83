-- Auto-renewal: the standing wishes of holders, at most one of a line that stands. They are looked
-- at when their time comes, so one small index holds what is due and what is to be announced.

create table mandates (
  home_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  offer_id text not null,
  max_price bigint not null check (max_price >= 0),
  means jsonb not null,
  trigger jsonb not null,
  monthly_cap bigint not null check (monthly_cap >= max_price),
  notice_hours integer not null check (notice_hours >= 0),
  agreement_id uuid not null,
  since timestamptz not null,
  paused jsonb,
  ended jsonb,
  due_at timestamptz,
  notice_at timestamptz,
  look_at timestamptz generated always as (least(due_at, notice_at)) stored,
  announced uuid,
  fired uuid,
  attempt jsonb,
  capped jsonb,
  spent jsonb not null,
  primary key (home_id, id),
  -- What has ended asks for nothing any more.
  check (ended is null or (due_at is null and notice_at is null))
) with (fillfactor = 80);
create unique index mandates_standing on mandates (home_id) where ended is null;
create index mandates_to_look_at on mandates (look_at, home_id) where look_at is not null;

-- Where the pack of an automatic renewal goes, whatever its offer says.
alter table orders add column after text check (after in ('coverage', 'data'));
-- The agreement of a mandate is made before any order.
alter table agreements alter column order_id drop not null;
