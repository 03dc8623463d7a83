/** The agreements that somebody made: listed, each as it was shown, and as a file to keep. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  agreementFor,
  agreementsOf,
  AGREEMENTS_SHOWN_MAX,
  documentsOf,
} from '../../../app/queries/agreements.ts'
import type { Agreement } from '../../../domain/agreement/agreement.ts'
import { parseId, type AgreementId, type LineId } from '../../../domain/basics/ids.ts'
import { agreementData, agreementSheet } from '../../agreement-sheet.ts'
import type { Portal } from '../desk.ts'
import { AgreementPage, AgreementsPage } from '../pages/agreements.tsx'
import { paths } from '../paths.ts'
import { isBuyer } from './order-routes.tsx'

type Params = { Params: { agreement: string } }

export function agreementRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.get<{ Querystring: { before?: string } }>(paths.agreements, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const voice = page.voice(request)
    const last = parseId<AgreementId>(request.query.before ?? '')
    const shown = last === null ? null : await agreementFor(app, request.visitor, last)
    const agreements = await agreementsOf(app, signedIn.account, shown?.at ?? null)
    const isAll = agreements.length < AGREEMENTS_SHOWN_MAX
    const oldest = isAll ? null : (agreements.at(-1)?.id ?? null)
    const body = <AgreementsPage voice={voice} agreements={agreements} olderThan={oldest} />
    return page.send(request, reply, { title: voice.words.agreements.title, body, here: 'account' })
  })

  server.get<Params>('/agreements/:agreement', async (request, reply) => {
    const [name = '', kind] = request.params.agreement.split('.')
    const agreement = await asked(portal, request, name)
    if (agreement === null) return page.onNotFound(request, reply)
    if (kind === 'pdf') return sendPdf(portal, reply, agreement)
    if (kind === 'json') return sendData(portal, reply, agreement)
    if (kind !== undefined) return page.onNotFound(request, reply)
    const voice = page.voice(request)
    const documents = documentsOf(app, agreement)
    const body = <AgreementPage voice={voice} agreement={agreement} documents={documents} />
    return page.send(request, reply, { title: voice.words.agreements.title, body })
  })
}

async function asked(
  portal: Portal,
  request: FastifyRequest,
  name: string,
): Promise<Agreement | null> {
  const id = parseId<AgreementId>(name)
  if (id === null) return null
  const own = await agreementFor(portal.app, request.visitor, id)
  return own ?? (await agreementOfOwnOrder(portal, request, id))
}

/** Whoever bought for another's line made the agreement too. */
async function agreementOfOwnOrder(
  { app }: Portal,
  request: FastifyRequest,
  id: AgreementId,
): Promise<Agreement | null> {
  const { ownOrders, carriedOrders } = request.visitor
  for (const order of [...ownOrders, ...carriedOrders]) {
    const found = await app.reads.find('order', order)
    if (found === null) continue
    const line = found.home.id as LineId
    const agreement = await app.reads.agreement(line, id)
    if (agreement?.order !== order) continue
    const known = await app.reads.order(line, order)
    return known !== null && isBuyer(request, known) ? agreement : null
  }
  return null
}

async function sendPdf(
  { app, paper }: Portal,
  reply: FastifyReply,
  agreement: Agreement,
): Promise<FastifyReply> {
  const sheet = agreementSheet(agreement, documentsOf(app, agreement), app.operator())
  const pdf = await paper.renderer.renderReading(sheet)
  return reply.headers(fileHeaders(agreement, 'pdf')).type('application/pdf').send(Buffer.from(pdf))
}

function sendData({ app }: Portal, reply: FastifyReply, agreement: Agreement): FastifyReply {
  const data = agreementData(agreement, documentsOf(app, agreement))
  return reply
    .headers(fileHeaders(agreement, 'json'))
    .type('application/json; charset=utf-8')
    .send(`${JSON.stringify(data, null, 2)}\n`)
}

function fileHeaders({ id }: Agreement, kind: 'pdf' | 'json'): Record<string, string> {
  return {
    'content-disposition': `attachment; filename="agreement-${id}.${kind}"`,
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
  }
}
