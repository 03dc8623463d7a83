/**
 * Choosing: what the advisor says of this line, then the offers of its network by length, each with
 * its price, its exact end if bought now and what happens to the packs already there. Without a
 * line it is a price list.
 */
import type { JSX } from 'preact'
import type { LineOverview, OfferChoice, OfferQuote } from '../../../app/queries/views.ts'
import type { OfferLength } from '../../../domain/catalogue/offer.ts'
import { Advice, type AdviceShown } from '../parts/advice.tsx'
import { OfferTiming } from '../parts/offer-timing.tsx'
import { Value } from '../parts/value.tsx'
import { paths } from '../paths.ts'
import { afterText, fullSpeedText, offerAllowance, validityText } from '../words/offer-words.ts'
import type { Voice } from '../words/words.ts'

const LENGTHS: readonly OfferLength[] = ['daily', 'weekly', 'monthly', 'hourly', 'long']

export interface OffersPageProps {
  readonly voice: Voice
  readonly choice: OfferChoice
  /** Null: a price list for strangers, with nothing to order. */
  readonly line: Pick<LineOverview, 'id' | 'iccidMasked'> | null
  /** Null where there is nothing to advise, or nobody who may be told. */
  readonly advice: AdviceShown | null
}

export function OffersPage(props: OffersPageProps): JSX.Element {
  const { voice, choice, line, advice } = props
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
      {line !== null && advice !== null && <Advice voice={voice} line={line.id} shown={advice} />}
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
      {line !== null && <OfferTiming quote={quote} voice={voice} />}
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
