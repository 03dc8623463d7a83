/**
 * The hour has come at which time alone may ask to tell something of a line: it is decided, the
 * pack remembers it, and the next look is written down. Looking twice changes nothing.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import { present } from '../../domain/basics/assert.ts'
import { watch } from '../../domain/notice/ends.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { changedPacks } from './moved-packs.ts'
import { noticeJob } from './notice-job.ts'

export const lookAfterLine: Command<{ readonly line: LineId }, null, never> = {
  name: 'look_after_line',
  keyPlace: 'outcomes',
  reads: ['packs'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line }) => line,
  decide({ states, now, catalogue }, { line: id }) {
    const { line, packs } = states.lines.get(id) ?? NO_LINE
    if (line === null) {
      return decided(null, { changes: [{ table: 'watches', row: { line: id, lookAt: null } }] })
    }
    const network = present(catalogue.networks.get(line.network), 'a line has its network')
    const seen = watch(packs, { suspendedDays: network.suspendedDays, now })
    const row = { line: id, lookAt: seen.next }
    const changes = [...changedPacks(packs, seen.packs), { table: 'watches', row } as const]
    if (seen.told === null) return decided(null, { changes })
    const { kind, pack } = seen.told
    return decided(null, {
      changes,
      events: [{ name: 'notice_due', facts: { kind, pack } }],
      jobs: line.holder === null ? [] : [noticeJob({ kind, line: id, pack })],
    })
  },
}
