/**
 * Choosing: the offers of one network by length, each with its price, its exact end if bought now
 * and what happens to the packs already there. Without a line it is a price list.
 */
import type { JSX } from 'preact'
import type { LineOverview, OfferChoice, OfferQuote } from '../../../app/queries/views.ts'
import type { OfferLength } from '../../../domain/catalogue/offer.ts'
import { TimeMark } from '../parts/time-mark.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import {
  afterText,
  fullSpeedText,
  latestStartText,
  offerAllowance,
  validityText,
} from '../words/offer-words.ts'
import type { Voice } from '../words/words.ts'

const LENGTHS: readonly OfferLength[] = ['daily', 'weekly', 'monthly', 'hourly', 'long']

export interface OffersPageProps {
  readonly voice: Voice
  readonly choice: OfferChoice
  /** Null: a price list for strangers, with nothing to order. */
  readonly line: Pick<LineOverview, 'id' | 'iccidMasked'> | null
}

export function OffersPage(props: OffersPageProps): JSX.Element {
  const { voice, choice, line } = props
  const { offers, lineProof, frame } = voice.words
  const network = choice.network.name[voice.language]
  const groups = LENGTHS.map((length) => ({
    length,
    quotes: choice.quotes.filter((quote) => quote.offer.length === length),
  })).filter((group) => group.quotes.length > 0)
  return (
    <>
      <div class="prose">
        <h1>{line === null ? offers.priceList(network) : offers.title}</h1>
        {line !== null && (
          <p class="soft">
            {network} <Value text={line.iccidMasked} />
          </p>
        )}
        <p>{offers.lead}</p>
      </div>
      {line === null && (
        <div class="stack">
          <p>{offers.priceListNote}</p>
          <div class="actions">
            <a class="button" href={paths.signIn}>
              {frame.signIn}
            </a>
            <a class="button" href={paths.lineProof}>
              {lineProof.title}
            </a>
          </div>
        </div>
      )}
      {groups.length === 0 && <p>{offers.none}</p>}
      {groups.map((group) => (
        <section class="stack" key={group.length} aria-labelledby={group.length}>
          <h2 id={group.length}>{offers.length[group.length]}</h2>
          {group.quotes.map((quote) => (
            <OfferSheet key={quote.offer.id} quote={quote} voice={voice} line={line} />
          ))}
        </section>
      ))}
    </>
  )
}

function OfferSheet(props: {
  readonly quote: OfferQuote
  readonly voice: Voice
  readonly line: OffersPageProps['line']
}): JSX.Element {
  const { quote, voice, line } = props
  const { offer } = quote
  const { offers } = voice.words
  const name = offer.name[voice.language]
  return (
    <article class="sheet" aria-label={name}>
      <div class="between">
        <h3>{name}</h3>
        <p>
          <span class="price">{voice.format.yen(offer.price)}</span>{' '}
          {offer.taxPercent > 0 && <span class="soft nowrap">{offers.taxIncluded}</span>}
        </p>
      </div>
      <ul>
        {grantLines(quote, voice).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {line !== null && <Timing quote={quote} voice={voice} />}
      {line !== null && (
        <div class="actions">
          <a class="button wide" href={paths.confirm(line.id, offer, false)}>
            {offers.choose}
            <span class="unseen"> {name}</span>
          </a>
          {quote.startNowUntil !== null && (
            <a class="plain" href={paths.confirm(line.id, offer, true)}>
              {offers.chooseStartNow(voice.format.end(quote.startNowUntil, quote.asOf))}
            </a>
          )}
        </div>
      )}
    </article>
  )
}

function grantLines({ offer }: OfferQuote, voice: Voice): string[] {
  const optional = [fullSpeedText(offer, voice), afterText(offer, voice)]
  return [
    `${offerAllowance(offer, voice)} · ${validityText(offer.grant.validity, voice)}`,
    ...optional.filter((sentence) => sentence !== null),
    ...(offer.gigabyte === 'GiB' && offer.grant.allowance.kind !== 'unlimited'
      ? [voice.words.offers.binaryGigabyte]
      : []),
  ]
}

function Timing(props: { readonly quote: OfferQuote; readonly voice: Voice }): JSX.Element {
  const { quote, voice } = props
  const { offers, frame } = voice.words
  const latest = latestStartText(quote, voice)
  return (
    <div>
      <p class="soft">{offers.effect[quote.effect]}</p>
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

/** No end at all, or one that depends on when the pack begins. */
function endUnknownText(quote: OfferQuote, { words }: Voice): string {
  const endless = quote.from !== null && quote.offer.grant.validity.kind === 'until_used'
  return endless ? words.validity.untilUsed : words.offers.endUnknown
}
