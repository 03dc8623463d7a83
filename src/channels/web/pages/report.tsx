/** Telling us of what pretends to be us, with what happened; and the thanks. */
import type { JSX } from 'preact'
import { MESSAGE_LENGTH_MAX } from '../../../domain/directory/reading.ts'
import { HAPPENED, REPORT_WORDS_LENGTH_MAX } from '../../../domain/directory/report.ts'
import { ErrorSummary, LongField, Seal, type FormProps } from '../../form.tsx'
import { HelpLines } from '../parts/help-lines.tsx'
import { paths } from '../paths.ts'
import { reportWords, type ReportWords } from '../words/reports/words.ts'
import type { Voice } from '../words/words.ts'

/** Of the boxes: several may be ticked. */
export const HAPPENED_FIELD = 'happened'

export interface ReportPageProps {
  readonly voice: Voice
  /** Fields: `message`, `words`. */
  readonly form: FormProps
  readonly happened: readonly string[]
}

export function ReportPage({ voice, form, happened }: ReportPageProps): JSX.Element {
  const said = reportWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <form class="sheet stack" method="post" action={paths.reports}>
        <Seal seal={form.seal} />
        <LongField
          form={form}
          name="message"
          label={said.field}
          hint={`${said.fieldHint} ${said.pictures}`}
          rows={5}
          maxlength={MESSAGE_LENGTH_MAX}
        />
        <Happenings said={said} ticked={happened} />
        <LongField
          form={form}
          name="words"
          label={said.words}
          optional={said.optional}
          hint={said.wordsHint}
          rows={3}
          maxlength={REPORT_WORDS_LENGTH_MAX}
        />
        <p class="hint">{said.kept}</p>
        <button class="main">{said.send}</button>
      </form>
      <HelpLines voice={voice} />
    </>
  )
}

function Happenings(props: {
  readonly said: ReportWords
  readonly ticked: readonly string[]
}): JSX.Element {
  const { said, ticked } = props
  return (
    <fieldset>
      <legend>
        {said.happened}
        <span class="soft">{said.optional}</span>
      </legend>
      {HAPPENED.map((one) => (
        <label class="tick" key={one}>
          <input type="checkbox" name={HAPPENED_FIELD} value={one} checked={ticked.includes(one)} />
          <span>{said.happenings[one]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Beside an answer: one tap tells us the text that was asked about. */
export function ReportThis(props: {
  readonly voice: Voice
  readonly form: FormProps
  readonly message: string
}): JSX.Element {
  const { voice, form, message } = props
  const said = reportWords(voice.language)
  return (
    <form class="sheet" method="post" action={paths.reports}>
      <Seal seal={form.seal} />
      <input type="hidden" name="message" value={message} />
      <p class="hint">{said.oneHint}</p>
      <button>{said.one}</button> <a href={paths.reportNew}>{said.more}</a>
    </form>
  )
}

export function ReportThanksPage({ voice }: { readonly voice: Voice }): JSX.Element {
  const said = reportWords(voice.language)
  return (
    <>
      <h1>{said.thanks}</h1>
      <section class="sheet">
        <ul class="path">
          {said.next.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </section>
      <section class="sheet">
        <h2>{said.lost}</h2>
        <p>{said.lostText}</p>
        <HelpLines voice={voice} />
      </section>
      <a href={paths.verify}>{said.back}</a>
    </>
  )
}
