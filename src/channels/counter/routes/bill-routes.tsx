/** Bills at the console: a line's statements, and what looked odd on all lines'. */
import type { FastifyInstance } from 'fastify'
import {
  anomaliesForStaff,
  ANOMALIES_COUNTED_DAYS,
  lineMonthsForStaff,
  statementForStaff,
} from '../../../app/queries/staff/bills.ts'
import { parseMonth, type JstMonth } from '../../../domain/bill/month.ts'
import { monthText } from '../../month-text.ts'
import { pagesOf } from '../../statement-body.tsx'
import type { Console } from '../desk.ts'
import { AnomaliesPage, LineMonthsPage, LineStatementPage } from '../pages/bills.tsx'
import { paths } from '../paths.ts'
import { atDesk } from '../staffer.ts'
import { speechOf } from '../voice.ts'
import { billsWords } from '../words/bills/words.ts'
import { LINE_IN_PATH, lineIn, param } from './line-asked.ts'

const MONTH_IN_PATH = ':month' as JstMonth

export function billRoutes(server: FastifyInstance, { app, page }: Console): void {
  server.get(paths.anomalies, async (request, reply) => {
    const found = await anomaliesForStaff(app, atDesk(request).staff)
    if (!found.ok) return page.onNotFound(request, reply)
    const speech = speechOf(request.staffer.language)
    return page.send(request, reply, {
      title: billsWords(speech.language).title,
      body: <AnomaliesPage speech={speech} view={found.value} days={ANOMALIES_COUNTED_DAYS} />,
      here: 'bills',
    })
  })

  server.get(paths.lineStatements(LINE_IN_PATH), async (request, reply) => {
    const line = lineIn(request)
    if (line === null) return page.onNotFound(request, reply)
    const months = await lineMonthsForStaff(app, atDesk(request).staff, line)
    if (!months.ok) return page.onNotFound(request, reply)
    const speech = speechOf(request.staffer.language)
    return page.send(request, reply, {
      title: billsWords(speech.language).months,
      body: <LineMonthsPage speech={speech} line={line} months={months.value} />,
      here: 'search',
    })
  })

  server.get(paths.lineStatement(LINE_IN_PATH, MONTH_IN_PATH), async (request, reply) => {
    const line = lineIn(request)
    const month = parseMonth(param(request, 'month'))
    if (line === null || month === null) return page.onNotFound(request, reply)
    const found = await statementForStaff(app, atDesk(request).staff, { line, month })
    if (!found.ok || found.value === null) return page.onNotFound(request, reply)
    const view = found.value
    const speech = speechOf(request.staffer.language)
    const { page: wanted } = request.query as { readonly page?: unknown }
    const number = typeof wanted === 'string' && /^\d{1,4}$/.test(wanted) ? Number(wanted) : 1
    const shown = Math.min(Math.max(number, 1), pagesOf(view))
    return page.send(request, reply, {
      title: monthText(month, speech.language),
      body: <LineStatementPage speech={speech} line={line} view={view} page={shown} />,
      here: 'search',
    })
  })
}
