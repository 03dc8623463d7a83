/** Statements of an account and of its lines, as pages and files; and "This is fine" in one tap. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerAnomaly } from '../../../app/bills/anomalies.ts'
import {
  accountStatement,
  heldLineStatement,
  heldMonths,
  linesOfStatement,
  type StatementView,
} from '../../../app/queries/statement.ts'
import type { Account } from '../../../domain/account/account.ts'
import { parseId, type AnomalyId, type LineId } from '../../../domain/basics/ids.ts'
import { monthAt, parseMonth, type JstMonth } from '../../../domain/bill/month.ts'
import { monthText } from '../../month-text.ts'
import { pagesOf } from '../../statement-body.tsx'
import { sendStatementFile, splitFileName } from '../../statement-files.ts'
import { statementWords } from '../../statement-words.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { StatementPage, StatementsPage } from '../pages/statements.tsx'
import type { AnsweredFrom } from '../parts/anomalies.tsx'
import { paths } from '../paths.ts'
import { strangersTurn } from './order-routes.tsx'

const LINE = ':line' as LineId
const MONTH = ':month' as JstMonth
const ANOMALY = ':anomaly' as AnomalyId

export function statementRoutes(server: FastifyInstance, portal: Portal): void {
  server.get(paths.accountStatements, (request, reply) => list(portal, request, reply))
  server.get(paths.lineStatements(LINE), (request, reply) => list(portal, request, reply))
  server.get(paths.accountStatement(MONTH), (request, reply) => show(portal, request, reply))
  server.get(paths.lineStatement(LINE, MONTH), (request, reply) => show(portal, request, reply))
  server.post(paths.anomalyAnswer(LINE, ANOMALY), (request, reply) =>
    postAnswer(portal, request, reply),
  )
}

interface Params {
  readonly line?: string
  readonly month?: string
  readonly anomaly?: string
}

function paramsOf(request: FastifyRequest): Params {
  return request.params as Params
}

interface Asked {
  readonly account: Account
  /** Null: of the account. */
  readonly line: LineId | null
}

/** The holder's own; who merely comes over a line's connection is a stranger here. */
function askedIn(request: FastifyRequest): Asked | null {
  const { signedIn } = request.visitor
  if (signedIn === null) return null
  const { account } = signedIn
  const { line: text } = paramsOf(request)
  if (text === undefined) return { account, line: null }
  const line = parseId<LineId>(text)
  return line !== null && account.lines.includes(line) ? { account, line } : null
}

async function list(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const asked = askedIn(request)
  if (asked === null) return strangersTurn(portal, request, reply)
  const { account, line } = asked
  const homes = { lines: line === null ? account.lines : [line], withPoints: line === null }
  const months = await heldMonths(app, account.id, homes)
  const voice = page.voice(request)
  const lines = line === null ? await linesOfStatement(app, account.lines) : []
  return page.send(request, reply, {
    title: statementWords(voice.language).name,
    body: <StatementsPage {...{ voice, line, months, lines }} />,
    here: 'account',
  })
}

async function show(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page, paper } = portal
  const asked = askedIn(request)
  if (asked === null) return strangersTurn(portal, request, reply)
  const { month: text, file } = splitFileName(paramsOf(request).month ?? '')
  const month = parseMonth(text)
  const view = month === null ? null : await statementFor(portal, asked, month)
  if (month === null || view === null) return page.onNotFound(request, reply)
  const voice = page.voice(request)
  const { language } = voice
  const { line } = asked
  if (file !== null) {
    const mark = line === null ? '' : (view.lines[0]?.masked.slice(-4) ?? '')
    const given = { view, language, operator: app.operator(), renderer: paper.renderer, mark }
    return sendStatementFile(reply, file, given)
  }
  const number = pageIn(request, pagesOf(view))
  const seal = page.seal(request)
  return page.send(request, reply, {
    title: statementWords(language).title(monthText(month, language)),
    body: <StatementPage {...{ voice, view, line, seal }} page={number} />,
    here: 'account',
  })
}

function statementFor(
  { app }: Portal,
  { account, line }: Asked,
  month: JstMonth,
): Promise<StatementView | null> {
  if (line === null) return accountStatement(app, account, month)
  return heldLineStatement(app, { line, account: account.id }, month)
}

/** Out of reach is the nearest there is. */
function pageIn(request: FastifyRequest, pages: number): number {
  const { page } = request.query as { readonly page?: unknown }
  const wanted = typeof page === 'string' && /^\d{1,4}$/.test(page) ? Number(page) : 1
  return Math.min(Math.max(wanted, 1), pages)
}

async function postAnswer(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { app, page } = portal
  const asked = askedIn(request)
  const anomaly = parseId<AnomalyId>(paramsOf(request).anomaly ?? '')
  if (asked === null || asked.line === null || anomaly === null) {
    return strangersTurn(portal, request, reply)
  }
  const form = readForm(app, request)
  if (!form.sealed) return page.trouble(request, reply, { status: 403 })
  const { line, account } = asked
  const input = { line, account: account.id, anomaly }
  const answer = await app.door.ask(answerAnomaly, input, form.origin)
  if (!answer.ok) {
    const { code } = answer.refusal
    const isBusy = code === 'busy' || code === 'key_reused'
    return isBusy ? page.trouble(request, reply, { status: 503 }) : page.onNotFound(request, reply)
  }
  const from = form.fields['from'] as AnsweredFrom | undefined
  return reply.redirect(await backTo(portal, { line, anomaly }, from), 303)
}

async function backTo(
  { app }: Portal,
  { line, anomaly: id }: { readonly line: LineId; readonly anomaly: AnomalyId },
  from: AnsweredFrom | undefined,
): Promise<string> {
  const anomaly = await app.reads.anomaly(line, id)
  if (anomaly === null) return paths.line(line)
  const month = monthAt(anomaly.aboutAt)
  const { finding } = anomaly
  switch (from) {
    case 'statement':
      return paths.lineStatement(line, month)
    case 'account':
      return paths.accountStatement(month)
    case 'order':
      return 'order' in finding ? paths.order(finding.order) : paths.line(line)
    default:
      return paths.line(line)
  }
}
