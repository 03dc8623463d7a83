/**
 * What changed between two versions, for eyes, ears and printers: `ins` and `del`, with a word
 * beside each reworded paragraph and before each mark, so that nothing hangs on colour.
 */
import type { JSX } from 'preact'
import { isUnchanged, type Passage, type Stretch } from '../../../domain/agreement/difference.ts'
import { termsWords, type TermsWords } from '../words/terms.ts'
import type { Voice } from '../words/words.ts'

export function Difference(props: {
  readonly voice: Voice
  readonly passages: readonly Passage[]
}): JSX.Element {
  const said = termsWords(props.voice.language)
  if (isUnchanged(props.passages)) return <p>{said.same}</p>
  return (
    <div class="prose">
      <p class="hint">{said.marks}</p>
      {props.passages.map((passage, place) => (
        <Paragraph key={place} passage={passage} said={said} />
      ))}
    </div>
  )
}

function Paragraph(props: { readonly passage: Passage; readonly said: TermsWords }): JSX.Element {
  const { passage, said } = props
  if (passage.kind === 'same') return <p class="soft">{withoutMark(passage.text)}</p>
  if (passage.kind === 'changed') {
    return (
      <p>
        <span class="tag on">{said.reworded}</span>{' '}
        {passage.stretches.map((stretch, place) => (
          <Marked key={place} stretch={stretch} said={said} />
        ))}
      </p>
    )
  }
  const text = withoutMark(passage.text)
  return (
    <p>
      <span class="tag on">{said[passage.kind]}</span>{' '}
      {passage.kind === 'gone' ? <del>{text}</del> : <ins>{text}</ins>}
    </p>
  )
}

function Marked(props: { readonly stretch: Stretch; readonly said: TermsWords }): JSX.Element {
  const { stretch, said } = props
  if (stretch.kind === 'same') return <>{stretch.text}</>
  const heard = <span class="unseen">{` [${said[stretch.kind]}] `}</span>
  return stretch.kind === 'gone' ? (
    <del>
      {heard}
      {stretch.text}
    </del>
  ) : (
    <ins>
      {heard}
      {stretch.text}
    </ins>
  )
}

/** The sign of a heading is not read out. */
function withoutMark(text: string): string {
  return text.startsWith('# ') ? text.slice(2) : text
}
