/**
 * Sandbox only: the movable clock that lives in the database, and caught mail. The clock moves
 * forward only; every process reads it, so that a month can be watched in a minute.
 */
import type pg from 'pg'
import { fromMicros, microsOf, type Instant } from '../../domain/basics/time.ts'
import type { Clock, Mail, Mailer, Ids } from '../../app/ports.ts'

/** Other processes see a moved clock after so long at the most. */
export const CLOCK_REFRESH_MS = 1_000
/** The newest mails that `/sandbox/mail` shows. */
export const MAILS_SHOWN_MAX = 50

export interface SandboxClock extends Clock {
  /** Moves the clock forward to the instant; an earlier one moves nothing. Answers the new now. */
  moveTo(at: Instant): Promise<Instant>
  stop(): void
}

export async function createSandboxClock(pool: pg.Pool, machine: Clock): Promise<SandboxClock> {
  let ahead = 0n
  async function refresh(): Promise<void> {
    const found = await pool.query('select ahead_micros from sandbox_clock')
    ahead = (found.rows[0]?.['ahead_micros'] as bigint | undefined) ?? 0n
  }
  await refresh()
  // A missed refresh is made good by the next one.
  const timer = setInterval(() => void refresh().catch(() => {}), CLOCK_REFRESH_MS)
  timer.unref()
  const now = () => fromMicros(microsOf(machine.now()) + ahead)
  return {
    now,
    async moveTo(at) {
      const wanted = microsOf(at) - microsOf(machine.now())
      const moved = await pool.query(
        `insert into sandbox_clock (ahead_micros) values (greatest($1::bigint, 0))
         on conflict (only_row) do update
           set ahead_micros = greatest(sandbox_clock.ahead_micros, excluded.ahead_micros)
         returning ahead_micros`,
        [String(wanted)],
      )
      ahead = moved.rows[0]?.['ahead_micros'] as bigint
      return now()
    },
    stop: () => clearInterval(timer),
  }
}

export interface CaughtMail {
  readonly id: string
  readonly at: Instant
  readonly recipient: string
  readonly language: string
  readonly subject: string
  readonly body: string
}

/** Mail that goes nowhere but to `/sandbox/mail`. */
export function createMailCatcher(pool: pg.Pool, ports: { clock: Clock; ids: Ids }): Mailer {
  return {
    async send(mail: Mail) {
      await pool.query(
        `insert into sandbox_mail (id, at, recipient, language, subject, body)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          ports.ids.next<string>(),
          ports.clock.now().toString(),
          mail.to,
          mail.language,
          mail.subject,
          mail.text,
        ],
      )
    },
  }
}

/** Newest first; only those to `recipient` where it is given. */
export async function caughtMails(
  pool: pg.Pool,
  recipient: string | null,
): Promise<readonly CaughtMail[]> {
  const found = await pool.query(
    `select id, at, recipient, language, subject, body from sandbox_mail
     where $1::text is null or recipient = $1 order by at desc, id desc limit ${MAILS_SHOWN_MAX}`,
    [recipient],
  )
  return found.rows as CaughtMail[]
}

/** How far the demo world has come: null before it was begun. */
export async function worldState(pool: pg.Pool): Promise<'begun' | 'lived' | null> {
  const found = await pool.query<{ state: 'begun' | 'lived' }>(
    `select content #>> '{}' as state from operator_settings where name = 'world'`,
  )
  return found.rows[0]?.state ?? null
}

export async function setWorldState(pool: pg.Pool, state: 'begun' | 'lived'): Promise<void> {
  await pool.query(
    `insert into operator_settings (name, content) values ('world', to_jsonb($1::text))
     on conflict (name) do update set content = excluded.content`,
    [state],
  )
}

/** Whether an operator has loaded anything of their own. */
export async function hasNetworks(pool: pg.Pool): Promise<boolean> {
  return (await pool.query('select 1 from networks limit 1')).rowCount === 1
}

/** What a world is made of; a test holds this list to the database. */
export const WORLD_TABLES: readonly string[] = `
  homes finds networks offers terms campaigns money_rules staff api_keys lines packs orders
  payments mandates agreements documents document_files posting_sets data_sessions usage_records
  journal remembered_outcomes accounts sign_ins passkeys mailboxes points_lots kept_methods
  gift_cards books person_keys sealed_texts watches waiting_notices sandbox_mail
  staff_sign_ins tills shifts till_entries identity_checks cases pending_changes search_keys
  calls call_turns call_backs
  anomalies anomaly_progress disputes reports directory_entries limit_windows
  sim_profiles
  provider_movements reconciliations book_differences book_rounds
  usage_files rejected_usage_rows
  audit_entries audit_heads audit_progress`
  .trim()
  .split(/\s+/)

/** A world cut off while it was lived through is begun again from nothing. */
export async function forgetWorld(pool: pg.Pool): Promise<void> {
  await pool.query(`truncate ${WORLD_TABLES.join(', ')}`)
}
