/**
 * Lines whose automatic renewal is due at one instant, made in bulk: each with a holder, one pack
 * that ends at that midnight, a mandate, and points or a kept card to pay with. One row of each
 * kind is written by the product's own code and copied with fresh ids, so that the ground is what
 * the product would have made. Not measured.
 */
import { DatabaseSync } from 'node:sqlite'
import type pg from 'pg'
import {
  KEPT_METHODS,
  keptMethodRow,
  POINTS_LOTS,
  pointsLotRow,
} from '../src/adapters/postgres/rows/money-rows.ts'
import { LINES, lineRow, PACKS, packRow } from '../src/adapters/postgres/rows/line-rows.ts'
import { MANDATES, mandateRow } from '../src/adapters/postgres/rows/mandate-rows.ts'
import {
  rowColumns,
  selection,
  type Row,
  type TableShape,
} from '../src/adapters/postgres/rows/table.ts'
import { NO_BYTES } from '../src/domain/basics/data-volume.ts'
import type {
  AccountId,
  AgreementId,
  LineId,
  MandateId,
  OfferId,
  PersonId,
} from '../src/domain/basics/ids.ts'
import { yen } from '../src/domain/basics/money.ts'
import { instant, plusDays, plusMinutes, type Instant } from '../src/domain/basics/time.ts'
import { offerKey, type Catalogue } from '../src/domain/catalogue/catalogue.ts'
import type { TermsRef } from '../src/domain/agreement/agreement.ts'
import type { Offer } from '../src/domain/catalogue/offer.ts'
import type { Pack } from '../src/domain/balance/pack.ts'
import type { KeptMethod } from '../src/domain/payment/kept-method.ts'
import type { KeptMeans } from '../src/domain/payment/provider.ts'
import type { PointsLot } from '../src/domain/points/lots.ts'
import { monthOf } from '../src/domain/renewal/cap.ts'
import type { Mandate } from '../src/domain/renewal/mandate.ts'
import { DEFAULT_RENEWAL_RULES } from '../src/domain/renewal/rules.ts'
import { CATALOGUE, DAY, freshLine } from '../test/contracts/catalogue.ts'

/** 00:00 in Japan. */
export const MIDNIGHT = instant('2027-02-01T00:00:00+09:00')
/** When every renewal becomes due. */
export const DUE_AT = plusMinutes(MIDNIGHT, -DEFAULT_RENEWAL_RULES.leadMinutes)

export const SOLD: Offer = { ...DAY, id: 'auto-day' as OfferId, channels: ['auto'] }
export const AUTO_CATALOGUE: Catalogue = {
  ...CATALOGUE,
  offers: new Map([...CATALOGUE.offers, [offerKey(SOLD), SOLD]]),
}
/** Of each holder's points; one renewal takes a part. */
export const POINTS_HELD = 1_000n

const NONE = '00000000-0000-7000-8000-000000000000'

export interface DueLines {
  readonly from: number
  readonly count: number
  /** Null: by points. */
  readonly card: KeptMeans | null
  /** What is renewed, and when it ends; the bench's own where nothing is said. */
  readonly offer?: Offer
  readonly endsAt?: Instant
  /** Of auto-renewal, in force where it is renewed; the bench's catalogue has none. */
  readonly terms?: readonly TermsRef[]
}

/** A row's facts: the offer and the end of what its holder has. */
interface Facts {
  readonly offer: Offer
  readonly endsAt: Instant
  readonly terms: readonly TermsRef[]
}

/** Long enough before for a mandate to stand and a pack to run. */
function beforeEnd({ endsAt }: Facts): Instant {
  return plusDays(endsAt, -1)
}

/** Each kind of id has its own first group; the number makes the rest, in order of time. */
const idOf = (kind: number, number = 'n') =>
  `('0${kind}000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
const LINE = idOf(1)
const ACCOUNT = idOf(2)
const PACK = idOf(3)
const MANDATE = idOf(4)
const MEANS = idOf(5)

/** Each line's own customer and card at the provider, in PostgreSQL's words and in SQLite's. */
const customerOf = (number: string) => `'cus_bench' || lpad(${number}::text, 12, '0')`
const tokenOf = (number: string) => `'pm_bench' || lpad(${number}::text, 12, '0')`

/**
 * So many copies of a card that was kept on the page, each with a customer of its own: a provider
 * looks through all charges of a customer, and no holder shares another's card.
 */
export function copyCards(storePath: string, card: KeptMeans, count: number): void {
  const store = new DatabaseSync(storePath)
  store.exec('pragma busy_timeout = 5000')
  const copy = store.prepare(
    `insert into objects (id, kind, type, parent, created, open_until, body, private)
     with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < $last),
       named as (select printf('cus_bench%012d', n) as customer, printf('pm_bench%012d', n) as token
         from numbers)
     select case kind when 'customer' then customer else token end, kind, type,
       case kind when 'customer' then parent else customer end, created, open_until,
       replace(replace(body, $customer, customer), $token, token), private
     from objects cross join named where id in ($customer, $token)`,
  )
  copy.run({ $last: count - 1, $customer: card.customer, $token: card.token })
  store.close()
}

export async function makeDueLines(pool: pg.Pool, lines: DueLines): Promise<void> {
  const { from, count, card, offer = SOLD, endsAt = MIDNIGHT, terms = [] } = lines
  const facts = { offer, endsAt, terms }
  const numbers = `generate_series(${from}, ${from + count - 1}) as n`
  for (const [id, kind] of [
    [LINE, 'line'],
    [ACCOUNT, 'account'],
  ]) {
    await pool.query(
      `insert into homes (home_id, kind, last_at) select ${id}, '${kind}', $1 from ${numbers}`,
      [beforeEnd(facts).toString()],
    )
  }
  const copy = (table: TableShape, row: Row, fresh: Readonly<Record<string, string>>) =>
    copyRow(pool, { table, row, fresh, numbers })
  await copy(LINES, lineRow(freshLine(NONE as LineId)), {
    home_id: LINE,
    holder_id: ACCOUNT,
    iccid: `'898110' || lpad(n::text, 13, '0')`,
  })
  await copy(PACKS, packRow(lastPack(facts)), { home_id: LINE, id: PACK, chain_id: PACK })
  if (card === null) {
    await copy(POINTS_LOTS, pointsLotRow(points(facts)), { home_id: ACCOUNT, id: MEANS })
  } else {
    const own = `jsonb_build_object('customer', ${customerOf('n')}, 'token', ${tokenOf('n')})`
    await copy(KEPT_METHODS, keptMethodRow(kept(card, facts)), {
      home_id: ACCOUNT,
      id: MEANS,
      means: `one."means" || ${own}`,
    })
  }
  const means = `jsonb_build_object('kind', 'kept', 'method', ${MEANS})`
  await copy(MANDATES, mandateRow(mandate(facts)), {
    home_id: LINE,
    id: MANDATE,
    account_id: ACCOUNT,
    ...(card === null ? {} : { means }),
  })
  await pool.query('analyze')
  await pool.query('checkpoint')
}

/** The row so often, with what must differ made of the number `n`. */
async function copyRow(
  pool: pg.Pool,
  given: {
    readonly table: TableShape
    readonly row: Row
    readonly fresh: Readonly<Record<string, string>>
    readonly numbers: string
  },
): Promise<void> {
  const { table, row, fresh, numbers } = given
  const names = Object.keys(table.columns)
  const quoted = names.map((name) => `"${name}"`).join(', ')
  const values = names.map((name) => fresh[name] ?? `one."${name}"`)
  await pool.query(
    `insert into ${table.name} (${quoted}) select ${values.join(', ')}
     from (${selection(table)}) as one cross join ${numbers}`,
    rowColumns(table, [row]),
  )
}

function lastPack(facts: Facts): Pack {
  const { offer, endsAt } = facts
  const { grant } = offer
  return {
    id: NONE,
    line: NONE,
    order: null,
    offer: { id: offer.id, version: offer.version },
    family: offer.family,
    length: offer.length,
    chain: NONE,
    origin: 'paid',
    allowance: grant.allowance,
    afterAllowance: grant.afterAllowance,
    fullKbps: null,
    validity: grant.validity,
    anchorDay: 31,
    graceDays: grant.graceDays,
    extendsFrom: null,
    deliveredAt: beforeEnd(facts),
    start: { kind: 'begun', from: beforeEnd(facts), until: endsAt },
    bytesUsed: NO_BYTES,
    bytesReserved: NO_BYTES,
    bytesThrottled: NO_BYTES,
    days: [],
    noticed: [],
    elsewhere: null,
    revoked: null,
  } as unknown as Pack
}

function points(facts: Facts): PointsLot {
  return {
    id: NONE,
    account: NONE,
    source: { kind: 'goodwill', order: null },
    granted: yen(POINTS_HELD),
    left: yen(POINTS_HELD),
    grantedAt: beforeEnd(facts),
    expiresAt: plusDays(facts.endsAt, 365),
  } as unknown as PointsLot
}

function kept(means: KeptMeans, facts: Facts): KeptMethod {
  return {
    id: NONE,
    account: NONE,
    provider: 'stripe',
    means,
    order: NONE,
    keptAt: beforeEnd(facts),
    barred: null,
    forgottenAt: null,
    attempts: [],
  } as unknown as KeptMethod
}

function mandate(facts: Facts): Mandate {
  const { offer, endsAt, terms } = facts
  return {
    id: NONE as MandateId,
    line: NONE as LineId,
    account: NONE as AccountId,
    person: NONE as PersonId,
    offer: offer.id,
    maxPrice: offer.price,
    means: { kind: 'points' },
    trigger: { kind: 'at_end' },
    monthlyCap: yen(10_000),
    noticeHours: 0,
    agreement: NONE as AgreementId,
    terms,
    termsTold: 0,
    since: beforeEnd(facts),
    paused: null,
    ended: null,
    dueAt: plusMinutes(endsAt, -DEFAULT_RENEWAL_RULES.leadMinutes),
    noticeAt: null,
    announced: null,
    fired: null,
    attempt: null,
    capped: null,
    spent: { month: monthOf(beforeEnd(facts)), yen: yen(0) },
  }
}

/** Starts at the instant at which everything is due, and goes on with the machine's clock. */
export function clockFrom(start: Instant) {
  const began = performance.now()
  return {
    now: () => start.add({ microseconds: Math.floor((performance.now() - began) * 1_000) }),
  }
}
