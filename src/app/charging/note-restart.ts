/**
 * When a peer restarted, as it was first told (Accounting-On/Off, a new Origin-State-Id): an entry
 * of the operator's book. Who tells it again, also to another process, gets the same instant, so
 * that no session is ended that began since.
 */
import { plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { THE_BOOK } from '../../domain/bill/book.ts'
import type { PeerRestart } from '../../domain/charging/request.ts'
import { decided, type Command } from '../door/command.ts'

export function restartKey({ peer, sequence }: PeerRestart): string {
  return `restart|${peer}|${sequence}`
}

export const noteRestart: Command<PeerRestart, Instant, never> = {
  name: 'note_restart',
  keyPlace: 'outcomes',
  reads: [],
  homes: () => [{ kind: 'book', id: THE_BOOK }],
  fingerprint: restartKey,
  decide: ({ now }, { peer, sequence, delaySeconds }) =>
    decided(plusSeconds(now, -delaySeconds), {
      events: [{ name: 'peer_restarted', facts: { peer, sequence } }],
    }),
}
