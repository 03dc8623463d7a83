/** What is looked up about one person, over the memory store. */
import type { LineId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { PersonalReads } from '../../app/personal-reads.ts'
import type { MemoryStore } from './memory-store.ts'

export function personalReads({ tables, journal }: MemoryStore): PersonalReads {
  return {
    async personal({ account, lines }, limit) {
      const isHeld = (line: string | null) => line !== null && lines.includes(line as LineId)
      const isOwn = (home: string | null) => home === account || isHeld(home)
      const newest = <Row>(
        rows: Iterable<Row>,
        wanted: (row: Row) => boolean,
        at: (row: Row) => Instant,
      ) =>
        [...rows]
          .filter(wanted)
          .toReversed()
          .toSorted((one, other) => Temporal.Instant.compare(at(other), at(one)))
          .slice(0, limit)
      const mine = ({ account: of }: { readonly account: string | null }) => of === account
      const held = ({ line }: { readonly line: string }) => isHeld(line)
      return {
        signIns: newest(tables.signIns.values(), mine, (one) => one.since),
        lots: newest(tables.lots.values(), mine, (one) => one.grantedAt),
        keptMethods: newest(tables.keptMethods.values(), mine, (one) => one.keptAt),
        agreements: newest(
          tables.agreements.values(),
          ({ home }) => isOwn(home.id),
          (one) => one.at,
        ),
        packs: newest(tables.packs.values(), held, (one) => one.deliveredAt),
        mandates: newest(tables.mandates.values(), held, (one) => one.since),
        callBacks: newest(
          tables.callBacks.values(),
          (one) => mine(one) || isHeld(one.line),
          (one) => one.askedAt,
        ),
        anomalies: newest(tables.anomalies.values(), held, (one) => one.foundAt),
        disputes: newest(tables.disputes.values(), held, (one) => one.raisedAt),
        reports: newest(tables.reports.values(), mine, (one) => one.at),
        journal: newest(
          journal,
          ({ home }) => isOwn(home.id),
          (one) => one.at,
        ).map(({ home, at, command, origin }) => {
          return { home: home.id, at, command, channel: origin.channel }
        }),
        // Written in order: the last one stays.
        addedAt: new Map(
          journal
            .filter(({ home, command }) => command === 'add_line' && isHeld(home.id))
            .map(({ home, at }) => [home.id as LineId, at]),
        ),
      }
    },
    async guests(lines, limit) {
      return [...tables.sealedTexts.values()]
        .flatMap(({ kind, home, person, sealed }) => {
          const line = lines.find((id) => id === home.id)
          const key = tables.personKeys.get(person)
          if (kind !== 'email' || line === undefined || key === undefined) return []
          return [{ line, person, wrapped: key.wrapped, sealed }]
        })
        .slice(0, limit)
    },
  }
}
