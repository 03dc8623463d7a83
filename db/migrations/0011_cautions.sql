-- What the system takes on itself: terms asked again, people forgotten, oddities of a bill and what
-- is contested, reports of frauds, limits of tries.

-- An agreement belongs to a line, or to an account whose holder accepted terms without buying.
alter table agreements add column home_kind text not null default 'line'
  check (home_kind in ('line', 'account'));
-- Whoever made agreements finds them, also of lines that others hold.
create index agreements_of_person on agreements (person_id, at) where person_id is not null;

alter table accounts
  -- Which version of each document its holder accepted last.
  add column accepted jsonb not null default '[]',
  -- The person was forgotten; what the books need stays.
  add column closed jsonb;

-- What was before a line's holder let it go is not for whoever holds it next.
alter table lines add column released_at timestamptz;

-- What stands accepted for a mandate; its agreement has the words. Of newer terms of auto-renewal
-- its holder is told once: the newest version that was accepted or told of.
alter table mandates add column terms jsonb not null default '[]',
  add column terms_told integer not null default 0 check (terms_told >= 0);
update mandates set terms = agreements.terms,
  terms_told = coalesce((select max((one ->> 'version')::integer)
    from jsonb_array_elements(agreements.terms) as one where one ->> 'kind' = 'auto-renewal'), 0)
  from agreements
  where agreements.home_id = mandates.home_id and agreements.id = mandates.agreement_id;
create index mandates_to_tell on mandates (terms_told, home_id) where ended is null;

create table anomalies (
  home_id uuid not null,
  id uuid not null,
  account_id uuid,
  kind text not null check (kind in
    ('duplicate', 'price_differs', 'usage_jump', 'renewal_after_cancel', 'unknown_channel')),
  finding jsonb not null,
  about_at timestamptz not null,
  found_at timestamptz not null,
  feedback jsonb,
  primary key (home_id, id)
) with (fillfactor = 80);
create index anomalies_by_time on anomalies (home_id, about_at desc);
create index anomalies_found on anomalies (found_at desc);

-- Since when oddities are looked for, and how far: the last sale, and the last whole day of usage. Written outside
-- the door: looking again finds nothing twice.
create table anomaly_progress (
  only_row boolean primary key default true check (only_row),
  began_at timestamptz not null,
  sold_at timestamptz,
  sale_id uuid,
  days_until date
);
create index posting_sets_of_sales on posting_sets (at, id) where cause = 'sale';

create table disputes (
  home_id uuid not null,
  id uuid not null,
  account_id uuid,
  about jsonb not null,
  anomaly_id uuid,
  raised jsonb not null,
  raised_at timestamptz not null,
  words jsonb,
  due_at timestamptz not null,
  owner_id uuid,
  evidence jsonb not null,
  steps jsonb not null,
  state jsonb not null,
  state_kind text not null check (state_kind in ('open', 'decided', 'withdrawn')),
  primary key (home_id, id)
) with (fillfactor = 80);
create index disputes_open on disputes (due_at) where state_kind = 'open';
create index disputes_of_line on disputes (home_id, raised_at desc);

alter table homes drop constraint homes_kind_check;
alter table homes add constraint homes_kind_check check (kind in
  ('line', 'account', 'mailbox', 'gift_card', 'book', 'staff', 'till', 'call', 'report'));

-- Something that pretends to be the operator, as somebody told it.
create table reports (
  home_id uuid primary key,
  at timestamptz not null,
  channel text not null,
  language text not null,
  account_id uuid,
  names text[] not null,
  sealed text,
  state jsonb not null,
  state_kind text not null check (state_kind in ('waiting', 'confirmed', 'rejected'))
);
create index reports_waiting on reports (at) where state_kind = 'waiting';
create index reports_confirmed on reports (at) where state_kind = 'confirmed';
create index reports_naming on reports using gin (names);

-- Entries of the directory as staff changed them: each stands before the file's of the same id.
create table directory_entries (
  home_id uuid not null,
  id text not null,
  entry jsonb not null,
  staff_id uuid not null,
  at timestamptz not null,
  primary key (home_id, id)
);

-- Tries that are limited, whichever process counts them. Written outside the door: nothing here is
-- money, data or a promise.
create table limit_windows (
  kind text not null,
  key text not null,
  -- As staff may see whose it is.
  shown text not null,
  tries timestamptz[] not null,
  locked_until timestamptz,
  refused_at timestamptz,
  refusals bigint not null default 0,
  primary key (kind, key)
) with (fillfactor = 70);
create index limit_windows_refused on limit_windows (refused_at) where refused_at is not null;

-- A paper that names somebody is kept under that name's own key.
alter table document_files add column person_id uuid;

-- Turns of a call are never changed; they end with the time for which they are kept.
create function refuse_change_but_ageing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('tsuzuki.ageing', true) = 'on' then
    return old;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
drop trigger call_turns_stay on call_turns;
create trigger call_turns_stay before update or delete on call_turns
  for each row execute function refuse_change_but_ageing();

-- A person asks to be forgotten without staff.
alter table pending_changes alter column asked_by drop not null;
alter table pending_changes alter column second drop not null;
