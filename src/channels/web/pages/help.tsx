/**
 * Help: the operator's questions and answers, by topic or as found; the hotline and what to have at
 * hand before calling; how to know that it is us, and who else helps.
 */
import type { JSX } from 'preact'
import { SEARCH_LENGTH_MAX } from '../../../app/queries/answers.ts'
import type { LineAtHand } from '../../../app/queries/before-call.ts'
import type { HotlineTimes } from '../../../app/queries/hotline-times.ts'
import type { OperatorView } from '../../../app/queries/views.ts'
import { ANSWER_TOPICS, type Answer } from '../../../domain/call/answer.ts'
import { BeforeCall } from '../parts/before-call.tsx'
import { HelpLines } from '../parts/help-lines.tsx'
import { Hotline } from '../parts/hotline.tsx'
import { paths } from '../paths.ts'
import { codePageWords } from '../words/code.ts'
import { verifyWords } from '../words/verify/words.ts'
import type { Voice } from '../words/words.ts'

export interface HelpPageProps {
  readonly voice: Voice
  readonly operator: OperatorView
  readonly times: HotlineTimes
  /** Null for somebody who is not signed in. */
  readonly lines: readonly LineAtHand[] | null
  /** Null where nothing was searched for. */
  readonly search: { readonly typed: string; readonly found: readonly Answer[] } | null
}

export function HelpPage(props: HelpPageProps): JSX.Element {
  const { voice, operator, times, lines } = props
  const { help, frame } = voice.words
  return (
    <>
      <h1>{help.title}</h1>
      {operator.answers.length > 0 && <Questions {...props} />}
      <Hotline voice={voice} operator={operator} times={times} />
      <a class="button" href={paths.code}>
        {codePageWords(voice.language).link}
      </a>
      <BeforeCall voice={voice} asOf={times.asOf} lines={lines} />
      <section class="sheet" aria-labelledby="official">
        <h2 id="official">{help.officialTitle}</h2>
        <Points points={[frame.caution.text, ...help.official]} />
        <a class="button" href={paths.verify}>
          {verifyWords(voice.language).title}
        </a>
        <HelpLines voice={voice} />
      </section>
    </>
  )
}

function Questions(props: HelpPageProps): JSX.Element {
  const { voice, operator, search } = props
  const { help } = voice.words
  return (
    <section class="sheet" aria-labelledby="questions">
      <h2 id="questions">{help.questionsTitle}</h2>
      <SearchForm {...props} />
      {search === null ? (
        ANSWER_TOPICS.map((topic) => (
          <Topic
            key={topic}
            title={help.topics[topic]}
            answers={operator.answers.filter((one) => one.topic === topic)}
            voice={voice}
          />
        ))
      ) : (
        <Found voice={voice} search={search} />
      )}
      <a href="#before">{help.toCall}</a>
    </section>
  )
}

function SearchForm({ voice, search }: HelpPageProps): JSX.Element {
  const { help } = voice.words
  return (
    <form class="stack" method="get" action={paths.help} role="search">
      <div class="field">
        <label for="q">{help.search}</label>
        <p class="hint" id="q-hint">
          {help.searchHint}
        </p>
        <input
          id="q"
          name="q"
          type="search"
          enterkeyhint="search"
          maxlength={SEARCH_LENGTH_MAX}
          value={search?.typed ?? ''}
          aria-describedby="q-hint"
        />
      </div>
      <button>{help.searchButton}</button>
    </form>
  )
}

interface TopicProps {
  readonly voice: Voice
  readonly title: string
  readonly answers: readonly Answer[]
}

function Topic({ voice, title, answers }: TopicProps): JSX.Element | null {
  if (answers.length === 0) return null
  return (
    <div>
      <h3>{title}</h3>
      {answers.map((one) => (
        <Asked key={one.id} answer={one} voice={voice} />
      ))}
    </div>
  )
}

/** The best is open at once. */
function Found(props: {
  readonly voice: Voice
  readonly search: NonNullable<HelpPageProps['search']>
}): JSX.Element {
  const { voice, search } = props
  const { help } = voice.words
  const { typed, found } = search
  return (
    <>
      <div>
        <p role="status">
          {found.length === 0 ? help.notFound(typed) : help.found(found.length, typed)}
        </p>
        {found.map((one, place) => (
          <Asked key={one.id} answer={one} voice={voice} isOpen={place === 0} />
        ))}
      </div>
      <a href={paths.help}>{help.allQuestions}</a>
    </>
  )
}

function Asked(props: {
  readonly voice: Voice
  readonly answer: Answer
  readonly isOpen?: boolean
}): JSX.Element {
  const { answer, voice } = props
  return (
    <details class="asked" id={answer.id} open={props.isOpen === true}>
      <summary>{answer.question[voice.language]}</summary>
      <p>{answer.answer[voice.language]}</p>
    </details>
  )
}

function Points(props: { readonly points: readonly string[] }): JSX.Element {
  return (
    <ul class="path">
      {props.points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  )
}
