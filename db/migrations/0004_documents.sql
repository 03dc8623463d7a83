-- Receipts, invoices and what corrects them, and the files that were drawn of them.

alter table sealed_texts drop constraint sealed_texts_kind_check;
alter table sealed_texts add constraint sealed_texts_kind_check
  check (kind in ('email', 'display_name', 'invoice_name'));

-- A document belongs to the line of its order. Its number is handed out under the lock of the
-- operator's book, in the same transaction, and that is what keeps a series without holes or
-- doubles; documents_by_number says it again. It does not begin with home_id, so whoever
-- distributes this table drops it and relies on the lock.
create table documents (
  home_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  kind text not null check (kind in ('receipt', 'invoice', 'return_invoice', 'refund_note')),
  refund_id uuid,
  series text not null,
  sequence integer not null check (sequence > 0),
  issued_at timestamptz not null,
  content jsonb not null,
  primary key (home_id, id),
  check ((refund_id is not null) = (kind in ('return_invoice', 'refund_note')))
);
create unique index documents_by_number on documents (series, sequence);
-- An order has one receipt and one invoice, a refund one document.
create unique index documents_of_sale on documents (home_id, order_id, kind)
  where refund_id is null;
create unique index documents_of_refund on documents (home_id, refund_id)
  where refund_id is not null;
create index documents_by_order on documents (home_id, order_id);
create trigger documents_stay before update or delete on documents
  for each row execute function refuse_change();

-- As first downloaded; every later download is the same. One that names somebody lies sealed under
-- the key of that name.
create table document_files (
  home_id uuid not null,
  document_id uuid not null,
  body bytea not null,
  sha256 bytea not null check (sha256 = sha256(body)),
  primary key (home_id, document_id)
);
create trigger document_files_stay before update or delete on document_files
  for each row execute function refuse_change();
