/** Closing an account: all that it means first, then the form, while nothing is in the way. */
import type { JSX } from 'preact'
import { CLOSING_DAYS } from '../../../domain/account/closing.ts'
import { EMAIL_LENGTH_MAX } from '../../../domain/account/email.ts'
import type { ClosingView } from '../../../app/queries/closing-view.ts'
import { ErrorSummary, Field, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { closingPageWords, closingRefusalText } from '../words/closing.ts'
import { refusalText } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'

export interface ClosingPageProps {
  readonly voice: Voice
  /** Field: `email`, never put back. */
  readonly form: FormProps
  readonly view: Omit<ClosingView, 'email'>
  /** Signed in lately enough to ask. */
  readonly isFresh: boolean
}

export function ClosingPage(props: ClosingPageProps): JSX.Element {
  const { voice, form, view } = props
  const said = closingPageWords(voice.language)
  const { lost } = said
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead(CLOSING_DAYS)}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      <Items title={said.deleted.title} id="deleted" items={said.deleted.items} />
      <Items title={said.kept.title} id="kept" items={said.kept.items} />
      <Items
        title={lost.title}
        id="lost"
        items={[
          ...(view.points === 0n ? [] : [lost.points(String(view.points))]),
          ...(view.lines === 0 ? [] : [lost.lines(view.lines)]),
          ...(view.packs === 0 ? [] : [lost.packs(view.packs)]),
          lost.renewal,
          said.after,
        ]}
      />
      <a class="plain" href={paths.accountData}>
        {said.dataFirst}
      </a>
      <Asking {...props} />
      <a class="plain" href={paths.profile}>
        {voice.words.frame.back}
      </a>
    </>
  )
}

function Items(props: {
  readonly id: string
  readonly title: string
  readonly items: readonly string[]
}): JSX.Element {
  return (
    <section class="sheet" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <ul class="list">
        {props.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  )
}

/** What waits, what is in the way, or the form. */
function Asking({ voice, form, view, isFresh }: ClosingPageProps): JSX.Element {
  const said = closingPageWords(voice.language)
  if (view.dueAt !== null) {
    return (
      <div class="notice" role="status">
        <p>{said.waits(voice.format.longMoment(view.dueAt))}</p>
        <a class="button" href={paths.changes}>
          {said.toStop}
        </a>
      </div>
    )
  }
  if (view.inTheWay !== null) {
    return <p class="notice">{closingRefusalText(view.inTheWay, voice.language)}</p>
  }
  if (!isFresh) {
    return (
      <div class="notice">
        <p>{refusalText({ code: 'step_up_needed' }, voice.language)}</p>
        <a class="button" href={paths.signIn}>
          {voice.words.frame.signIn}
        </a>
      </div>
    )
  }
  return (
    <form class="sheet stack" method="post" action={paths.accountClosing}>
      <Seal seal={form.seal} />
      <Field
        form={form}
        name="email"
        label={said.field}
        hint={said.fieldHint}
        type="email"
        autocomplete="off"
        maxlength={EMAIL_LENGTH_MAX}
      />
      <button class="main">{said.ask}</button>
    </form>
  )
}
