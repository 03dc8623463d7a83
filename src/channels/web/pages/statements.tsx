/** Statements: the months that there are, and one of them; of an account, or of one line. */
import type { JSX } from 'preact'
import type { LineOfStatement, StatementView } from '../../../app/queries/statement.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { JstMonth } from '../../../domain/bill/month.ts'
import type { UseOfLine } from '../../../domain/bill/statement.ts'
import { format } from '../../format.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { monthText } from '../../month-text.ts'
import { StatementBody } from '../../statement-body.tsx'
import { statementWords } from '../../statement-words.ts'
import { AnomalyAnswering } from '../parts/anomalies.tsx'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface StatementsPageProps {
  readonly voice: Voice
  /** Null: of the account. */
  readonly line: LineId | null
  readonly months: readonly JstMonth[]
  /** Of the account, each with a list of its own. */
  readonly lines: readonly LineOfStatement[]
}

export function StatementsPage({ voice, line, months, lines }: StatementsPageProps): JSX.Element {
  const { language } = voice
  const said = statementWords(language)
  const href = (month: JstMonth) =>
    line === null ? paths.accountStatement(month) : paths.lineStatement(line, month)
  return (
    <>
      <div class="prose">
        <h1>{said.name}</h1>
        <p>{said.listLead}</p>
      </div>
      <section class="sheet" aria-label={said.name}>
        {months.length === 0 ? (
          <p class="soft">{said.listNone}</p>
        ) : (
          <ul class="list">
            {months.map((month) => (
              <li key={month}>
                <a href={href(month)}>{monthText(month, language)}</a>
              </li>
            ))}
          </ul>
        )}
      </section>
      {lines.length > 0 && (
        <section class="sheet" aria-label={voice.words.home.lines}>
          <ul class="list">
            {lines.map(({ id, masked, networkName }) => (
              <li key={id}>
                <a href={paths.lineStatements(id)}>
                  {networkName[language]} {masked}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

export interface StatementPageProps {
  readonly voice: Voice
  readonly view: StatementView
  /** Null: of the account. */
  readonly line: LineId | null
  /** From 1. */
  readonly page: number
  readonly seal: FormSeal
}

export function StatementPage(props: StatementPageProps): JSX.Element {
  const { voice, view, line, page, seal } = props
  const { month } = view.statement
  const own = line === null ? paths.accountStatement(month) : paths.lineStatement(line, month)
  return (
    <>
      <StatementBody
        language={voice.language}
        view={view}
        page={page}
        isOfAccount={line === null}
        hrefs={{
          order: paths.order,
          page: (number) => `${own}?page=${number}`,
          line: (id) => paths.lineStatement(id, month),
          pdf: `${own}.pdf`,
          csv: `${own}.csv`,
        }}
        answering={(anomaly) => (
          <AnomalyAnswering
            anomaly={anomaly}
            from={line === null ? 'account' : 'statement'}
            voice={voice}
            seal={seal}
          />
        )}
        contesting={(use) => <Contesting voice={voice} use={use} seal={seal} />}
      />
      <a class="button" href={line === null ? paths.accountStatements : paths.lineStatements(line)}>
        {statementWords(voice.language).name}
      </a>
    </>
  )
}

/** Any day of the month, whether or not it looks odd. */
function Contesting(props: {
  readonly voice: Voice
  readonly use: UseOfLine
  readonly seal: FormSeal
}): JSX.Element | null {
  const { voice, use, seal } = props
  if (use.days.length === 0) return null
  const said = statementWords(voice.language)
  const { dayOfWeek } = format(voice.language)
  return (
    <details>
      <summary class="plain">{said.contestDay}</summary>
      <form class="stack" method="post" action={paths.disputes(use.line)}>
        <Seal seal={seal} />
        <input type="hidden" name="about" value="usage" />
        <div class="field">
          <label for="day">{said.day}</label>
          <select id="day" name="day">
            {use.days.map(({ date }) => (
              <option key={date.toString()} value={date.toString()}>
                {dayOfWeek(date)}
              </option>
            ))}
          </select>
        </div>
        <button>{said.contestDay}</button>
      </form>
    </details>
  )
}
