/**
 * What is about people and has stood long enough is removed or emptied, kind by kind, in batches of
 * statements that each find what is left. Nobody decides upon these columns, so no home is locked:
 * where a command writes a row back as it was, the next run finds it again. Not what law keeps.
 */
import type pg from 'pg'
import { SIGN_IN_DAYS_MAX } from '../../domain/account/sign-in.ts'
import type { Instant } from '../../domain/basics/time.ts'
import {
  agedBefore,
  invoicesAgedBefore,
  type Retention,
  type RetentionKind,
} from '../../domain/retention/retention.ts'
import type { AgedOut } from '../../app/forgetting/ageing.ts'
import { connected } from './pool.ts'

/** One statement touches no more rows of its kind, so that its transaction stays short. */
export const AGE_BATCH_MAX = 2_000
/** Of one kind in one run; what is left waits for the next, which is soon then. */
export const AGE_BATCHES_MAX = 50

/** Each takes the instant and how many, and answers a row for each that it touched. */
export const AGED_SQL = {
  signInDays: `with old as (select home_id, id, token_hash from sign_ins
      where coalesce(ended, since + interval '${SIGN_IN_DAYS_MAX} days') < $1 limit $2),
    unfound as (delete from finds using old where finds.kind = 'sign_in'
      and finds.value = old.token_hash and finds.home_id = old.home_id)
    delete from sign_ins using old
      where sign_ins.home_id = old.home_id and sign_ins.id = old.id returning 1`,
  identityDays: `with gone as (delete from identity_checks where (home_id, id) in
      (select home_id, id from identity_checks where at < $1 limit $2) returning home_id),
    unfound as (delete from search_keys where kind = 'document'
      and home_id in (select home_id from gone) and not exists (select from identity_checks
        where identity_checks.home_id = search_keys.home_id and at >= $1))
    select 1 from gone`,
  callTurnDays: `delete from call_turns where (home_id, number) in
    (select home_id, number from call_turns where at < $1 limit $2) returning 1`,
  callNumberDays: `update calls set number = null,
      wrap_up = case when wrap_up is null then null else wrap_up || '{"note": null}' end
    where home_id in (select home_id from calls where state_kind = 'over' and heard_at < $1
      and (number is not null or wrap_up ->> 'note' is not null) limit $2) returning 1`,
  caseNoteDays: `update cases set notes = '[]' where (home_id, id) in
    (select home_id, id from cases where (closed #>> '{at,$instant}')::timestamptz < $1
      and notes <> '[]' limit $2) returning 1`,
  callBackDays: `delete from call_backs where home_id in (select home_id from call_backs
    where state_kind = 'done' and (state #>> '{at,$instant}')::timestamptz < $1 limit $2)
    returning 1`,
  sessionAddressDays: `update data_sessions set framed_address = null, framed_ipv6_prefix = null
    where (home_id, id) in (select home_id, id from data_sessions
      where is_over and (framed_address is not null or framed_ipv6_prefix is not null)
        and started_at < $1 and heard_at < $1 order by started_at limit $2) returning 1`,
  reportTextDays: `update reports set sealed = null where home_id in (select home_id from reports
    where state_kind <> 'waiting' and at < $1 and sealed is not null limit $2) returning 1`,
  mailboxDays: `delete from mailboxes where home_id in (select mailboxes.home_id from mailboxes
    join homes on homes.home_id = mailboxes.home_id where homes.last_at < $1
      and not exists (select from finds
        where finds.kind = 'mailbox' and finds.value = mailboxes.home_id::text) limit $2)
    returning 1`,
  guestAddressDays: `with old as (select texts.home_id, texts.person_id from sealed_texts as texts
      join lines on lines.home_id = texts.home_id
      join agreements on agreements.home_id = texts.home_id
        and agreements.person_id = texts.person_id
      where texts.kind = 'email' and agreements.at < $1 limit $2),
    keys as (delete from person_keys using old where person_keys.home_id = old.home_id
      and person_keys.person_id = old.person_id)
    delete from sealed_texts using old where sealed_texts.home_id = old.home_id
      and sealed_texts.person_id = old.person_id returning 1`,
  forgottenMeansDays: `delete from kept_methods where (home_id, id) in
    (select home_id, id from kept_methods where forgotten_at < $1 limit $2) returning 1`,
  lostLetterDays: `delete from graphile_worker._private_jobs where id in
    (select jobs.id from graphile_worker._private_jobs as jobs
      join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
      where tasks.identifier = 'letter' and jobs.attempts >= jobs.max_attempts
        and jobs.created_at < $1 limit $2) returning 1`,
  usageRowDays: `update rejected_usage_rows set row_text = null
    where (file_id, line_number) in (select file_id, line_number from rejected_usage_rows
      where at < $1 and row_text is not null limit $2) returning 1`,
  sandboxMailDays: `delete from sandbox_mail where id in
    (select id from sandbox_mail where at < $1 limit $2) returning 1`,
} as const satisfies Record<RetentionKind, string>

/** A name stays as long as any document that bears it must. */
const INVOICE_NAMES = `with old as (select texts.home_id, texts.person_id
      from sealed_texts as texts where texts.kind = 'invoice_name'
      and exists (select from documents where documents.home_id = texts.home_id
        and content ->> 'recipient' = texts.person_id::text)
      and not exists (select from documents where documents.home_id = texts.home_id
        and content ->> 'recipient' = texts.person_id::text and issued_at >= $1) limit $2),
    keys as (delete from person_keys using old where person_keys.home_id = old.home_id
      and person_keys.person_id = old.person_id)
    delete from sealed_texts using old where sealed_texts.home_id = old.home_id
      and sealed_texts.person_id = old.person_id returning 1`

/** A number that was to be called from and was not: what it was found by, and its text. */
const NUMBER_CLAIMS = `with old as (select home_id, person_id, phone #>> '{claim,hash}' as hash,
        coalesce(phone -> 'number', 'null') = 'null' as is_alone from accounts
      where (phone #>> '{claim,until,$instant}')::timestamptz < $1 limit $2),
    unfound as (delete from finds using old where finds.kind = 'number_claim'
      and finds.value = old.hash and finds.home_id = old.home_id),
    texts as (delete from sealed_texts using old where old.is_alone
      and sealed_texts.home_id = old.home_id and sealed_texts.person_id = old.person_id
      and sealed_texts.kind = 'contact_number')
    update accounts set phone = phone || '{"claim": null}' from old
      where accounts.home_id = old.home_id and accounts.phone #>> '{claim,hash}' = old.hash
      returning 1`

export interface Ageing {
  readonly now: Instant
  readonly retention: Retention
  readonly receiptYears: number
}

export async function ageOut(
  pool: pg.Pool,
  { now, retention, receiptYears }: Ageing,
): Promise<AgedOut> {
  const kinds = Object.entries(AGED_SQL).map(([kind, text]) => {
    return { kind, text, before: agedBefore(retention, kind as RetentionKind, now) }
  })
  const all = [
    ...kinds,
    { kind: 'invoiceNames', text: INVOICE_NAMES, before: invoicesAgedBefore(receiptYears, now) },
    { kind: 'numberClaims', text: NUMBER_CLAIMS, before: now },
  ]
  const gone: Record<string, number> = {}
  for (const { kind, text, before } of all) {
    const count = await inBatches(pool, text, before)
    if (count > 0) gone[kind] = count
  }
  return gone
}

/** Whether a kind went as far as one run goes, so that more of it may be left. */
export function mayHaveLeft(gone: AgedOut): boolean {
  return Object.values(gone).some((count) => count >= AGE_BATCH_MAX * AGE_BATCHES_MAX)
}

async function inBatches(pool: pg.Pool, text: string, before: Instant): Promise<number> {
  let gone = 0
  for (let batch = 0; batch < AGE_BATCHES_MAX; batch += 1) {
    const count = await oneBatch(pool, text, before)
    gone += count
    if (count < AGE_BATCH_MAX) break
  }
  return gone
}

async function oneBatch(pool: pg.Pool, text: string, before: Instant): Promise<number> {
  const client = await connected(pool)
  let isGood = false
  try {
    await client.query('begin')
    await client.query(`set local tsuzuki.ageing = 'on'`)
    const { rowCount } = await client.query(text, [before.toString(), AGE_BATCH_MAX])
    await client.query('commit')
    isGood = true
    return rowCount ?? 0
  } finally {
    client.release(!isGood)
  }
}
