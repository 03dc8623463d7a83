/** Shifts in a list and the report of one, for whoever may read them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { shiftList, shiftReport } from '../../../app/queries/staff/shift-report.ts'
import { parseId, type ShiftId, type TillId } from '../../../domain/basics/ids.ts'
import type { Console } from '../desk.ts'
import { ShiftReportPage, ShiftsPage } from '../pages/shifts.tsx'
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

async function showReport(
  desk: Console,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = request.params as { readonly till: string; readonly shift: string }
  const [till, shift] = [parseId<TillId>(asked.till), parseId<ShiftId>(asked.shift)]
  if (till === null || shift === null) return desk.page.onNotFound(request, reply)
  const { language } = request.staffer
  const report = await shiftReport(desk.app, atDesk(request).staff, { till, shift })
  if (!report.ok) return refuse(desk, request, reply, { refusal: report.refusal, here: 'shifts' })
  const sheet = shiftSheet(report.value, language)
  const isFresh = (request.query as Record<string, unknown>)['said'] === 'closed'
  return desk.page.send(request, reply, {
    title: sheet.title,
    body: <ShiftReportPage language={language} report={report.value} sheet={sheet} />,
    here: 'shifts',
    path: paths.shiftOf(till, shift),
    ...(isFresh ? { banner: tillWords(language).close.done } : {}),
  })
}
