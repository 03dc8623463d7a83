/**
 * The application for one turn: between two commands a line and an account are read once, however
 * many questions look at them, and all answers of a turn agree. Nothing is kept from turn to turn.
 */
import type { App } from '../../app/app.ts'
import type { Door } from '../../app/door/door.ts'
import type { AccountState, LineState } from '../../app/door/state.ts'
import type { Reads } from '../../app/reads.ts'
import type { AccountId, LineId } from '../../domain/basics/ids.ts'

export function readingOnce(app: App): App {
  const lines = new Map<LineId, Promise<LineState>>()
  const accounts = new Map<AccountId, Promise<AccountState>>()
  function forget(): void {
    lines.clear()
    accounts.clear()
  }
  const reads: Reads = {
    ...app.reads,
    line: (id) => lines.getOrInsertComputed(id, () => app.reads.line(id)),
    account: (id) => accounts.getOrInsertComputed(id, () => app.reads.account(id)),
    async lines(ids) {
      const states = await app.reads.lines(ids)
      for (const [place, id] of ids.entries()) {
        const state = states[place]
        if (state !== undefined) lines.set(id, Promise.resolve(state))
      }
      return states
    },
  }
  const door: Door = {
    ...app.door,
    async ask(command, input, origin) {
      try {
        return await app.door.ask(command, input, origin)
      } finally {
        forget()
      }
    },
  }
  return { ...app, reads, door }
}
