/** Shifts in a list and the report of one, for whoever may read them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  shiftList,
  shiftReport,
  type ShiftReport,
} from '../../../app/queries/staff/shift-report.ts'
import { parseId, type ShiftId, type TillId } from '../../../domain/basics/ids.ts'
import type { Console } from '../desk.ts'
import { PAPER_WIDTHS_MM, ShiftReportPage, ShiftsPage } from '../pages/shifts.tsx'
import { paths } from '../paths.ts'
import { shiftSheet } from '../shift-sheet.ts'
import { atDesk } from '../staffer.ts'
import { tillWords } from '../words/till/words.ts'
import { refuse } from './till-refusal.tsx'

export function shiftRoutes(server: FastifyInstance, desk: Console): void {
  server.get(paths.shifts, (request, reply) => showShifts(desk, request, reply))
  server.get('/staff/tills/:till/shifts/:shift', (request, reply) =>
    showReport(desk, request, reply),
  )
  server.get('/staff/tills/:till/shifts/:shift/tape', (request, reply) =>
    sendTape(desk, request, reply),
  )
}

async function showShifts(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { language } = request.staffer
  const shifts = await shiftList(desk.app, atDesk(request).staff)
  if (!shifts.ok) return refuse(desk, request, reply, { refusal: shifts.refusal, here: 'shifts' })
  return desk.page.send(request, reply, {
    title: tillWords(language).shifts.title,
    body: <ShiftsPage language={language} shifts={shifts.value} />,
    here: 'shifts',
  })
}

interface Reported {
  readonly till: TillId
  readonly shift: ShiftId
  readonly report: ShiftReport
}

/** The report that the address names; null where the answer is sent already. */
async function reported(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Reported | null> {
  const asked = request.params as { readonly till: string; readonly shift: string }
  const [till, shift] = [parseId<TillId>(asked.till), parseId<ShiftId>(asked.shift)]
  if (till === null || shift === null) {
    desk.page.onNotFound(request, reply)
    return null
  }
  const report = await shiftReport(desk.app, atDesk(request).staff, { till, shift })
  if (report.ok) return { till, shift, report: report.value }
  refuse(desk, request, reply, { refusal: report.refusal, here: 'shifts' })
  return null
}

async function showReport(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = await reported(desk, request, reply)
  if (found === null) return reply
  const { till, shift, report } = found
  const { language } = request.staffer
  const sheet = shiftSheet(report, language)
  const isFresh = (request.query as Record<string, unknown>)['said'] === 'closed'
  return desk.page.send(request, reply, {
    title: sheet.title,
    body: <ShiftReportPage language={language} report={report} sheet={sheet} />,
    here: 'shifts',
    path: paths.shiftOf(till, shift),
    ...(isFresh ? { banner: tillWords(language).close.done } : {}),
  })
}

/** Commands for a receipt printer, as a file. */
async function sendTape(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const wide = (request.query as Record<string, unknown>)['mm']
  const widthMm = PAPER_WIDTHS_MM.find((mm) => String(mm) === wide)
  if (widthMm === undefined) return desk.page.onNotFound(request, reply)
  const found = await reported(desk, request, reply)
  if (found === null) return reply
  const sheet = shiftSheet(found.report, request.staffer.language)
  const commands = await desk.printer.print(sheet, { widthMm })
  return reply
    .type('application/octet-stream')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="shift-${sheet.number}-${widthMm}.bin"`)
    .send(Buffer.from(commands))
}
