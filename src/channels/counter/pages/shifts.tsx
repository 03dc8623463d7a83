/** Shifts of a shop in a list, and the report of one. */
import type { JSX } from 'preact'
import type { ShiftReport, ShiftView } from '../../../app/queries/staff/shift-report.ts'
import type { PaperWidthMm, ReportSheet, Said } from '../../../app/documents/ports.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { format } from '../../format.ts'
import { paths } from '../paths.ts'
import { tillWords } from '../words/till/words.ts'
import { differenceText } from './till-close.tsx'
import { Entries } from './till.tsx'

/** The rolls that shops have. */
export const PAPER_WIDTHS_MM = [58, 80] as const satisfies readonly PaperWidthMm[]

export function ShiftsPage(props: {
  readonly language: Language
  readonly shifts: readonly ShiftView[]
}): JSX.Element {
  const said = tillWords(props.language)
  const { shifts: words } = said
  return (
    <>
      <h1>{words.title}</h1>
      {props.shifts.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div class="sheet scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.openedAt}</th>
                <th scope="col">{words.till}</th>
                <th scope="col">{words.closedAt}</th>
                <th scope="col" class="number">
                  {said.close.difference}
                </th>
              </tr>
            </thead>
            <tbody>
              {props.shifts.map((shift) => (
                <Shift key={shift.shift} language={props.language} shift={shift} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function Shift(props: { readonly language: Language; readonly shift: ShiftView }): JSX.Element {
  const { shift } = props
  const said = tillWords(props.language)
  const figures = format(props.language)
  const { closing } = shift
  const opened = figures.longMoment(shift.openedAt)
  return (
    <tr>
      <td>
        <a href={paths.shiftOf(shift.till.id, shift.shift)}>{opened}</a>{' '}
        <span class="soft">{shift.openedBy}</span>
      </td>
      <td>{`${shift.till.shop} ${shift.till.name}`}</td>
      <td>
        {closing === null ? (
          <span class="tag on">{said.shifts.stillOpen}</span>
        ) : (
          <>
            {figures.longMoment(closing.at)} <span class="soft">{closing.by}</span>
          </>
        )}
      </td>
      <td class="number">{closing === null ? '' : figures.yen(closing.difference)}</td>
    </tr>
  )
}

/** The sheet that a printer gets, on the screen; below it every movement. */
export function ShiftReportPage(props: {
  readonly language: Language
  readonly report: ShiftReport
  readonly sheet: ReportSheet
}): JSX.Element {
  const { language, report, sheet } = props
  const said = tillWords(language)
  return (
    <>
      <h1>{sheet.title}</h1>
      {report.closing !== null && report.closing.difference !== 0n && (
        <p class="notice">{differenceText(report.closing.difference, language)}</p>
      )}
      <div class="columns">
        <Rows rows={sheet.facts} />
        {sheet.parts.map((part) => (
          <Rows
            key={part.title}
            title={part.title}
            rows={part.sum === null ? part.rows : [...part.rows, part.sum]}
          />
        ))}
      </div>
      {sheet.notes.map((note, at) => (
        <p key={at}>{textOf(note)}</p>
      ))}
      <section class="sheet">
        <h2>{said.entries}</h2>
        <Entries language={language} list={report.list} />
      </section>
      <p class="between">
        {PAPER_WIDTHS_MM.map((mm) => (
          <a
            key={mm}
            class="button"
            href={paths.shiftTape(report.till.id, report.shift, mm)}
            download
          >
            {said.report.print(mm)}
          </a>
        ))}
        <a class="button" href={paths.shifts}>
          {said.shifts.title}
        </a>
      </p>
    </>
  )
}

function Rows(props: {
  readonly title?: string
  readonly rows: ReportSheet['facts']
}): JSX.Element | null {
  if (props.rows.length === 0) return null
  return (
    <section class="sheet">
      {props.title !== undefined && <h2>{props.title}</h2>}
      <dl class="rows">
        {props.rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{textOf(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function textOf(said: Said): string {
  return typeof said === 'string' ? said : said.text
}
