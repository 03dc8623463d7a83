-- Offers that another carrier's system delivers: orders that are paid and wait for their data, and
-- packs whose bytes somebody else counts.

alter table orders drop constraint orders_state_kind_check;
alter table orders add constraint orders_state_kind_check check (state_kind in (
  'awaiting_payment', 'fulfilling', 'delivered', 'cancelled', 'expired', 'refund_due', 'refunded',
  'charged_back'));
drop index orders_open;
create index orders_open on orders (home_id)
  where state_kind in ('awaiting_payment', 'fulfilling', 'refund_due') or parts_due;

-- When an order that waits for its data is looked at next.
alter table orders add column fulfil_due timestamptz;
create index orders_fulfilling on orders (fulfil_due) where state_kind = 'fulfilling';
-- Money that went back although nobody could say whether the data was added: for staff to compare
-- with the wholesaler's bill.
create index orders_supply_unknown on orders (placed_at desc)
  where state ->> 'why' = 'supply_unknown';

alter table packs
  -- Who holds the data, and as of when they told what is left.
  add column elsewhere jsonb,
  add column ask_at timestamptz;
create index packs_to_ask on packs (ask_at) where ask_at is not null;

alter table posting_sets drop constraint posting_sets_cause_check;
alter table posting_sets add constraint posting_sets_cause_check check (cause in (
  'sale', 'fee', 'receipt_to_return', 'advance', 'advance_to_return', 'return', 'refund',
  'parts_taken', 'part_returned', 'dispute_opened', 'dispute_won', 'dispute_lost',
  'gift_card_activated', 'gift_card_spent', 'gift_card_returned', 'gift_card_lapsed',
  'points_granted', 'points_spent', 'points_returned', 'points_lapsed', 'points_taken_back',
  'payout', 'float', 'till_received', 'till_paid', 'cash_moved', 'cash_counted'));
