/** The receipt of an order: on screen, as a file, and as what a receipt printer is sent. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { documentPdf, ensureReceipt, recipientOf } from '../../../app/documents/papers.ts'
import type { DocumentSheet } from '../../../app/documents/ports.ts'
import type { CounterOrder } from '../../../app/queries/staff/counter-order.ts'
import type { Document } from '../../../domain/bill/document.ts'
import { numberText } from '../../../domain/bill/numbering.ts'
import type { Console } from '../desk.ts'
import { readForm } from '../form.ts'
import { PAPER_WIDTHS, ReceiptPage } from '../pages/receipt.tsx'
import { paths } from '../paths.ts'
import { speechOf } from '../voice.ts'
import { sellWords } from '../words/sell/words.ts'
import { askedOrder, type OrderParams } from './order-routes.tsx'

interface Receipt {
  readonly found: CounterOrder
  readonly receipt: Document
}

export function receiptRoutes(server: FastifyInstance, console: Console): void {
  const { app, page, paper } = console

  server.get<OrderParams>('/staff/orders/:order/receipt', async (request, reply) => {
    const asked = await askedReceipt(console, request)
    if (asked === 'no_order') return page.onNotFound(request, reply)
    if (asked === 'no_receipt') return notYet(console, request, reply)
    const { language } = request.staffer
    const { found } = asked
    const body = (
      <ReceiptPage
        speech={speechOf(language)}
        found={found}
        sheet={await sheetOf(console, asked)}
        seal={page.seal(request)}
      />
    )
    const title = `${sellWords(language).order.receipt} ${found.view.number}`
    return page.send(request, reply, { title, body, here: 'search' })
  })

  server.get<OrderParams>('/staff/orders/:order/receipt.pdf', async (request, reply) => {
    const asked = await askedReceipt(console, request)
    if (typeof asked === 'string') return page.onNotFound(request, reply)
    const file = await documentPdf(app, paper, asked.receipt)
    if (file === null) return page.onNotFound(request, reply)
    return sendFile(reply, file, {
      type: 'application/pdf',
      disposition: `inline; filename="${numberText(asked.receipt.number)}.pdf"`,
    })
  })

  tapeRoute(server, console)
}

/** A post: a link that is followed by itself must not print. */
function tapeRoute(server: FastifyInstance, console: Console): void {
  const { app, page, printer } = console
  server.post<{ Params: { order: string; width: string } }>(
    '/staff/orders/:order/receipt/:width',
    async (request, reply) => {
      const form = readForm(app, request)
      if (!form.sealed) return page.trouble(request, reply, { status: 403 })
      const asked = await askedReceipt(console, request)
      const width = PAPER_WIDTHS.find(([one]) => String(one) === request.params.width)
      if (typeof asked === 'string' || width === undefined) return page.onNotFound(request, reply)
      const [widthMm] = width
      const bytes = await printer.print(await sheetOf(console, asked), { widthMm })
      return sendFile(reply, bytes, {
        type: 'application/octet-stream',
        disposition: `attachment; filename="${numberText(asked.receipt.number)}-${widthMm}.escpos"`,
      })
    },
  )
}

async function askedReceipt(
  console: Console,
  request: FastifyRequest,
): Promise<Receipt | 'no_order' | 'no_receipt'> {
  const found = await askedOrder(console, request)
  if (found === null) return 'no_order'
  const of = { line: found.order.line, order: found.order.id }
  const receipt = await ensureReceipt(console.app, of, found.language)
  return receipt === null ? 'no_receipt' : { found, receipt }
}

async function sheetOf({ app, paper }: Console, { receipt }: Receipt): Promise<DocumentSheet> {
  return paper.wording(receipt, await recipientOf(app, receipt))
}

function notYet(
  { page }: Console,
  request: FastifyRequest<OrderParams>,
  reply: FastifyReply,
): FastifyReply {
  const said = sellWords(request.staffer.language)
  const body = (
    <div class="sheet prose">
      <p role="alert">{said.receipt.none}</p>
      <a class="button" href={paths.first}>
        {said.order.next}
      </a>
    </div>
  )
  return page.send(request, reply, { title: said.order.receipt, body, status: 422 })
}

function sendFile(
  reply: FastifyReply,
  body: Uint8Array,
  { type, disposition }: { readonly type: string; readonly disposition: string },
): FastifyReply {
  return reply
    .headers({
      'content-disposition': disposition,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .type(type)
    .send(Buffer.from(body))
}
