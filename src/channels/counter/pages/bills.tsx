/** Bills at the console: months of a line, one statement, and what looked odd on all of them. */
import type { JSX } from 'preact'
import type { AnomaliesView } from '../../../app/queries/staff/bills.ts'
import type { AnomalyView } from '../../../app/queries/anomalies.ts'
import type { StatementView } from '../../../app/queries/statement.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import { monthAt, type JstMonth } from '../../../domain/bill/month.ts'
import { anomalyWords, sayAnomaly } from '../../anomaly-words.ts'
import { monthText } from '../../month-text.ts'
import { StatementBody } from '../../statement-body.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { billsWords, type BillsWords } from '../words/bills/words.ts'

export function LineMonthsPage(props: {
  readonly speech: Speech
  readonly line: LineId
  readonly months: readonly JstMonth[]
}): JSX.Element {
  const { speech, line, months } = props
  const said = billsWords(speech.language)
  return (
    <>
      <h1>{said.months}</h1>
      <section class="sheet" aria-label={said.months}>
        {months.length === 0 && <p class="soft">{said.none}</p>}
        <ul class="list">
          {months.map((month) => (
            <li key={month}>
              <a href={paths.lineStatement(line, month)}>{monthText(month, speech.language)}</a>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** Read only, and no more of it is named than on the portal. */
export function LineStatementPage(props: {
  readonly speech: Speech
  readonly line: LineId
  readonly view: StatementView
  readonly page: number
}): JSX.Element {
  const { speech, line, view, page } = props
  const own = paths.lineStatement(line, view.statement.month)
  return (
    <StatementBody
      language={speech.language}
      view={view}
      page={page}
      isOfAccount={false}
      hrefs={{
        order: paths.order,
        page: (number) => `${own}?page=${number}`,
        line: paths.line,
        pdf: null,
        csv: null,
      }}
      answering={null}
      contesting={null}
    />
  )
}

export function AnomaliesPage(props: {
  readonly speech: Speech
  readonly view: AnomaliesView
  readonly days: number
}): JSX.Element {
  const { speech, view, days } = props
  const said = billsWords(speech.language)
  return (
    <>
      <h1>{said.title}</h1>
      <p class="soft">{said.lead(days)}</p>
      <section class="sheet" aria-label={said.kind}>
        {view.kinds.length === 0 ? <p class="soft">{said.none}</p> : <Kinds {...props} />}
      </section>
      <section class="sheet" aria-labelledby="newest">
        <h2 id="newest">{said.newest}</h2>
        <ul class="list">
          {view.newest.map((one) => (
            <li key={one.id}>
              <Found speech={speech} anomaly={one} said={said} />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Kinds(props: { readonly speech: Speech; readonly view: AnomaliesView }): JSX.Element {
  const { language } = props.speech
  const said = billsWords(language)
  const { names } = anomalyWords(language)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{said.kind}</th>
          {[said.found, said.fine, said.disputed, said.share].map((head) => (
            <th key={head} scope="col" class="number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.view.kinds.map(({ kind, found, fine, disputed, falsePercent }) => (
          <tr key={kind}>
            <th scope="row">{names[kind]}</th>
            <td class="number">{found}</td>
            <td class="number">{fine}</td>
            <td class="number">{disputed}</td>
            <td class="number">{falsePercent === null ? '–' : `${falsePercent}%`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Found(props: {
  readonly speech: Speech
  readonly anomaly: AnomalyView
  readonly said: BillsWords
}): JSX.Element {
  const { speech, anomaly, said } = props
  const { title, text } = sayAnomaly(anomaly, speech.language)
  const { line, feedback, aboutAt } = anomaly
  const answer =
    feedback === null
      ? said.unanswered
      : feedback.says === 'fine'
        ? said.saidFine
        : said.saidDisputed
  return (
    <>
      <strong>{title}</strong> <span class="tag">{answer}</span>
      <p>{text}</p>
      <p class="soft">
        {speech.format.longMoment(aboutAt)} <a href={paths.line(line)}>{anomaly.lineMasked}</a>{' '}
        <a href={paths.lineStatement(line, monthAt(aboutAt))}>{said.statement}</a>
      </p>
    </>
  )
}
