/** The facts of a line as short sentences: its state, its speed, its packs, its pace. */
import { FULFILMENT_WORDS } from '../../../fulfilment-words.ts'
import type {
  LifecycleView,
  LineOverview,
  OfferQuote,
  PackView,
} from '../../../../app/queries/views.ts'
import type { Speech } from '../../voice.ts'
import { lineWords } from './words.ts'

export function stateText({ lifecycle, asOf }: LineOverview, speech: Speech): string {
  const { figures } = lineWords(speech.language)
  const { moment } = speech.format
  switch (lifecycle.state) {
    case 'fresh':
      return figures.fresh
    case 'active':
      return figures.active
    case 'grace':
      return figures.grace(moment(lifecycle.since, asOf), moment(lifecycle.suspendedFrom, asOf))
    case 'suspended':
      return figures.suspended(moment(lifecycle.since, asOf), moment(lifecycle.endsAt, asOf))
    case 'ended':
      return figures.ended(moment(lifecycle.since, asOf))
  }
}

/** Null where nothing covers the line. */
export function untilText(
  { lifecycle, asOf }: { readonly lifecycle: LifecycleView; readonly asOf: Temporal.Instant },
  speech: Speech,
): string | null {
  if (lifecycle.state !== 'active') return null
  return lifecycle.until === null
    ? lineWords(speech.language).figures.noEnd
    : speech.format.end(lifecycle.until, asOf)
}

export function speedText({ entitlement }: LineOverview, speech: Speech): string {
  const { figures } = lineWords(speech.language)
  switch (entitlement.kind) {
    case 'full':
      return entitlement.kbps === null
        ? figures.full
        : figures.upTo(speech.format.speed(entitlement.kbps))
    case 'throttled':
      return figures.slowed(speech.format.speed(entitlement.kbps))
    case 'portal_only':
      return figures.portalOnly
    case 'none':
      return figures.off
  }
}

export function leftText(overview: LineOverview, speech: Speech): string {
  const { figures } = lineWords(speech.language)
  if (overview.unlimited) return figures.unlimited
  if (overview.bytesLeft === null) return figures.nothingValid
  return speech.format.volume(overview.bytesLeft, gigabyteOf(overview))
}

export function usedText(overview: LineOverview, speech: Speech): string {
  const { figures } = lineWords(speech.language)
  const meaning = gigabyteOf(overview)
  const used = speech.format.volumeUsed(overview.bytesUsed, meaning)
  return overview.bytesGranted === null
    ? figures.usedOnly(used)
    : figures.used(used, speech.format.volume(overview.bytesGranted, meaning))
}

function gigabyteOf({ packs }: LineOverview): PackView['gigabyte'] {
  return packs.find(({ state }) => state === 'running')?.gigabyte ?? 'GB'
}

export function sessionText({ live, lastReportAt, asOf }: LineOverview, speech: Speech): string {
  const { figures } = lineWords(speech.language)
  const told =
    lastReportAt === null
      ? figures.neverReported
      : figures.reported(speech.format.moment(lastReportAt, asOf))
  return `${live ? figures.live : figures.notLive} · ${told}`
}

/** Only where the line is covered and its data can run out. */
export function paceText(overview: LineOverview, speech: Speech): string | null {
  const { figures } = lineWords(speech.language)
  const { forecast, lifecycle, unlimited, asOf } = overview
  if (lifecycle.state !== 'active' || unlimited) return null
  if (forecast.kind === 'lasts') return figures.lasts
  if (forecast.kind === 'unknown') return figures.paceUnknown
  return figures.empties(speech.format.moment(forecast.emptyAt, asOf))
}

export function packSpan(pack: PackView, asOf: Temporal.Instant, speech: Speech) {
  const { from, until, toldAsOf } = pack
  const told = FULFILMENT_WORDS[speech.language]
  if (toldAsOf !== null) {
    const end = until === null ? told.endToCome : speech.format.end(until, asOf)
    return `${end} · ${told.countedAsOf(speech.format.moment(toldAsOf, asOf))}`
  }
  const { packs } = lineWords(speech.language)
  const { moment, end } = speech.format
  if (from === null) return until === null ? packs.firstUse : packs.until(end(until, asOf))
  return until === null
    ? packs.from(moment(from, asOf))
    : packs.span(moment(from, asOf), end(until, asOf))
}

export function packLeft(pack: PackView, speech: Speech): string | null {
  const { bytesLeft, bytesGranted, gigabyte } = pack
  if (bytesLeft === null || bytesGranted === null) return null
  const { volume } = speech.format
  return lineWords(speech.language).packs.left(
    volume(bytesLeft, gigabyte),
    volume(bytesGranted, gigabyte),
  )
}

/** What buying it now would come to: its end, or what its start waits for. */
export function quoteSpan(quote: OfferQuote, startNow: boolean, speech: Speech): string {
  const { offers, packs } = lineWords(speech.language)
  const { asOf } = quote
  const { moment, end } = speech.format
  const until = startNow ? quote.startNowUntil : quote.until
  const from = startNow ? asOf : quote.from
  const { fulfilment } = quote.offer.grant
  if (fulfilment !== undefined) {
    const said = FULFILMENT_WORDS[speech.language]
    return said.supplied(said.minutes(fulfilment.withinMinutes))
  }
  if (from === null) {
    return quote.effect === 'queues' ? offers.effect.queues : offers.effect.first_use
  }
  return until === null
    ? packs.from(moment(from, asOf))
    : packs.span(moment(from, asOf), end(until, asOf))
}
