/** The end of a shift in two pages: the count, and its difference before anything is closed. */
import type { JSX } from 'preact'
import type { ShiftView } from '../../../app/queries/staff/shift-report.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { NO_YEN, negate, yen, type Yen } from '../../../domain/basics/money.ts'
import { DENOMINATIONS } from '../../../domain/till/count.ts'
import { NOTE_LENGTH_MAX } from '../../../domain/till/till.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { SecondPerson } from '../parts/second-person.tsx'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { tillWords } from '../words/till/words.ts'
import { AMOUNT_DIGITS_MAX } from './till.tsx'

/** The field of a coin's or note's pieces. */
export function piecesField(of: number): string {
  return `pieces-${of}`
}

/** More than any drawer has of a kind. */
const PIECES_DIGITS_MAX = 4

export function CountPage(props: {
  readonly language: Language
  readonly form: FormProps
}): JSX.Element {
  const { language, form } = props
  const said = tillWords(language)
  const figures = format(language)
  return (
    <>
      <h1>{said.close.title}</h1>
      <form class="sheet" method="post" action={paths.tillCount} data-counting>
        <Seal seal={form.seal} />
        <p>{said.close.lead}</p>
        <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
        <div class="columns three">
          {DENOMINATIONS.map((of, at) => (
            <Pieces key={of} {...props} of={of} isFirst={at === 0} />
          ))}
        </div>
        <Field
          form={form}
          name="total"
          label={said.close.total}
          hint={said.close.totalHint}
          optional={consoleWords(language).frame.optional}
          digits
          maxlength={AMOUNT_DIGITS_MAX}
          autocomplete="off"
        />
        <p>
          {said.close.sum}{' '}
          <output class="price" data-zero={figures.yen(NO_YEN)}>
            …
          </output>
        </p>
        <button class="main">{said.close.check}</button>
      </form>
    </>
  )
}

function Pieces(props: {
  readonly language: Language
  readonly form: FormProps
  readonly of: number
  readonly isFirst: boolean
}): JSX.Element {
  const { form, of } = props
  const name = piecesField(of)
  const wrong = form.fieldErrors?.[name]
  const figures = format(props.language)
  return (
    <div class="field">
      <label for={name}>{tillWords(props.language).close.pieces(figures.yen(yen(of)))}</label>
      {wrong !== undefined && (
        <p class="wrong" id={`${name}-wrong`}>
          {wrong}
        </p>
      )}
      <input
        id={name}
        name={name}
        class="digits"
        inputmode="numeric"
        autocomplete="off"
        maxlength={PIECES_DIGITS_MAX}
        data-worth={of}
        value={form.typed?.[name] ?? ''}
        {...(props.isFirst ? { autofocus: true } : {})}
        {...(wrong === undefined
          ? {}
          : { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-wrong` })}
      />
    </div>
  )
}

export interface CompareProps {
  readonly language: Language
  readonly form: FormProps
  readonly open: ShiftView
  readonly counted: Yen
  readonly needsSecond: boolean
}

export function ComparePage(props: CompareProps): JSX.Element {
  const { language, form, open, counted } = props
  const said = tillWords(language).close
  const figures = format(language)
  const difference = yen(counted - open.cashExpected)
  const isEven = difference === 0n
  return (
    <>
      <h1>{said.confirmTitle}</h1>
      <form class="sheet" method="post" action={paths.tillClose}>
        <Seal seal={form.seal} />
        <input type="hidden" name="shift" value={open.shift} />
        <input type="hidden" name="counted" value={counted.toString()} />
        <input type="hidden" name="expected" value={open.cashExpected.toString()} />
        <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
        <dl class="rows">
          <div>
            <dt>{tillWords(language).expected}</dt>
            <dd>{figures.yen(open.cashExpected)}</dd>
          </div>
          <div>
            <dt>{said.counted}</dt>
            <dd>{figures.yen(counted)}</dd>
          </div>
          <div>
            <dt>{said.difference}</dt>
            <dd class="price">{figures.yen(difference)}</dd>
          </div>
        </dl>
        <p class={isEven ? '' : 'notice'} role="status">
          {differenceText(difference, language)}
        </p>
        {!isEven && (
          <Field
            form={form}
            name="note"
            label={said.why}
            hint={said.whyHint}
            maxlength={NOTE_LENGTH_MAX}
            autocomplete="off"
            autofocus
          />
        )}
        {props.needsSecond && <SecondPerson form={form} language={language} />}
        <button class="main" {...(isEven ? { autofocus: true } : {})}>
          {said.confirm}
        </button>
        <a class="button" href={paths.tillClose}>
          {said.again}
        </a>
      </form>
    </>
  )
}

export function differenceText(difference: Yen, language: Language): string {
  const said = tillWords(language).close
  const figures = format(language)
  if (difference === 0n) return said.even
  return difference < 0n
    ? said.missing(figures.yen(negate(difference)))
    : said.over(figures.yen(difference))
}
