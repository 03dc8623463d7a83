-- Proofs of the books: what providers say they moved, what each day's comparison with it found, and
-- where a derived figure differs from the records it is derived from. Nothing here is written on the
-- way of a sale, and nothing is decided upon it.

-- A line of a provider's own book, kept as it was read. The home is that of the payment it is about.
create table provider_movements (
  provider text not null,
  id text not null,
  kind text not null check (kind in (
    'charge', 'refund', 'dispute', 'dispute_won', 'fee', 'payout', 'other')),
  home_id uuid,
  order_id uuid,
  payment_id uuid,
  amount bigint not null,
  fee bigint not null,
  at timestamptz not null,
  primary key (provider, id),
  check ((home_id is null) = (payment_id is null) and (home_id is null) = (order_id is null))
);
create index provider_movements_by_time on provider_movements (provider, at);
create index provider_movements_of_payment on provider_movements (home_id, payment_id)
  where home_id is not null;

create table reconciliations (
  provider text not null,
  day date not null,
  state text not null check (state in ('agrees', 'differs')),
  at timestamptz not null,
  counts jsonb not null,
  healed jsonb not null,
  differences jsonb not null,
  primary key (provider, day)
);

-- A difference is open until a later proof no longer finds it.
create table book_differences (
  home_id uuid not null,
  home_kind text not null,
  subject text not null,
  figure text not null,
  stored text not null,
  rebuilt text not null,
  found_at timestamptz not null,
  resolved_at timestamptz,
  primary key (home_id, subject, figure, found_at)
);
create unique index book_differences_open on book_differences (home_id, subject, figure)
  where resolved_at is null;

-- Where the round of proofs stands, so that whoever goes on begins where the last one ended.
create table book_rounds (
  only_row boolean primary key default true check (only_row),
  started_at timestamptz not null,
  ended_at timestamptz,
  after_home uuid,
  homes bigint not null,
  differences bigint not null
);

-- What a day's comparison begins with.
create index payments_succeeded on payments (provider, state_since) where state_kind = 'succeeded';
create index posting_sets_of_returns on posting_sets (at)
  where cause in ('return', 'dispute_opened', 'dispute_won');
