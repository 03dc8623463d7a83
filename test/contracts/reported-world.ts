/** A report of a fraud that waits for staff. For tests only. */
import type { ReportId } from '../../src/domain/basics/ids.ts'
import type { CareWorld } from './care-world.ts'
import { write } from './rows-asked.ts'

/** Something that somebody reported. */
export async function reported(world: CareWorld) {
  const id = world.ids.next<ReportId>()
  const { vault, clock } = world.app
  const row = {
    id,
    at: clock.now(),
    channel: 'web',
    language: 'en',
    account: null,
    names: ['link bad.example'],
    sealed: vault.seal('x'),
    state: { kind: 'waiting' },
  } as const
  await write(world, { kind: 'report', id }, [{ table: 'reports', row }])
  return id
}
