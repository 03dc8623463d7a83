/**
 * A sale in two steps on one address: first what the customer is shown, in their language, with
 * what lowers the rest; once they agree, the money. Every form of both steps carries what was
 * shown.
 */
import type { ComponentChildren, JSX } from 'preact'
import { LANGUAGES, type Language } from '../../../domain/basics/language.ts'
import type { ShownScreen } from '../../../domain/agreement/agreement.ts'
import type { Till } from '../../../domain/till/till.ts'
import type { SaleView } from '../../../app/queries/staff/sale-view.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { GIFT_CODE_LENGTH_MAX } from '../gift-cards-in-use.ts'
import { Key, keyed } from '../parts/key.tsx'
import { CashFields, TerminalFields } from '../parts/taking.tsx'
import { paths } from '../paths.ts'
import { CODE_LENGTH_MAX, figuresOf } from '../sale-form.ts'
import type { Speech } from '../voice.ts'
import { consoleWords, LANGUAGE_NAMES } from '../words/console/words.ts'
import { lineWords } from '../words/line/words.ts'
import { paperWords } from '../words/sell/paper.ts'
import { sellRefusalText } from '../words/sell/refusals.ts'
import { sellWords } from '../words/sell/words.ts'

export interface SalePageProps {
  readonly speech: Speech
  readonly view: SaleView
  /** In the customer's language; what is stored. */
  readonly shown: ShownScreen
  readonly form: FormProps
  /** Of each gift card in use, in the view's order, what the form carries. */
  readonly giftCards: readonly string[]
  /** The customer has agreed: the money is next. */
  readonly agreed: boolean
  readonly till: Pick<Till, 'name'> | null
  /** Whether whoever asks may take money at all; the hotline may not. */
  readonly takes: boolean
}

export function SalePage(props: SalePageProps): JSX.Element {
  const { speech, view, form, agreed } = props
  const said = sellWords(speech.language)
  const { offer } = view.checkout.quote
  return (
    <>
      <h1>
        {agreed ? said.pay.title : said.sale.title}: {offer.name[speech.language]}
      </h1>
      <ErrorSummary form={form} title={consoleWords(speech.language).frame.wrongTitle} />
      <div class="columns main-first">
        {agreed ? (
          <Money {...props} />
        ) : (
          <form method="post" action={paths.sales(view.checkout.overview.id)}>
            <Seal seal={form.seal} />
            <Carried {...props} />
            <Parts {...props} />
          </form>
        )}
        <ForCustomer {...props} />
      </div>
    </>
  )
}

/** What was chosen and at which price and terms. */
function Carried({ view, shown, agreed, giftCards, form }: SalePageProps): JSX.Element {
  const { checkout } = view
  const { offer } = checkout.quote
  const { paying } = checkout
  const hidden: readonly (readonly [string, string])[] = [
    ['offer', offer.id],
    ['version', String(offer.version)],
    ['start', checkout.startNow ? 'now' : 'later'],
    ['price', paying.price.toString()],
    ['figures', figuresOf(paying)],
    ...checkout.terms.map(
      ({ kind, version, hash }) => ['terms', `${kind}.${version}.${hash}`] as const,
    ),
    ...(agreed
      ? [
          ['agreed', 'yes'] as const,
          ['language', shown.language] as const,
          ['points', form.typed?.['points'] ?? 'none'] as const,
          ['pointsAmount', form.typed?.['pointsAmount'] ?? ''] as const,
          ['campaignCode', form.typed?.['campaignCode'] ?? ''] as const,
          ...giftCards.map((sealed) => ['giftCard', sealed] as const),
        ]
      : []),
  ]
  return (
    <>
      {hidden.map(([name, value], place) => (
        <input key={place} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function ForCustomer({ speech, shown, view }: SalePageProps): JSX.Element {
  const said = sellWords(speech.language).sale
  const names = view.checkout.terms
  return (
    <section class="sheet" aria-labelledby="customer">
      <h2 id="customer">{said.toCustomer}</h2>
      <p class="hint">{said.toCustomerHint}</p>
      <dl class="rows tall" lang={shown.language}>
        {shown.lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="lines">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="price" lang={shown.language}>
        {shown.button}
      </p>
      {names.length > 0 && (
        <details>
          <summary lang={shown.language}>
            {names.map(({ title }) => title[shown.language]).join(' · ')}
          </summary>
          {names.map(({ kind, title, text }) => (
            <div key={kind} lang={shown.language}>
              <h3>{title[shown.language]}</h3>
              <p class="lines">{text[shown.language]}</p>
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

/** The first button computes again, so that Enter in a field sells nothing. */
function Parts(props: SalePageProps): JSX.Element {
  const { speech, view, form, shown } = props
  const said = sellWords(speech.language).sale
  const { checkout } = view
  const { paying } = checkout
  const optional = consoleWords(speech.language).frame.optional
  return (
    <div class="stack">
      <section class="sheet stack">
        <p class="figure">{speech.format.yen(paying.rest)}</p>
        <button name="act" value="update" formNoValidate {...keyed('u')}>
          {said.update} <Key name="u" />
        </button>
        <Points {...props} />
        <GiftCards {...props} />
        <div data-takes-scan>
          <Field
            form={form}
            name="giftCode"
            label={said.giftCode}
            hint={said.giftCodeHint}
            optional={optional}
            secret
            autocomplete="off"
            maxlength={GIFT_CODE_LENGTH_MAX}
          />
        </div>
        <Field
          form={form}
          name="campaignCode"
          label={said.campaignCode}
          optional={optional}
          autocomplete="off"
          maxlength={CODE_LENGTH_MAX}
        />
        <LanguageChoice language={shown.language} said={said} />
      </section>
      <Onward {...props} />
    </div>
  )
}

/** Where a document must be checked first, that is what Enter does; it comes back here. */
function Onward({ speech, view }: SalePageProps): JSX.Element {
  const said = sellWords(speech.language).sale
  const { checkout, identityNeeded } = view
  const { quote, overview, startNow } = checkout
  const here = paths.sale(overview.id, quote.offer, startNow)
  const isFirst = identityNeeded !== null
  const main = (is: boolean) => (is ? { class: 'button main', autofocus: true } : {})
  return (
    <section class="sheet stack">
      {identityNeeded !== null && (
        <p class="notice" role="alert">
          {sellRefusalText({ code: 'identity_needed', since: identityNeeded }, speech.language)}
        </p>
      )}
      <button name="act" value="agree" {...main(!isFirst)} {...keyed('a')}>
        {said.agrees} <Key name="a" />
      </button>
      {checkout.channel !== 'phone' && <Paper language={speech.language} />}
      <div class="actions">
        <a
          class="button"
          {...main(isFirst)}
          href={paths.identityThen(overview.id, here)}
          {...keyed('i')}
        >
          {said.identityFirst} <Key name="i" />
        </a>
        {quote.startNowUntil !== null && (
          <a class="button" href={paths.sale(overview.id, quote.offer, !startNow)} {...keyed('w')}>
            {startNow ? said.startLater : said.startNow} <Key name="w" />
          </a>
        )}
        <a class="button" href={paths.line(overview.id)} {...keyed('v')}>
          {said.other} <Key name="v" />
        </a>
      </div>
    </section>
  )
}

/** What is beside, to be signed before the money is taken. */
function Paper({ language }: { readonly language: Language }): JSX.Element {
  const said = paperWords(language)
  return (
    <>
      <button name="act" value="paper" formTarget="_blank" formNoValidate>
        {said.print}
      </button>
      <p class="hint">{said.hint}</p>
    </>
  )
}

function Points({ speech, view, form }: SalePageProps): JSX.Element {
  const said = sellWords(speech.language).sale
  const { pointsLeft, price } = view.checkout.paying
  const why = lineWords(speech.language).identity.presence[view.presence]
  const isHolder = view.presence === 'present'
  if (!isHolder || pointsLeft === null || pointsLeft === 0n) return <p class="hint">{why}</p>
  const { yen } = speech.format
  const all = pointsLeft < price ? pointsLeft : price
  const wish = form.typed?.['points'] ?? 'none'
  const choices = [
    ['none', said.pointsNone],
    ['all', said.pointsAll(yen(all))],
    ['some', said.pointsSome],
  ] as const
  return (
    <>
      <fieldset class="choices">
        <legend>{said.pointsHave(yen(pointsLeft))}</legend>
        {choices.map(([value, label]) => (
          <label key={value} class="tick">
            <input type="radio" name="points" value={value} checked={wish === value} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <Field
        form={form}
        name="pointsAmount"
        label={said.pointsAmount}
        optional={consoleWords(speech.language).frame.optional}
        digits
        autocomplete="off"
      />
    </>
  )
}

/** Ticked: in use. */
function GiftCards({ speech, view, giftCards }: SalePageProps): JSX.Element {
  const said = sellWords(speech.language).sale
  const { yen } = speech.format
  return (
    <>
      {view.checkout.paying.giftCards.map(({ card, hint, taken, left }, place) => (
        <label key={card} class="tick">
          <input type="checkbox" name="giftCard" value={giftCards[place] ?? ''} checked />
          <span>{said.giftCardUse(hint, yen(taken), yen(left))}</span>
        </label>
      ))}
    </>
  )
}

function LanguageChoice(props: {
  readonly language: Language
  readonly said: { readonly inLanguage: string }
}): JSX.Element {
  return (
    <div class="field">
      <label for="language">{props.said.inLanguage}</label>
      <select id="language" name="language">
        {LANGUAGES.map((language) => (
          <option
            key={language}
            value={language}
            lang={language}
            selected={language === props.language}
          >
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A form for each way: Enter in a field takes the money by the way that the field is of. */
function Money(props: SalePageProps): JSX.Element {
  const { speech, view, till, takes } = props
  const said = sellWords(speech.language).pay
  const { rest } = view.checkout.paying
  const isOnCall = view.checkout.channel === 'phone'
  return (
    <div class="stack">
      <section class="sheet">
        <p class="soft">{said.toPay}</p>
        <p class="figure">{speech.format.yen(rest)}</p>
        <p class="hint">{said.notPlaced}</p>
      </section>
      {rest === 0n && (
        <Way {...props}>
          <button class="main" name="act" value="covered" autofocus>
            {said.covered}
          </button>
        </Way>
      )}
      {rest > 0n && takes && till === null && (
        <section class="sheet">
          <p>{said.noTill}</p>
          <a class="button" href={paths.tillChoice}>
            {said.chooseTill}
          </a>
        </section>
      )}
      {rest > 0n && takes && till !== null && (
        <>
          <Way {...props}>
            <CashFields form={props.form} speech={speech} autofocus />
          </Way>
          <Way {...props}>
            <TerminalFields form={props.form} speech={speech} />
          </Way>
        </>
      )}
      {rest > 0n && (
        <Way {...props}>
          <p class="hint">{isOnCall ? said.onCallHint : said.phoneHint}</p>
          <button name="act" value="link" {...keyed('q')} {...(takes ? {} : { autofocus: true })}>
            {isOnCall ? said.onCall : said.phone} <Key name="q" />
          </button>
        </Way>
      )}
    </div>
  )
}

function Way(props: SalePageProps & { readonly children: ComponentChildren }): JSX.Element {
  const { speech, view, form, children } = props
  return (
    <form class="sheet stack" method="post" action={paths.sales(view.checkout.overview.id)}>
      <Seal seal={form.seal} />
      <Carried {...props} />
      {view.checkout.channel !== 'phone' && (
        <label class="tick">
          <input
            type="checkbox"
            name="paper"
            value="yes"
            checked={form.typed?.['paper'] === 'yes'}
          />
          <span>{paperWords(speech.language).signed}</span>
        </label>
      )}
      {children}
    </form>
  )
}
