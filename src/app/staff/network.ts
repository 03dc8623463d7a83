/** What staff see of the network: sessions over all lines, what each should be let, and peers. */
import { begin } from '../../domain/balance/chain.ts'
import { present } from '../../domain/basics/assert.ts'
import type { DataSessionId, LineId } from '../../domain/basics/ids.ts'
import { accept, type Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { entitlementAt, type Entitlement } from '../../domain/line/entitlement.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import { mayDo, type PermissionRefusal } from '../../domain/staff/permissions.ts'
import type { Staff } from '../../domain/staff/staff.ts'
import type { App } from '../app.ts'
import type { LineState } from '../door/state.ts'
import { sessionView, type SessionView } from '../queries/session-view.ts'
import type { PeerSessions, SessionFilter } from '../session-reads.ts'

/** Sessions on one page of the list. */
export const SESSIONS_SHOWN_MAX = 50
/** The peers with most sessions. */
export const PEERS_SHOWN_MAX = 40

export interface NetworkSession extends SessionView {
  readonly line: LineId
  readonly iccidMasked: string
  /** What the line may have now; `told` is what its peer lets through. */
  readonly should: Entitlement
}

export interface NetworkView {
  readonly asOf: Instant
  /** The last begun first. */
  readonly sessions: readonly NetworkSession[]
  /** Where the next page begins; null: there is none. */
  readonly next: DataSessionId | null
  readonly peers: readonly PeerSessions[]
}

export async function networkForStaff(
  app: Pick<App, 'reads' | 'clock' | 'catalogue'>,
  staff: Staff,
  asked: { readonly filter: SessionFilter; readonly after: DataSessionId | null },
): Promise<Result<NetworkView, PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_network', null)
  if (!allowed.ok) return allowed
  const now = app.clock.now()
  const [found, peers] = await Promise.all([
    app.reads.openSessions(asked.filter, { limit: SESSIONS_SHOWN_MAX + 1, after: asked.after }),
    app.reads.openSessionsByPeer(PEERS_SHOWN_MAX),
  ])
  const shown = found.slice(0, SESSIONS_SHOWN_MAX)
  const states = await app.reads.lines([...new Set(shown.map(({ line }) => line))])
  const known = new Map(states.map((state) => [state.line?.id, state]))
  const sessions = shown.flatMap((session) => {
    const of = lineFacts(app, known.get(session.line), now)
    return of === null ? [] : [{ ...sessionView(session), ...of }]
  })
  const next = found.length > shown.length ? (shown.at(-1)?.id ?? null) : null
  return accept({ asOf: now, sessions, next, peers })
}

function lineFacts(
  { catalogue }: Pick<App, 'catalogue'>,
  state: LineState | undefined,
  now: Instant,
) {
  const line = state?.line ?? null
  if (state === undefined || line === null) return null
  const network = present(catalogue().networks.get(line.network), 'a line has its network')
  const should = entitlementAt(line, begin(state.packs, now), { network, now })
  return { line: line.id, iccidMasked: maskIccid(line.sim.iccid), should }
}
