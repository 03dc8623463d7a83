/** Documents of an order, as the API describes them. Their files are PDF. */
import * as Type from 'typebox'
import { Id, Instant, LanguageTag, Money, named, nullable, record, Whole } from './values.ts'

const Number = Type.String({ description: 'As printed; without holes within its series.' })

export const Document = named('Document', 'A receipt, an invoice, or what corrects one.', {
  id: Id,
  order: Id,
  kind: Type.Enum(['receipt', 'invoice', 'return_invoice', 'refund_note']),
  number: Number,
  issuedAt: Instant,
  language: LanguageTag,
  total: Money,
  rates: Type.Array(record({ percent: Whole, gross: Money, tax: Money }), {
    description: 'Highest first; tax is rounded once per rate.',
  }),
  refund: nullable(Id, 'The refund that it documents.'),
  refersTo: nullable(record({ id: Id, number: Number }), 'What it corrects or replaces.'),
  file: Type.String({ format: 'uri-reference', description: 'The same bytes at every download.' }),
})

export const DocumentList = named('DocumentList', 'Oldest first.', {
  items: Type.Array(Document),
})
