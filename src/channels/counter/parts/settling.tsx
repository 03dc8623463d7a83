/**
 * The ways to answer a dispute: with money back, with points, with words. A refund is shown before
 * it is given, as everywhere (`pages/refund.tsx`).
 */
import type { JSX } from 'preact'
import { GOODWILL_POINTS_MAX } from '../../../app/money/goodwill-points.ts'
import type { StaffDispute } from '../../../app/queries/staff/disputes.ts'
import type { RefundView, RefundWish } from '../../../app/queries/staff/refund-view.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { DISPUTE_WORDS_LENGTH_MAX } from '../../../domain/dispute/raising.ts'
import { REFUND_REASONS, type RefundReason } from '../../../domain/order/order.ts'
import { Field, LongField, Seal, Select, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { QuoteRows } from '../pages/refund.tsx'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { disputeDeskWords } from '../words/disputes/words.ts'
import { refundRefusalText, refundWords } from '../words/refund/words.ts'
import { Key, keyed } from './key.tsx'
import { SecondPerson } from './second-person.tsx'

interface SettlingProps {
  readonly language: Language
  readonly dispute: StaffDispute
  readonly form: FormProps
}

/** Each form has words of its own, because each is an answer of its own. */
export const WORDS_FIELDS = {
  refunded: 'words-refund',
  adjusted: 'words-points',
  explained: 'words-explained',
} as const

export function Settling(props: SettlingProps): JSX.Element {
  const { dispute } = props
  const wished = dispute.refund?.wished ?? null
  if (dispute.refund !== null && wished?.quote.ok === true) {
    return <Confirming {...props} view={dispute.refund} wish={wished} />
  }
  return (
    <>
      <Refunding {...props} refused={wished} />
      {dispute.account !== null && <Adjusting {...props} />}
      <Explaining {...props} />
    </>
  )
}

/** What the finding says is wrong with it, as far as it has a reason's name. */
function reasonOf({ evidence }: StaffDispute): RefundReason {
  const isDouble = evidence.some(({ facts }) => facts['finding'] === 'duplicate')
  return isDouble ? 'duplicate' : 'courtesy'
}

function Refunding(props: SettlingProps & { readonly refused: RefundWish | null }): JSX.Element {
  const { language, dispute, form, refused } = props
  const said = disputeDeskWords(language)
  const refund = refundWords(language)
  const { refund: view, orders } = dispute
  if (view === null && orders.length === 0) {
    return (
      <section class="sheet">
        <h2>{said.refund}</h2>
        <p>{said.noRefund}</p>
      </section>
    )
  }
  const reasons = REFUND_REASONS.filter((one) => one !== 'other')
  return (
    <form class="sheet stack" method="post" action={paths.disputeQuote(dispute.line, dispute.id)}>
      <h2>{said.refund}</h2>
      <p class="hint">{said.refundHint}</p>
      {refused !== null && !refused.quote.ok && (
        <p class="notice" role="alert">
          {refundRefusalText(refused.quote.refusal, language)}
        </p>
      )}
      <Seal seal={form.seal} />
      <WhichOrder {...props} />
      <Field
        form={form}
        name="amount"
        label={refund.amount}
        {...(view === null ? {} : { value: view.left.toString() })}
        digits
        autocomplete="off"
        maxlength={9}
      />
      <Select
        form={form}
        name="reason"
        label={refund.reason}
        value={reasonOf(dispute)}
        options={reasons.map((one) => [one, refund.reasons[one]] as const)}
        autocomplete="off"
      />
      <Select
        form={form}
        name="data"
        label={refund.data}
        options={[
          ['take', refund.take],
          ['keep', refund.keep],
        ]}
        autocomplete="off"
      />
      <button class="main" {...keyed('w')}>
        {refund.show} <Key name="w" />
      </button>
    </form>
  )
}

/** A contested order is the one that is refunded; for contested usage one is chosen. */
function WhichOrder({ language, dispute, form }: SettlingProps): JSX.Element {
  const { about, orders } = dispute
  if (about.kind === 'order') return <input type="hidden" name="order" value={about.order} />
  const options = orders.map(
    ({ id, number, offerName }) => [id, `${number} ${offerName[language]}`] as const,
  )
  return (
    <Select
      form={form}
      name="order"
      label={disputeDeskWords(language).order}
      options={options}
      autocomplete="off"
    />
  )
}

function Confirming(
  props: SettlingProps & { readonly view: RefundView; readonly wish: RefundWish },
): JSX.Element | null {
  const { language, dispute, form, view, wish } = props
  const { quote, ask, needsSecond } = wish
  if (!quote.ok || ask.kind !== 'goodwill') return null
  const said = disputeDeskWords(language)
  const refund = refundWords(language)
  const { amount } = quote.value
  return (
    <>
      <form
        class="sheet stack"
        method="post"
        action={paths.disputeDecision(dispute.line, dispute.id)}
      >
        <h2>{refund.confirm}</h2>
        <QuoteRows said={refund} view={view} language={language} quote={quote.value} />
        <Seal seal={form.seal} />
        <input type="hidden" name="outcome" value="refunded" />
        <input type="hidden" name="order" value={view.order.id} />
        <input type="hidden" name="shown" value={amount.toString()} />
        <input type="hidden" name="amount" value={ask.amount.toString()} />
        <input type="hidden" name="reason" value={ask.reason} />
        <input type="hidden" name="data" value={ask.revoke ? 'take' : 'keep'} />
        {ask.overAsMoney === true && <input type="hidden" name="over" value="money" />}
        <Words {...props} name={WORDS_FIELDS.refunded} isOptional />
        {needsSecond && <SecondPerson form={form} language={language} />}
        <button class="main" {...keyed('r')}>
          {refund.give(format(language).yen(amount))} <Key name="r" />
        </button>
      </form>
      <a class="button" href={paths.dispute(dispute.line, dispute.id)}>
        {said.anotherWish}
      </a>
    </>
  )
}

function Adjusting(props: SettlingProps): JSX.Element {
  const { language, dispute, form } = props
  const said = disputeDeskWords(language)
  return (
    <form
      class="sheet stack"
      method="post"
      action={paths.disputeDecision(dispute.line, dispute.id)}
    >
      <h2>{said.points}</h2>
      <Seal seal={form.seal} />
      <input type="hidden" name="outcome" value="adjusted" />
      <Field
        form={form}
        name="points"
        label={said.pointsLabel}
        hint={said.pointsHint(GOODWILL_POINTS_MAX.toLocaleString(language))}
        digits
        autocomplete="off"
        maxlength={6}
      />
      <Words {...props} name={WORDS_FIELDS.adjusted} isOptional />
      <button>{said.givePoints}</button>
    </form>
  )
}

function Explaining(props: SettlingProps): JSX.Element {
  const { language, dispute, form } = props
  const said = disputeDeskWords(language)
  return (
    <form
      class="sheet stack"
      method="post"
      action={paths.disputeDecision(dispute.line, dispute.id)}
    >
      <h2>{said.explain}</h2>
      <p class="hint">{said.explainHint}</p>
      <Seal seal={form.seal} />
      <input type="hidden" name="outcome" value="explained" />
      <Words {...props} name={WORDS_FIELDS.explained} />
      <button>{said.giveExplanation}</button>
    </form>
  )
}

function Words(
  props: SettlingProps & { readonly name: string; readonly isOptional?: boolean },
): JSX.Element {
  const { language, form, name, isOptional } = props
  const said = disputeDeskWords(language)
  return (
    <LongField
      form={form}
      name={name}
      label={said.words}
      hint={said.wordsHint}
      rows={3}
      maxlength={DISPUTE_WORDS_LENGTH_MAX}
      {...(isOptional === true ? { optional: consoleWords(language).frame.optional } : {})}
    />
  )
}
