/** Telling a peer about one of its sessions, and learning what it said. Both may run twice. */
import type { DataSessionId, LineId } from '../../domain/basics/ids.ts'
import {
  asksForCredit,
  type DataSession,
  type Telling,
} from '../../domain/charging/data-session.ts'
import type { App } from '../app.ts'
import { SYSTEM } from '../origin.ts'
import { learnTold } from './look-after-sessions.ts'
import type { SessionTeller } from './ports.ts'

export async function tellSession(
  { door, reads }: Pick<App, 'door' | 'reads'>,
  teller: SessionTeller,
  { line, session }: { readonly line: LineId; readonly session: DataSessionId },
): Promise<void> {
  const known = await reads.dataSession(line, session)
  if (known === null) return
  // It held a grant and was silent: its peer may serve it still, and nobody counts what.
  if (known.ended !== null) {
    if (asksForCredit(known)) await teller.stop(known)
    return
  }
  const { telling } = known
  if (telling === null) return
  const said = await tell(teller, known, telling)
  await door.ask(learnTold, { line, session, to: telling.to, said }, SYSTEM)
}

function tell(teller: SessionTeller, session: DataSession, { how, to }: Telling) {
  return how === 'stop' || to.kind === 'none' ? teller.stop(session) : teller.change(session, to)
}
