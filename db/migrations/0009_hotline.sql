-- The hotline: calls with their turns, call-backs, and what accounts have for the telephone.

alter table homes drop constraint homes_kind_check;
alter table homes add constraint homes_kind_check check (kind in (
  'line', 'account', 'mailbox', 'gift_card', 'book', 'staff', 'till', 'call'));
alter table finds drop constraint finds_kind_check;
alter table finds add constraint finds_kind_check check (kind in (
  'iccid', 'imsi', 'msisdn', 'order', 'payment', 'mailbox', 'sign_in', 'passkey', 'address',
  'gift_card', 'staff', 'staff_sign_in', 'staff_passkey', 'till', 'short_code', 'contact_number',
  'number_claim'));
alter table sealed_texts drop constraint sealed_texts_kind_check;
alter table sealed_texts add constraint sealed_texts_kind_check check (kind in (
  'email', 'display_name', 'invoice_name', 'contact_number'));

-- A verified contact number by its keyed hash, a number that waits to be called from, the PIN.
alter table accounts add column phone jsonb not null
  default '{"number": null, "claim": null, "pin": null}';

create table calls (
  home_id uuid primary key,
  transport text not null check (transport in ('twiml', 'fastagi', 'sandbox')),
  reference text not null,
  number jsonb,
  language text check (language in ('zh', 'en', 'ja', 'ko')),
  started_at timestamptz not null,
  heard_at timestamptz not null,
  turns integer not null check (turns >= 0),
  place jsonb not null,
  proofs jsonb not null,
  wrong_proofs integer not null,
  line_id uuid,
  order_id uuid,
  state jsonb not null,
  state_kind text not null,
  agent_id uuid,
  wrap_up jsonb
) with (fillfactor = 80);
create index calls_live on calls (started_at) where state_kind <> 'over';
create index calls_over on calls (heard_at) where state_kind = 'over';
create index calls_of_line on calls (line_id, started_at desc) where line_id is not null;

create table call_turns (
  home_id uuid not null,
  number integer not null check (number > 0),
  at timestamptz not null,
  place text not null,
  heard jsonb not null,
  reply jsonb not null,
  primary key (home_id, number)
);
create trigger call_turns_stay before update or delete on call_turns
  for each row execute function refuse_change();

create table call_backs (
  home_id uuid primary key,
  id uuid not null unique,
  language text not null check (language in ('zh', 'en', 'ja', 'ko')),
  number text not null,
  last_digits text not null,
  line_id uuid,
  account_id uuid,
  asked_at timestamptz not null,
  promised_from timestamptz not null,
  promised_until timestamptz not null check (promised_until > promised_from),
  tries jsonb not null,
  state jsonb not null,
  state_kind text not null
) with (fillfactor = 80);
create index call_backs_open on call_backs (promised_until) where state_kind <> 'done';
