/** The papers of an order: the receipt, files to keep, an invoice in somebody's name. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  documentPdf,
  documentsOf,
  issueInvoice,
  recipientOf,
  RECIPIENT_LENGTH_MAX,
} from '../../../app/documents/papers.ts'
import { parseId, type DocumentId } from '../../../domain/basics/ids.ts'
import type { Document } from '../../../domain/bill/document.ts'
import { numberText } from '../../../domain/bill/numbering.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { ReceiptPage } from '../pages/receipt.tsx'
import type { FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { refusalText } from '../words/refusals.ts'
import { allowedOrder, strangersTurn, type Allowed } from './order-routes.tsx'

type OrderParams = { Params: { order: string } }
type DocumentParams = { Params: { order: string; document: string } }

export function documentRoutes(server: FastifyInstance, portal: Portal): void {
  const { page } = portal

  server.get<OrderParams>('/orders/:order/receipt', async (request, reply) => {
    const asked = await askedPapers(portal, request)
    if (asked === null) return strangersTurn(portal, request, reply)
    const receipt = asked.papers.find((one) => one.kind === 'receipt')
    if (receipt === undefined) return page.onNotFound(request, reply)
    return sendPaper(portal, request, reply, { ...asked, shown: receipt })
  })

  server.get<DocumentParams>('/orders/:order/documents/:document', async (request, reply) => {
    const asked = await askedPapers(portal, request)
    if (asked === null) return strangersTurn(portal, request, reply)
    const { document: text } = request.params
    const id = parseId<DocumentId>(text.replace(/\.pdf$/, ''))
    const shown = asked.papers.find((one) => one.id === id)
    if (shown === undefined) return page.onNotFound(request, reply)
    if (text.endsWith('.pdf')) return sendFile(portal, request, reply, shown)
    return sendPaper(portal, request, reply, { ...asked, shown })
  })

  server.post<OrderParams>('/orders/:order/invoice', async (request, reply) => {
    const asked = await askedPapers(portal, request)
    if (asked === null) return strangersTurn(portal, request, reply)
    return postInvoice(portal, request, reply, asked)
  })
}

interface Asked {
  readonly allowed: Allowed
  readonly papers: readonly Document[]
}

/** Papers are the line's holder's; who only paid has the page of the order. */
async function askedPapers(portal: Portal, request: FastifyRequest): Promise<Asked | null> {
  const allowed = await allowedOrder(portal, request)
  if (allowed === null || allowed.access !== 'holder') return null
  const { line, id } = allowed.order
  const papers = await documentsOf(portal.app, { line, order: id }, request.visitor.language)
  return { allowed, papers }
}

async function sendPaper(
  { app, page, paper }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: Asked & { readonly shown: Document; readonly form?: Omit<FormProps, 'seal'> },
): Promise<FastifyReply> {
  const { allowed, papers, shown, form } = given
  const sheet = paper.wording(shown, await recipientOf(app, shown))
  const hasInvoice = papers.some((one) => one.kind === 'invoice')
  const body = (
    <ReceiptPage
      voice={page.voice(request)}
      order={allowed.order.id}
      sheet={sheet}
      papers={papers.map((one) => {
        const { title, number } = paper.wording(one, null)
        return { id: one.id, title, number }
      })}
      form={hasInvoice ? null : { ...form, seal: page.seal(request) }}
      recipientLengthMax={RECIPIENT_LENGTH_MAX}
    />
  )
  return page.send(request, reply, {
    title: `${sheet.title} ${sheet.number}`,
    body,
    here: 'orders',
    path: paths.receipt(allowed.order.id),
    status: form === undefined ? 200 : 422,
  })
}

async function sendFile(
  { app, page, paper }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Document,
): Promise<FastifyReply> {
  const pdf = await documentPdf(app, paper, shown)
  if (pdf === null) return page.onNotFound(request, reply)
  return reply
    .headers({
      'content-disposition': `inline; filename="${numberText(shown.number)}.pdf"`,
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
    .type('application/pdf')
    .send(Buffer.from(pdf))
}

async function postInvoice(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<FastifyReply> {
  const { app, page, paper } = portal
  const { order } = asked.allowed
  const posted = readForm(app, request)
  const recipient = posted.fields['recipient'] ?? ''
  const again = (form: Omit<FormProps, 'seal'>) => {
    const shown = asked.papers.find((one) => one.kind === 'receipt')
    if (shown === undefined) return page.onNotFound(request, reply)
    return sendPaper(portal, request, reply, {
      ...asked,
      shown,
      form: { ...form, typed: { recipient } },
    })
  }
  if (!posted.sealed) return again({ refusal: page.expired(request) })
  const issued = await issueInvoice(app, paper.renderer, {
    line: order.line,
    order: order.id,
    recipient,
    language: request.visitor.language,
    origin: posted.origin,
  })
  if (issued.ok) return reply.redirect(paths.document(order.id, issued.value.id), 303)
  const { refusal } = issued
  const sentence = refusalText(refusal, request.visitor.language)
  return refusal.code.startsWith('recipient_')
    ? again({ fieldErrors: { recipient: sentence } })
    : again({ refusal: sentence })
}
