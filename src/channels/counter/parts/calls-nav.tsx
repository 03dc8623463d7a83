/** The pages of the hotline beside one another, on each of them. */
import type { JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import { paths } from '../paths.ts'
import { callsWords } from '../words/calls/words.ts'
import { Key, keyed } from './key.tsx'

export type CallsPlace = 'desk' | 'callBacks' | 'today' | 'answers'

const PLACES = [
  ['desk', paths.calls, 'd'],
  ['callBacks', paths.callBacks, 'b'],
  ['today', paths.callsToday, 'y'],
  ['answers', paths.answers, 'q'],
] as const satisfies readonly (readonly [CallsPlace, string, string])[]

export function CallsNav(props: {
  readonly language: Language
  readonly here: CallsPlace | null
}): JSX.Element {
  const { nav } = callsWords(props.language)
  return (
    <nav aria-label={nav.label}>
      <ul class="actions">
        {PLACES.map(([place, href, key]) => (
          <li key={place}>
            <a
              class="button"
              href={href}
              {...keyed(key)}
              {...(props.here === place ? { 'aria-current': 'page' as const } : {})}
            >
              {nav[place]} <Key name={key} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
