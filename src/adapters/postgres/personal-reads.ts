/** What is looked up about one person, over PostgreSQL: one snapshot for all of it. */
import type pg from 'pg'
import type { LineId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { GuestAddress, JournalMention, PersonalReads } from '../../app/personal-reads.ts'
import { asAway } from './away.ts'
import { signInOf } from './rows/account-rows.ts'
import { callBackOf } from './rows/call-rows.ts'
import { anomalyOf, disputeOf, reportOf } from './rows/caution-rows.ts'
import { packOf } from './rows/line-rows.ts'
import { mandateOf } from './rows/mandate-rows.ts'
import { keptMethodOf, pointsLotOf } from './rows/money-rows.ts'
import { agreementOf } from './rows/order-rows.ts'
import type { Row } from './rows/table.ts'
import { inSnapshot } from './snapshot.ts'

/** Each takes the homes and how many. */
const SQL = {
  sign_ins: `select * from sign_ins where home_id = any ($1::uuid[])
    order by since desc, id desc limit $2`,
  points_lots: `select * from points_lots where home_id = any ($1::uuid[])
    order by granted_at desc, id desc limit $2`,
  kept_methods: `select * from kept_methods where home_id = any ($1::uuid[])
    order by kept_at desc, id desc limit $2`,
  agreements: `select * from agreements where home_id = any ($1::uuid[])
    order by at desc, id desc limit $2`,
  packs: `select * from packs where home_id = any ($1::uuid[])
    order by delivered_at desc, id desc limit $2`,
  mandates: `select * from mandates where home_id = any ($1::uuid[])
    order by since desc, id desc limit $2`,
  anomalies: `select * from anomalies where home_id = any ($1::uuid[])
    order by found_at desc, id desc limit $2`,
  disputes: `select * from disputes where home_id = any ($1::uuid[])
    order by raised_at desc, id desc limit $2`,
  call_backs: `select * from call_backs
    where line_id = any ($1::uuid[]) or account_id = any ($1::uuid[])
    order by asked_at desc, id desc limit $2`,
  reports: `select * from reports where account_id = any ($1::uuid[])
    order by at desc, home_id desc limit $2`,
  journal: `select home_id, at, command, channel from journal where home_id = any ($1::uuid[])
    order by at desc, id desc limit $2`,
  added: `select home_id, max(at) as at from journal
    where home_id = any ($1::uuid[]) and command = 'add_line' group by home_id limit $2`,
  guests: `select texts.home_id, texts.person_id, keys.wrapped, texts.sealed
    from sealed_texts as texts join person_keys as keys
      on keys.home_id = texts.home_id and keys.person_id = texts.person_id
    where texts.home_id = any ($1::uuid[]) and texts.kind = 'email' limit $2`,
} as const

export function createPersonalReads(pool: pg.Pool): PersonalReads {
  return {
    async personal({ account, lines }, limit) {
      return inSnapshot(pool, async (client) => {
        const ask = async (name: keyof typeof SQL, homes: readonly string[]) => {
          const statement = { name: `personal_${name}`, text: SQL[name] }
          const { rows } = await client.query<Row>({ ...statement, values: [homes, limit] })
          return rows
        }
        const own = [account]
        const all = [account, ...lines]
        const found = await Promise.all([
          ask('sign_ins', own),
          ask('points_lots', own),
          ask('kept_methods', own),
          ask('agreements', all),
          ask('packs', lines),
          ask('mandates', lines),
          ask('call_backs', all),
          ask('anomalies', lines),
          ask('disputes', lines),
          ask('reports', own),
          ask('journal', all),
          ask('added', lines),
        ])
        const [signIns, lots, methods, agreements, packs, mandates, backs, ...others] = found
        const [anomalies, disputes, reports, journal, added] = others
        return {
          signIns: signIns.map(signInOf),
          lots: lots.map(pointsLotOf),
          keptMethods: methods.map(keptMethodOf),
          agreements: agreements.map(agreementOf),
          packs: packs.map(packOf),
          mandates: mandates.map(mandateOf),
          callBacks: backs.map(callBackOf),
          anomalies: anomalies.map(anomalyOf),
          disputes: disputes.map(disputeOf),
          reports: reports.map(reportOf),
          journal: journal.map(mentionOf),
          addedAt: new Map(added.map((row) => [row['home_id'] as LineId, row['at'] as Instant])),
        }
      })
    },
    async guests(lines, limit) {
      try {
        const values = [lines, limit]
        const asked = { name: 'personal_guests', text: SQL.guests, values }
        return (await pool.query<Row>(asked)).rows.map(guestOf)
      } catch (fault) {
        throw asAway(fault)
      }
    },
  }
}

function mentionOf(row: Row): JournalMention {
  return {
    home: row['home_id'],
    at: row['at'],
    command: row['command'],
    channel: row['channel'],
  } as JournalMention
}

function guestOf(row: Row): GuestAddress {
  return {
    line: row['home_id'],
    person: row['person_id'],
    wrapped: new Uint8Array(row['wrapped'] as Uint8Array),
    sealed: new Uint8Array(row['sealed'] as Uint8Array),
  } as GuestAddress
}
