/** What every list says of a call in a few words: language, number, how far its caller is known. */
import type { JSX } from 'preact'
import type { CallRow } from '../../../app/queries/staff/calls.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { secondsBetween } from '../../../domain/basics/time.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { callsWords } from '../words/calls/words.ts'

export function CallTags(props: {
  readonly language: Language
  readonly row: CallRow
}): JSX.Element {
  const { row, language } = props
  const words = callsWords(language)
  return (
    <span>
      {row.stuck && (
        <>
          <strong class="tag on">{words.desk.stuck}</strong>{' '}
        </>
      )}
      <span class="tag">
        {row.language === null ? words.noLanguage : words.spoken[row.language]}
      </span>{' '}
      <span class={row.standing === 'nobody' ? 'tag' : 'tag on'}>
        {words.standing[row.standing]}
      </span>
    </span>
  )
}

export function callerName({ numberEnds }: CallRow, language: Language): string {
  const words = callsWords(language)
  return numberEnds === null ? words.numberHidden : words.numberEnds(numberEnds)
}

/** Whole minutes; a wait that began is not nothing. */
export function minutesSince(from: Instant, until: Instant): number {
  return Math.max(0, Math.floor(secondsBetween(from, until) / 60))
}
