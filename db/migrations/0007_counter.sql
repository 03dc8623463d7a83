-- The shop counter: staff with their sign-ins, tills with shifts and entries, identity checks, cases,
-- risky changes that wait, and what several homes may be found by.

alter table homes drop constraint homes_kind_check;
alter table homes add constraint homes_kind_check check (kind in (
  'line', 'account', 'mailbox', 'gift_card', 'book', 'staff', 'till'));
alter table finds drop constraint finds_kind_check;
alter table finds add constraint finds_kind_check check (kind in (
  'iccid', 'imsi', 'msisdn', 'order', 'payment', 'mailbox', 'sign_in', 'passkey', 'address',
  'gift_card', 'staff', 'staff_sign_in', 'staff_passkey', 'till', 'short_code'));

-- Staff become homes, found by their names; sign-ins of the browsers that they work at.
alter table staff rename column id to home_id;
alter table staff
  add column shop_id text,
  add column one_time_code jsonb,
  add column passkeys jsonb not null default '[]',
  add column tries jsonb not null default '{"wrong": 0, "lockedUntil": null}',
  add column ended jsonb;
update staff set role = case role when 'manager' then 'senior' when 'owner' then 'operator'
  else role end;
update staff set ended = jsonb_build_object('at',
  jsonb_build_object('$instant', to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
  where ended_at is not null;
alter table staff drop column ended_at;
alter table staff add constraint staff_role_check
  check (role in ('clerk', 'senior', 'agent', 'operator', 'auditor'));
insert into homes (home_id, kind, last_at) select home_id, 'staff', created_at from staff;
insert into finds (kind, value, home_kind, home_id, id)
  select 'staff', name, 'staff', home_id, home_id::text from staff;

create table staff_sign_ins (
  home_id uuid not null,
  id uuid not null,
  token_hash text not null,
  means text not null check (means in ('password', 'passkey')),
  till_id uuid,
  since timestamptz not null,
  last_seen_at timestamptz not null,
  locked_at timestamptz,
  ended timestamptz,
  primary key (home_id, id)
) with (fillfactor = 80);
create index staff_sign_ins_live on staff_sign_ins (home_id) where ended is null;

create table tills (
  home_id uuid primary key,
  shop_id text not null,
  name text not null,
  created_at timestamptz not null,
  unique (shop_id, name)
);
create table shifts (
  home_id uuid not null,
  id uuid not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  float bigint not null check (float >= 0),
  cash_expected bigint not null,
  terminal_expected bigint not null,
  entries integer not null,
  closing jsonb,
  primary key (home_id, id)
) with (fillfactor = 80);
-- One drawer, one shift.
create unique index shifts_open on shifts (home_id) where closing is null;
create index shifts_by_time on shifts (home_id, opened_at desc);

create table till_entries (
  home_id uuid not null,
  id uuid not null,
  shift_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in (
    'sale', 'gift_card_sold', 'refund', 'paid_in', 'paid_out', 'expense')),
  means text not null check (means in ('cash', 'terminal')),
  amount bigint not null check (amount <> 0),
  tendered bigint check (tendered >= amount),
  reference text check ((reference is null) = (means = 'cash')),
  line_id uuid,
  order_id uuid,
  gift_card_id uuid,
  note text,
  at timestamptz not null,
  primary key (home_id, id)
);
create index till_entries_of_shift on till_entries (home_id, shift_id);
create trigger till_entries_stay before update or delete on till_entries
  for each row execute function refuse_change();

-- Of a document nothing is kept but what is listed here.
create table identity_checks (
  home_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('passport', 'residence_card', 'id_card')),
  last_digits text not null check (length(last_digits) <= 4),
  number_hash text not null,
  result text not null check (result in ('accepted', 'expired', 'refused')),
  staff_id uuid not null,
  shop_id text,
  at timestamptz not null,
  primary key (home_id, id)
);

create table cases (
  home_id uuid not null,
  id uuid not null,
  shop_id text,
  about text not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  notes jsonb not null,
  closed jsonb,
  primary key (home_id, id)
);
create index cases_open on cases (home_id) where closed is null;

create table pending_changes (
  home_id uuid not null,
  id uuid not null,
  of_kind text not null check (of_kind in ('line', 'account')),
  what jsonb not null,
  asked_by uuid not null,
  second uuid not null check (second <> asked_by),
  shop_id text,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  state jsonb not null,
  state_kind text not null,
  primary key (home_id, id)
);
create index pending_changes_waiting on pending_changes (due_at) where state_kind = 'waiting';

-- What several may share, by keyed hash: words of a name, the number of a document.
create table search_keys (
  kind text not null check (kind in ('name', 'document')),
  value text not null,
  home_kind text not null,
  home_id uuid not null,
  primary key (kind, value, home_id)
);
create index search_keys_of_home on search_keys (home_id, kind);

alter table payments add column taken jsonb;
alter table orders add column short_code jsonb;
alter table posting_sets drop constraint posting_sets_cause_check;
alter table posting_sets add constraint posting_sets_cause_check check (cause in (
  'sale', 'fee', 'receipt_to_return', 'return', 'refund', 'parts_taken', 'part_returned',
  'dispute_opened', 'dispute_won', 'dispute_lost',
  'gift_card_activated', 'gift_card_spent', 'gift_card_returned', 'gift_card_lapsed',
  'points_granted', 'points_spent', 'points_returned', 'points_lapsed', 'points_taken_back',
  'payout', 'float', 'till_received', 'till_paid', 'cash_moved', 'cash_counted'));
