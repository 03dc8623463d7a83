/** One version of one document of terms, in the reader's language. */
import type { JSX } from 'preact'
import type { TermsView } from '../../../app/queries/views.ts'
import type { Voice } from '../words/words.ts'

export interface TermsPageProps {
  readonly voice: Voice
  readonly terms: TermsView
}

/** The text is plain: blank lines part paragraphs, a line that begins with `# ` is a heading. */
export function TermsPage({ voice, terms }: TermsPageProps): JSX.Element {
  const said = voice.words.terms
  const paragraphs = terms.text[voice.language].split(/\n\s*\n/)
  return (
    <article class="sheet">
      <div>
        <h1>{terms.title[voice.language]}</h1>
        <p class="soft">
          {said.version(terms.version, voice.format.longDate(terms.effectiveFrom))}
        </p>
      </div>
      <div class="prose">
        {paragraphs.map((paragraph, place) =>
          paragraph.startsWith('# ') ? (
            <h2 key={place}>{paragraph.slice(2)}</h2>
          ) : (
            <p key={place}>{paragraph}</p>
          ),
        )}
      </div>
      <p class="hint">
        {said.fingerprint} {terms.hash}
      </p>
    </article>
  )
}
