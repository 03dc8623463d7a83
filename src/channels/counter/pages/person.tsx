/** The holder's name, language and country, as staff set them right. */
import type { JSX } from 'preact'
import { DISPLAY_NAME_LENGTH_MAX } from '../../../domain/account/profile.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import { LANGUAGES, type Language } from '../../../domain/basics/language.ts'
import { ErrorSummary, Field, Seal, Select, type FormProps } from '../../form.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import { careWords } from '../words/care/words.ts'
import { consoleWords, LANGUAGE_NAMES } from '../words/console/words.ts'

export interface PersonPageProps {
  readonly language: Language
  readonly line: LineId
  /** Null: nobody holds the line. */
  readonly person: {
    readonly displayName: string
    readonly language: Language
    readonly country: string | null
  } | null
  readonly form: FormProps
}

export function PersonPage({ language, line, person, form }: PersonPageProps): JSX.Element {
  const words = careWords(language)
  const said = words.person
  const { frame } = consoleWords(language)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <ErrorSummary form={form} title={frame.wrongTitle} />
      {person === null && <p class="sheet">{said.notHeld}</p>}
      {person !== null && (
        <form class="sheet stack" method="post" action={paths.person(line)}>
          <Seal seal={form.seal} />
          <Field
            form={form}
            name="displayName"
            label={said.name}
            value={person.displayName}
            autocomplete="off"
            maxlength={DISPLAY_NAME_LENGTH_MAX}
            autofocus
          />
          <Select
            form={form}
            name="language"
            label={said.language}
            value={person.language}
            options={LANGUAGES.map((one) => [one, LANGUAGE_NAMES[one]] as const)}
            autocomplete="off"
          />
          <Field
            form={form}
            name="country"
            label={said.country}
            hint={said.countryHint}
            optional={frame.optional}
            value={person.country ?? ''}
            autocomplete="off"
            maxlength={2}
          />
          <button class="main">{said.save}</button>
        </form>
      )}
      <a class="button" href={paths.line(line)} {...keyed('b')}>
        {words.toCustomer} <Key name="b" />
      </a>
    </div>
  )
}
