/** Points that staff give an account; asked on the page of its line (`parts/give-points.tsx`). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { givePointsByStaff } from '../../../app/staff/give-points.ts'
import {
  parseId,
  type AccountId,
  type OrderId,
  type PointsLotId,
} from '../../../domain/basics/ids.ts'
import { readYen } from '../../shown-form.ts'
import type { Console } from '../desk.ts'
import { readForm } from '../form.ts'
import { GivePoints } from '../parts/give-points.tsx'
import { paths, safeBack } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { giftRefusalText, giftWords } from '../words/gift/words.ts'

export function pointsRoutes(server: FastifyInstance, console: Console): void {
  server.post(paths.accountPoints(':account' as AccountId), (request, reply) =>
    post(console, request, reply),
  )
}

async function post(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = readForm(app, request)
  const account = parseId<AccountId>((request.params as { readonly account: string }).account)
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  if (account === null) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const { staff } = atDesk(request)
  const { fields } = form
  const back = safeBack(fields['back'])
  const order = parseId<OrderId>(fields['order'] ?? '')
  const points = readYen(fields['points']?.trim())
  const input = { account, points, order, lot: app.ids.next<PointsLotId>() }
  const given = await app.door.ask(
    givePointsByStaff,
    { acting: acting(request), input },
    form.origin,
  )
  if (given.ok) return reply.redirect(back, 303)
  const refusal = giftRefusalText(given.refusal, language)
  const again = { seal: page.seal(request), typed: fields, refusal }
  const { title } = giftWords(language).points
  return page.send(request, reply, {
    title,
    body: (
      <div class="stack">
        <p class="notice" role="alert">
          {refusal}
        </p>
        <GivePoints role={staff.role} {...{ language, account, order, back }} form={again} />
      </div>
    ),
    status: 422,
    path: back,
  })
}
