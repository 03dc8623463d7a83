/** Reports of frauds: waiting ones, one of them, and what staff make of it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { reportQueue, reportView } from '../../../app/queries/staff/reports.ts'
import { chosenOf, judgeReports } from '../../../app/staff/reports.ts'
import { noteRead, readReport } from '../../../app/staff/reading.ts'
import { parseId, type ReportId } from '../../../domain/basics/ids.ts'
import { readPrintedTelephone } from '../../telephone.ts'
import type { Console } from '../desk.ts'
import { statusOf } from '../page.tsx'
import { REPORT_FIELDS, ReportPage, ReportsPage } from '../pages/reports.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk, reader } from '../staffer.ts'
import { officialRefusalText, officialWords } from '../words/official/words.ts'
import { doneIn, formPosted, param, type FormState } from './line-asked.ts'

const REPORT_IN_PATH = ':report' as ReportId

export function reportRoutes(server: FastifyInstance, console: Console): void {
  server.get(paths.reports, (request, reply) => showAll(console, request, reply))
  server.get(paths.report(REPORT_IN_PATH), (request, reply) => show(console, request, reply, {}))
  server.post(paths.reportConfirmation(REPORT_IN_PATH), (request, reply) =>
    post(console, request, reply, 'confirmed'),
  )
  server.post(paths.reportRejection(REPORT_IN_PATH), (request, reply) =>
    post(console, request, reply, 'rejected'),
  )
}

async function showAll(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const queue = await reportQueue(app, staff)
  if (!queue.ok) return page.trouble(request, reply, { status: 404 })
  const { language } = request.staffer
  const said = officialWords(language).reports
  const done = doneIn(request)
  return page.send(request, reply, {
    title: said.title,
    body: <ReportsPage language={language} role={staff.role} queue={queue.value} />,
    here: 'official',
    ...(done === 'confirmed' || done === 'rejected' ? { banner: said.done[done] } : {}),
  })
}

async function show(
  { app, page }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  { ticked = [], ...form }: FormState & { readonly ticked?: readonly string[] },
): Promise<FastifyReply> {
  const { staff } = atDesk(request)
  const id = parseId<ReportId>(param(request, 'report'))
  if (id === null) return page.trouble(request, reply, { status: 404 })
  const found = await reportView(app, staff, { id, readPhone: readPrintedTelephone })
  if (!found.ok || found.value === null) return page.trouble(request, reply, { status: 404 })
  const read = { ...reader(request), subject: { report: id } }
  if (!(await noteRead(app, readReport, read))) {
    return page.trouble(request, reply, { status: 503 })
  }
  const { language } = request.staffer
  const shown = { language, role: staff.role, view: found.value, ticked }
  return page.send(request, reply, {
    title: officialWords(language).reports.one,
    body: <ReportPage {...shown} form={{ seal: page.seal(request), ...form }} />,
    here: 'official',
    path: paths.report(id),
    status: statusOf(form),
  })
}

async function post(
  console: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  verdict: 'confirmed' | 'rejected',
): Promise<FastifyReply> {
  const { app, page } = console
  const form = await formPosted(console, request, reply)
  if (form === null) return reply
  const first = parseId<ReportId>(param(request, 'report'))
  if (first === null) return page.trouble(request, reply, { status: 404 })
  const together = form
    .all(REPORT_FIELDS.together)
    .flatMap((text) => parseId<ReportId>(text) ?? [])
    .filter((id) => id !== first)
  const ticked = [...new Set(form.all(REPORT_FIELDS.keys))]
  const input = {
    staff: atDesk(request).staff.id,
    reports: [first, ...new Set(together)],
    chosen: verdict === 'confirmed' ? chosenOf(app, ticked) : null,
  } as const
  const answer = await app.door.ask(judgeReports, { acting: acting(request), input }, form.origin)
  if (answer.ok) return reply.redirect(`${paths.reports}?done=${verdict}`, 303)
  const refusal = officialRefusalText(answer.refusal, request.staffer.language)
  return show(console, request, reply, { ticked, refusal })
}
