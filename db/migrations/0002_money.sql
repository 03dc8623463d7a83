-- Orders are paid in parts: points and gift cards first, the rest by one of several attempts. Kept
-- means of payment, the operator's book, and a ledger whose sets belong to any home.

alter table homes drop constraint homes_kind_check;
alter table homes add constraint homes_kind_check
  check (kind in ('line', 'account', 'mailbox', 'gift_card', 'book'));
alter table finds drop constraint finds_kind_check;
alter table finds add constraint finds_kind_check check (kind in (
  'iccid', 'imsi', 'msisdn', 'order', 'payment', 'mailbox', 'sign_in', 'passkey', 'address',
  'gift_card'));

alter table lines add column campaign_uses jsonb not null default '{}';
alter table packs add column extends_from timestamptz;
-- An order is delivered once; a present beside it once too.
drop index packs_by_order;
create unique index packs_by_order on packs (home_id, order_id, origin) where order_id is not null;

alter table orders
  add column discount bigint not null default 0 check (discount >= 0),
  add column campaign jsonb,
  add column campaign_id text generated always as (campaign ->> 'id') stored,
  add column points_as text not null default 'payment' check (points_as in ('discount', 'payment')),
  add column tax_rounding text not null default 'down',
  add column parts jsonb not null default '[]',
  -- Points or gift cards taken for the order must go back and have not.
  add column parts_due boolean not null default false,
  add column refunds jsonb not null default '[]',
  add column earning jsonb,
  add column pay_link jsonb,
  add column keep_means boolean not null default false;
alter table orders drop constraint orders_state_kind_check;
alter table orders add constraint orders_state_kind_check check (state_kind in (
  'awaiting_payment', 'delivered', 'cancelled', 'expired', 'refund_due', 'refunded',
  'charged_back'));
drop index orders_open;
create index orders_open on orders (home_id)
  where state_kind in ('awaiting_payment', 'refund_due') or parts_due;
create index orders_parts_due on orders (placed_at) where parts_due;
create index orders_by_campaign on orders (campaign_id) where campaign_id is not null;

alter table payments
  add column charges jsonb,
  add column by_link boolean not null default false,
  add column disputes jsonb not null default '[]',
  -- Money must go back through the provider and has not, as far as the provider said.
  add column refund_due boolean not null default false;
update payments set refund_due = true where exists (
  select from jsonb_array_elements(refunds) as refund where refund ->> 'state' <> 'succeeded');
create index payments_by_order on payments (home_id, order_id);
create index payments_owed on payments (state_since) where refund_due;
drop index orders_owed;

-- Every set says what it posts once: an order, a payment, a refund, a dispute, or itself.
alter table posting_sets alter column order_id drop not null;
alter table posting_sets add column home_kind text not null default 'line';
alter table posting_sets add column subject text;
alter table posting_sets drop constraint posting_sets_cause_check;
alter table posting_sets add constraint posting_sets_cause_check check (cause in (
  'sale', 'fee', 'receipt_to_return', 'return', 'refund', 'parts_taken', 'part_returned',
  'dispute_opened', 'dispute_won', 'dispute_lost',
  'gift_card_activated', 'gift_card_spent', 'gift_card_returned', 'gift_card_lapsed',
  'points_granted', 'points_spent', 'points_returned', 'points_lapsed', 'points_taken_back',
  'payout'));
alter table posting_sets disable trigger posting_sets_stay;
update posting_sets set subject = order_id;
alter table posting_sets enable trigger posting_sets_stay;
alter table posting_sets alter column subject set not null;
drop index posting_sets_by_cause;
create unique index posting_sets_by_cause on posting_sets (home_id, subject, cause);
create or replace view postings as
  select home_id, id as set_id, order_id, cause, at, account, amount, home_kind
  from posting_sets, unnest(accounts, amounts) as entry (account, amount);

create table points_lots (
  home_id uuid not null,
  id uuid not null,
  source jsonb not null,
  granted bigint not null check (granted >= 0),
  "left" bigint not null check ("left" >= 0 and "left" <= granted),
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (home_id, id)
) with (fillfactor = 80);
create index points_lots_held on points_lots (home_id) where "left" > 0;
create index points_lots_by_end on points_lots (expires_at) where "left" > 0;

create table kept_methods (
  home_id uuid not null,
  id uuid not null,
  provider text not null,
  means jsonb not null,
  order_id uuid not null,
  kept_at timestamptz not null,
  barred jsonb,
  forgotten_at timestamptz,
  attempts timestamptz[] not null,
  primary key (home_id, id)
) with (fillfactor = 80);

create table gift_cards (
  home_id uuid primary key,
  origin jsonb not null,
  value bigint not null check (value > 0),
  "left" bigint not null check ("left" >= 0 and "left" <= value),
  hint text not null,
  batch text not null,
  issued_at timestamptz not null,
  activated_at timestamptz,
  expires_at timestamptz,
  frozen jsonb,
  lapsed_at timestamptz,
  -- Payment Services Act: usable for at most six months, truly.
  check (expires_at is null or expires_at <= activated_at + interval '6 months 1 day')
) with (fillfactor = 80);
create index gift_cards_by_end on gift_cards (expires_at) where "left" > 0 and lapsed_at is null;
create index gift_cards_of_batch on gift_cards (batch);

create table books (
  home_id uuid primary key,
  numbers jsonb not null
);

-- Campaigns and dated money rules are reference data like offers; how often a campaign was taken is
-- counted by a sweep.
create table campaigns (
  id text primary key,
  rank integer not null,
  content jsonb not null,
  taken bigint not null default 0
);
create table money_rules (
  effective_from timestamptz primary key,
  content jsonb not null
);
