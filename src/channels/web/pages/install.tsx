/** The holder's eSIM: what it is, where it stands, and after step-up the code that installs it. */
import type { JSX } from 'preact'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { ProfileState } from '../../../domain/esim/sim-profile.ts'
import { ErrorSummary, Seal, type FormProps } from '../../form.tsx'
import { QrCode } from '../../qr-code.tsx'
import { paths } from '../paths.ts'
import { installWords } from '../words/install.ts'
import { refusalText } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'

export interface InstallPageProps {
  readonly voice: Voice
  readonly form: FormProps
  readonly line: LineId
  readonly isEsim: boolean
  /** Of the line's present Sim; null: none was ordered. */
  readonly state: ProfileState | null
  /** Signed in lately enough to see the code. */
  readonly isFresh: boolean
  /** Once it was asked for. */
  readonly code: string | null
}

export function InstallPage(props: InstallPageProps): JSX.Element {
  const { voice, form, line, isEsim, state, code } = props
  const said = installWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{isEsim ? said.lead : said.isCard}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      {isEsim && (
        <section class="sheet stack" aria-labelledby="state">
          <h2 id="state">{said.state(state)}</h2>
          {code === null ? (
            state === 'released' && <Showing {...props} />
          ) : (
            <Code {...props} code={code} />
          )}
        </section>
      )}
      {isEsim && (
        <ul class="list">
          {said.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <a class="plain" href={paths.line(line)}>
        {voice.words.frame.back}
      </a>
    </>
  )
}

function Showing({ voice, form, line, isFresh }: InstallPageProps): JSX.Element {
  const said = installWords(voice.language)
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
    <form class="stack" method="post" action={paths.install(line)}>
      <Seal seal={form.seal} />
      <p class="hint">{said.showHint}</p>
      <button class="main">{said.show}</button>
    </form>
  )
}

function Code({ voice, code }: { readonly voice: Voice; readonly code: string }): JSX.Element {
  const said = installWords(voice.language)
  return (
    <>
      <QrCode text={code} label={said.codeLabel} />
      <p>
        {said.code}
        {voice.format.colon}
        <code class="any">{code}</code>
      </p>
      <ol class="list">
        {said.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  )
}
