/** The sweep that chains the audit, for whoever plays the worker. */
import type pg from 'pg'
import type { Sweep } from '../adapters/jobs/worker.ts'
import { createAudit } from '../adapters/postgres/audit.ts'
import { worldState } from '../adapters/postgres/sandbox.ts'
import { chainAudit } from '../app/audit/chain.ts'
import type { AuditKey } from '../app/audit/ports.ts'
import type { App } from '../app/app.ts'

/** So long, and a moment more, a record can be changed unseen. */
export const AUDIT_EVERY_MS = 5_000

export function auditSweep(
  { clock }: Pick<App, 'clock'>,
  { pool, key }: { readonly pool: pg.Pool; readonly key: AuditKey },
): Sweep {
  const store = createAudit(pool)
  return {
    name: 'chain_audit',
    everyMs: AUDIT_EVERY_MS,
    async run() {
      // A demo world writes its past in any order, and is forgotten when it was cut off.
      if ((await worldState(pool)) === 'begun') return
      await chainAudit({ clock, store, key })
    },
  }
}
