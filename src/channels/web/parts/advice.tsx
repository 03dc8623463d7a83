/**
 * What the advisor says of a line: what to buy now, what later, why, and how sure it is; and the
 * form that asks it about other days and volumes. The form only reads, so it is a GET whose wish
 * stays in the address.
 */
import type { ComponentChildren, JSX } from 'preact'
import type { AdvicePlan, AdviceStep, LineAdvice } from '../../../app/queries/advice.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { JstDate } from '../../../domain/basics/time.ts'
import { ErrorSummary, Field, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import {
  exhaustionText,
  needText,
  planTexts,
  proofText,
  reasonText,
} from '../words/advice-sentences.ts'
import { offerAllowance, validityText } from '../words/offer-words.ts'
import type { Voice } from '../words/words.ts'
import { Offered } from './choices.tsx'
import { OfferTiming } from './offer-timing.tsx'

/** Purchases to come that are written out; of the rest their number. */
export const PLANNED_SHOWN_MAX = 4

export interface AdviceShown {
  /** Null while what was asked cannot be read. */
  readonly advice: Extract<
    LineAdvice,
    { readonly kind: 'plan' | 'too_little_usage' | 'usage_not_shown' }
  > | null
  readonly asked: AdviceAskedForm
  /** Starting at once what would wait is the holder's choice alone. */
  readonly startsAtOnce: boolean
  /** Some pack covers the line and its data can run out. */
  readonly canRunOut: boolean
}

/** As typed, with what is wrong beside each field. Days that can be meant bound the picker. */
export interface AdviceAskedForm {
  readonly typed: Readonly<Record<string, string>>
  readonly fieldErrors: Readonly<Record<string, string>>
  readonly earliest: JstDate
  readonly latest: JstDate
}

/** What was asked cannot be answered: the form again, with why. */
export function adviceWrong(
  shown: AdviceShown,
  fieldErrors: AdviceAskedForm['fieldErrors'],
): AdviceShown {
  return { ...shown, advice: null, asked: { ...shown.asked, fieldErrors } }
}

interface AdviceProps {
  readonly voice: Voice
  readonly line: LineId
  readonly shown: AdviceShown
}

export function Advice(props: AdviceProps): JSX.Element {
  const { voice, shown } = props
  const { advice } = voice.words
  return (
    <section class="sheet" aria-labelledby="advice">
      <h2 id="advice">{advice.title}</h2>
      {shown.advice?.kind === 'plan' && <Plan {...props} plan={shown.advice} />}
      {shown.advice?.kind === 'too_little_usage' && (
        <p>{advice.tooLittleUsage(shown.advice.daysKnown, shown.advice.daysNeeded)}</p>
      )}
      {shown.advice?.kind === 'usage_not_shown' && <p>{advice.usageNotShown}</p>}
      <Folded isOpen={shown.advice?.kind !== 'plan'} summary={advice.ask}>
        <AskingForm {...props} />
      </Folded>
    </section>
  )
}

function Plan(props: AdviceProps & { readonly plan: AdvicePlan }): JSX.Element {
  const { voice, shown, plan } = props
  const { advice } = voice.words
  const runsOut = shown.canRunOut ? exhaustionText(plan, voice) : null
  const proof = proofText(plan, voice)
  const now = plan.steps.filter((step) => step.when === 'now')
  const later = plan.steps.filter((step) => step.when === 'planned')
  const more = later.length - PLANNED_SHOWN_MAX
  return (
    <>
      <p class="soft">{needText(plan, voice)}</p>
      {runsOut !== null && <p>{runsOut}</p>}
      <ul>
        {planTexts(plan, voice).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {now.map((step) => (
        <BuyNow key={step.offer.id} {...props} step={step} />
      ))}
      {later.length > 0 && (
        <div class="stack">
          <h3>{advice.later}</h3>
          <ol class="list">
            {later.slice(0, PLANNED_SHOWN_MAX).map((step, place) => (
              <li key={place}>
                <BuyLater voice={voice} step={step} plan={plan} />
              </li>
            ))}
          </ol>
          {more > 0 && <p>{advice.laterMore(more)}</p>}
          <p class="soft">{advice.laterNote}</p>
        </div>
      )}
      {proof !== null && <p class="soft">{proof}</p>}
    </>
  )
}

function BuyNow(
  props: AdviceProps & { readonly step: AdviceStep; readonly plan: AdvicePlan },
): JSX.Element {
  const { voice, line, shown, step, plan } = props
  const { offer, quote, startNow } = step
  const { advice, offers } = voice.words
  const name = offer.name[voice.language]
  return (
    <div class="stack">
      <div class="between">
        <h3>
          <span class="tag on">{advice.now}</span> {name}
        </h3>
        <p>
          <span class="price">{voice.format.yen(offer.price)}</span>{' '}
          {offer.taxPercent > 0 && <span class="soft nowrap">{offers.taxIncluded}</span>}
        </p>
      </div>
      <p>
        {offerAllowance(offer, voice)} · {validityText(offer.grant.validity, voice)}
      </p>
      <p class="soft">{reasonText(step, voice, plan.asOf)}</p>
      {quote !== null && <OfferTiming quote={quote} voice={voice} />}
      {startNow && !shown.startsAtOnce ? (
        <a class="button main" href={paths.signIn}>
          {advice.signInToStart}
        </a>
      ) : (
        <a class="button main" href={paths.confirm(line, offer, startNow)}>
          {offers.choose}
          <span class="unseen"> {name}</span>
        </a>
      )}
    </div>
  )
}

function BuyLater(props: {
  readonly voice: Voice
  readonly step: AdviceStep
  readonly plan: AdvicePlan
}): JSX.Element {
  const { voice, step, plan } = props
  const { offer } = step
  return (
    <>
      <p class="between">
        <strong>{voice.format.moment(step.at, plan.asOf)}</strong>
        <span class="nowrap">{voice.format.yen(offer.price)}</span>
      </p>
      <p>{offer.name[voice.language]}</p>
      <p class="soft">{reasonText(step, voice, plan.asOf)}</p>
    </>
  )
}

/** Where no plan stands above it, the form is what the visitor came to see. */
function Folded(props: {
  readonly isOpen: boolean
  readonly summary: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <div class="stack">
      <details {...(props.isOpen ? { open: true } : {})}>
        <summary>{props.summary}</summary>
        {props.children}
      </details>
    </div>
  )
}

function AskingForm({ voice, line, shown }: AdviceProps): JSX.Element {
  const { advice, frame } = voice.words
  const { asked } = shown
  // A form that only asks needs no seal.
  const form: FormProps = {
    seal: { csrf: '', key: '' },
    typed: asked.typed,
    fieldErrors: asked.fieldErrors,
  }
  return (
    <form class="stack" method="get" action={paths.offers(line)}>
      <ErrorSummary form={form} title={frame.wrongTitle} />
      <DayField voice={voice} asked={asked} />
      <Offered form={form} name="resident">
        {advice.resident}
      </Offered>
      <Field
        form={form}
        name="gigabytes"
        label={advice.gigabytes}
        hint={advice.gigabytesHint}
        optional={frame.optional}
        maxlength={20}
      />
      <button>{advice.compute}</button>
    </form>
  )
}

/** A picker where the browser has one, else text; what cannot be read is shown as typed. */
function DayField(props: { readonly voice: Voice; readonly asked: AdviceAskedForm }): JSX.Element {
  const { voice, asked } = props
  const wrong = asked.fieldErrors['until']
  const value = asked.typed['until'] ?? ''
  const bounds = { min: asked.earliest.toString(), max: asked.latest.toString() }
  return (
    <div class="field">
      <label for="until">
        {voice.words.advice.until}
        <span class="soft">{voice.words.frame.optional}</span>
      </label>
      {wrong !== undefined && (
        <p class="wrong" id="until-wrong">
          {wrong}
        </p>
      )}
      <input
        id="until"
        name="until"
        value={value}
        {...(isDay(value) ? { type: 'date', ...bounds } : { maxlength: 20 })}
        {...(wrong === undefined
          ? {}
          : { 'aria-describedby': 'until-wrong', 'aria-invalid': 'true' as const })}
      />
    </div>
  )
}

/** A picker would show anything else as nothing. */
function isDay(text: string): boolean {
  return text === '' || /^\d{4}-\d\d-\d\d$/.test(text)
}
