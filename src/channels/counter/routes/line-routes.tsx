/** One line on one screen. What can be done from there is other areas'. */
import type { FastifyInstance } from 'fastify'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import { customerView } from '../../../app/queries/staff/customer-view.ts'
import { callOf } from '../../../app/queries/staff/calls.ts'
import { recommendationFor } from '../../../app/queries/staff/recommendation.ts'
import type { Console } from '../desk.ts'
import { lineActs } from '../line-acts.ts'
import { LinePage } from '../pages/line.tsx'
import { Locks } from '../parts/locks.tsx'
import { Reveal } from '../parts/reveal.tsx'
import { atDesk } from '../staffer.ts'
import { speechOf } from '../voice.ts'
import { lockWords } from '../words/locks.ts'
import { doneIn } from './line-asked.ts'
import { UNLOCKED } from './line-lock-routes.tsx'
import { revealedIn } from './reveal-routes.ts'

export function lineRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.get<{ Params: { line: string } }>('/staff/lines/:line', async (request, reply) => {
    const line = parseId<LineId>(request.params.line)
    if (line === null) return page.onNotFound(request, reply)
    const { staff } = atDesk(request)
    const found = await customerView(app, staff, line)
    if (!found.ok) return page.onNotFound(request, reply)
    const view = found.value
    const { language } = request.staffer
    const { network, iccidMasked } = view.overview
    const call = await callOf(app, staff.id)
    const { line: known } = await app.reads.line(line)
    const shown = await revealedIn(console, request, known)
    const isEsim = console.ordersProfiles && known?.sim.form === 'esim'
    const speech = speechOf(language)
    const seal = page.seal(request)
    const { locks, overview } = view
    const locked = { speech, role: staff.role, line, locks, asOf: overview.asOf }
    return page.send(request, reply, {
      title: `${network.name[language]} ${iccidMasked.slice(-4)}`,
      body: (
        <LinePage
          speech={speech}
          view={view}
          recommended={await recommendationFor(app, view)}
          sells={reachOf(staff.role, 'sell') !== 'no'}
          acts={lineActs(staff, view, { language, call, isEsim })}
          reveal={<Reveal speech={speech} line={line} shown={shown} seal={seal} />}
          locks={<Locks {...locked} form={{ seal }} />}
        />
      ),
      here: 'search',
      ...(doneIn(request) === UNLOCKED ? { banner: lockWords(language).lifted } : {}),
    })
  })
}
