-- The first tables. Every hot row carries home_id (the line, account or mailbox that owns it) and
-- every primary key of such a table starts with it, so that the table can be distributed by it.
-- What arrives without a home is found in `finds`. No personal text stands outside `sealed_texts`.

-- Homes: what is locked. last_at is the latest instant at which the home changed; time never runs
-- backwards within a home.
create table homes (
  home_id uuid primary key,
  kind text not null check (kind in ('line', 'account', 'mailbox')),
  last_at timestamptz not null
) with (fillfactor = 70);

create table finds (
  kind text not null check (kind in (
    'iccid', 'imsi', 'msisdn', 'order', 'payment', 'mailbox', 'sign_in', 'passkey', 'address')),
  value text not null,
  home_kind text not null,
  home_id uuid not null,
  id text,
  primary key (kind, value)
);

-- Reference tables: written by the operator, read by all.
create table networks (
  id text primary key,
  content jsonb not null
);

create table offers (
  id text not null,
  version integer not null check (version > 0),
  content jsonb not null,
  primary key (id, version)
);

create table terms (
  kind text not null,
  version integer not null check (version > 0),
  hash text not null,
  content jsonb not null,
  primary key (kind, version)
);

create table operator_settings (
  name text primary key,
  content jsonb not null
);

create table staff (
  id uuid primary key,
  name text not null unique,
  role text not null,
  password_hash text not null,
  created_at timestamptz not null,
  ended_at timestamptz
);

create table api_keys (
  id uuid primary key,
  name text not null unique,
  key_hash text not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  ended_at timestamptz
);

-- Lines and what they hold.
create table lines (
  home_id uuid primary key,
  network_id text not null,
  iccid text not null,
  imsi text,
  msisdn text,
  sim_form text not null check (sim_form in ('card', 'esim')),
  eid text,
  holder_id uuid,
  activation jsonb not null,
  suspension jsonb,
  recognition text not null check (recognition in ('on', 'off')),
  created_at timestamptz not null
) with (fillfactor = 80);

create table packs (
  home_id uuid not null,
  id uuid not null,
  order_id uuid,
  offer_id text not null,
  offer_version integer not null,
  family text not null,
  length text not null,
  chain_id uuid not null,
  origin text not null check (origin in ('paid', 'bonus')),
  allowance jsonb not null,
  after_allowance jsonb not null,
  full_kbps integer,
  validity jsonb not null,
  anchor_day smallint check (anchor_day between 1 and 31),
  grace_days integer not null check (grace_days >= 0),
  delivered_at timestamptz not null,
  start jsonb not null,
  valid_until timestamptz,
  bytes_total bigint,
  bytes_used bigint not null check (bytes_used >= 0),
  bytes_reserved bigint not null check (bytes_reserved >= 0),
  bytes_throttled bigint not null check (bytes_throttled >= 0),
  days jsonb not null,
  revoked jsonb,
  primary key (home_id, id),
  check (bytes_total is null or bytes_used + bytes_reserved <= bytes_total)
) with (fillfactor = 80);
create index packs_by_end on packs (home_id, valid_until desc nulls first);
-- An order is delivered once.
create unique index packs_by_order on packs (home_id, order_id) where order_id is not null;

create table orders (
  home_id uuid not null,
  id uuid not null,
  offer_id text not null,
  offer_version integer not null,
  price bigint not null check (price >= 0),
  tax_percent smallint not null check (tax_percent >= 0),
  channel text not null,
  buyer jsonb not null,
  start_now boolean not null,
  placed_at timestamptz not null,
  pay_by timestamptz not null,
  payment_id uuid not null,
  agreement_id uuid not null,
  state jsonb not null,
  state_kind text not null check (state_kind in (
    'awaiting_payment', 'delivered', 'cancelled', 'expired', 'refund_due', 'refunded')),
  primary key (home_id, id)
) with (fillfactor = 80);
create index orders_open on orders (home_id) where state_kind in ('awaiting_payment', 'refund_due');
create index orders_due on orders (pay_by) where state_kind = 'awaiting_payment';
create index orders_owed on orders (state_kind) where state_kind = 'refund_due';
create index orders_by_time on orders (home_id, placed_at desc);

create table payments (
  home_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  provider text not null,
  method text not null,
  amount bigint not null check (amount >= 0),
  reference text,
  checkout_url text,
  means jsonb,
  state jsonb not null,
  state_kind text not null check (state_kind in (
    'created', 'open', 'undecided', 'succeeded', 'failed')),
  refunds jsonb not null,
  created_at timestamptz not null,
  state_since timestamptz not null,
  primary key (home_id, id)
) with (fillfactor = 80);
create index payments_undecided on payments (state_since)
  where state_kind in ('created', 'open', 'undecided');

create table agreements (
  home_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  person_id uuid,
  channel text not null,
  terms jsonb not null,
  shown jsonb not null,
  at timestamptz not null,
  primary key (home_id, id)
);

-- The double-entry book: one row a posting set, debit positive, credit negative.
create table posting_sets (
  home_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  cause text not null check (cause in ('sale', 'fee', 'receipt_to_return', 'return')),
  at timestamptz not null,
  accounts text[] not null,
  amounts bigint[] not null,
  primary key (home_id, id),
  -- Written out, because a function that sums any number costs ten times as much on every sale.
  constraint posting_set_sums_to_zero check (
    coalesce(amounts[1], 0) + coalesce(amounts[2], 0) + coalesce(amounts[3], 0)
    + coalesce(amounts[4], 0) + coalesce(amounts[5], 0) + coalesce(amounts[6], 0)
    + coalesce(amounts[7], 0) + coalesce(amounts[8], 0) = 0),
  check (cardinality(accounts) = cardinality(amounts) and cardinality(accounts) between 2 and 8)
);
-- An order is sold once, received once, returned once.
create unique index posting_sets_by_cause on posting_sets (home_id, order_id, cause);

create view postings as
  select home_id, id as set_id, order_id, cause, at, account, amount
  from posting_sets, unnest(accounts, amounts) as entry (account, amount);

create table data_sessions (
  home_id uuid not null,
  id uuid not null,
  protocol text not null,
  peer text not null,
  session_key text not null,
  started_at timestamptz not null,
  reported_until timestamptz not null,
  heard_at timestamptz not null,
  bytes_counted bigint not null check (bytes_counted >= 0),
  framed_address text,
  framed_ipv6_prefix text,
  ended jsonb,
  is_over boolean not null,
  primary key (home_id, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create unique index data_sessions_by_key on data_sessions (home_id, peer, session_key);
create index data_sessions_live on data_sessions (home_id) where not is_over;
create index data_sessions_of_peer on data_sessions (peer) where not is_over;

-- What the network reported, and the journal of charging. record_key is its idempotency key.
create table usage_records (
  home_id uuid not null,
  id uuid not null,
  record_key text not null,
  session_id uuid not null,
  sequence text not null,
  moment text not null,
  span_from timestamptz not null,
  span_until timestamptz not null,
  heard_at timestamptz not null,
  claimed_at timestamptz,
  delay_seconds integer not null,
  bytes bigint not null check (bytes >= 0),
  shares jsonb not null,
  uncovered bigint not null check (uncovered >= 0),
  primary key (home_id, id, heard_at)
) partition by range (heard_at);
create index usage_records_by_key on usage_records (home_id, record_key);
create index usage_records_by_time on usage_records (home_id, heard_at);
create table usage_records_rest partition of usage_records default;

-- The door's record of commands and events.
create table journal (
  home_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  command text not null,
  channel text not null,
  actor text not null,
  key text,
  events jsonb not null,
  primary key (home_id, id, at)
) partition by range (at);
create index journal_by_time on journal (home_id, at);
create table journal_rest partition of journal default;

-- Months ahead are made at start and by a daily sweep; the default partition catches the rest.
create function ensure_month(parent text, month date) returns void language plpgsql as $$
declare
  child text := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
begin
  if to_regclass(child) is null then
    execute format(
      'create table %I partition of %I for values from (%L) to (%L)',
      child, parent, (month::text || ' 00:00:00+00'), ((month + interval '1 month')::date::text || ' 00:00:00+00'));
  end if;
exception when check_violation or duplicate_table then
  -- Rows of that month already lie in the default partition, or another process was first.
  null;
end $$;

create table remembered_outcomes (
  home_id uuid not null,
  actor text not null,
  key text not null,
  command text not null,
  fingerprint text not null,
  outcome jsonb not null,
  at timestamptz not null,
  primary key (home_id, actor, key)
);
create index remembered_outcomes_by_age on remembered_outcomes (at);

-- Accounts.
create table accounts (
  home_id uuid primary key,
  person_id uuid not null,
  mailbox_id uuid not null,
  language text not null,
  country text,
  lines uuid[] not null,
  created_at timestamptz not null
);

create table sign_ins (
  home_id uuid not null,
  id uuid not null,
  token_hash text not null,
  means text not null,
  device text not null,
  since timestamptz not null,
  last_seen_at timestamptz not null,
  ended timestamptz,
  primary key (home_id, id)
);

create table passkeys (
  home_id uuid not null,
  id uuid not null,
  credential text not null,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (home_id, id)
);

create table mailboxes (
  home_id uuid primary key,
  challenge jsonb,
  sent_at timestamptz[] not null,
  locked_until timestamptz
);

-- The one place of personal text: ciphertext under the person's key, which lies wrapped beside it
-- and is destroyed to forget the person.
create table person_keys (
  home_id uuid not null,
  person_id uuid not null,
  wrapped bytea not null,
  primary key (home_id, person_id)
);

create table sealed_texts (
  home_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('email', 'display_name')),
  sealed bytea not null,
  primary key (home_id, person_id, kind)
);

-- What may never change.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger agreements_stay before update or delete on agreements
  for each row execute function refuse_change();
create trigger posting_sets_stay before update or delete on posting_sets
  for each row execute function refuse_change();
create trigger journal_stays before update or delete on journal
  for each row execute function refuse_change();
create trigger usage_records_stay before update or delete on usage_records
  for each row execute function refuse_change();

-- Sandbox only: the movable clock (seconds ahead of the machine's) and caught mail.
create table sandbox_clock (
  only_row boolean primary key default true check (only_row),
  ahead_micros bigint not null
);
create table sandbox_mail (
  id uuid primary key,
  at timestamptz not null,
  recipient text not null,
  language text not null,
  subject text not null,
  body text not null
);
create index sandbox_mail_by_time on sandbox_mail (at desc);
