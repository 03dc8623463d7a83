/** The sandbox's pages as plain server-rendered HTML: no script, no image, one small sheet. */
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../../../../app/ports.ts'
import { grouped, TEST_CARDS } from '../cards.ts'
import { METHOD_WORDS } from './method-words.ts'
import { STYLE } from './style.ts'
import { WORDS, type Failure, type FieldTrouble } from './words.ts'

export interface Bill {
  readonly session: string
  readonly language: Language
  readonly amount: number
  readonly description: string
  readonly successUrl: string
  readonly cancelUrl: string | null
  /** Several ways to pay are allowed. */
  readonly hasChoice: boolean
  /** The means is kept for later charges. */
  readonly keeps: boolean
}

/** What stands in the form: only ever a test card's number, never what somebody typed instead. */
export interface Typed {
  readonly number: string
  readonly expiry: string
  readonly cvc: string
}

export function payPage(
  bill: Bill,
  shown: {
    readonly typed: Typed
    readonly trouble: FieldTrouble | null
    readonly failure: Failure | null
  },
): string {
  const words = WORDS[bill.language]
  const said = shown.trouble
    ? words.trouble[shown.trouble]
    : shown.failure
      ? words.failure[shown.failure]
      : null
  return page(
    bill.language,
    words.title,
    <>
      <Sum bill={bill} />
      <Said text={said} />
      {bill.keeps && <p class="soft">{METHOD_WORDS[bill.language].keeps}</p>}
      <CardForm bill={bill} typed={shown.typed} trouble={shown.trouble} />
      {bill.hasChoice && (
        <p>
          <a class="back" href={`/pay/${bill.session}`}>
            {METHOD_WORDS[bill.language].otherMethod}
          </a>
        </p>
      )}
      {bill.cancelUrl !== null && (
        <a class="back" href={bill.cancelUrl}>
          {words.cancel}
        </a>
      )}
      <TestCards bill={bill} />
    </>,
  )
}

export function bankPage(bill: Bill): string {
  const words = WORDS[bill.language]
  return page(
    bill.language,
    words.bankTitle,
    <>
      <p>{words.bankText(moneyOf(bill))}</p>
      <form class="sheet" method="post" action={`/pay/${bill.session}/authentication`}>
        <button class="deed" name="answer" value="approve">
          {words.bankApprove}
        </button>
        <button class="plain wide" name="answer" value="fail">
          {words.bankFail}
        </button>
      </form>
    </>,
  )
}

export type Ending = 'deciding' | 'paid' | 'over' | 'refused'

export function endPage(bill: Bill, ending: Ending): string {
  const words = WORDS[bill.language]
  const [title, text] =
    ending === 'deciding'
      ? [words.decidingTitle, words.decidingText]
      : ending === 'paid'
        ? [words.paidTitle, words.paidText]
        : [words.overTitle, ending === 'refused' ? words.failure.declined : words.overText]
  const cameBack = ending === 'deciding' || ending === 'paid'
  const back = cameBack ? bill.successUrl : (bill.cancelUrl ?? bill.successUrl)
  return page(
    bill.language,
    title,
    <>
      <p role="status">{text}</p>
      <a class="back" href={back}>
        {words.back}
      </a>
    </>,
  )
}

export function unknownPage(): string {
  return page('en', WORDS.en.unknownTitle, <p>{WORDS.en.unknownText}</p>)
}

export function page(language: Language, title: string, content: ComponentChildren): string {
  const words = WORDS[language]
  const html = renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${words.ribbon}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <header class="ribbon">{words.ribbon}</header>
        <main>
          <h1>{title}</h1>
          {content}
        </main>
      </body>
    </html>,
  )
  return `<!doctype html>${html}`
}

export function Sum({ bill }: { bill: Bill }) {
  return (
    <>
      <p class="amount">{moneyOf(bill)}</p>
      <p class="soft">{bill.description}</p>
    </>
  )
}

function CardForm(props: { bill: Bill; typed: Typed; trouble: FieldTrouble | null }) {
  const { bill, typed, trouble } = props
  const words = WORDS[bill.language]
  // Autofill is off so that no browser offers somebody's real card.
  const field = (name: FieldTrouble, label: string, lengthMax: number) => (
    <label>
      {label}
      <input
        name={name}
        value={typed[name]}
        inputmode="numeric"
        autocomplete="off"
        maxLength={lengthMax}
        required
        aria-invalid={trouble === name ? 'true' : undefined}
      />
    </label>
  )
  return (
    <form class="sheet" method="post" action={`/pay/${bill.session}`}>
      {field('number', words.number, 23)}
      <div class="pair">
        {field('expiry', words.expiry, 7)}
        {field('cvc', words.cvc, 4)}
      </div>
      <button class="deed">{words.pay(moneyOf(bill))}</button>
    </form>
  )
}

function TestCards({ bill }: { bill: Bill }) {
  const words = WORDS[bill.language]
  return (
    <section aria-labelledby="test-cards">
      <h2 id="test-cards">{words.cardsTitle}</h2>
      <p class="soft">{words.cardsHint}</p>
      <form method="post" action={`/pay/${bill.session}/card`}>
        <ul>
          {TEST_CARDS.map((card) => (
            <li>
              <span id={`card-${card.name}`}>
                {words.cards[card.name]}
                <br />
                <code>{grouped(card.number)}</code>
              </span>
              <button
                class="plain"
                name="card"
                value={card.name}
                aria-describedby={`card-${card.name}`}
              >
                {words.use}
              </button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  )
}

export function Said({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <p class="said" role="alert">
      {text}
    </p>
  )
}

/** Grouped in threes by hand: every one of the five languages writes 1,430. */
export function moneyOf(bill: Bill, amount = bill.amount): string {
  return WORDS[bill.language].money(String(amount).replace(/\B(?=(\d{3})+$)/g, ','))
}
