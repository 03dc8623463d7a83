/** What another carrier is to deliver: what waits, and saying what became of one. */
import type { JSX } from 'preact'
import type {
  FulfilmentQueue,
  UnknownSupply,
  WaitingFulfilment,
} from '../../../app/queries/staff/fulfilments.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { fulfilmentDeskWords } from '../words/fulfilment.ts'

/** As they are posted. */
export const FULFILMENT_FIELDS = {
  order: 'order',
  until: 'until',
  data: 'data',
  outcome: 'outcome',
} as const
const FIELD_LETTERS_MAX = 20

export interface FulfilmentsPageProps {
  readonly language: Language
  readonly role: StaffRole
  readonly queue: FulfilmentQueue
  readonly asOf: Instant
  readonly form: FormProps
}

export function FulfilmentsPage(props: FulfilmentsPageProps): JSX.Element {
  const { language, role, queue, form } = props
  const said = fulfilmentDeskWords(language)
  const acts = reachOf(role, 'fulfil_by_hand') !== 'no'
  const mayAct = acts && queue.waiting.some(({ byHand }) => byHand)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <p class="soft">{said.lead}</p>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <section class="sheet stack">
        <h2>{said.waiting}</h2>
        {queue.waiting.length === 0 && <p class="soft">{said.none}</p>}
        {mayAct ? <Settling {...props} /> : <Waiting {...props} picks={false} />}
      </section>
      {queue.unknown.length > 0 && <Unknown {...props} unknown={queue.unknown} />}
    </div>
  )
}

function Settling(props: FulfilmentsPageProps): JSX.Element {
  const { language, form } = props
  const said = fulfilmentDeskWords(language)
  const { frame } = consoleWords(language)
  return (
    <form class="stack" method="post" action={paths.fulfilments}>
      <Seal seal={form.seal} />
      <fieldset>
        <legend class="unseen">{said.waiting}</legend>
        <Waiting {...props} picks />
      </fieldset>
      <Field
        form={form}
        name={FULFILMENT_FIELDS.until}
        label={said.until}
        hint={said.untilHint}
        optional={frame.optional}
        maxlength={FIELD_LETTERS_MAX}
      />
      <Field
        form={form}
        name={FULFILMENT_FIELDS.data}
        label={said.data}
        hint={said.dataHint}
        optional={frame.optional}
        maxlength={FIELD_LETTERS_MAX}
      />
      <div class="actions">
        <button class="main" name={FULFILMENT_FIELDS.outcome} value="done">
          {said.done}
        </button>
        <button name={FULFILMENT_FIELDS.outcome} value="cannot">
          {said.cannot}
        </button>
      </div>
      <p class="hint">{said.cannotHint}</p>
    </form>
  )
}

function Waiting(props: FulfilmentsPageProps & { readonly picks: boolean }): JSX.Element {
  const { queue, picks } = props
  return (
    <ul class="list">
      {queue.waiting.map((one) => (
        <li key={one.order}>
          {picks && one.byHand ? <Pick {...props} one={one} /> : <About {...props} one={one} />}
          <Facts {...props} one={one} />
        </li>
      ))}
    </ul>
  )
}

function Pick(props: OfOne): JSX.Element {
  const { form, one } = props
  const value = `${one.line} ${one.order}`
  return (
    <label class="tick">
      <input
        type="radio"
        name={FULFILMENT_FIELDS.order}
        value={value}
        required
        checked={form.typed?.[FULFILMENT_FIELDS.order] === value}
      />
      <About {...props} one={one} />
    </label>
  )
}

type OfOne = FulfilmentsPageProps & { readonly one: WaitingFulfilment }

function About({ language, one }: OfOne): JSX.Element {
  return (
    <span>
      <strong class="number">{one.iccid}</strong> · {one.offerName[language]}
    </span>
  )
}

function Facts({ language, one, asOf }: OfOne): JSX.Element {
  const said = fulfilmentDeskWords(language)
  const { by, trouble, doubt } = one.progress
  return (
    <>
      <p>{by.kind === 'manual' ? by.note : said.byWholesaler(by.supplier, by.plan)}</p>
      <p class="soft">
        {said.deadline(format(language).end(one.deadline, asOf))} ·{' '}
        <a href={paths.order(one.order)}>{one.number}</a>
        {trouble !== null && <> · {said.trouble[trouble]}</>}
      </p>
      {doubt !== null && <p class="notice">{said.doubt}</p>}
    </>
  )
}

function Unknown(
  props: FulfilmentsPageProps & { readonly unknown: readonly UnknownSupply[] },
): JSX.Element {
  const { language, unknown, asOf } = props
  const said = fulfilmentDeskWords(language)
  const { moment } = format(language)
  return (
    <section class="sheet stack">
      <h2>{said.unknown}</h2>
      <p class="soft">{said.unknownLead}</p>
      <ul class="list">
        {unknown.map((one) => (
          <li key={one.order}>
            <span class="number">{one.iccid}</span> · {one.offerName[language]}
            <p class="soft">
              {said.wentBack(moment(one.at, asOf))} ·{' '}
              <a href={paths.order(one.order)}>{one.number}</a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
