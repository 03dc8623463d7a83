/**
 * `npm run operator -- books …`: the trial balance, a proof of every derived figure, a provider's
 * day. Plain text for reading; `--format csv` and `json` for other programs.
 */
import { createBooks } from '../../adapters/postgres/books.ts'
import { createProofs } from '../../adapters/postgres/proofs.ts'
import { settlement } from '../../app/books/settlement.ts'
import { proveAll } from '../../app/sweeps/books.ts'
import { instant, jstMidnight, type Instant, type JstDate } from '../../domain/basics/time.ts'
import { totalsBy, trialBalance, type TrialLine } from '../../domain/ledger/trial-balance.ts'
import type { ProviderName } from '../../domain/payment/provider.ts'
import type { Difference } from '../../domain/reconciliation/day.ts'
import type { Settlement } from '../../domain/reconciliation/settlement.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

/** More differences are counted, not printed. */
export const DIFFERENCES_PRINTED_MAX = 1_000

const FORMATS = ['text', 'csv', 'json'] as const
const GROUPS = ['account', 'home', 'day'] as const
const PROVIDERS = ['stripe', 'paypal'] as const satisfies readonly ProviderName[]

type Format = (typeof FORMATS)[number]

export type BookWish =
  | {
      readonly kind: 'trial-balance'
      readonly until: Instant | null
      readonly by: (typeof GROUPS)[number]
    }
  | { readonly kind: 'prove' }
  | {
      readonly kind: 'settlement'
      readonly provider: ProviderName
      readonly day: JstDate
      readonly format: Format
    }

/** Null when the words make no wish. */
export function understandBooks(
  words: readonly string[],
  values: {
    readonly until?: string | undefined
    readonly by?: string | undefined
    readonly provider?: string | undefined
    readonly day?: string | undefined
    readonly format?: string | undefined
  },
): BookWish | null {
  const [verb, ...more] = words
  if (more.length > 0) return null
  switch (verb) {
    case 'prove':
      return { kind: 'prove' }
    case 'trial-balance': {
      const until = values.until === undefined ? null : instantIn(values.until)
      const by = GROUPS.find((one) => one === (values.by ?? 'account'))
      const isSound = by !== undefined && until !== undefined
      return isSound ? { kind: 'trial-balance', until, by } : null
    }
    case 'settlement': {
      const provider = PROVIDERS.find((one) => one === values.provider)
      const format = FORMATS.find((one) => one === (values.format ?? 'text'))
      const day = dateIn(values.day ?? '')
      if (provider === undefined || format === undefined || day === null) return null
      return { kind: 'settlement', provider, day, format }
    }
    default:
      return null
  }
}

/** A date is the JST midnight that begins it; undefined for what is neither. */
function instantIn(text: string): Instant | undefined {
  const date = dateIn(text)
  if (date !== null) return jstMidnight(date)
  try {
    return instant(text)
  } catch {
    return undefined
  }
}

function dateIn(text: string): JstDate | null {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? parsed(text) : null
}

function parsed(text: string): JstDate | null {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}

/** Whether it was done and what was looked at is in order. */
export function fulfilBooks(desk: Desk, told: Told, wish: BookWish): Promise<boolean> {
  switch (wish.kind) {
    case 'trial-balance':
      return tellTrialBalance(desk, told, wish)
    case 'prove':
      return prove(desk, told)
    case 'settlement':
      return tellSettlement(desk, told, wish)
  }
}

async function tellTrialBalance(
  desk: Desk,
  told: Told,
  { until, by }: Extract<BookWish, { kind: 'trial-balance' }>,
): Promise<boolean> {
  const lines = await createBooks(desk.pool).trialBalance(until)
  const whole = trialBalance(lines)
  const keys: Readonly<Record<typeof by, (line: TrialLine) => string>> = {
    account: ({ account }) => account,
    home: ({ homeKind, account }) => `${homeKind} ${account}`,
    day: ({ day, account }) => `${day.toString()} ${account}`,
  }
  const rows = totalsBy(lines, keys[by])
  for (const line of table([
    [by, 'debit', 'credit', 'balance'],
    ...rows.map(({ key, debit, credit }) => [key, debit, credit, debit - credit].map(String)),
    ['total', whole.debit, whole.credit, whole.debit - whole.credit].map(String),
  ])) {
    told.say(line)
  }
  told.say(`between homes ${whole.betweenHomes}`)
  told.say(whole.isBalanced ? 'balanced' : 'NOT BALANCED')
  return whole.isBalanced
}

/** Columns as wide as they need to be; the first to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  )
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

async function prove(desk: Desk, told: Told): Promise<boolean> {
  const proofs = createProofs(desk.pool)
  const round = await proveAll(desk, proofs)
  const open = await proofs.countOpen()
  for (const one of await proofs.openDifferences(DIFFERENCES_PRINTED_MAX)) {
    const { home, subject, figure, stored, rebuilt } = one
    told.say(`${home.kind} ${home.id}: ${figure} of ${subject} is ${stored}, not ${rebuilt}`)
  }
  told.say(`${round.homes} homes proved, ${open} differences`)
  return open === 0
}

async function tellSettlement(
  desk: Desk,
  told: Told,
  { provider, day, format }: Extract<BookWish, { kind: 'settlement' }>,
): Promise<boolean> {
  const report = await settlement(createBooks(desk.pool), { provider, day })
  for (const line of PRINTERS[format](report)) told.say(line)
  return report.reconciliation?.state === 'agrees'
}

const PRINTERS: Readonly<Record<Format, (report: Settlement) => readonly string[]>> = {
  text: (report) => [
    `${report.provider}, ${report.day.toString()} (JST)`,
    ...table(figuresOf(report).map(([name, amount]) => [name, String(amount)])),
    stateOf(report),
    ...(report.reconciliation?.differences ?? []).map(
      (one) => `  ${one.figure} ${aboutOf(one)}: ours ${one.ours}, theirs ${one.theirs}`,
    ),
  ],
  csv: (report) => [
    'figure,about,ours,theirs',
    ...figuresOf(report).map(([name, amount]) => `${name.replaceAll(' ', '_')},,,${amount}`),
    ...(report.reconciliation?.differences ?? []).map(
      (one) => `difference_${one.figure},${aboutOf(one)},${one.ours},${one.theirs}`,
    ),
  ],
  json: (report) => [JSON.stringify(report, plain, 2)],
}

function figuresOf(report: Settlement): readonly (readonly [string, bigint])[] {
  const { gross, refunds, disputes, fees, other, net, payouts, ledger, provided } = report
  return [
    ['gross', gross],
    ['refunds', refunds],
    ['disputes', disputes],
    ['fees', fees],
    ['other', other],
    ['net', net],
    ['payouts', payouts],
    ['ledger opening', ledger.opening],
    ['ledger closing', ledger.closing],
    ['provider opening', provided.opening],
    ['provider closing', provided.closing],
  ]
}

function stateOf({ reconciliation }: Settlement): string {
  if (reconciliation === null) return 'not compared yet'
  const { state, counts } = reconciliation
  const { payments, healed, differences } = counts
  return `${state}: ${payments} payments, ${healed} mended, ${differences} differences`
}

function aboutOf({ ref, movement }: Difference): string {
  return ref?.payment ?? movement ?? ''
}

/** Yen fit a JSON number by far; instants and dates have their own text. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
