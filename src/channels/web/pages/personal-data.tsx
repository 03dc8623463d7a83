/** What is held about whoever is signed in, to be taken away in two forms. */
import type { JSX } from 'preact'
import { ErrorSummary, Seal, type FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { closingPageWords } from '../words/closing.ts'
import { personalDataWords } from '../words/personal-data.ts'
import { refusalText } from '../words/refusals.ts'
import type { Voice } from '../words/words.ts'

export interface PersonalDataPageProps {
  readonly voice: Voice
  readonly form: FormProps
  /** Signed in lately enough to download. */
  readonly isFresh: boolean
}

export function PersonalDataPage({ voice, form, isFresh }: PersonalDataPageProps): JSX.Element {
  const said = personalDataWords(voice.language)
  return (
    <>
      <div class="prose">
        <h1>{said.title}</h1>
        <p>{said.lead}</p>
        <p>{said.leftOut}</p>
        <p>{said.keepSafe}</p>
      </div>
      <ErrorSummary form={form} title={voice.words.frame.wrongTitle} />
      {isFresh ? (
        (['html', 'json'] as const).map((kind) => (
          <form key={kind} class="stack" method="post" action={paths.accountData}>
            <Seal seal={form.seal} />
            <input type="hidden" name="format" value={kind} />
            <button {...(kind === 'html' ? { class: 'main' } : {})}>{said[kind]}</button>
          </form>
        ))
      ) : (
        <div class="notice">
          <p>{refusalText({ code: 'step_up_needed' }, voice.language)}</p>
          <a class="button" href={paths.signIn}>
            {voice.words.frame.signIn}
          </a>
        </div>
      )}
      <a class="plain" href={paths.accountClosing}>
        {closingPageWords(voice.language).title}
      </a>
      <a class="plain" href={paths.profile}>
        {voice.words.frame.back}
      </a>
    </>
  )
}
