/**
 * Telling the peer of a session to ask again or to end it (TS 32.290 §5.4.4, TS 32.291 §6.1.5): a
 * notification to the notifyUri that it gave. What it then asks for is an ordinary update.
 */
import type { SessionTeller, Told } from '../../app/charging/ports.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { groupsBehind } from '../../domain/charging/told.ts'
import type { Counters } from './counters.ts'
import type { Notified, Notifier } from './notifier.ts'

export interface TellerSettings {
  readonly notifier: Notifier
  readonly counters: Counters
}

export function createTeller({ notifier, counters }: TellerSettings): SessionTeller {
  const tell = async (session: DataSession, body: object): Promise<Told> => {
    const notifyUri = session.reach?.['notifyUri']
    const told =
      notifyUri === undefined
        ? ({ kind: 'silent' } as const)
        : await notifier.post(notifyUri, JSON.stringify(body))
    if (told.kind === 'forbidden') counters.notifyForbidden += 1
    const meaning = meaningOf(told)
    counters.notified[meaning] += 1
    return meaning
  }
  return {
    change: (session) => tell(session, reauthorization(session)),
    stop: (session) => tell(session, { notificationType: 'ABORT_CHARGING' }),
  }
}

/**
 * Every rating group that we know of by name: last named, granted something, or told that there is
 * less for it. All of the session where we know none.
 */
function reauthorization({ reach, reservations, told }: DataSession): object {
  const named = (reach?.['ratingGroups'] ?? '').split(',').filter((one) => one !== '')
  const known = [...reservations, ...groupsBehind(told)].flatMap(({ ratingGroup }) => {
    return ratingGroup ?? []
  })
  const groups = new Set([...named.map(Number), ...known])
  const details = [...groups].map((ratingGroup) => ({ ratingGroup }))
  return {
    notificationType: 'REAUTHORIZATION',
    ...(details.length === 0 ? {} : { reauthorizationDetails: details }),
  }
}

const GONE = new Set([404, 410])

function meaningOf(told: Notified): Told {
  if (told.kind !== 'answered') return 'silent'
  if (told.status >= 200 && told.status < 300) return 'taken'
  return GONE.has(told.status) ? 'gone' : 'refused'
}
