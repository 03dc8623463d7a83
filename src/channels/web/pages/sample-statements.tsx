/** Statements and what looks odd on them, in their situations. */
import type { JSX } from 'preact'
import type { AnomalyView } from '../../../app/queries/anomalies.ts'
import type { StatementView } from '../../../app/queries/statement.ts'
import { bytes, gigabytes } from '../../../domain/basics/data-volume.ts'
import type { AnomalyId, OrderId } from '../../../domain/basics/ids.ts'
import { NO_YEN, yen } from '../../../domain/basics/money.ts'
import { instant, plusHours } from '../../../domain/basics/time.ts'
import type { Finding } from '../../../domain/bill/anomaly.ts'
import { parseMonth, spanOf, type JstMonth } from '../../../domain/bill/month.ts'
import type { DayOfUse, Statement, StatementEntry } from '../../../domain/bill/statement.ts'
import type { Voice } from '../words/words.ts'
import { NOW, OVERVIEW, SEAL } from './samples.ts'
import { StatementPage, StatementsPage } from './statements.tsx'

const MONTH = parseMonth('2026-11') as JstMonth
const FIRST = instant('2026-11-02T03:00:00Z')
const { id: LINE, network, iccidMasked } = OVERVIEW

function orderId(number: number): OrderId {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as OrderId
}

const FINDINGS: readonly Finding[] = [
  { kind: 'duplicate', order: orderId(2), earlier: orderId(1), secondsApart: 140 },
  { kind: 'price_differs', order: orderId(3), charged: yen(1_980n), listed: yen(1_760n) },
  {
    kind: 'usage_jump',
    day: Temporal.PlainDate.from('2026-11-12'),
    bytes: gigabytes(9),
    usual: gigabytes(1),
  },
  { kind: 'renewal_after_cancel', order: orderId(4), endedAt: FIRST },
  { kind: 'unknown_channel', order: orderId(5), channel: 'counter' },
]

const OFFER_NAME = {
  'zh-CN': '7天 10 GB',
  'zh-TW': '7天 10 GB',
  en: '7 days · 10 GB',
  ja: '7日間 10 GB',
  ko: '7일 10 GB',
} as const

/** One of each kind. */
export const ANOMALIES: readonly AnomalyView[] = FINDINGS.map((finding, place) => ({
  id: orderId(100 + place) as string as AnomalyId,
  line: LINE,
  lineMasked: iccidMasked,
  finding,
  order: 'order' in finding ? finding.order : null,
  offerName: 'order' in finding ? OFFER_NAME : null,
  aboutAt: FIRST,
  foundAt: FIRST,
  feedback: null,
}))

function sold(number: number): StatementEntry {
  return {
    kind: 'sold',
    at: plusHours(FIRST, number * 5),
    line: LINE,
    order: orderId(number),
    amount: yen(1_760n),
    percent: 10,
    taxed: { gross: yen(1_760n), tax: yen(160n) },
    ways: [
      { by: { kind: 'points' }, amount: yen(60n) },
      { by: { kind: 'provider', method: 'card' }, amount: yen(1_700n) },
    ],
  }
}

const OTHERS: readonly StatementEntry[] = [
  {
    kind: 'given_back',
    at: FIRST,
    line: LINE,
    order: orderId(2),
    amount: yen(1_760n),
    percent: 10,
    taxed: { gross: yen(1_760n), tax: yen(160n) },
  },
  { kind: 'returned', at: FIRST, line: LINE, order: orderId(2), amount: yen(1_760n) },
  { kind: 'set_aside', at: FIRST, line: LINE, order: orderId(9), amount: yen(60n) },
]

const DAYS: readonly DayOfUse[] = Array.from({ length: 30 }, (_, place) => ({
  date: Temporal.PlainDate.from('2026-11-01').add({ days: place }),
  bytes: bytes(400_000_000n + BigInt(place * 37) * 1_000_000n),
  throttled: bytes(0n),
  uncovered: bytes(0n),
}))

function statement(own: Partial<Statement>): Statement {
  return {
    month: MONTH,
    span: spanOf(MONTH),
    entries: [],
    sold: NO_YEN,
    returned: NO_YEN,
    rates: [],
    ways: [],
    points: null,
    lines: [
      {
        line: LINE,
        bought: [],
        takenBack: [],
        days: [],
        late: null,
        bytes: bytes(0n),
        throttled: bytes(0n),
        uncovered: bytes(0n),
      },
    ],
    ...own,
  }
}

const FULL = statement({
  entries: [...Array.from({ length: 60 }, (_, place) => sold(place + 1)), ...OTHERS],
  sold: yen(105_600n),
  returned: yen(1_760n),
  rates: [
    {
      percent: 10,
      sold: { gross: yen(105_600n), tax: yen(9_600n) },
      returned: { gross: yen(1_760n), tax: yen(160n) },
    },
  ],
  ways: [
    { by: { kind: 'points' }, amount: yen(3_600n) },
    { by: { kind: 'provider', method: 'card' }, amount: yen(102_000n) },
  ],
  lines: [
    {
      line: LINE,
      bought: [],
      takenBack: [],
      days: DAYS,
      late: DAYS[0] ?? null,
      bytes: gigabytes(28),
      throttled: gigabytes(1),
      uncovered: bytes(90_000n),
    },
  ],
})

function viewOf(of: Statement, anomalies: readonly AnomalyView[] = []): StatementView {
  return {
    statement: of,
    isOpen: false,
    asOf: NOW,
    lines: [{ id: LINE, masked: iccidMasked, networkName: network.name }],
    offerNames: new Map(of.entries.map(({ order }) => [order, OFFER_NAME])),
    anomalies,
    isCut: false,
  }
}

const POINTS: Statement['points'] = {
  before: yen(120n),
  after: yen(77n),
  moves: [
    { at: FIRST, kind: 'granted', points: yen(17n), order: orderId(1) },
    { at: FIRST, kind: 'spent', points: yen(-60n), order: orderId(1) },
  ],
}

export function statementPages(speech: Voice): readonly (readonly [string, JSX.Element])[] {
  const of = { voice: speech, line: LINE, seal: SEAL, page: 1 }
  const ofAccount = { ...FULL, points: POINTS }
  const said = ANOMALIES.map((one, place) => {
    const says = place % 2 === 0 ? ('fine' as const) : ('disputed' as const)
    return { ...one, feedback: { at: NOW, says } }
  })
  const months = [MONTH, parseMonth('2026-10') as JstMonth]
  const lines = viewOf(FULL).lines
  return [
    ['statement', <StatementPage {...of} view={viewOf(FULL, ANOMALIES)} />],
    ['statement-second-page', <StatementPage {...of} view={viewOf(FULL, said)} page={2} />],
    ['statement-account', <StatementPage {...of} line={null} view={viewOf(ofAccount)} />],
    [
      'statement-open',
      <StatementPage {...of} view={{ ...viewOf(statement({})), isOpen: true, isCut: true }} />,
    ],
    ['statements', <StatementsPage voice={speech} line={null} months={months} lines={lines} />],
    ['statements-none', <StatementsPage voice={speech} line={LINE} months={[]} lines={[]} />],
  ]
}
