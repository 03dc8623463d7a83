/** Messages that visitors of the demo world told the operator of; nobody has judged them yet. */
import { tellSuspect } from '../../app/directory/report-suspect.ts'
import type { App } from '../../app/app.ts'
import { readPrintedTelephone } from '../../channels/telephone.ts'
import { assert } from '../../domain/basics/assert.ts'
import { plusSeconds } from '../../domain/basics/time.ts'
import type { Stage } from './stage.ts'

/** Everything is put on the agenda; `app` is the world's own, on its clock. */
export function tellReports({ world, agenda, now }: Stage, app: App): void {
  for (const [index, { agoSeconds, ...told }] of world.reports.entries()) {
    const origin = { channel: 'web', actor: 'visitor:world', key: `report ${index}` } as const
    const suspect = { ...told, channel: 'web', account: null } as const
    agenda.at(plusSeconds(now, -agoSeconds), async () => {
      const how = { origin, readPhone: readPrintedTelephone }
      assert((await tellSuspect(app, suspect, how)).ok, 'a report is always taken')
    })
  }
}
