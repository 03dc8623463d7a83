/** Documents as rows, and back. What is searched by stands in columns, the whole in `content`. */
import { fromJson } from '../../../domain/basics/json.ts'
import type { Document } from '../../../domain/bill/document.ts'
import type { Row, TableShape } from './table.ts'

export const DOCUMENTS: TableShape = {
  name: 'documents',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    order_id: 'uuid',
    kind: 'text',
    refund_id: 'uuid',
    series: 'text',
    sequence: 'integer',
    issued_at: 'timestamptz',
    content: 'jsonb',
  },
  key: ['home_id', 'id'],
  write: 'once',
}

export function documentRow(document: Document): Row {
  return {
    home_id: document.line,
    id: document.id,
    order_id: document.order,
    kind: document.kind,
    refund_id: document.refund,
    series: document.number.series,
    sequence: document.number.sequence,
    issued_at: document.issuedAt,
    content: document,
  }
}

/** Rows were written by us from this very type. */
export function documentOf(row: Row): Document {
  return fromJson(row['content'])
}
