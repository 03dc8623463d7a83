/** The one field: what it holds is recognised, looked up, and led to where it is. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { findLine, type LineClue } from '../../../app/queries/staff/find-line.ts'
import { findGiftCard } from '../../../app/money/gift-codes.ts'
import type { GiftCode } from '../../../domain/gift-card/code.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeCode } from '../tries.ts'
import type { Console } from '../desk.ts'
import { readForm } from '../form.ts'
import { clueOf } from '../line-clue.ts'
import { FindPage, type FindTold } from '../pages/find.tsx'
import { paths } from '../paths.ts'
import { recogniseScan, SCAN_LENGTH_MAX, type Scan } from '../reading/recognise-scan.ts'
import { atDesk } from '../staffer.ts'
import { lineWords } from '../words/line/words.ts'
import { sellRefusalText } from '../words/sell/refusals.ts'
import type { Exchange } from './sign-in-routes.tsx'

export function findRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.get(paths.first, (request, reply) =>
    sendFind(console, { request, reply }, { kind: 'start' }),
  )
  // Whoever comes back to the answer of a search begins anew: nothing of it stands in the address.
  server.get(paths.search, (_request, reply) => reply.redirect(paths.first, 303))
  server.post(paths.search, async (request, reply) => {
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const text = (form.fields['q'] ?? '').slice(0, SCAN_LENGTH_MAX)
    const scan = recogniseScan(text, app.clock.now())
    return answerScan(console, { request, reply }, scan)
  })
}

async function answerScan(console: Console, exchange: Exchange, scan: Scan): Promise<FastifyReply> {
  const tell = (told: FindTold) => sendFind(console, exchange, told)
  switch (scan.kind) {
    case 'refused':
      return tell({ kind: 'wrong', scan })
    case 'unknown':
      return tell({ kind: 'unknown' })
    case 'order_number':
      return tell({ kind: 'order_number' })
    case 'gift_code':
      return toGiftCard(console, exchange, scan.giftCode)
    default: {
      const clue = clueOf(scan)
      return clue === null ? tell({ kind: 'unknown' }) : toLine(console, exchange, clue)
    }
  }
}

async function toLine(console: Console, exchange: Exchange, clue: LineClue): Promise<FastifyReply> {
  const { app } = console
  const { request, reply } = exchange
  const { staff } = atDesk(request)
  const tried = clue.kind === 'short_code' ? await takeCode(app, request) : null
  if (tried !== null && tried.again !== null) return sendWait(console, exchange, tried.again)
  const found = await findLine(app, staff, clue)
  if (!found.ok) {
    const text = sellRefusalText(found.refusal, request.staffer.language)
    return sendFind(console, exchange, { kind: 'refused', text })
  }
  if (found.value.kind !== 'none') await tried?.proved()
  switch (found.value.kind) {
    case 'one': {
      const { line, order } = found.value
      return reply.redirect(order === null ? paths.line(line) : paths.order(order), 303)
    }
    case 'several':
      return sendFind(console, exchange, found.value)
    case 'none':
      return sendFind(console, exchange, { kind: 'none', clue: clue.kind })
  }
}

/** To the card's page by its id: a code never stands in an address. */
async function toGiftCard(
  console: Console,
  exchange: Exchange,
  code: GiftCode,
): Promise<FastifyReply> {
  const { app } = console
  const { request, reply } = exchange
  const { again, proved } = await takeCode(app, request)
  if (again !== null) return sendWait(console, exchange, again)
  const card = await findGiftCard(app, code)
  if (card !== null) {
    await proved()
    return reply.redirect(paths.giftCard(card), 303)
  }
  const text = sellRefusalText({ code: 'gift_code_unknown' }, request.staffer.language)
  return sendFind(console, exchange, { kind: 'gift_card_unknown', text })
}

function sendWait(console: Console, exchange: Exchange, again: Instant): FastifyReply {
  tellWhen(exchange.reply, again, console.app.clock.now())
  return sendFind(console, exchange, { kind: 'wait', again })
}

function sendFind({ page }: Console, { request, reply }: Exchange, told: FindTold): FastifyReply {
  const { language } = request.staffer
  const isFine = told.kind === 'start' || told.kind === 'several'
  return page.send(request, reply, {
    title: lineWords(language).find.title,
    body: <FindPage language={language} told={told} />,
    here: 'search',
    path: paths.first,
    findsFirst: told.kind !== 'several',
    status: isFine ? 200 : 422,
  })
}
