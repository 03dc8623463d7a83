/** When a pack would begin and end if it were bought now, and what it does to the others. */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { JSX } from 'preact'
import type { OfferQuote } from '../../../app/queries/views.ts'
import { latestStartText } from '../words/offer-words.ts'
import type { Voice } from '../words/words.ts'
import { TimeMark } from './time-mark.tsx'

export function OfferTiming(props: {
  readonly quote: OfferQuote
  readonly voice: Voice
}): JSX.Element {
  const { quote, voice } = props
  const { offers, frame } = voice.words
  const latest = latestStartText(quote, voice)
  return (
    <div>
      <p class="soft">{suppliedText(quote, voice) ?? offers.effect[quote.effect]}</p>
      {quote.effect === 'queues' && (
        <p>
          <span class="soft">{offers.startsAt}</span>{' '}
          {quote.from === null ? offers.startUnknown : voice.format.moment(quote.from, quote.asOf)}
        </p>
      )}
      <p>
        <span class="soft">{offers.endsIfNow}</span>{' '}
        {quote.until === null ? (
          <strong>{endUnknownText(quote, voice)}</strong>
        ) : (
          <>
            <strong>
              <TimeMark at={quote.until} text={voice.format.end(quote.until, quote.asOf)} />
            </strong>{' '}
            <span class="soft nowrap">{frame.japanTime}</span>
          </>
        )}
      </p>
      {latest !== null && <p class="soft">{latest}</p>}
    </div>
  )
}

/** Null where it is delivered at once. */
function suppliedText({ offer }: OfferQuote, voice: Voice): string | null {
  const { fulfilment } = offer.grant
  if (fulfilment === undefined) return null
  const said = FULFILMENT_WORDS[voice.language]
  return said.supplied(said.minutes(fulfilment.withinMinutes))
}

/** No end at all, or one that depends on when the pack begins. */
function endUnknownText(quote: OfferQuote, { words, language }: Voice): string {
  if (quote.offer.grant.fulfilment !== undefined) return FULFILMENT_WORDS[language].endToCome
  const endless = quote.from !== null && quote.offer.grant.validity.kind === 'until_used'
  return endless ? words.validity.untilUsed : words.offers.endUnknown
}
