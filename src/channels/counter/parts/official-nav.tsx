/** Reports and the directory beside one another, on each of them. */
import type { JSX } from 'preact'
import type { Language } from '../../../domain/basics/language.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { paths } from '../paths.ts'
import { consoleWords } from '../words/console/words.ts'
import { officialWords } from '../words/official/words.ts'

export function OfficialNav(props: {
  readonly language: Language
  readonly role: StaffRole
  readonly here: 'reports' | 'directory'
}): JSX.Element {
  const { language, role, here } = props
  const words = officialWords(language)
  const places = [
    ...(reachOf(role, 'read_reports') === 'no' ? [] : (['reports'] as const)),
    'directory',
  ] as const
  const hrefs = { reports: paths.reports, directory: paths.directory }
  return (
    <nav aria-label={consoleWords(language).frame.official}>
      <ul class="actions">
        {places.map((place) => (
          <li key={place}>
            <a
              class="button"
              href={hrefs[place]}
              {...(place === here ? { 'aria-current': 'page' as const } : {})}
            >
              {words[place].title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
