/**
 * What is held about a person as a file: JSON for programs, one page of HTML for themselves, with
 * nothing loaded from anywhere. Not what is in it (`app/queries/personal-data.ts`).
 */
import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { PersonalData } from '../../app/queries/personal-data.ts'
import type { Cell, FieldName, Row, Section } from '../../app/queries/personal-sections/cells.ts'
import type { Language } from '../../domain/basics/language.ts'
import { format } from '../format.ts'
import { codeText, fieldLabel, personalDataWords, sectionTitle } from './words/personal-data.ts'

/** Moves when a field changes its meaning or goes; new ones may come at any time. */
export const FORMAT_VERSION = 1

/** Instants in UTC, yen and bytes as whole numbers, words of the product in snake case. */
export function personalJson({ account, madeAt, language, sections }: PersonalData): string {
  const told = sections.map(({ kind, rows, whole }) => [kind, { whole, rows: rows.map(plainRow) }])
  const file = {
    format: 'tsuzuki-personal-data',
    version: FORMAT_VERSION,
    account,
    made_at: madeAt.toString(),
    language,
    sections: Object.fromEntries(told) as unknown,
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

function plainRow(row: Row): unknown {
  const cells = Object.entries(row).map(([name, cell]) => [name, plain(cell)])
  return Object.fromEntries(cells) as unknown
}

function plain(cell: Cell): string | number | null {
  switch (cell.kind) {
    case 'text':
      return cell.text
    case 'code':
      return cell.code
    case 'at':
      return cell.at?.toString() ?? null
    case 'day':
      return cell.day.toString()
    case 'yen':
      return Number(cell.yen)
    case 'bytes':
      return Number(cell.bytes)
  }
}

const STYLE = [
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}',
  'table{border-collapse:collapse;width:100%}',
  'th,td{border:1px solid #999;padding:.3rem .5rem;text-align:start;vertical-align:top}',
  'td{overflow-wrap:anywhere}thead{background:#eee}',
  '@media print{body{margin:0;font-size:10px}h2{break-after:avoid}}',
].join('')

export function personalHtml(data: PersonalData): string {
  return `<!doctype html>${renderToString(<PersonalFile {...data} />)}`
}

function PersonalFile({ madeAt, language, sections }: PersonalData): JSX.Element {
  const said = personalDataWords(language)
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{said.title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <h1>{said.title}</h1>
        <p>
          {said.madeAt}
          {format(language).colon}
          {format(language).longMoment(madeAt)}
        </p>
        <p>{said.leftOut}</p>
        {sections.map((section) => (
          <SectionPart key={section.kind} section={section} language={language} />
        ))}
      </body>
    </html>
  )
}

function SectionPart(props: {
  readonly section: Section
  readonly language: Language
}): JSX.Element {
  const { section, language } = props
  const { kind, rows, whole } = section
  const said = personalDataWords(language)
  const fields = Object.keys(rows[0] ?? {}) as readonly FieldName[]
  return (
    <section>
      <h2>{sectionTitle(kind, language)}</h2>
      {rows.length === 0 && <p>{said.none}</p>}
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              {fields.map((name) => (
                <th key={name} scope="col">
                  {fieldLabel(name, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={place}>
                {fields.map((name) => (
                  <td key={name}>{shown(row[name], language)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!whole && <p>{said.notWhole}</p>}
    </section>
  )
}

function shown(cell: Cell | undefined, language: Language): string {
  const figures = format(language)
  switch (cell?.kind) {
    case undefined:
      return ''
    case 'text':
      return cell.text ?? ''
    case 'code':
      return cell.code === null ? '' : codeText(cell.code, language)
    case 'at':
      return cell.at === null ? '' : figures.longMoment(cell.at)
    case 'day':
      return cell.day.toString()
    case 'yen':
      return figures.yen(cell.yen)
    case 'bytes':
      return figures.volumeUsed(cell.bytes, 'GB')
  }
}
