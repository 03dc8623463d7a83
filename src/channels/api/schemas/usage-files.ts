/** A file of usage and what became of it, as the API describes them. */
import * as Type from 'typebox'
import { Bytes, Id, Instant, named, nullable, Whole } from './values.ts'

/** As `usage-row.ts` of the domain has them. */
const REASONS = [
  'quotes_damaged',
  'row_too_long',
  'not_text',
  'cells_wrong',
  'cell_empty',
  'cell_wrong',
  'subscriber_missing',
  'ends_before_start',
  'span_too_long',
  'too_old',
  'not_yet_over',
  'subscriber_unknown',
] as const

const RejectedRow = named('RejectedUsageRow', 'A row that was not taken, and why.', {
  line: Type.Integer({ minimum: 1, description: 'The line in the file on which it begins.' }),
  reason: Type.Enum([...REASONS]),
  column: nullable(Type.String(), 'Of one cell that is wrong; in our names.'),
})

export const UsageFile = named('UsageFile', 'A file of usage as far as it was taken.', {
  id: Id,
  source: Type.String(),
  name: Type.String(),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  at: Instant,
  finished: nullable(Instant, 'Null: it was cut off; send the same content again.'),
  rows: Whole,
  accepted: Whole,
  repeated: Type.Integer({ minimum: 0, description: 'Known from before; they changed nothing.' }),
  rejected: Whole,
  usedBytes: Bytes,
  rejectedRows: Type.Array(RejectedRow, { description: 'A page of those still rejected.' }),
  nextLine: nullable(Whole, 'Pass as `after` for further rejected rows.'),
})
