/** What got out, of whom and what it was. Not who is told (the commands), nor any text. */
import type { Instant } from '../basics/time.ts'

export const LEAK_TABLES = ['persons', 'orders', 'calls', 'identity_checks', 'usage'] as const
export type LeakTable = (typeof LEAK_TABLES)[number]

/** Names as the operator knows them. */
export type Leak =
  | { readonly kind: 'staff'; readonly name: string }
  | { readonly kind: 'api_key'; readonly name: string }
  | { readonly kind: 'shop'; readonly shop: string }
  /** `keysToo`: the operator's keys are out as well, so sealed text opens. */
  | { readonly kind: 'table'; readonly table: LeakTable; readonly keysToo: boolean }
  /** Everything that there was at the end of the span. */
  | { readonly kind: 'backup'; readonly keysToo: boolean }

/** `staff:NAME`, `api-key:NAME`, `shop:ID`, `table:persons`, `backup`; null for anything else. */
export function parseLeak(text: string, keysToo: boolean): Leak | null {
  const [, kind, name = ''] = /^([a-z-]+)(?::(.+))?$/.exec(text) ?? []
  switch (kind) {
    case 'staff':
      return name === '' ? null : { kind, name }
    case 'api-key':
      return name === '' ? null : { kind: 'api_key', name }
    case 'shop':
      return name === '' ? null : { kind, shop: name }
    case 'table': {
      const table = LEAK_TABLES.find((one) => one === name)
      return table === undefined ? null : { kind, table, keysToo }
    }
    case 'backup':
      return name === '' ? { kind, keysToo } : null
    default:
      return null
  }
}

export interface LeakSpan {
  readonly from: Instant
  readonly until: Instant
}

export const DATA_KINDS = [
  'name',
  'email',
  'telephone',
  'notes',
  'document_digits',
  'card_number',
  'orders',
  'usage',
] as const
export type DataKind = (typeof DATA_KINDS)[number]

/** What lies sealed under a person's key or the operator's. */
const SEALED: ReadonlySet<DataKind> = new Set(['name', 'email', 'telephone', 'notes'])

const OF_TABLE: Readonly<Record<LeakTable, readonly DataKind[]>> = {
  persons: ['name', 'email', 'telephone'],
  orders: ['orders', 'notes'],
  calls: ['telephone', 'notes'],
  identity_checks: ['document_digits'],
  usage: ['usage', 'card_number'],
}

/** What a table or a backup shows to whoever has it. */
export function kindsIn(tables: readonly LeakTable[], keysToo: boolean): readonly DataKind[] {
  const found = new Set(tables.flatMap((table) => OF_TABLE[table]))
  return DATA_KINDS.filter((kind) => found.has(kind) && (keysToo || !SEALED.has(kind)))
}

/** What staff see by an act that the journal knows; empty for acts that show masked forms only. */
export function kindsSeenBy(command: string): readonly DataKind[] {
  return SEEN_BY[command] ?? []
}

const SEEN_BY: Readonly<Record<string, readonly DataKind[]>> = {
  reveal_person: ['name', 'email', 'telephone', 'card_number'],
  read_person: ['name'],
  record_identity_check: ['name', 'document_digits'],
  read_case_notes: ['notes'],
  read_call_note: ['notes'],
  read_dispute_words: ['notes'],
  read_report: ['notes'],
  take_call_back: ['telephone'],
}

export const SEEING_COMMANDS = Object.keys(SEEN_BY)

/** Ids, each once. */
export interface Affected {
  readonly accounts: readonly string[]
  /** With a holder or without. */
  readonly lines: readonly string[]
  /** Who bought as a guest, by person. */
  readonly guests: readonly string[]
  readonly kinds: readonly DataKind[]
}

/** People at most: a line that nobody of the accounts holds stands for one. */
export function peopleOf(
  { accounts, guests }: Pick<Affected, 'accounts' | 'guests'>,
  linesUnheld: number,
): number {
  return accounts.length + guests.length + linesUnheld
}

/** Ids only: what they mean is looked up where it is needed. Lines of a CSV file. */
export function csvOf({ accounts, lines, guests }: Affected): readonly string[] {
  const rows = (kind: string, ids: readonly string[]) => ids.map((id) => `${kind},${id}`)
  return ['kind,id', ...rows('account', accounts), ...rows('line', lines), ...rows('guest', guests)]
}
