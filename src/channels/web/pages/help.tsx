/** Help: what to prepare, how to know that it is us, questions in plain words, who else helps. */
import type { JSX } from 'preact'
import type { OperatorView } from '../../../app/queries/views.ts'
import { HelpLines } from '../parts/help-lines.tsx'
import { paths } from '../paths.ts'
import { codePageWords } from '../words/code.ts'
import type { Voice } from '../words/words.ts'

export interface HelpPageProps {
  readonly voice: Voice
  readonly operator: OperatorView
}

export function HelpPage({ voice, operator }: HelpPageProps): JSX.Element {
  const { help, frame, fields } = voice.words
  return (
    <>
      <h1>{help.title}</h1>
      <section class="sheet" aria-labelledby="questions">
        <h2 id="questions">{help.faqTitle}</h2>
        <div class="list">
          {help.faq.map((asked) => (
            <details key={asked.title}>
              <summary class="plain">{asked.title}</summary>
              <p>{asked.text}</p>
            </details>
          ))}
        </div>
      </section>
      <section class="sheet" aria-labelledby="contact">
        <h2 id="contact">{help.contactTitle}</h2>
        <dl class="rows">
          <div>
            <dt>{help.phone}</dt>
            <dd>
              <a href={`tel:${operator.phone.replaceAll(/[^\d+]/g, '')}`}>{operator.phone}</a>
            </dd>
          </div>
          <div>
            <dt>{help.hours}</dt>
            <dd>{operator.hotlineHours[voice.language]}</dd>
          </div>
          <div>
            <dt>{fields.email}</dt>
            <dd>
              <a href={`mailto:${operator.email}`}>{operator.email}</a>
            </dd>
          </div>
        </dl>
        <p>
          <a class="button" href={paths.code}>
            {codePageWords(voice.language).link}
          </a>
        </p>
        <h3>{help.prepareTitle}</h3>
        <Points points={help.prepare} />
      </section>
      <section class="sheet" aria-labelledby="official">
        <h2 id="official">{help.officialTitle}</h2>
        <Points points={[frame.caution.text, ...help.official]} />
        <HelpLines voice={voice} />
      </section>
    </>
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
