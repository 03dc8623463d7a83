/** What people reported: who waits longest first; one report, with what staff can do about it. */
import type { JSX } from 'preact'
import type { ReportQueue, ReportRow, ReportView } from '../../../app/queries/staff/reports.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { namedOf } from '../../../domain/directory/reading.ts'
import { reachOf, type StaffRole } from '../../../domain/staff/permissions.ts'
import { ErrorSummary, Seal, type FormProps } from '../../form.tsx'
import { format } from '../../format.ts'
import { OfficialNav } from '../parts/official-nav.tsx'
import { Rows } from '../parts/rows.tsx'
import { paths } from '../paths.ts'
import { consoleWords, LANGUAGE_NAMES } from '../words/console/words.ts'
import { officialWords } from '../words/official/words.ts'

/** Names of the boxes as they are posted; `key` is every form's own. */
export const REPORT_FIELDS = { keys: 'named', together: 'together' } as const

/** Of what a report names, on a list. */
const NAMES_SHOWN = 3

interface Shown {
  readonly language: Language
  readonly role: StaffRole
}

export function ReportsPage(props: Shown & { readonly queue: ReportQueue }): JSX.Element {
  const { language, queue } = props
  const said = officialWords(language).reports
  const { waiting, confirmed, asOf } = queue
  return (
    <div class="stack">
      <h1>{said.title}</h1>
      <OfficialNav {...props} here="reports" />
      <section class="sheet">
        <h2>{said.states.waiting}</h2>
        {waiting.length === 0 && <p class="soft">{said.none}</p>}
        <List language={language} rows={waiting} asOf={asOf} />
      </section>
      {confirmed.length > 0 && (
        <section class="sheet">
          <h2>{said.confirmedLately}</h2>
          <List language={language} rows={confirmed} asOf={asOf} />
        </section>
      )}
    </div>
  )
}

function List(props: {
  readonly language: Language
  readonly rows: readonly ReportRow[]
  readonly asOf: Instant
}): JSX.Element {
  const { language, rows, asOf } = props
  const said = officialWords(language).reports
  const { moment, colon } = format(language)
  return (
    <ul class="list">
      {rows.map(({ id, at, language: theirs, names }) => (
        <li key={id}>
          <a href={paths.report(id)}>
            {said.read}
            {colon}
            {moment(at, asOf)}
          </a>{' '}
          <span class="tag">{LANGUAGE_NAMES[theirs]}</span>
          <p class="soft">{namesText(names, language)}</p>
        </li>
      ))}
    </ul>
  )
}

function namesText(names: readonly string[], language: Language): string {
  const said = officialWords(language).reports
  if (names.length === 0) return said.namesNothing
  const shown = names.slice(0, NAMES_SHOWN).map((key) => namedOf(key)?.value ?? key)
  const more = names.length - shown.length
  return [...shown, ...(more > 0 ? [said.more(more)] : [])].join(' · ')
}

type OneReport = Shown & { readonly view: ReportView; readonly form: FormProps }

export function ReportPage(props: OneReport & { readonly ticked: readonly string[] }): JSX.Element {
  const { language, role, view, form } = props
  const said = officialWords(language).reports
  const judges = reachOf(role, 'judge_reports') !== 'no'
  return (
    <div class="stack">
      <h1>{said.one}</h1>
      <OfficialNav {...props} here="reports" />
      <ErrorSummary form={form} title={consoleWords(language).frame.wrongTitle} />
      <Told {...props} />
      <Text {...props} />
      {view.state === 'waiting' && judges ? <Judging {...props} /> : <Named {...props} />}
      {view.state === 'confirmed' && judges && <TakingBack {...props} />}
    </div>
  )
}

function Told({ language, view }: OneReport): JSX.Element {
  const said = officialWords(language).reports
  const { moment } = format(language)
  const { judged, similar, confirmedKeys, judgement } = view
  const { waiting, confirmed, rejected } = similar.counts
  const isAlarm = judgement !== null && judgement.alarm && judgement.verdict === 'unknown'
  return (
    <section class="sheet">
      <Rows
        rows={[
          [said.at, moment(view.at, view.asOf)],
          [said.language, LANGUAGE_NAMES[view.language]],
          [said.by, view.isSignedIn ? said.signedIn : said.visitor],
          judged === null
            ? null
            : [said.states[view.state], said.judgedBy(judged.by, moment(judged.at, view.asOf))],
          confirmedKeys.length === 0 ? null : [said.confirmedKeys, confirmedKeys.join(' · ')],
          judgement === null
            ? null
            : [said.answer, said.verdicts[isAlarm ? 'alarm' : judgement.verdict]],
          waiting + confirmed + rejected === 0
            ? null
            : [said.similar, said.counts(waiting, confirmed, rejected)],
        ]}
      />
    </section>
  )
}

function Text({ language, view }: OneReport): JSX.Element {
  const said = officialWords(language).reports
  const { text } = view
  if (text === null) return <p class="sheet soft">{said.agedAway}</p>
  return (
    <section class="sheet stack">
      <h2>{said.text}</h2>
      <p class="written">{text.message}</p>
      {text.happened.length > 0 && (
        <p>
          <strong>{said.happened}:</strong>{' '}
          {text.happened.map((one) => said.happenings[one]).join(' · ')}
        </p>
      )}
      {text.words !== '' && (
        <>
          <h2>{said.words}</h2>
          <p class="written">{text.words}</p>
        </>
      )}
    </section>
  )
}

function Named({ language, view }: OneReport): JSX.Element {
  const said = officialWords(language).reports
  return (
    <section class="sheet">
      <h2>{said.named}</h2>
      {view.named.length === 0 && <p class="soft">{said.namesNothing}</p>}
      <Rows
        rows={view.named.map(({ value, standing }) => [value, said.standings[standing]] as const)}
      />
    </section>
  )
}

function Judging(props: OneReport & { readonly ticked: readonly string[] }): JSX.Element {
  const { language, view, form } = props
  const said = officialWords(language).reports
  const canConfirm = view.named.some(({ isGenuine }) => !isGenuine)
  return (
    <form class="stack" method="post" action={paths.reportConfirmation(view.id)}>
      <Seal seal={form.seal} />
      <Keys {...props} />
      {view.similar.waiting.length > 0 && <Together {...props} />}
      {canConfirm && (
        <section class="sheet">
          <h2>{said.confirmTitle}</h2>
          <p class="hint">{said.confirmHint}</p>
          <button class="main">{said.confirm}</button>
        </section>
      )}
      <section class="sheet">
        <h2>{said.rejectTitle}</h2>
        <p class="hint">{said.rejectHint}</p>
        <button formaction={paths.reportRejection(view.id)}>{said.reject}</button>
      </section>
    </form>
  )
}

function Keys({ language, view, ticked }: OneReport & { readonly ticked: readonly string[] }) {
  const said = officialWords(language).reports
  return (
    <fieldset class="sheet">
      <legend>{said.named}</legend>
      {view.named.length === 0 && <p class="soft">{said.namesNothing}</p>}
      {view.named.map(({ key, value, standing, isGenuine }) => (
        <label class="tick" key={key}>
          <input
            type="checkbox"
            name={REPORT_FIELDS.keys}
            value={key}
            checked={ticked.includes(key)}
            disabled={isGenuine}
          />
          <span>
            <strong>{value}</strong>{' '}
            <span class="soft">{isGenuine ? said.genuine : said.standings[standing]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Together({ language, view }: OneReport): JSX.Element {
  const said = officialWords(language).reports
  const { moment } = format(language)
  return (
    <fieldset class="sheet">
      <legend>{said.similar}</legend>
      {view.similar.waiting.map(({ id, at, names }) => (
        <p key={id}>
          <label class="tick">
            <input type="checkbox" name={REPORT_FIELDS.together} value={id} />
            <span>{said.together(moment(at, view.asOf))}</span>
          </label>{' '}
          <a href={paths.report(id)}>{said.read}</a>{' '}
          <span class="soft">{namesText(names, language)}</span>
        </p>
      ))}
    </fieldset>
  )
}

function TakingBack({ language, view, form }: OneReport): JSX.Element {
  const said = officialWords(language).reports
  return (
    <form class="sheet" method="post" action={paths.reportRejection(view.id)}>
      <Seal seal={form.seal} />
      <h2>{said.takeBackTitle}</h2>
      <p class="hint">{said.takeBackHint}</p>
      <button>{said.takeBack}</button>
    </form>
  )
}
