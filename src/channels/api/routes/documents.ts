/** Receipts and what corrects them, as data and as files. */
import * as Type from 'typebox'
import type { ApiKey } from '../../../app/api-keys.ts'
import type { App } from '../../../app/app.ts'
import { documentPdf, documentsOf } from '../../../app/documents/papers.ts'
import type { Paper } from '../../../app/documents/ports.ts'
import { parseId, type DocumentId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Document } from '../../../domain/bill/document.ts'
import { numberText } from '../../../domain/bill/numbering.ts'
import type { Order } from '../../../domain/order/order.ts'
import { answer } from '../answer.ts'
import * as examples from '../examples.ts'
import type { Fastify } from '../fastify.ts'
import { keyOf, type Guard } from '../guard.ts'
import { told, toldFile } from '../operation.ts'
import { findOrder, isOwn } from '../order-reading.ts'
import * as schemas from '../schemas/documents.ts'
import { money, type Shape } from '../shapes.ts'

const OrderParams = Type.Object({
  order: Type.String({ description: 'The id of the order.' }),
})
const DocumentParams = Type.Object({
  order: Type.String({ description: 'The id of the order.' }),
  document: Type.String({ description: 'The id of the document.' }),
})

const PDF = 'application/pdf'

export function documentRoutes(
  fastify: Fastify,
  given: { readonly app: App; readonly paper: Paper; readonly guard: Guard },
): void {
  const { app, paper, guard } = given
  fastify.get(
    '/orders/:order/documents',
    {
      onRequest: guard('orders:read'),
      schema: {
        params: OrderParams,
        ...told({
          operationId: 'listDocuments',
          summary: 'The documents of an order, oldest first',
          description:
            'The receipt is issued with the delivery, or now. Invoices that name somebody are ' +
            'listed for orders placed with the same API key only.',
          scope: 'orders:read',
          response: schemas.DocumentList,
          example: examples.DOCUMENT_LIST,
          refusals: ['order_unknown'],
        }),
      },
    },
    async (request, reply) => {
      const papers = await papersFor(app, request.params.order, keyOf(request))
      if (papers === null) return answer(reply, { trouble: { code: 'order_unknown' } })
      const items = papers.map((one) => documentShape(one, fastify.prefix))
      return answer(reply, { body: { items } })
    },
  )
  fastify.get(
    '/orders/:order/documents/:document.pdf',
    {
      onRequest: guard('orders:read', PDF),
      schema: {
        params: DocumentParams,
        ...toldFile({
          operationId: 'getDocumentFile',
          summary: 'A document as a file',
          description: 'PDF, A4. The same bytes at every download.',
          scope: 'orders:read',
          type: PDF,
          refusals: ['order_unknown', 'not_found'],
        }),
      },
    },
    async (request, reply) => {
      const papers = await papersFor(app, request.params.order, keyOf(request))
      if (papers === null) return answer(reply, { trouble: { code: 'order_unknown' } })
      const id = parseId<DocumentId>(request.params.document)
      const document = papers.find((one) => one.id === id)
      if (document === undefined) return answer(reply, { trouble: { code: 'not_found' } })
      const pdf = await documentPdf(app, paper, document)
      if (pdf === null) return answer(reply, { trouble: { code: 'not_found' } })
      return reply
        .headers({
          'content-disposition': `attachment; filename="${numberText(document.number)}.pdf"`,
          'cache-control': 'private, no-cache',
        })
        .type(PDF)
        .send(Buffer.from(pdf))
    },
  )
}

/** Null where there is no such order. A name on an invoice is for the key that sold it. */
async function papersFor(app: App, text: string, key: ApiKey): Promise<readonly Document[] | null> {
  const found = await findOrder(app, text)
  if (found === null) return null
  const { order } = found.row
  const of = { line: order.line, order: order.id }
  const papers = await documentsOf(app, of, await languageOf(app, order))
  return papers.filter((one) => one.recipient === null || isOwn(order, key))
}

/** The one in which the buyer agreed. */
async function languageOf(app: App, order: Order): Promise<Language> {
  const agreement = await app.reads.agreement(order.line, order.agreement)
  return agreement?.shown.language ?? 'ja'
}

function documentShape(document: Document, prefix: string): Shape<typeof schemas.Document> {
  const { id, order, kind, language, refund, refersTo } = document
  return {
    id,
    order,
    kind,
    number: numberText(document.number),
    issuedAt: document.issuedAt.toString(),
    language,
    total: money(document.total),
    rates: document.rates.map(({ percent, gross, tax }) => {
      return { percent, gross: money(gross), tax: money(tax) }
    }),
    refund,
    refersTo: refersTo && { id: refersTo.id, number: numberText(refersTo.number) },
    file: `${prefix}/orders/${order}/documents/${id}.pdf`,
  }
}
