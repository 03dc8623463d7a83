-- Made by scripts/schema.ts from db/migrations; do not edit.

set check_function_bodies = off;

-- Functions

CREATE OR REPLACE FUNCTION public.ensure_month(parent text, month date)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $function$
;
CREATE OR REPLACE FUNCTION public.refuse_change_but_ageing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and current_setting('tsuzuki.ageing', true) = 'on' then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $function$
;

-- Tables

create table accounts (
  home_id uuid not null,
  person_id uuid not null,
  mailbox_id uuid not null,
  language text not null,
  country text,
  lines uuid[] not null,
  created_at timestamp with time zone not null,
  notices jsonb,
  phone jsonb default '{"pin": null, "claim": null, "number": null}'::jsonb not null,
  accepted jsonb default '[]'::jsonb not null,
  closed jsonb
);
create table agreements (
  home_id uuid not null,
  id uuid not null,
  order_id uuid,
  person_id uuid,
  channel text not null,
  terms jsonb not null,
  shown jsonb not null,
  at timestamp with time zone not null,
  home_kind text default 'line'::text not null
);
create table anomalies (
  home_id uuid not null,
  id uuid not null,
  account_id uuid,
  kind text not null,
  finding jsonb not null,
  about_at timestamp with time zone not null,
  found_at timestamp with time zone not null,
  feedback jsonb
) with (fillfactor=80);
create table anomaly_progress (
  only_row boolean default true not null,
  began_at timestamp with time zone not null,
  sold_at timestamp with time zone,
  sale_id uuid,
  days_until date
);
create table api_keys (
  id uuid not null,
  name text not null,
  key_hash text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone
);
create table audit_entries (
  home_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  kind text not null,
  subject_id uuid not null,
  subject_at timestamp with time zone not null,
  digest bytea not null,
  hash bytea not null
);
create table audit_heads (
  day date not null,
  at timestamp with time zone not null,
  chains bigint not null,
  entries bigint not null,
  root bytea not null,
  previous bytea,
  signature bytea not null
);
create table audit_progress (
  only_row boolean default true not null,
  looked_from timestamp with time zone,
  settled_until timestamp with time zone,
  mark_until timestamp with time zone,
  mark_seen_at timestamp with time zone,
  next_at timestamp with time zone,
  entries bigint default 0 not null
);
create table book_differences (
  home_id uuid not null,
  home_kind text not null,
  subject text not null,
  figure text not null,
  stored text not null,
  rebuilt text not null,
  found_at timestamp with time zone not null,
  resolved_at timestamp with time zone
);
create table book_rounds (
  only_row boolean default true not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  after_home uuid,
  homes bigint not null,
  differences bigint not null
);
create table books (
  home_id uuid not null,
  numbers jsonb not null
);
create table call_backs (
  home_id uuid not null,
  id uuid not null,
  language text not null,
  number text not null,
  last_digits text not null,
  line_id uuid,
  account_id uuid,
  asked_at timestamp with time zone not null,
  promised_from timestamp with time zone not null,
  promised_until timestamp with time zone not null,
  tries jsonb not null,
  state jsonb not null,
  state_kind text not null
) with (fillfactor=80);
create table call_turns (
  home_id uuid not null,
  number integer not null,
  at timestamp with time zone not null,
  place text not null,
  heard jsonb not null,
  reply jsonb not null
);
create table calls (
  home_id uuid not null,
  transport text not null,
  reference text not null,
  number jsonb,
  language text,
  started_at timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  turns integer not null,
  place jsonb not null,
  proofs jsonb not null,
  wrong_proofs integer not null,
  line_id uuid,
  order_id uuid,
  state jsonb not null,
  state_kind text not null,
  agent_id uuid,
  wrap_up jsonb
) with (fillfactor=80);
create table campaigns (
  id text not null,
  rank integer not null,
  content jsonb not null,
  taken bigint default 0 not null
);
create table cases (
  home_id uuid not null,
  id uuid not null,
  shop_id text,
  about text not null,
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  notes jsonb not null,
  closed jsonb
);
create table data_sessions (
  home_id uuid not null,
  id uuid not null,
  protocol text not null,
  peer text not null,
  session_key text not null,
  started_at timestamp with time zone not null,
  reported_until timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  bytes_counted bigint not null,
  framed_address text,
  framed_ipv6_prefix text,
  ended jsonb,
  is_over boolean not null,
  last_number bigint,
  bytes_used bigint default 0 not null,
  reservations jsonb default '[]'::jsonb not null,
  told jsonb,
  telling jsonb,
  expected_by timestamp with time zone not null,
  look_at timestamp with time zone,
  reach jsonb
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.02);
create table directory_entries (
  home_id uuid not null,
  id text not null,
  entry jsonb not null,
  staff_id uuid not null,
  at timestamp with time zone not null
);
create table disputes (
  home_id uuid not null,
  id uuid not null,
  account_id uuid,
  about jsonb not null,
  anomaly_id uuid,
  raised jsonb not null,
  raised_at timestamp with time zone not null,
  words jsonb,
  due_at timestamp with time zone not null,
  owner_id uuid,
  evidence jsonb not null,
  steps jsonb not null,
  state jsonb not null,
  state_kind text not null
) with (fillfactor=80);
create table document_files (
  home_id uuid not null,
  document_id uuid not null,
  body bytea not null,
  sha256 bytea not null,
  person_id uuid
);
create table documents (
  home_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  kind text not null,
  refund_id uuid,
  series text not null,
  sequence integer not null,
  issued_at timestamp with time zone not null,
  content jsonb not null
);
create table finds (
  kind text not null,
  value text not null,
  home_kind text not null,
  home_id uuid not null,
  id text
);
create table gift_cards (
  home_id uuid not null,
  origin jsonb not null,
  value bigint not null,
  "left" bigint not null,
  hint text not null,
  batch text not null,
  issued_at timestamp with time zone not null,
  activated_at timestamp with time zone,
  expires_at timestamp with time zone,
  frozen jsonb,
  lapsed_at timestamp with time zone
) with (fillfactor=80);
create table homes (
  home_id uuid not null,
  kind text not null,
  last_at timestamp with time zone not null,
  version bigint default 0 not null
) with (fillfactor=70);
create table identity_checks (
  home_id uuid not null,
  id uuid not null,
  kind text not null,
  last_digits text not null,
  number_hash text not null,
  result text not null,
  staff_id uuid not null,
  shop_id text,
  at timestamp with time zone not null
);
create table journal (
  home_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  command text not null,
  channel text not null,
  actor text not null,
  key text,
  events jsonb not null
) partition by RANGE (at);
create table kept_methods (
  home_id uuid not null,
  id uuid not null,
  provider text not null,
  means jsonb not null,
  order_id uuid not null,
  kept_at timestamp with time zone not null,
  barred jsonb,
  forgotten_at timestamp with time zone,
  attempts timestamp with time zone[] not null
) with (fillfactor=80);
create table limit_windows (
  kind text not null,
  key text not null,
  shown text not null,
  tries timestamp with time zone[] not null,
  locked_until timestamp with time zone,
  refused_at timestamp with time zone,
  refusals bigint default 0 not null
) with (fillfactor=70);
create table lines (
  home_id uuid not null,
  network_id text not null,
  iccid text not null,
  imsi text,
  msisdn text,
  sim_form text not null,
  eid text,
  holder_id uuid,
  activation jsonb not null,
  suspension jsonb,
  recognition text not null,
  created_at timestamp with time zone not null,
  campaign_uses jsonb default '{}'::jsonb not null,
  released_at timestamp with time zone
) with (fillfactor=80);
create table mailboxes (
  home_id uuid not null,
  challenge jsonb,
  sent_at timestamp with time zone[] not null,
  locked_until timestamp with time zone,
  bounces integer default 0 not null,
  silent_since timestamp with time zone
);
create table mandates (
  home_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  offer_id text not null,
  max_price bigint not null,
  means jsonb not null,
  trigger jsonb not null,
  monthly_cap bigint not null,
  notice_hours integer not null,
  agreement_id uuid not null,
  since timestamp with time zone not null,
  paused jsonb,
  ended jsonb,
  due_at timestamp with time zone,
  notice_at timestamp with time zone,
  look_at timestamp with time zone generated always as (LEAST(due_at, notice_at)) stored,
  announced uuid,
  fired uuid,
  attempt jsonb,
  capped jsonb,
  spent jsonb not null,
  terms jsonb default '[]'::jsonb not null,
  terms_told integer default 0 not null
) with (fillfactor=80);
create table money_rules (
  effective_from timestamp with time zone not null,
  content jsonb not null
);
create table networks (
  id text not null,
  content jsonb not null
);
create table offers (
  id text not null,
  version integer not null,
  content jsonb not null
);
create table operator_settings (
  name text not null,
  content jsonb not null
);
create table orders (
  home_id uuid not null,
  id uuid not null,
  offer_id text not null,
  offer_version integer not null,
  price bigint not null,
  tax_percent smallint not null,
  channel text not null,
  buyer jsonb not null,
  start_now boolean not null,
  placed_at timestamp with time zone not null,
  pay_by timestamp with time zone not null,
  payment_id uuid not null,
  agreement_id uuid not null,
  state jsonb not null,
  state_kind text not null,
  discount bigint default 0 not null,
  campaign jsonb,
  campaign_id text generated always as ((campaign ->> 'id'::text)) stored,
  points_as text default 'payment'::text not null,
  tax_rounding text default 'down'::text not null,
  parts jsonb default '[]'::jsonb not null,
  parts_due boolean default false not null,
  refunds jsonb default '[]'::jsonb not null,
  earning jsonb,
  pay_link jsonb,
  keep_means boolean default false not null,
  after text,
  short_code jsonb,
  fulfil_due timestamp with time zone
) with (fillfactor=80);
create table packs (
  home_id uuid not null,
  id uuid not null,
  order_id uuid,
  offer_id text not null,
  offer_version integer not null,
  family text not null,
  length text not null,
  chain_id uuid not null,
  origin text not null,
  allowance jsonb not null,
  after_allowance jsonb not null,
  full_kbps integer,
  validity jsonb not null,
  anchor_day smallint,
  grace_days integer not null,
  delivered_at timestamp with time zone not null,
  start jsonb not null,
  valid_until timestamp with time zone,
  bytes_total bigint,
  bytes_used bigint not null,
  bytes_reserved bigint not null,
  bytes_throttled bigint not null,
  days jsonb not null,
  revoked jsonb,
  extends_from timestamp with time zone,
  noticed text[] default '{}'::text[] not null,
  elsewhere jsonb,
  ask_at timestamp with time zone
) with (fillfactor=80);
create table passkeys (
  home_id uuid not null,
  id uuid not null,
  credential text not null,
  public_key text not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone
);
create table payments (
  home_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  provider text not null,
  method text not null,
  amount bigint not null,
  reference text,
  checkout_url text,
  means jsonb,
  state jsonb not null,
  state_kind text not null,
  refunds jsonb not null,
  created_at timestamp with time zone not null,
  state_since timestamp with time zone not null,
  charges jsonb,
  by_link boolean default false not null,
  disputes jsonb default '[]'::jsonb not null,
  refund_due boolean default false not null,
  taken jsonb
) with (fillfactor=80);
create table pending_changes (
  home_id uuid not null,
  id uuid not null,
  of_kind text not null,
  what jsonb not null,
  asked_by uuid,
  second uuid,
  shop_id text,
  asked_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  state jsonb not null,
  state_kind text not null
);
create table person_keys (
  home_id uuid not null,
  person_id uuid not null,
  wrapped bytea not null
);
create table points_lots (
  home_id uuid not null,
  id uuid not null,
  source jsonb not null,
  granted bigint not null,
  "left" bigint not null,
  granted_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
) with (fillfactor=80);
create table posting_sets (
  home_id uuid not null,
  id uuid not null,
  order_id uuid,
  cause text not null,
  at timestamp with time zone not null,
  accounts text[] not null,
  amounts bigint[] not null,
  home_kind text default 'line'::text not null,
  subject text not null
);
create table provider_movements (
  provider text not null,
  id text not null,
  kind text not null,
  home_id uuid,
  order_id uuid,
  payment_id uuid,
  amount bigint not null,
  fee bigint not null,
  at timestamp with time zone not null
);
create table reconciliations (
  provider text not null,
  day date not null,
  state text not null,
  at timestamp with time zone not null,
  counts jsonb not null,
  healed jsonb not null,
  differences jsonb not null
);
create table rejected_usage_rows (
  file_id uuid not null,
  line_number bigint not null,
  row_text text,
  refusal jsonb not null,
  at timestamp with time zone not null
);
create table remembered_outcomes (
  home_id uuid not null,
  actor text not null,
  key text not null,
  command text not null,
  fingerprint text not null,
  outcome jsonb not null,
  at timestamp with time zone not null
);
create table reports (
  home_id uuid not null,
  at timestamp with time zone not null,
  channel text not null,
  language text not null,
  account_id uuid,
  names text[] not null,
  sealed text,
  state jsonb not null,
  state_kind text not null
);
create table sandbox_clock (
  only_row boolean default true not null,
  ahead_micros bigint not null
);
create table sandbox_mail (
  id uuid not null,
  at timestamp with time zone not null,
  recipient text not null,
  language text not null,
  subject text not null,
  body text not null
);
create table schema_migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null
);
create table sealed_texts (
  home_id uuid not null,
  person_id uuid not null,
  kind text not null,
  sealed bytea not null
);
create table search_keys (
  kind text not null,
  value text not null,
  home_kind text not null,
  home_id uuid not null
);
create table shifts (
  home_id uuid not null,
  id uuid not null,
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  "float" bigint not null,
  cash_expected bigint not null,
  terminal_expected bigint not null,
  entries integer not null,
  closing jsonb
) with (fillfactor=80);
create table sign_ins (
  home_id uuid not null,
  id uuid not null,
  token_hash text not null,
  means text not null,
  device text not null,
  since timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ended timestamp with time zone,
  push jsonb
);
create table sim_profiles (
  home_id uuid not null,
  id uuid not null,
  iccid text not null,
  eid text,
  smdp text not null,
  sealed_matching_id text not null,
  ordered_by uuid,
  ordered_at timestamp with time zone not null,
  state text not null,
  steps jsonb not null,
  asked text[] not null,
  refusal jsonb,
  moved_at timestamp with time zone not null,
  waits_for_server boolean not null
) with (fillfactor=80);
create table staff (
  home_id uuid not null,
  name text not null,
  role text not null,
  password_hash text not null,
  created_at timestamp with time zone not null,
  shop_id text,
  one_time_code jsonb,
  passkeys jsonb default '[]'::jsonb not null,
  tries jsonb default '{"wrong": 0, "lockedUntil": null}'::jsonb not null,
  ended jsonb
);
create table staff_sign_ins (
  home_id uuid not null,
  id uuid not null,
  token_hash text not null,
  means text not null,
  till_id uuid,
  since timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  locked_at timestamp with time zone,
  ended timestamp with time zone
) with (fillfactor=80);
create table terms (
  kind text not null,
  version integer not null,
  hash text not null,
  content jsonb not null
);
create table till_entries (
  home_id uuid not null,
  id uuid not null,
  shift_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  means text not null,
  amount bigint not null,
  tendered bigint,
  reference text,
  line_id uuid,
  order_id uuid,
  gift_card_id uuid,
  note text,
  at timestamp with time zone not null
);
create table tills (
  home_id uuid not null,
  shop_id text not null,
  name text not null,
  created_at timestamp with time zone not null
);
create table usage_files (
  id uuid not null,
  source text not null,
  name text not null,
  sha256 text not null,
  size_bytes bigint not null,
  came text not null,
  sent_by text not null,
  at timestamp with time zone not null,
  header text,
  rows_read bigint default 0 not null,
  accepted bigint default 0 not null,
  repeated bigint default 0 not null,
  rejected bigint default 0 not null,
  used_bytes bigint default 0 not null,
  line_done bigint default 0 not null,
  finished_at timestamp with time zone,
  refusal jsonb
) with (fillfactor=80);
create table usage_records (
  home_id uuid not null,
  id uuid not null,
  record_key text not null,
  session_id uuid not null,
  sequence text not null,
  moment text not null,
  span_from timestamp with time zone not null,
  span_until timestamp with time zone not null,
  heard_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  delay_seconds integer not null,
  bytes bigint not null,
  shares jsonb not null,
  uncovered bigint not null,
  free bigint default 0 not null,
  services jsonb default '[]'::jsonb not null,
  answer jsonb default '[]'::jsonb not null
) partition by RANGE (heard_at);
create table waiting_notices (
  home_id uuid not null,
  id text not null,
  payload jsonb not null,
  due_at timestamp with time zone not null
);
create table watches (
  home_id uuid not null,
  look_at timestamp with time zone
) with (fillfactor=80);

-- Partitions

create table journal_rest partition of journal DEFAULT;
create table usage_records_rest partition of usage_records DEFAULT;

-- Constraints

alter table accounts add constraint accounts_pkey PRIMARY KEY (home_id);
alter table agreements add constraint agreements_pkey PRIMARY KEY (home_id, id);
alter table anomalies add constraint anomalies_pkey PRIMARY KEY (home_id, id);
alter table anomaly_progress add constraint anomaly_progress_pkey PRIMARY KEY (only_row);
alter table api_keys add constraint api_keys_pkey PRIMARY KEY (id);
alter table audit_entries add constraint audit_entries_pkey PRIMARY KEY (home_id, seq);
alter table audit_heads add constraint audit_heads_pkey PRIMARY KEY (day);
alter table audit_progress add constraint audit_progress_pkey PRIMARY KEY (only_row);
alter table book_differences add constraint book_differences_pkey PRIMARY KEY (home_id, subject, figure, found_at);
alter table book_rounds add constraint book_rounds_pkey PRIMARY KEY (only_row);
alter table books add constraint books_pkey PRIMARY KEY (home_id);
alter table call_backs add constraint call_backs_pkey PRIMARY KEY (home_id);
alter table call_turns add constraint call_turns_pkey PRIMARY KEY (home_id, number);
alter table calls add constraint calls_pkey PRIMARY KEY (home_id);
alter table campaigns add constraint campaigns_pkey PRIMARY KEY (id);
alter table cases add constraint cases_pkey PRIMARY KEY (home_id, id);
alter table data_sessions add constraint data_sessions_pkey PRIMARY KEY (home_id, id);
alter table directory_entries add constraint directory_entries_pkey PRIMARY KEY (home_id, id);
alter table disputes add constraint disputes_pkey PRIMARY KEY (home_id, id);
alter table document_files add constraint document_files_pkey PRIMARY KEY (home_id, document_id);
alter table documents add constraint documents_pkey PRIMARY KEY (home_id, id);
alter table finds add constraint finds_pkey PRIMARY KEY (kind, value);
alter table gift_cards add constraint gift_cards_pkey PRIMARY KEY (home_id);
alter table homes add constraint homes_pkey PRIMARY KEY (home_id);
alter table identity_checks add constraint identity_checks_pkey PRIMARY KEY (home_id, id);
alter table journal add constraint journal_pkey PRIMARY KEY (home_id, id, at);
alter table kept_methods add constraint kept_methods_pkey PRIMARY KEY (home_id, id);
alter table limit_windows add constraint limit_windows_pkey PRIMARY KEY (kind, key);
alter table lines add constraint lines_pkey PRIMARY KEY (home_id);
alter table mailboxes add constraint mailboxes_pkey PRIMARY KEY (home_id);
alter table mandates add constraint mandates_pkey PRIMARY KEY (home_id, id);
alter table money_rules add constraint money_rules_pkey PRIMARY KEY (effective_from);
alter table networks add constraint networks_pkey PRIMARY KEY (id);
alter table offers add constraint offers_pkey PRIMARY KEY (id, version);
alter table operator_settings add constraint operator_settings_pkey PRIMARY KEY (name);
alter table orders add constraint orders_pkey PRIMARY KEY (home_id, id);
alter table packs add constraint packs_pkey PRIMARY KEY (home_id, id);
alter table passkeys add constraint passkeys_pkey PRIMARY KEY (home_id, id);
alter table payments add constraint payments_pkey PRIMARY KEY (home_id, id);
alter table pending_changes add constraint pending_changes_pkey PRIMARY KEY (home_id, id);
alter table person_keys add constraint person_keys_pkey PRIMARY KEY (home_id, person_id);
alter table points_lots add constraint points_lots_pkey PRIMARY KEY (home_id, id);
alter table posting_sets add constraint posting_sets_pkey PRIMARY KEY (home_id, id);
alter table provider_movements add constraint provider_movements_pkey PRIMARY KEY (provider, id);
alter table reconciliations add constraint reconciliations_pkey PRIMARY KEY (provider, day);
alter table rejected_usage_rows add constraint rejected_usage_rows_pkey PRIMARY KEY (file_id, line_number);
alter table remembered_outcomes add constraint remembered_outcomes_pkey PRIMARY KEY (home_id, actor, key);
alter table reports add constraint reports_pkey PRIMARY KEY (home_id);
alter table sandbox_clock add constraint sandbox_clock_pkey PRIMARY KEY (only_row);
alter table sandbox_mail add constraint sandbox_mail_pkey PRIMARY KEY (id);
alter table schema_migrations add constraint schema_migrations_pkey PRIMARY KEY (number);
alter table sealed_texts add constraint sealed_texts_pkey PRIMARY KEY (home_id, person_id, kind);
alter table search_keys add constraint search_keys_pkey PRIMARY KEY (kind, value, home_id);
alter table shifts add constraint shifts_pkey PRIMARY KEY (home_id, id);
alter table sign_ins add constraint sign_ins_pkey PRIMARY KEY (home_id, id);
alter table sim_profiles add constraint sim_profiles_pkey PRIMARY KEY (home_id, id);
alter table staff add constraint staff_pkey PRIMARY KEY (home_id);
alter table staff_sign_ins add constraint staff_sign_ins_pkey PRIMARY KEY (home_id, id);
alter table terms add constraint terms_pkey PRIMARY KEY (kind, version);
alter table till_entries add constraint till_entries_pkey PRIMARY KEY (home_id, id);
alter table tills add constraint tills_pkey PRIMARY KEY (home_id);
alter table usage_files add constraint usage_files_pkey PRIMARY KEY (id);
alter table usage_records add constraint usage_records_pkey PRIMARY KEY (home_id, record_key, heard_at);
alter table waiting_notices add constraint waiting_notices_pkey PRIMARY KEY (home_id, id);
alter table watches add constraint watches_pkey PRIMARY KEY (home_id);
alter table api_keys add constraint api_keys_key_hash_key UNIQUE (key_hash);
alter table api_keys add constraint api_keys_name_key UNIQUE (name);
alter table call_backs add constraint call_backs_id_key UNIQUE (id);
alter table staff add constraint staff_name_key UNIQUE (name);
alter table tills add constraint tills_shop_id_name_key UNIQUE (shop_id, name);
alter table agreements add constraint agreements_home_kind_check CHECK ((home_kind = ANY (ARRAY['line'::text, 'account'::text])));
alter table anomalies add constraint anomalies_kind_check CHECK ((kind = ANY (ARRAY['duplicate'::text, 'price_differs'::text, 'usage_jump'::text, 'renewal_after_cancel'::text, 'unknown_channel'::text])));
alter table anomaly_progress add constraint anomaly_progress_only_row_check CHECK (only_row);
alter table audit_entries add constraint audit_entries_digest_check CHECK ((length(digest) = 32));
alter table audit_entries add constraint audit_entries_hash_check CHECK ((length(hash) = 32));
alter table audit_entries add constraint audit_entries_kind_check CHECK ((kind = ANY (ARRAY['journal'::text, 'agreement'::text])));
alter table audit_entries add constraint audit_entries_seq_check CHECK ((seq > 0));
alter table audit_heads add constraint audit_heads_previous_check CHECK ((length(previous) = 32));
alter table audit_heads add constraint audit_heads_root_check CHECK ((length(root) = 32));
alter table audit_heads add constraint audit_heads_signature_check CHECK ((length(signature) = 64));
alter table audit_progress add constraint audit_progress_only_row_check CHECK (only_row);
alter table book_rounds add constraint book_rounds_only_row_check CHECK (only_row);
alter table call_backs add constraint call_backs_check CHECK ((promised_until > promised_from));
alter table call_backs add constraint call_backs_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text, 'ja'::text, 'ko'::text])));
alter table call_turns add constraint call_turns_number_check CHECK ((number > 0));
alter table calls add constraint calls_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text, 'ja'::text, 'ko'::text])));
alter table calls add constraint calls_transport_check CHECK ((transport = ANY (ARRAY['twiml'::text, 'fastagi'::text, 'sandbox'::text])));
alter table calls add constraint calls_turns_check CHECK ((turns >= 0));
alter table data_sessions add constraint data_sessions_bytes_counted_check CHECK ((bytes_counted >= 0));
alter table data_sessions add constraint data_sessions_bytes_used_check CHECK ((bytes_used >= 0));
alter table disputes add constraint disputes_state_kind_check CHECK ((state_kind = ANY (ARRAY['open'::text, 'decided'::text, 'withdrawn'::text])));
alter table document_files add constraint document_files_check CHECK ((sha256 = sha256(body)));
alter table documents add constraint documents_check CHECK (((refund_id IS NOT NULL) = (kind = ANY (ARRAY['return_invoice'::text, 'refund_note'::text]))));
alter table documents add constraint documents_kind_check CHECK ((kind = ANY (ARRAY['receipt'::text, 'invoice'::text, 'return_invoice'::text, 'refund_note'::text])));
alter table documents add constraint documents_sequence_check CHECK ((sequence > 0));
alter table finds add constraint finds_kind_check CHECK ((kind = ANY (ARRAY['iccid'::text, 'imsi'::text, 'msisdn'::text, 'order'::text, 'payment'::text, 'mailbox'::text, 'sign_in'::text, 'passkey'::text, 'address'::text, 'gift_card'::text, 'staff'::text, 'staff_sign_in'::text, 'staff_passkey'::text, 'till'::text, 'short_code'::text, 'contact_number'::text, 'number_claim'::text])));
alter table gift_cards add constraint gift_cards_check CHECK ((("left" >= 0) AND ("left" <= value)));
alter table gift_cards add constraint gift_cards_check1 CHECK (((expires_at IS NULL) OR ((expires_at AT TIME ZONE 'Asia/Tokyo'::text) <= ((activated_at AT TIME ZONE 'Asia/Tokyo'::text) + '6 mons'::interval))));
alter table gift_cards add constraint gift_cards_value_check CHECK ((value > 0));
alter table homes add constraint homes_kind_check CHECK ((kind = ANY (ARRAY['line'::text, 'account'::text, 'mailbox'::text, 'gift_card'::text, 'book'::text, 'staff'::text, 'till'::text, 'call'::text, 'report'::text])));
alter table identity_checks add constraint identity_checks_kind_check CHECK ((kind = ANY (ARRAY['passport'::text, 'residence_card'::text, 'id_card'::text])));
alter table identity_checks add constraint identity_checks_last_digits_check CHECK ((length(last_digits) <= 4));
alter table identity_checks add constraint identity_checks_result_check CHECK ((result = ANY (ARRAY['accepted'::text, 'expired'::text, 'refused'::text])));
alter table lines add constraint lines_recognition_check CHECK ((recognition = ANY (ARRAY['on'::text, 'off'::text])));
alter table lines add constraint lines_sim_form_check CHECK ((sim_form = ANY (ARRAY['card'::text, 'esim'::text])));
alter table mailboxes add constraint mailboxes_bounces_check CHECK ((bounces >= 0));
alter table mandates add constraint mandates_check CHECK ((monthly_cap >= max_price));
alter table mandates add constraint mandates_check1 CHECK (((ended IS NULL) OR ((due_at IS NULL) AND (notice_at IS NULL))));
alter table mandates add constraint mandates_max_price_check CHECK ((max_price >= 0));
alter table mandates add constraint mandates_notice_hours_check CHECK ((notice_hours >= 0));
alter table mandates add constraint mandates_terms_told_check CHECK ((terms_told >= 0));
alter table offers add constraint offers_version_check CHECK ((version > 0));
alter table orders add constraint orders_after_check CHECK ((after = ANY (ARRAY['coverage'::text, 'data'::text])));
alter table orders add constraint orders_discount_check CHECK ((discount >= 0));
alter table orders add constraint orders_points_as_check CHECK ((points_as = ANY (ARRAY['discount'::text, 'payment'::text])));
alter table orders add constraint orders_price_check CHECK ((price >= 0));
alter table orders add constraint orders_state_kind_check CHECK ((state_kind = ANY (ARRAY['awaiting_payment'::text, 'fulfilling'::text, 'delivered'::text, 'cancelled'::text, 'expired'::text, 'refund_due'::text, 'refunded'::text, 'charged_back'::text])));
alter table orders add constraint orders_tax_percent_check CHECK ((tax_percent >= 0));
alter table packs add constraint packs_anchor_day_check CHECK (((anchor_day >= 1) AND (anchor_day <= 31)));
alter table packs add constraint packs_bytes_reserved_check CHECK ((bytes_reserved >= 0));
alter table packs add constraint packs_bytes_throttled_check CHECK ((bytes_throttled >= 0));
alter table packs add constraint packs_bytes_used_check CHECK ((bytes_used >= 0));
alter table packs add constraint packs_check CHECK (((bytes_total IS NULL) OR ((bytes_used + bytes_reserved) <= bytes_total)));
alter table packs add constraint packs_grace_days_check CHECK ((grace_days >= 0));
alter table packs add constraint packs_origin_check CHECK ((origin = ANY (ARRAY['paid'::text, 'bonus'::text])));
alter table payments add constraint payments_amount_check CHECK ((amount >= 0));
alter table payments add constraint payments_state_kind_check CHECK ((state_kind = ANY (ARRAY['created'::text, 'open'::text, 'undecided'::text, 'succeeded'::text, 'failed'::text])));
alter table pending_changes add constraint pending_changes_check CHECK ((second <> asked_by));
alter table pending_changes add constraint pending_changes_of_kind_check CHECK ((of_kind = ANY (ARRAY['line'::text, 'account'::text])));
alter table points_lots add constraint points_lots_check CHECK ((("left" >= 0) AND ("left" <= granted)));
alter table points_lots add constraint points_lots_granted_check CHECK ((granted >= 0));
alter table posting_sets add constraint posting_set_sums_to_zero CHECK (((((((((COALESCE(amounts[1], (0)::bigint) + COALESCE(amounts[2], (0)::bigint)) + COALESCE(amounts[3], (0)::bigint)) + COALESCE(amounts[4], (0)::bigint)) + COALESCE(amounts[5], (0)::bigint)) + COALESCE(amounts[6], (0)::bigint)) + COALESCE(amounts[7], (0)::bigint)) + COALESCE(amounts[8], (0)::bigint)) = 0));
alter table posting_sets add constraint posting_sets_cause_check CHECK ((cause = ANY (ARRAY['sale'::text, 'fee'::text, 'receipt_to_return'::text, 'advance'::text, 'advance_to_return'::text, 'return'::text, 'refund'::text, 'parts_taken'::text, 'part_returned'::text, 'dispute_opened'::text, 'dispute_won'::text, 'dispute_lost'::text, 'gift_card_activated'::text, 'gift_card_spent'::text, 'gift_card_returned'::text, 'gift_card_lapsed'::text, 'points_granted'::text, 'points_spent'::text, 'points_returned'::text, 'points_lapsed'::text, 'points_taken_back'::text, 'payout'::text, 'float'::text, 'till_received'::text, 'till_paid'::text, 'cash_moved'::text, 'cash_counted'::text])));
alter table posting_sets add constraint posting_sets_check CHECK (((cardinality(accounts) = cardinality(amounts)) AND ((cardinality(accounts) >= 2) AND (cardinality(accounts) <= 8))));
alter table provider_movements add constraint provider_movements_check CHECK ((((home_id IS NULL) = (payment_id IS NULL)) AND ((home_id IS NULL) = (order_id IS NULL))));
alter table provider_movements add constraint provider_movements_kind_check CHECK ((kind = ANY (ARRAY['charge'::text, 'refund'::text, 'dispute'::text, 'dispute_won'::text, 'fee'::text, 'payout'::text, 'other'::text])));
alter table reconciliations add constraint reconciliations_state_check CHECK ((state = ANY (ARRAY['agrees'::text, 'differs'::text])));
alter table rejected_usage_rows add constraint rejected_usage_rows_line_number_check CHECK ((line_number > 0));
alter table reports add constraint reports_state_kind_check CHECK ((state_kind = ANY (ARRAY['waiting'::text, 'confirmed'::text, 'rejected'::text])));
alter table sandbox_clock add constraint sandbox_clock_only_row_check CHECK (only_row);
alter table sealed_texts add constraint sealed_texts_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'display_name'::text, 'invoice_name'::text, 'contact_number'::text])));
alter table search_keys add constraint search_keys_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'document'::text])));
alter table shifts add constraint shifts_float_check CHECK (("float" >= 0));
alter table sim_profiles add constraint sim_profiles_eid_check CHECK ((eid ~ '^[0-9]{32}$'::text));
alter table sim_profiles add constraint sim_profiles_iccid_check CHECK ((iccid ~ '^89[0-9]{17,18}$'::text));
alter table sim_profiles add constraint sim_profiles_state_check CHECK ((state = ANY (ARRAY['ordered'::text, 'allocated'::text, 'released'::text, 'downloaded'::text, 'installed'::text, 'cancelling'::text, 'cancelled'::text])));
alter table staff add constraint staff_role_check CHECK ((role = ANY (ARRAY['clerk'::text, 'senior'::text, 'agent'::text, 'operator'::text, 'auditor'::text])));
alter table staff_sign_ins add constraint staff_sign_ins_means_check CHECK ((means = ANY (ARRAY['password'::text, 'passkey'::text])));
alter table terms add constraint terms_version_check CHECK ((version > 0));
alter table till_entries add constraint till_entries_amount_check CHECK ((amount <> 0));
alter table till_entries add constraint till_entries_check CHECK ((tendered >= amount));
alter table till_entries add constraint till_entries_check1 CHECK (((reference IS NULL) = (means = 'cash'::text)));
alter table till_entries add constraint till_entries_kind_check CHECK ((kind = ANY (ARRAY['sale'::text, 'gift_card_sold'::text, 'refund'::text, 'paid_in'::text, 'paid_out'::text, 'expense'::text])));
alter table till_entries add constraint till_entries_means_check CHECK ((means = ANY (ARRAY['cash'::text, 'terminal'::text])));
alter table usage_files add constraint usage_files_accepted_check CHECK ((accepted >= 0));
alter table usage_files add constraint usage_files_came_check CHECK ((came = ANY (ARRAY['folder'::text, 'console'::text, 'api'::text, 'command'::text])));
alter table usage_files add constraint usage_files_check CHECK ((rows_read = ((accepted + repeated) + rejected)));
alter table usage_files add constraint usage_files_line_done_check CHECK ((line_done >= 0));
alter table usage_files add constraint usage_files_rejected_check CHECK ((rejected >= 0));
alter table usage_files add constraint usage_files_repeated_check CHECK ((repeated >= 0));
alter table usage_files add constraint usage_files_rows_read_check CHECK ((rows_read >= 0));
alter table usage_files add constraint usage_files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));
alter table usage_files add constraint usage_files_size_bytes_check CHECK ((size_bytes >= 0));
alter table usage_files add constraint usage_files_used_bytes_check CHECK ((used_bytes >= 0));
alter table usage_records add constraint usage_records_bytes_check CHECK ((bytes >= 0));
alter table usage_records add constraint usage_records_free_check CHECK ((free >= 0));
alter table usage_records add constraint usage_records_uncovered_check CHECK ((uncovered >= 0));
alter table rejected_usage_rows add constraint rejected_usage_rows_file_id_fkey FOREIGN KEY (file_id) REFERENCES usage_files(id);

-- Indexes

CREATE INDEX agreements_by_instant ON public.agreements USING brin (at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX agreements_of_person ON public.agreements USING btree (person_id, at) WHERE (person_id IS NOT NULL);
CREATE INDEX anomalies_by_time ON public.anomalies USING btree (home_id, about_at DESC);
CREATE INDEX anomalies_found ON public.anomalies USING btree (found_at DESC);
CREATE UNIQUE INDEX audit_entries_of_subject ON public.audit_entries USING btree (home_id, kind, subject_id);
CREATE UNIQUE INDEX book_differences_open ON public.book_differences USING btree (home_id, subject, figure) WHERE (resolved_at IS NULL);
CREATE INDEX call_backs_open ON public.call_backs USING btree (promised_until) WHERE (state_kind <> 'done'::text);
CREATE INDEX calls_live ON public.calls USING btree (started_at) WHERE (state_kind <> 'over'::text);
CREATE INDEX calls_of_line ON public.calls USING btree (line_id, started_at DESC) WHERE (line_id IS NOT NULL);
CREATE INDEX calls_over ON public.calls USING btree (heard_at) WHERE (state_kind = 'over'::text);
CREATE INDEX cases_open ON public.cases USING btree (home_id) WHERE (closed IS NULL);
CREATE UNIQUE INDEX data_sessions_by_key ON public.data_sessions USING btree (home_id, peer, session_key);
CREATE INDEX data_sessions_by_session ON public.data_sessions USING hash ((((peer || ' '::text) || session_key)));
CREATE INDEX data_sessions_due ON public.data_sessions USING btree (look_at) WHERE (NOT is_over);
CREATE INDEX data_sessions_live ON public.data_sessions USING btree (home_id) WHERE (NOT is_over);
CREATE INDEX data_sessions_live_by_id ON public.data_sessions USING btree (id) WHERE (NOT is_over);
CREATE INDEX data_sessions_of_peer ON public.data_sessions USING btree (peer) WHERE (NOT is_over);
CREATE INDEX data_sessions_with_address ON public.data_sessions USING btree (started_at) WHERE (is_over AND ((framed_address IS NOT NULL) OR (framed_ipv6_prefix IS NOT NULL)));
CREATE INDEX disputes_of_home ON public.disputes USING btree (home_id) WHERE (state_kind = 'open'::text);
CREATE INDEX disputes_of_line ON public.disputes USING btree (home_id, raised_at DESC);
CREATE INDEX disputes_open ON public.disputes USING btree (due_at) WHERE (state_kind = 'open'::text);
CREATE UNIQUE INDEX documents_by_number ON public.documents USING btree (series, sequence);
CREATE INDEX documents_by_order ON public.documents USING btree (home_id, order_id);
CREATE UNIQUE INDEX documents_of_refund ON public.documents USING btree (home_id, refund_id) WHERE (refund_id IS NOT NULL);
CREATE UNIQUE INDEX documents_of_sale ON public.documents USING btree (home_id, order_id, kind) WHERE (refund_id IS NULL);
CREATE INDEX gift_cards_by_end ON public.gift_cards USING btree (expires_at) WHERE (("left" > 0) AND (lapsed_at IS NULL));
CREATE INDEX gift_cards_of_batch ON public.gift_cards USING btree (batch);
CREATE INDEX journal_by_instant ON ONLY public.journal USING brin (at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX journal_by_time ON ONLY public.journal USING btree (home_id, at);
CREATE INDEX limit_windows_refused ON public.limit_windows USING btree (refused_at) WHERE (refused_at IS NOT NULL);
CREATE UNIQUE INDEX mandates_standing ON public.mandates USING btree (home_id) WHERE (ended IS NULL);
CREATE INDEX mandates_to_look_at ON public.mandates USING btree (look_at, home_id) WHERE (look_at IS NOT NULL);
CREATE INDEX mandates_to_tell ON public.mandates USING btree (terms_told, home_id) WHERE (ended IS NULL);
CREATE INDEX orders_by_campaign ON public.orders USING btree (campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX orders_by_time ON public.orders USING btree (home_id, placed_at DESC);
CREATE INDEX orders_due ON public.orders USING btree (pay_by) WHERE (state_kind = 'awaiting_payment'::text);
CREATE INDEX orders_fulfilling ON public.orders USING btree (fulfil_due) WHERE (state_kind = 'fulfilling'::text);
CREATE INDEX orders_open ON public.orders USING btree (home_id) WHERE ((state_kind = ANY (ARRAY['awaiting_payment'::text, 'fulfilling'::text, 'refund_due'::text])) OR parts_due);
CREATE INDEX orders_parts_due ON public.orders USING btree (placed_at) WHERE parts_due;
CREATE INDEX orders_supply_unknown ON public.orders USING btree (placed_at DESC) WHERE ((state ->> 'why'::text) = 'supply_unknown'::text);
CREATE INDEX packs_by_end ON public.packs USING btree (home_id, valid_until DESC);
CREATE UNIQUE INDEX packs_by_order ON public.packs USING btree (home_id, order_id, origin) WHERE (order_id IS NOT NULL);
CREATE INDEX packs_to_ask ON public.packs USING btree (ask_at) WHERE (ask_at IS NOT NULL);
CREATE INDEX payments_by_order ON public.payments USING btree (home_id, order_id);
CREATE INDEX payments_owed ON public.payments USING btree (state_since) WHERE refund_due;
CREATE INDEX payments_succeeded ON public.payments USING btree (provider, state_since) WHERE (state_kind = 'succeeded'::text);
CREATE INDEX payments_undecided ON public.payments USING btree (state_since) WHERE (state_kind = ANY (ARRAY['created'::text, 'open'::text, 'undecided'::text]));
CREATE INDEX pending_changes_of_home ON public.pending_changes USING btree (home_id) WHERE (state_kind = 'waiting'::text);
CREATE INDEX pending_changes_waiting ON public.pending_changes USING btree (due_at) WHERE (state_kind = 'waiting'::text);
CREATE INDEX points_lots_by_end ON public.points_lots USING btree (expires_at) WHERE ("left" > 0);
CREATE INDEX points_lots_held ON public.points_lots USING btree (home_id) WHERE ("left" > 0);
CREATE UNIQUE INDEX posting_sets_by_cause ON public.posting_sets USING btree (home_id, subject, cause);
CREATE INDEX posting_sets_of_returns ON public.posting_sets USING btree (at) WHERE (cause = ANY (ARRAY['return'::text, 'dispute_opened'::text, 'dispute_won'::text]));
CREATE INDEX posting_sets_of_sales ON public.posting_sets USING btree (at, id) WHERE (cause = 'sale'::text);
CREATE INDEX provider_movements_by_time ON public.provider_movements USING btree (provider, at);
CREATE INDEX provider_movements_of_payment ON public.provider_movements USING btree (home_id, payment_id) WHERE (home_id IS NOT NULL);
CREATE INDEX rejected_usage_rows_aged ON public.rejected_usage_rows USING btree (at) WHERE (row_text IS NOT NULL);
CREATE INDEX remembered_outcomes_by_age ON public.remembered_outcomes USING btree (at);
CREATE INDEX reports_confirmed ON public.reports USING btree (at) WHERE (state_kind = 'confirmed'::text);
CREATE INDEX reports_naming ON public.reports USING gin (names);
CREATE INDEX reports_waiting ON public.reports USING btree (at) WHERE (state_kind = 'waiting'::text);
CREATE INDEX sandbox_mail_by_time ON public.sandbox_mail USING btree (at DESC);
CREATE INDEX search_keys_of_home ON public.search_keys USING btree (home_id, kind);
CREATE INDEX shifts_by_time ON public.shifts USING btree (home_id, opened_at DESC);
CREATE UNIQUE INDEX shifts_open ON public.shifts USING btree (home_id) WHERE (closing IS NULL);
CREATE INDEX sim_profiles_at_server ON public.sim_profiles USING btree (moved_at) WHERE waits_for_server;
CREATE UNIQUE INDEX sim_profiles_once ON public.sim_profiles USING btree (home_id, iccid) WHERE (state <> 'cancelled'::text);
CREATE INDEX staff_sign_ins_live ON public.staff_sign_ins USING btree (home_id) WHERE (ended IS NULL);
CREATE INDEX till_entries_of_shift ON public.till_entries USING btree (home_id, shift_id);
CREATE UNIQUE INDEX usage_files_unfinished ON public.usage_files USING btree (source, sha256) WHERE (finished_at IS NULL);
CREATE INDEX usage_records_by_time ON ONLY public.usage_records USING btree (home_id, heard_at) WHERE (heard_at IS NOT NULL);
CREATE INDEX waiting_notices_by_due ON public.waiting_notices USING btree (due_at);
CREATE INDEX watches_due ON public.watches USING btree (look_at) WHERE (look_at IS NOT NULL);

-- Views

create view postings as
 SELECT posting_sets.home_id,
    posting_sets.id AS set_id,
    posting_sets.order_id,
    posting_sets.cause,
    posting_sets.at,
    entry.account,
    entry.amount,
    posting_sets.home_kind
   FROM posting_sets,
    LATERAL UNNEST(posting_sets.accounts, posting_sets.amounts) entry(account, amount);

-- Triggers

CREATE TRIGGER agreements_stay BEFORE DELETE OR UPDATE ON public.agreements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_stay BEFORE DELETE OR UPDATE ON public.audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_heads_stay BEFORE DELETE OR UPDATE ON public.audit_heads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER call_turns_stay BEFORE DELETE OR UPDATE ON public.call_turns FOR EACH ROW EXECUTE FUNCTION refuse_change_but_ageing();
CREATE TRIGGER document_files_stay BEFORE DELETE OR UPDATE ON public.document_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER documents_stay BEFORE DELETE OR UPDATE ON public.documents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_stays BEFORE DELETE OR UPDATE ON public.journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_sets_stay BEFORE DELETE OR UPDATE ON public.posting_sets FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER till_entries_stay BEFORE DELETE OR UPDATE ON public.till_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER usage_records_stay BEFORE DELETE OR UPDATE ON public.usage_records FOR EACH ROW EXECUTE FUNCTION refuse_change();
