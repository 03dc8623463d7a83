/** Of the lines that the account holds: cards, packs, auto-renewal, what was used each day. */
import type { Pack } from '../../../domain/balance/pack.ts'
import { offerOf } from '../../../domain/catalogue/catalogue.ts'
import type { OfferRef } from '../../../domain/catalogue/offer.ts'
import { orderedAt, type SimProfile } from '../../../domain/esim/sim-profile.ts'
import { maySeePack, seenFrom } from '../../../domain/line/past.ts'
import { cardOf, EXPORT_USAGE_DAYS, isTheirs, usageSince, type Gathered } from './gathered.ts'
import { at, bytes, code, section, text, yen, type Section } from './cells.ts'

export async function lineSections(gathered: Gathered): Promise<readonly Section[]> {
  const { lines, rows } = gathered
  const card = (id: string) => text(cardOf(gathered, id))
  return [
    section(
      'lines',
      lines.flatMap(({ line }) => line ?? []),
      ({ sim, msisdn, network, suspension, createdAt }) => ({
        card: text(sim.iccid),
        msisdn: text(msisdn),
        network: text(network),
        from: at(createdAt),
        suspended: at(suspension?.since ?? null),
      }),
    ),
    section('esims', await ownProfiles(gathered), (one) => ({
      card: text(one.iccid),
      device: text(one.eid),
      at: at(orderedAt(one)),
      state: code(one.state),
    })),
    section('packs', seenPacks(gathered), (one) => ({
      card: card(one.line),
      offer: text(offerName(gathered, one.offer)),
      kind: code(one.origin),
      at: at(one.deliveredAt),
      from: at(one.start.kind === 'begun' ? one.start.from : null),
      until: at(one.start.kind === 'begun' ? one.start.until : null),
      used: bytes(one.bytesUsed),
    })),
    section(
      'auto_renewals',
      // Those of whoever held a line before are not this person's.
      rows.mandates.filter(({ account }) => account === gathered.state.account.id),
      (one) => ({
        card: card(one.line),
        offer: text(one.offer),
        amount: yen(one.maxPrice),
        from: at(one.since),
        ended: at(one.ended?.at ?? null),
      }),
    ),
    await usage(gathered),
  ]
}

/** Not those of an earlier holder's time: an EID is of a person's own telephone. */
async function ownProfiles(gathered: Gathered): Promise<readonly SimProfile[]> {
  const ids = gathered.lines.flatMap(({ line }) => line?.id ?? [])
  const found = await Promise.all(ids.map((id) => gathered.app.reads.profiles(id)))
  return found.flat().filter((one) => isTheirs(gathered, one.line, orderedAt(one)))
}

/** Of what was before an earlier holder let the line go: what is alive, or they bought. */
function seenPacks({ lines, rows, orders, now }: Gathered): readonly Pack[] {
  const own = new Set(orders.map(({ order }) => order.id))
  return rows.packs.filter((pack) => {
    const line = lines.find((one) => one.line?.id === pack.line)?.line ?? null
    if (line === null || maySeePack(line, pack, now)) return true
    return pack.order !== null && own.has(pack.order)
  })
}

async function usage(gathered: Gathered): Promise<Section> {
  const { app, lines, now } = gathered
  const found = await Promise.all(
    lines.flatMap(({ line }) => {
      if (line === null) return []
      return [
        app.reads.usageDays(line.id, seenFrom(line, usageSince(now)), now).then((days) => {
          return days.map((day) => ({ ...day, line: line.id }))
        }),
      ]
    }),
  )
  const days = found.flat()
  return section(
    'usage',
    days,
    ({ line, date, bytes: used }) => ({
      card: text(cardOf(gathered, line)),
      day: { kind: 'day', day: date },
      used: bytes(used),
    }),
    EXPORT_USAGE_DAYS * Math.max(1, lines.length),
  )
}

export function offerName({ app, language }: Gathered, ref: OfferRef): string {
  return offerOf(app.catalogue(), ref)?.name[language] ?? ref.id
}
