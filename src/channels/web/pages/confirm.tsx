/**
 * The last screen before paying. Its lines and its buttons come from `shownScreen`, so what is
 * stored with the agreement is what stood here. One form with three buttons: the first only
 * computes again, so that the Enter key never pays.
 */
import type { JSX } from 'preact'
import { EMAIL_LENGTH_MAX } from '../../../domain/account/email.ts'
import type { CheckoutView } from '../../../app/queries/views.ts'
import { Choices, Offered } from '../parts/choices.tsx'
import { ErrorSummary, Field, Seal, Tick, type FormProps } from '../../form.tsx'
import { PriceParts } from '../parts/price-parts.tsx'
import { Value } from '../parts/value.tsx'
import { WaysToPay } from '../parts/ways-to-pay.tsx'
import { CODE_LENGTH_MAX, figuresOf, GIFT_CODE_LENGTH_MAX } from '../paying-form.ts'
import { paths } from '../paths.ts'
import { shownScreen } from '../words/shown-screen.ts'
import type { Voice } from '../words/words.ts'

export interface ConfirmPageProps {
  readonly voice: Voice
  readonly view: CheckoutView
  /**
   * Fields: `method`, `points` (none | all | some), `pointsAmount`, `giftCode`, `giftCard`
   * (sealed), `campaignCode`, `keep`, `accept` (yes), and for buyers who are not the holder
   * `receiptEmail`. Hidden: `offer`, `version`, `price` (yen), `figures`, `start` (now | later),
   * and for each document `terms` (kind.version.hash). Buttons: `act` (update | pay | link).
   */
  readonly form: FormProps
  /** Of each gift card in use, in the view's order, what the form carries. */
  readonly giftCards: readonly string[]
}

export function ConfirmPage(props: ConfirmPageProps): JSX.Element {
  const { voice, view, form } = props
  const { confirm } = voice.words
  return (
    <>
      <h1>{confirm.title}</h1>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <Connection {...props} />
      <form class="stack" method="post" action={paths.renewals(view.overview.id)}>
        <Seal seal={form.seal} />
        <Chosen view={view} />
        <Lines {...props} />
        <Parts {...props} />
        <Paying {...props} />
      </form>
    </>
  )
}

function Lines({ voice, view }: ConfirmPageProps): JSX.Element {
  const { confirm } = voice.words
  const { lines } = shownScreen(view, voice.language)
  // How one pays stands with each way, below.
  const shown = view.paying.rest > 0n ? lines.filter((one) => one.label !== confirm.payment) : lines
  return (
    <div class="sheet">
      <dl class="rows tall">
        {shown.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>
              {line.label === confirm.termsTitle ? (
                <TermsLinks view={view} voice={voice} />
              ) : (
                <Value text={line.value} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Where the page is shown again after computing, so that the new rest is in sight. */
const PARTS = 'parts'

/**
 * What of our own lowers the rest. Nothing is taken before the order is placed, and so computing
 * needs no agreement yet.
 */
function Parts(props: ConfirmPageProps): JSX.Element {
  const { voice, view, form } = props
  const { paying: said } = voice.words
  const wrong = form.fieldErrors ?? {}
  const inUse = view.paying.giftCards.length > 0 || 'giftCode' in wrong || 'campaignCode' in wrong
  return (
    <div class="sheet stack" id={PARTS}>
      <Points {...props} />
      <details open={inUse}>
        <summary>{said.codesHave}</summary>
        <GiftCards {...props} />
        <Field
          form={form}
          name="giftCode"
          label={said.giftCode}
          hint={said.giftCodeHint}
          optional={voice.words.frame.optional}
          secret
          autocomplete="off"
          maxlength={GIFT_CODE_LENGTH_MAX}
        />
        <Field
          form={form}
          name="campaignCode"
          label={said.code}
          optional={voice.words.frame.optional}
          autocomplete="off"
          maxlength={CODE_LENGTH_MAX}
        />
      </details>
      <PriceParts paying={view.paying} voice={voice} />
      <button
        name="act"
        value="update"
        formAction={`${paths.renewals(view.overview.id)}#${PARTS}`}
        formNoValidate
      >
        {said.update}
      </button>
    </div>
  )
}

function Points({ voice, view, form }: ConfirmPageProps): JSX.Element | null {
  const { paying: said } = voice.words
  const { pointsLeft, pointsUsed, price } = view.paying
  if (pointsLeft === null || pointsLeft === 0n) return null
  const all = pointsLeft < price ? pointsLeft : price
  const wish = form.typed?.['points'] ?? 'none'
  return (
    <>
      <Choices
        name="points"
        legend={said.pointsHave(voice.format.yen(pointsLeft))}
        chosen={wish}
        choices={[
          { value: 'none', name: said.pointsNone },
          { value: 'all', name: said.pointsAll(voice.format.yen(all)) },
          { value: 'some', name: said.pointsSome },
        ]}
      />
      <Field
        form={form}
        name="pointsAmount"
        label={said.pointsAmount}
        optional={voice.words.frame.optional}
        digits
        autocomplete="off"
        value={wish === 'some' && pointsUsed > 0n ? pointsUsed.toString() : ''}
      />
    </>
  )
}

/** Ticked: in use. Whoever takes the tick away pays without that card. */
function GiftCards({ voice, view, form, giftCards }: ConfirmPageProps): JSX.Element {
  const { paying: said } = voice.words
  const { yen } = voice.format
  return (
    <>
      {view.paying.giftCards.map(({ card, hint, taken, left }, place) => (
        <Offered key={card} form={form} name="giftCard" value={giftCards[place] ?? ''} checked>
          {said.giftCardUse(hint, yen(taken), yen(left))}
        </Offered>
      ))}
    </>
  )
}

function Paying(props: ConfirmPageProps): JSX.Element {
  const { voice, view, form } = props
  const { confirm, fields, frame, paying: said } = voice.words
  const { paying, quote } = view
  return (
    <div class="sheet">
      {paying.rest > 0n && (
        <dl class="rows tall">
          <div>
            <dt>{confirm.payment}</dt>
            <dd>
              <WaysToPay {...paying} asOf={quote.asOf} isNamed voice={voice} />
            </dd>
          </div>
        </dl>
      )}
      {paying.canKeep && (
        <Offered form={form} name="keep">
          {said.keep}
          <span class="lines">{said.keepHint}</span>
        </Offered>
      )}
      <Tick form={form} name="accept">
        {confirm.accept}
      </Tick>
      {view.overview.access !== 'holder' && (
        <Field
          form={form}
          name="receiptEmail"
          label={fields.receiptEmail}
          hint={fields.receiptEmailHint}
          optional={frame.optional}
          type="email"
          autocomplete="email"
          maxlength={EMAIL_LENGTH_MAX}
        />
      )}
      <Buttons {...props} />
    </div>
  )
}

function Buttons({ voice, view }: ConfirmPageProps): JSX.Element {
  const { confirm, paying: said } = voice.words
  const hasPage = view.paying.methods.some(({ method }) => method !== 'saved')
  return (
    <>
      {hasPage && <p class="hint">{said.nextPage}</p>}
      <button class="main" name="act" value="pay">
        {shownScreen(view, voice.language).button}
      </button>
      {view.paying.rest > 0n && (
        <>
          <p class="hint">{said.linkHint}</p>
          <button name="act" value="link">
            {shownScreen(view, voice.language, { byLink: true }).button}
          </button>
        </>
      )}
      <a class="plain" href={paths.offers(view.overview.id)}>
        {confirm.change}
      </a>
    </>
  )
}

/** What was chosen and at which price and terms, so that nothing else can be ordered unseen. */
function Chosen({ view }: { readonly view: CheckoutView }): JSX.Element {
  const { offer } = view.quote
  return (
    <>
      <input type="hidden" name="offer" value={offer.id} />
      <input type="hidden" name="version" value={offer.version} />
      <input type="hidden" name="price" value={view.paying.price.toString()} />
      <input type="hidden" name="figures" value={figuresOf(view.paying)} />
      <input type="hidden" name="start" value={view.startNow ? 'now' : 'later'} />
      {view.terms.map((terms) => (
        <input
          key={terms.kind}
          type="hidden"
          name="terms"
          value={`${terms.kind}.${terms.version}.${terms.hash}`}
        />
      ))}
    </>
  )
}

/** The same words as the stored line, each leading to its document. */
function TermsLinks(props: Pick<ConfirmPageProps, 'view' | 'voice'>): JSX.Element {
  const { view, voice } = props
  return (
    <ul>
      {view.terms.map((terms) => (
        <li key={terms.kind}>
          <a class="plain" href={paths.terms(terms.kind, terms.version)}>
            {voice.words.confirm.termsVersion(terms.title[voice.language], terms.version)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Connection({ view, voice }: ConfirmPageProps): JSX.Element {
  const { confirm } = voice.words
  if (view.ownConnection) return <p class="soft">{confirm.ownConnection}</p>
  const advice = confirm.otherConnection(view.host)
  return (
    <div class="notice">
      <h2>{advice.title}</h2>
      <p>{advice.text}</p>
    </div>
  )
}
