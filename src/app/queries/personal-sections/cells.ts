/** What a section of a person's data is made of: rows of named cells, each of a plain kind. */
import type { Bytes } from '../../../domain/basics/data-volume.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import type { Instant, JstDate } from '../../../domain/basics/time.ts'
import { EXPORT_ROWS_MAX } from './gathered.ts'

export const SECTION_KINDS = [
  'account',
  'telephone',
  'notices',
  'sign_ins',
  'passkeys',
  'lines',
  'esims',
  'packs',
  'auto_renewals',
  'usage',
  'orders',
  'payments',
  'parts',
  'documents',
  'points',
  'kept_methods',
  'agreements',
  'calls',
  'call_backs',
  'cases',
  'identity_checks',
  'changes',
  'disputes',
  'anomalies',
  'reports',
  'journal',
] as const
export type SectionKind = (typeof SECTION_KINDS)[number]

export const FIELDS = [
  'about',
  'amount',
  'answer',
  'at',
  'card',
  'channel',
  'command',
  'country',
  'day',
  'device',
  'document',
  'due',
  'email',
  'ended',
  'expires',
  'feedback',
  'forgotten',
  'from',
  'granted',
  'kind',
  'language',
  'last_digits',
  'last_used',
  'left',
  'means',
  'method',
  'msisdn',
  'name',
  'names',
  'network',
  'offer',
  'order',
  'outcome',
  'pin_set',
  'provider',
  'recipient',
  'result',
  'shown',
  'source',
  'state',
  'suspended',
  'telephone',
  'terms',
  'text',
  'until',
  'used',
  'ways',
  'zone',
] as const
export type FieldName = (typeof FIELDS)[number]

export type Cell =
  | { readonly kind: 'text'; readonly text: string | null }
  /** A word of the product's own, in snake case, worded for readers. */
  | { readonly kind: 'code'; readonly code: string | null }
  | { readonly kind: 'at'; readonly at: Instant | null }
  | { readonly kind: 'day'; readonly day: JstDate }
  | { readonly kind: 'yen'; readonly yen: Yen }
  | { readonly kind: 'bytes'; readonly bytes: Bytes }

export type Row = Readonly<Partial<Record<FieldName, Cell>>>

export interface Section {
  readonly kind: SectionKind
  readonly rows: readonly Row[]
  /** False: only the newest are told. */
  readonly whole: boolean
}

export const text = (given: string | null): Cell => ({ kind: 'text', text: given })
export const code = (given: string | null): Cell => ({ kind: 'code', code: given })
export const at = (given: Instant | null): Cell => ({ kind: 'at', at: given })
export const yen = (given: Yen): Cell => ({ kind: 'yen', yen: given })
export const bytes = (given: Bytes): Cell => ({ kind: 'bytes', bytes: given })

/** As many as are told; more were looked up than that where there are more. */
export function section<Given>(
  kind: SectionKind,
  given: readonly Given[],
  rowOf: (one: Given) => Row,
  max = EXPORT_ROWS_MAX,
): Section {
  return { kind, rows: given.slice(0, max).map(rowOf), whole: given.length <= max }
}
