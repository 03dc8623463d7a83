/**
 * What each offer would do to this line if it were bought now: the very function that delivers is
 * asked, on a copy, so that what is shown is what will be.
 */
import { derivedInterval } from '../../domain/balance/chain.ts'
import { deliver } from '../../domain/balance/delivery.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import type { LineId, PackId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { taxWithin } from '../../domain/bill/tax.ts'
import { offersOnSale, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Channel, Offer } from '../../domain/catalogue/offer.ts'
import type { Line } from '../../domain/line/line.ts'
import type { OfferQuote } from './views.ts'

/** A pack that exists only in a quotation. */
const QUOTED = '00000000-0000-7000-8000-000000000000' as PackId

export function quotesFor(
  line: Line,
  packs: readonly Pack[],
  given: { readonly catalogue: Catalogue; readonly channel: Channel; readonly now: Instant },
): readonly OfferQuote[] {
  const wanted = { network: line.network, channel: given.channel, at: given.now }
  return offersOnSale(given.catalogue, wanted).flatMap((offer) => {
    const quote = quoteFor(line.id, packs, { offer, now: given.now, startNow: false })
    return quote === null ? [] : [quote]
  })
}

/** Null when the line can take no further pack. */
export function quoteFor(
  line: LineId,
  packs: readonly Pack[],
  given: { readonly offer: Offer; readonly now: Instant; readonly startNow: boolean },
): OfferQuote | null {
  const { offer, now } = given
  const asked = { line, order: null, packId: QUOTED, origin: 'paid', now } as const
  const delivered = deliver(packs, offer, { ...asked, startNow: given.startNow })
  if (!delivered.ok) return null
  const { pack, effect, extendsFrom } = delivered.value
  const interval = derivedInterval(delivered.value.packs, pack)
  return {
    asOf: now,
    offer,
    tax: taxWithin(offer.price, offer.taxPercent),
    effect,
    from: interval.from,
    until: interval.until,
    extendsFrom,
    latestStart: pack.start.kind === 'first_use' ? pack.start.latest : null,
    startNowUntil: effect === 'queues' ? endIfStartedNow(line, packs, given) : null,
  }
}

function endIfStartedNow(
  line: LineId,
  packs: readonly Pack[],
  { offer, now }: { readonly offer: Offer; readonly now: Instant },
): Instant | null {
  const asked = { line, order: null, packId: QUOTED, origin: 'paid', now } as const
  const delivered = deliver(packs, offer, { ...asked, startNow: true })
  if (!delivered.ok) return null
  return derivedInterval(delivered.value.packs, delivered.value.pack).until
}

/** Offers for a stranger: as they would run on a line that holds nothing. */
export function priceList(offers: readonly Offer[], now: Instant): readonly OfferQuote[] {
  return offers.flatMap((offer) => quoteFor(NOBODYS, [], { offer, now, startNow: false }) ?? [])
}

const NOBODYS = '00000000-0000-7000-8000-000000000001' as LineId
