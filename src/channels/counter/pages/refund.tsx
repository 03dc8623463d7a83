/**
 * Giving money back for one order: by its offer's rule or as goodwill, what goes back which way
 * shown before it is done, and what a till then pays out. Not the portal's own asking for a refund.
 */
import type { JSX } from 'preact'
import type { PayOut, RefundView, RefundWish } from '../../../app/queries/staff/refund-view.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import { REFUND_NOTE_LENGTH_MAX, REFUND_REASONS } from '../../../domain/order/order.ts'
import type { RefundAsk, RefundQuote } from '../../../domain/order/refunding.ts'
import { TERMINAL_REFERENCE_LENGTH_MAX } from '../../../domain/till/till.ts'
import { ErrorSummary, Field, Seal, Select, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { ruleOfOrderText } from '../../refund-rule.ts'
import { Key, keyed } from '../parts/key.tsx'
import { Rows } from '../parts/rows.tsx'
import { SecondPerson } from '../parts/second-person.tsx'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import {
  refundRefusalText,
  refundWords,
  type RefundWords,
  type WayBack,
} from '../words/refund/words.ts'

export interface RefundPageProps {
  readonly language: Language
  readonly view: RefundView
  /** Of whatever was tried last. */
  readonly form: FormProps
  /** What staff wrote beside the reason, on its way to being confirmed. */
  readonly note: string
  /** Whether this desk can pay out: at a till, and theirs to do. */
  readonly payingOut: 'can' | 'no_till' | 'not_theirs'
}

type Props = RefundPageProps & { readonly said: RefundWords }

export function RefundPage(given: RefundPageProps): JSX.Element {
  const said = refundWords(given.language)
  const props = { ...given, said }
  const { view, form, language, payingOut } = props
  const due = view.payOuts.filter(({ isPaid }) => !isPaid)
  return (
    <div class="stack">
      <h1>{said.title(view.number)}</h1>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <div class="columns main-first">
        <div class="stack">
          {due.length > 0 && <PayOuts {...props} due={due} />}
          {view.wished === null ? (
            <Choosing {...props} isFirst={due.length === 0 || payingOut !== 'can'} />
          ) : (
            <Confirming {...props} wish={view.wished} />
          )}
        </div>
        <Order {...props} />
      </div>
    </div>
  )
}

function Order({ said, view, language }: Props): JSX.Element {
  const { yen, moment } = format(language)
  const { order, given } = view
  return (
    <section class="sheet">
      <Rows
        rows={[
          [said.offer, view.offerName[language]],
          [said.price, yen(order.price)],
          [said.left, yen(view.left)],
        ]}
      />
      {given.length > 0 && (
        <>
          <h2>{said.given}</h2>
          <ul class="list">
            {given.map(({ id, at, amount, reason }) => (
              <li key={id} class="between">
                <span>
                  {reason === null ? said.byRuleReason : said.reasons[reason]}{' '}
                  <span class="soft">{said.givenAt(moment(at, view.asOf))}</span>
                </span>
                <strong>{yen(amount)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
      <a class="button" href={paths.line(order.line)} {...keyed('b')}>
        {said.toCustomer} <Key name="b" />
      </a>
    </section>
  )
}

/** Nothing is wished for yet. Money that waits to be paid out comes before any more of it. */
function Choosing(props: Props & { readonly isFirst: boolean }): JSX.Element {
  const { said, view, language, isFirst } = props
  const { quote } = view.byRule
  const isStuck =
    !quote.ok && ['order_not_delivered', 'refund_disputed'].includes(quote.refusal.code)
  return (
    <>
      <section class="sheet">
        <h2>{said.byRule}</h2>
        {ruleOfOrderText(view.refundRule, language).map((sentence) => (
          <p key={sentence} class="soft">
            {sentence}
          </p>
        ))}
        {quote.ok ? (
          <>
            <QuoteRows {...props} quote={quote.value} />
            <GiveForm {...props} wish={view.byRule} />
          </>
        ) : (
          <p>{refundRefusalText(quote.refusal, language)}</p>
        )}
      </section>
      {!isStuck && view.left > 0n && <Goodwill {...props} isFirst={isFirst && !quote.ok} />}
    </>
  )
}

function Goodwill(props: Props & { readonly isFirst: boolean }): JSX.Element {
  const { said, form, view, isFirst } = props
  const reasons = REFUND_REASONS.map((reason) => [reason, said.reasons[reason]] as const)
  return (
    <form class="sheet stack" method="post" action={paths.refundQuote(view.order.id)}>
      <h2>{said.goodwill}</h2>
      <p class="hint">{said.goodwillHint}</p>
      <Seal seal={form.seal} />
      <input type="hidden" name="kind" value="goodwill" />
      <Field
        form={form}
        name="amount"
        label={said.amount}
        digits
        autocomplete="off"
        maxlength={9}
        autofocus={isFirst}
      />
      <Select
        form={form}
        name="reason"
        label={said.reason}
        options={[['', '—'], ...reasons]}
        autocomplete="off"
      />
      <Field
        form={form}
        name="note"
        label={said.note}
        hint={said.noteHint}
        optional={consoleWords(props.language).frame.optional}
        autocomplete="off"
        maxlength={REFUND_NOTE_LENGTH_MAX}
      />
      <Select
        form={form}
        name="data"
        label={said.data}
        options={[
          ['keep', said.keep],
          ['take', said.take],
        ]}
        autocomplete="off"
      />
      <button class={isFirst ? 'main' : ''} {...keyed('w')}>
        {said.show} <Key name="w" />
      </button>
    </form>
  )
}

/** The wish as it would be done; or why it would not, with the way back to another. */
function Confirming(props: Props & { readonly wish: RefundWish }): JSX.Element {
  const { said, wish, language } = props
  const { quote } = wish
  if (!quote.ok) {
    return (
      <>
        <p class="notice" role="alert">
          {refundRefusalText(quote.refusal, language)}
        </p>
        <Goodwill {...props} isFirst />
      </>
    )
  }
  return (
    <section class="sheet">
      <h2>{said.confirm}</h2>
      <QuoteRows {...props} quote={quote.value} />
      <GiveForm {...props} wish={wish} isFirst />
    </section>
  )
}

/** Money of the order's own payment goes back the way it came. */
function wayOf({ view }: Pick<Props, 'view'>): WayBack {
  const { provider, method } = view.payment
  if (provider === 'partner') return 'partner'
  if (provider !== 'till') return 'provider'
  return method === 'terminal' ? 'terminal' : 'cash'
}

/** Also where a refund answers a dispute. */
export function QuoteRows(
  props: Pick<Props, 'said' | 'view' | 'language'> & { readonly quote: RefundQuote },
): JSX.Element {
  const { said, quote, language } = props
  const { yen } = format(language)
  const rows: readonly (readonly [string, Yen])[] = [
    [said.total, quote.amount],
    [said.ways[wayOf(props)], quote.fromProvider],
    [said.ways.gift_card, quote.toGiftCards],
    [said.asMoney, quote.asMoney],
    [said.ways.points, quote.toPoints],
    [said.tax, quote.tax],
    [said.pointsTakenBack, quote.pointsTakenBack],
    [said.shortfall, quote.shortfall],
  ]
  return (
    <>
      <Rows
        rows={rows
          .filter(([, amount]) => amount > 0n)
          .map(([label, amount]) => [label, yen(amount)] as const)}
      />
      {quote.asMoney > 0n && <p class="notice">{said.overCard}</p>}
      <p class="soft">{quote.revokes ? said.revokes : said.keeps}</p>
    </>
  )
}

function GiveForm(props: Props & { readonly wish: RefundWish; readonly isFirst: boolean }) {
  const { said, form, view, wish, note, language, isFirst } = props
  const { quote, ask, needsSecond } = wish
  if (!quote.ok) return null
  const { amount } = quote.value
  const { id } = view.order
  return (
    <form class="stack" method="post" action={paths.refund(id)}>
      <Seal seal={form.seal} />
      <input type="hidden" name="shown" value={amount.toString()} />
      <AskFields ask={ask} note={note} />
      {needsSecond && <SecondPerson form={form} language={language} />}
      <button
        class="main"
        {...keyed('r')}
        {...(isFirst && !needsSecond ? { autofocus: true } : {})}
      >
        {said.give(format(language).yen(amount))} <Key name="r" />
      </button>
    </form>
  )
}

function AskFields({ ask, note }: { readonly ask: RefundAsk; readonly note: string }) {
  return (
    <>
      <input type="hidden" name="kind" value={ask.kind === 'asked' ? 'rule' : 'goodwill'} />
      {ask.overAsMoney === true && <input type="hidden" name="over" value="money" />}
      {ask.kind === 'goodwill' && (
        <>
          <input type="hidden" name="amount" value={ask.amount.toString()} />
          <input type="hidden" name="reason" value={ask.reason} />
          <input type="hidden" name="data" value={ask.revoke ? 'take' : 'keep'} />
          <input type="hidden" name="note" value={note} />
        </>
      )}
    </>
  )
}

function PayOuts(props: Props & { readonly due: readonly PayOut[] }): JSX.Element {
  const { said, due, payingOut } = props
  return (
    <section class="sheet">
      <h2>{said.payOuts}</h2>
      <p class="hint">{said.payOutHint}</p>
      {payingOut === 'no_till' && (
        <p class="notice">
          <a href={paths.tillChoice}>{said.noTill}</a>
        </p>
      )}
      {payingOut === 'can' &&
        due.map((one, place) => <PayOutForm key={one.refund} {...props} {...{ one, place }} />)}
    </section>
  )
}

function PayOutForm(props: Props & { readonly one: PayOut; readonly place: number }): JSX.Element {
  const { said, form, view, one, place, language } = props
  const amount = format(language).yen(one.amount)
  const isCash = one.method === 'cash'
  const isFirst = place === 0
  return (
    <form class="stack" method="post" action={paths.payOut(view.order.id, one.refund)}>
      <Seal seal={form.seal} />
      {!isCash && (
        <Field
          form={form}
          name="reference"
          label={said.reference}
          autocomplete="off"
          maxlength={TERMINAL_REFERENCE_LENGTH_MAX}
          autofocus={isFirst}
        />
      )}
      <button
        class="main"
        {...(isFirst ? keyed('p') : {})}
        {...(isFirst && isCash ? { autofocus: true } : {})}
      >
        {isCash ? said.payCash(amount) : said.payTerminal(amount)} {isFirst && <Key name="p" />}
      </button>
    </form>
  )
}
