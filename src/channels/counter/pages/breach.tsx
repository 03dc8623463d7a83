/** Whom a leak concerns and what the law asks; below it, the letters that two people send. */
import type { JSX } from 'preact'
import type { Affected } from '../../../domain/breach/breach.ts'
import type { Reporting } from '../../../domain/breach/reporting.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { ErrorSummary, Field, Seal, Select, type FormProps } from '../../form.tsx'
import { Rows } from '../parts/rows.tsx'
import { SecondPerson } from '../parts/second-person.tsx'
import { paths } from '../paths.ts'
import { breachWords, LEAKED } from '../words/breach.ts'
import { consoleWords } from '../words/console/words.ts'

/** As they are posted and asked for. */
export const BREACH_FIELDS = ['of', 'name', 'from', 'until', 'known', 'malicious', 'keys'] as const
const TYPED_MAX = 80

export interface BreachPageProps {
  readonly language: Language
  /** Null: nothing was asked yet, or not soundly. */
  readonly found: {
    readonly affected: Affected
    readonly people: number
    readonly reporting: Reporting
    /** The same question as a CSV file. */
    readonly csv: string
  } | null
  /** Fields: `BREACH_FIELDS`, and the second person's. */
  readonly form: FormProps
}

export function BreachPage(props: BreachPageProps): JSX.Element {
  const { language, form, found } = props
  const said = breachWords(language)
  const times = [
    ['from', said.from],
    ['until', said.until],
    ['known', said.known],
  ] as const
  const ticks = [
    ['malicious', said.malicious],
    ['keys', said.keysToo],
  ] as const
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <p>{said.lead}</p>
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <form class="sheet stack" method="get" action={paths.breach}>
        <Select
          form={form}
          name="of"
          label={said.of}
          options={LEAKED.map((one) => [one, said.leaked[one]] as const)}
        />
        <Field
          form={form}
          name="name"
          label={said.name}
          hint={said.nameHint}
          optional={consoleWords(language).frame.optional}
          autocomplete="off"
          maxlength={TYPED_MAX}
        />
        {times.map(([name, label]) => (
          <Field key={name} form={form} name={name} label={label} type="datetime-local" />
        ))}
        {ticks.map(([name, label]) => (
          <label key={name} class="tick">
            <input type="checkbox" name={name} value="yes" checked={form.typed?.[name] === 'yes'} />
            <span>{label}</span>
          </label>
        ))}
        <button class="main">{said.look}</button>
      </form>
      {found !== null && <Found {...props} found={found} />}
    </div>
  )
}

function Found({
  language,
  form,
  found,
}: BreachPageProps & { readonly found: NonNullable<BreachPageProps['found']> }): JSX.Element {
  const said = breachWords(language)
  const { affected, people, reporting, csv } = found
  const { accounts, lines, guests } = affected
  const kinds = affected.kinds.map((kind) => said.kind[kind]).join(' · ')
  const grounds = reporting.because.map((one) => said.because[one])
  const first = `${reporting.firstFrom.toString()} – ${reporting.firstUntil.toString()}`
  return (
    <>
      <section class="sheet" id="found">
        <h2>{said.affected}</h2>
        <Rows
          rows={[
            [said.affected, said.counts(accounts.length, lines.length, guests.length)],
            ['', said.people(people)],
            [said.kinds, kinds === '' ? said.none : kinds],
            [said.why, grounds.length === 0 ? said.because.nothing : grounds.join(' · ')],
            [said.first, first],
            [said.last, reporting.lastUntil.toString()],
          ]}
        />
        <a class="button" href={csv}>
          {said.csv}
        </a>
      </section>
      {accounts.length > 0 && (
        <form class="sheet stack" method="post" action={paths.breachLetters}>
          <h2>{said.letters(accounts.length)}</h2>
          <p class="hint">{said.lettersHint}</p>
          <Seal seal={form.seal} />
          {BREACH_FIELDS.map((name) => (
            <input key={name} type="hidden" name={name} value={form.typed?.[name] ?? ''} />
          ))}
          <SecondPerson form={form} language={language} />
          <button>{said.send}</button>
        </form>
      )}
    </>
  )
}
