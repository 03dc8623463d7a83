/** Gift cards at the console: which card, what it is worth, selling it, its receipt. */
import type { JSX } from 'preact'
import type { GiftCardSale } from '../../../app/queries/staff/gift-card-sale.ts'
import type { GiftCardSeen } from '../../../app/queries/staff/gift-card.ts'
import type { OperatorView } from '../../../app/queries/views.ts'
import { LANGUAGES, type Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { TERMINAL_REFERENCE_LENGTH_MAX } from '../../../domain/till/till.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { Key, keyed } from '../parts/key.tsx'
import { Rows, type Row } from '../parts/rows.tsx'
import { paths } from '../paths.ts'
import { consoleWords, LANGUAGE_NAMES } from '../words/console/words.ts'
import { giftWords, type GiftWords } from '../words/gift/words.ts'

/** Longer than any spelling of a code. */
const CODE_FIELD_MAX = 64

export function GiftCardsPage(props: {
  readonly language: Language
  readonly form: FormProps
}): JSX.Element {
  const said = giftWords(props.language)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <ErrorSummary form={props.form} title={consoleWords(props.language).frame.wrongTitle} />
      <CodeForm {...props} />
    </div>
  )
}

function CodeForm(props: { readonly language: Language; readonly form: FormProps }): JSX.Element {
  const said = giftWords(props.language)
  return (
    <form class="sheet stack" method="post" action={paths.giftCardLook} data-takes-scan>
      <Seal seal={props.form.seal} />
      <Field
        form={props.form}
        name="code"
        label={said.code}
        hint={said.codeHint}
        autocomplete="off"
        maxlength={CODE_FIELD_MAX}
        secret
        autofocus
      />
      <button class="main" {...keyed('k')}>
        {said.look} <Key name="k" />
      </button>
    </form>
  )
}

export interface GiftCardPageProps {
  readonly language: Language
  readonly seen: GiftCardSeen
  readonly form: FormProps
  /** Whether this desk can sell: at a till, and theirs to do. */
  readonly selling: 'can' | 'no_till' | 'not_theirs'
  readonly mayFreeze: boolean
  /** Just sold here, with the language of its receipt. */
  readonly sale: { readonly told: GiftCardSale; readonly receiptIn: Language } | null
  readonly operator: OperatorView
  /** The page's own address, to which a receipt's language is added. */
  readonly path: string
}

type Props = GiftCardPageProps & { readonly said: GiftWords }

export function GiftCardPage(given: GiftCardPageProps): JSX.Element {
  const { seen, form, language, sale } = given
  const said = giftWords(language)
  const props = { ...given, said }
  const isPaper = seen.state === 'not_active' && seen.origin === 'sold'
  return (
    <div class="stack">
      <h1>{said.card(seen.hint)}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <div class="columns">
        <div class="stack">
          {sale !== null && <Change said={said} told={sale.told} language={language} />}
          <Facts {...props} />
        </div>
        <div class="stack">
          {isPaper && seen.freeze === null && <Selling {...props} />}
          {sale !== null && <Receipt {...props} {...sale} />}
          {given.mayFreeze && <Freezing {...props} />}
          <a class="button" href={paths.giftCards} {...keyed('n')}>
            {said.lookAtAnother} <Key name="n" />
          </a>
        </div>
      </div>
    </div>
  )
}

function Facts({ said, seen, language }: Props): JSX.Element {
  const { yen, moment, end } = format(language)
  const { asOf, freeze } = seen
  const at = (instant: Instant) => moment(instant, asOf)
  const rows: readonly Row[] = [
    [said.state, said.states[seen.state]],
    [said.value, yen(seen.value)],
    [said.left, yen(seen.left)],
    [said.origin, said.origins[seen.origin]],
    ...(seen.activatedAt === null ? [] : [[said.soldOn, at(seen.activatedAt)] as const]),
    ...(seen.expiresAt === null ? [] : [[said.end, end(seen.expiresAt, asOf)] as const]),
    ...(freeze === null ? [] : [[said.frozen(at(freeze.since)), said.why[freeze.why]] as const]),
  ]
  return (
    <section class="sheet">
      <Rows rows={rows} />
      {seen.expiresAt === null && <p class="soft">{said.endAfterSale}</p>}
    </section>
  )
}

function Selling(props: Props): JSX.Element {
  const { said, selling, seen, language } = props
  if (selling === 'not_theirs') return <></>
  const price = format(language).yen(seen.value)
  return (
    <section class="sheet">
      <h2>{said.sell}</h2>
      <p class="hint">{said.sellHint}</p>
      {selling === 'no_till' ? (
        <p class="notice">
          <a href={paths.tillChoice}>{said.noTill}</a>
        </p>
      ) : (
        <>
          <SaleForm {...props} means="cash" label={said.sellCash(price)} />
          <SaleForm {...props} means="terminal" label={said.sellTerminal(price)} />
        </>
      )}
    </section>
  )
}

function SaleForm(
  props: Props & { readonly means: 'cash' | 'terminal'; readonly label: string },
): JSX.Element {
  const { said, form, seen, means, label } = props
  const isCash = means === 'cash'
  return (
    <form class="stack" method="post" action={paths.giftCardSale(seen.card)}>
      <Seal seal={form.seal} />
      <input type="hidden" name="method" value={means} />
      <input type="hidden" name="shown" value={seen.value.toString()} />
      {isCash ? (
        <Field
          form={form}
          name="tendered"
          label={said.tendered}
          digits
          autocomplete="off"
          maxlength={9}
          value={seen.value.toString()}
          autofocus
        />
      ) : (
        <Field
          form={form}
          name="reference"
          label={said.reference}
          autocomplete="off"
          maxlength={TERMINAL_REFERENCE_LENGTH_MAX}
        />
      )}
      <button class={isCash ? 'main' : ''} {...keyed(isCash ? 'p' : 'd')}>
        {label} <Key name={isCash ? 'p' : 'd'} />
      </button>
    </form>
  )
}

function Change(
  props: Pick<Props, 'said' | 'language'> & { readonly told: GiftCardSale },
): JSX.Element {
  const { said, told, language } = props
  return (
    <section class="sheet" role="status">
      <p>{said.sold}</p>
      {told.tendered !== null && (
        <p>
          {said.change} <span class="figure">{format(language).yen(told.change)}</span>
        </p>
      )}
    </section>
  )
}

/** In the customer's language, on the screen and by the browser's own printing. */
function Receipt(
  props: Props & { readonly told: GiftCardSale; readonly receiptIn: Language },
): JSX.Element {
  const { seen, told, receiptIn, operator, said } = props
  const { receipt } = giftWords(receiptIn)
  const { yen, end, longMoment } = format(receiptIn)
  const rows: readonly Row[] = [
    [receipt.item(seen.hint), yen(told.price)],
    [receipt.paid[told.means], yen(told.price)],
    ...(told.tendered === null
      ? []
      : ([
          [receipt.tendered, yen(told.tendered)],
          [receipt.change, yen(told.change)],
        ] as const)),
    ...(seen.expiresAt === null ? [] : ([[receipt.until, end(seen.expiresAt, told.at)]] as const)),
    [receipt.soldAt, longMoment(told.at)],
    [receipt.soldBy, told.by],
  ]
  return (
    <section class="sheet" aria-labelledby="receipt">
      <div lang={receiptIn} class="stack">
        <h2 id="receipt">{receipt.title}</h2>
        <p>{operator.name[receiptIn]}</p>
        <Rows rows={rows} />
        <p class="notice">{receipt.untaxed}</p>
        <p class="soft">{operator.address}</p>
      </div>
      <nav aria-label={said.receipt.inLanguage}>
        <ul class="languages">
          {LANGUAGES.map((one) => (
            <li key={one}>
              <a
                href={`${props.path}&receipt=${one}`}
                lang={one}
                {...(one === receiptIn ? { 'aria-current': 'true' as const } : {})}
              >
                {LANGUAGE_NAMES[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </section>
  )
}

function Freezing({ said, seen, form }: Props): JSX.Element {
  const isFrozen = seen.freeze !== null
  return (
    <form class="sheet stack" method="post" action={paths.giftCardFreeze(seen.card)}>
      <Seal seal={form.seal} />
      <input type="hidden" name="wish" value={isFrozen ? 'free' : 'freeze'} />
      <button {...keyed('f')}>
        {isFrozen ? said.unfreeze : said.freeze} <Key name="f" />
      </button>
    </form>
  )
}
