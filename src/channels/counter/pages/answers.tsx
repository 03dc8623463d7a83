/** Questions and answers, searched, each in all languages side by side and ready to be copied. */
import type { JSX } from 'preact'
import { SEARCH_LENGTH_MAX } from '../../../app/queries/answers.ts'
import { LANGUAGES, type Language } from '../../../domain/basics/language.ts'
import type { Answer } from '../../../domain/call/answer.ts'
import { Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { CallsNav } from '../parts/calls-nav.tsx'
import { paths } from '../paths.ts'
import { callsWords } from '../words/calls/words.ts'
import { LANGUAGE_NAMES } from '../words/console/words.ts'

export function AnswersPage(props: {
  readonly language: Language
  readonly found: readonly Answer[]
  readonly text: string
  readonly form: FormProps
}): JSX.Element {
  const { language, found, text, form } = props
  const said = callsWords(language).answers
  return (
    <>
      <h1>{said.title}</h1>
      <CallsNav language={language} here="answers" />
      <form class="sheet stack" role="search" method="post" action={paths.answers}>
        <Seal seal={form.seal} />
        <div class="field">
          <label for="text">{said.field}</label>
          <input
            id="text"
            name="text"
            value={text}
            maxlength={SEARCH_LENGTH_MAX}
            autocomplete="off"
            autofocus
          />
        </div>
        <button class="main">{said.search}</button>
      </form>
      {found.length === 0 && <p class="sheet soft">{said.none}</p>}
      {found.map((answer, place) => (
        <OneAnswer key={answer.id} answer={answer} language={language} isOpen={place === 0} />
      ))}
    </>
  )
}

function OneAnswer(props: {
  readonly answer: Answer
  readonly language: Language
  readonly isOpen: boolean
}): JSX.Element {
  const { answer, language, isOpen } = props
  const said = callsWords(language).answers
  return (
    <details class="sheet" open={isOpen}>
      <summary>
        {answer.question[language]} <span class="tag">{said.topic[answer.topic]}</span>
        {answer.spoken !== null && <span class="tag on">{said.spoken}</span>}
      </summary>
      <div class="columns three">
        {inOrder(language).map((one) => (
          <section key={one} class="stack">
            <h3>{LANGUAGE_NAMES[one]}</h3>
            <div lang={one} id={`${answer.id}-${one}`}>
              <p>
                <strong>{answer.question[one]}</strong>
              </p>
              <p class="written">{answer.answer[one]}</p>
            </div>
            <p>
              <button
                type="button"
                hidden
                data-copies={`${answer.id}-${one}`}
                data-copied={said.copied}
                aria-label={`${said.copy}${format(language).colon}${LANGUAGE_NAMES[one]}`}
              >
                {said.copy}
              </button>
            </p>
          </section>
        ))}
      </div>
    </details>
  )
}

/** The reader's own first, so that the rest can be compared with it. */
function inOrder(language: Language): readonly Language[] {
  return [language, ...LANGUAGES.filter((one) => one !== language)]
}
