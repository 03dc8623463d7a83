/** Who may not try for a while, since when and until when, and letting one of them go. */
import type { JSX } from 'preact'
import type { Held } from '../../../app/limits/limits.ts'
import { LIFT_REASONS } from '../../../app/staff/limits.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { ErrorSummary, Field, Seal, Select, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { paths } from '../paths.ts'
import { SCAN_LENGTH_MAX } from '../reading/recognise-scan.ts'
import { consoleWords } from '../words/console/words.ts'
import { limitWords } from '../words/limits/words.ts'

/** As they are posted. */
export const LIMIT_FIELDS = { search: 'q', held: 'held', reason: 'reason' } as const

export interface LimitsPageProps {
  readonly language: Language
  readonly role: StaffRole
  readonly held: readonly Held[]
  /** Only of those that were searched for. */
  readonly searched: boolean
  readonly asOf: Instant
  readonly form: FormProps
}

export function LimitsPage(props: LimitsPageProps): JSX.Element {
  const { language, held, searched, form } = props
  const said = limitWords(language)
  const { frame } = consoleWords(language)
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <p class="soft">{said.lead}</p>
      <ErrorSummary form={form} title={frame.wrongTitle} />
      <form class="stack sheet" method="post" action={paths.limitSearch}>
        <Seal seal={form.seal} />
        <Field
          form={form}
          name={LIMIT_FIELDS.search}
          label={said.search}
          hint={said.searchHint}
          optional={frame.optional}
          maxlength={SCAN_LENGTH_MAX}
        />
        <button type="submit">{said.find}</button>
      </form>
      <section class="sheet stack">
        <h2>{searched ? said.found : said.all}</h2>
        {held.length === 0 ? <p class="soft">{said.none}</p> : <Lifting {...props} />}
      </section>
    </div>
  )
}

function Lifting(props: LimitsPageProps): JSX.Element {
  const { language, role, held, searched, form } = props
  const said = limitWords(language)
  if (reachOf(role, 'lift_limit') === 'no') return <List {...props} picks={false} />
  const reasons = LIFT_REASONS.map((reason) => [reason, said.reasons[reason]] as const)
  const [only] = held
  return (
    <form class="stack" method="post" action={paths.limitLift}>
      <Seal seal={form.seal} />
      <fieldset>
        <legend class="unseen">{searched ? said.found : said.all}</legend>
        <List {...props} picks={only !== undefined} />
      </fieldset>
      <Select form={form} name={LIMIT_FIELDS.reason} label={said.reason} options={reasons} />
      <button type="submit">{said.lift}</button>
    </form>
  )
}

function List(props: LimitsPageProps & { readonly picks: boolean }): JSX.Element {
  const { language, held, asOf, picks } = props
  const said = limitWords(language)
  const { moment } = format(language)
  return (
    <ul class="list">
      {held.map(({ kind, who, key, shown, since, until, refusals }) => {
        const facts = said.facts(moment(since, asOf), moment(until, asOf), refusals)
        const name = `${said.kinds[kind]} · ${said.callers[who]} ${shown}`
        if (!picks) {
          return (
            <li key={`${kind} ${key}`}>
              {name}
              <p class="soft">{facts}</p>
            </li>
          )
        }
        const value = `${kind} ${key}`
        return (
          <li key={value}>
            <label class="tick">
              <input type="radio" name={LIMIT_FIELDS.held} value={value} required />
              {name}
            </label>
            <p class="soft">{facts}</p>
          </li>
        )
      })}
    </ul>
  )
}
