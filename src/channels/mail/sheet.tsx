/**
 * A letter as content, and its two forms: plain text and simple HTML. The HTML has no picture, no
 * script, no style sheet and nothing from elsewhere, so opening it tells nobody. Not its sentences.
 */
import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { OperatorView } from '../../app/queries/views.ts'
import type { Mail } from '../../app/ports.ts'
import type { Language } from '../../domain/basics/language.ts'
import { mailWords } from './words/words.ts'

export interface Sheet {
  readonly to: string
  readonly language: Language
  readonly subject: string
  readonly parts: readonly Part[]
}

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** To be copied by hand: large, alone on its line. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }

export type Row = readonly [label: string, value: string]

export function seal(sheet: Sheet, operator: OperatorView): Mail {
  const { language } = sheet
  const clean = { ...sheet, parts: sheet.parts.map(cleaned), foot: foot(operator, language) }
  return {
    to: sheet.to,
    language,
    subject: oneLine(sheet.subject),
    text: plain(clean),
    html: `<!doctype html>${renderToString(<Html {...clean} />)}`,
  }
}

type Clean = Sheet & { readonly foot: readonly string[] }

/** Who writes, how to reach them by other ways than this letter, and what they never ask for. */
function foot(operator: OperatorView, language: Language): readonly string[] {
  const { frame } = mailWords(language)
  const hours = operator.hotlineHours[language]
  return [
    frame.never,
    frame.from(operator.name[language]),
    operator.address,
    frame.contact(operator.phone, hours, operator.email),
  ].map(oneLine)
}

/** Facts may be hostile: no line break of theirs starts a line of ours. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}

function cleaned(part: Part): Part {
  switch (part.kind) {
    case 'text':
      return { ...part, text: oneLine(part.text) }
    case 'code':
      return { ...part, code: oneLine(part.code) }
    case 'rows':
      return { ...part, rows: part.rows.map(([label, value]): Row => [label, oneLine(value)]) }
    case 'link':
      return part
  }
}

function plain({ parts, foot: lines, language }: Clean): string {
  const { colon } = mailWords(language)
  const paragraphs = parts.map((part) => {
    switch (part.kind) {
      case 'text':
        return part.text
      case 'code':
        return `    ${part.code}`
      case 'rows':
        return part.rows.map(([label, value]) => `${label}${colon}${value}`).join('\n')
      case 'link':
        return `${part.label}${colon.trimEnd()}\n${part.url}`
    }
  })
  return `${[...paragraphs, `--\n${lines.join('\n')}`].join('\n\n')}\n`
}

const PAGE = 'margin:0;padding:24px 16px;font:16px/1.6 sans-serif'
const COLUMN = 'max-width:34em;margin:0 auto'
const CODE = 'font:600 30px/1.4 monospace;letter-spacing:4px;margin:16px 0'
const LABEL = 'text-align:left;font-weight:400;padding:4px 16px 4px 0;vertical-align:top'
const VALUE = 'font-weight:600;padding:4px 0;vertical-align:top'
const FOOT = 'font-size:14px;margin-top:28px;padding-top:12px;border-top:1px solid #b9ae9c'

function Html({ language, subject, parts, foot: lines }: Clean): JSX.Element {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{oneLine(subject)}</title>
      </head>
      <body style={PAGE}>
        <div style={COLUMN}>
          {parts.map((part, index) => (
            <HtmlPart key={index} part={part} />
          ))}
          <div style={FOOT}>
            {lines.map((line) => (
              <p key={line} style="margin:4px 0">
                {line}
              </p>
            ))}
          </div>
        </div>
      </body>
    </html>
  )
}

function HtmlPart({ part }: { readonly part: Part }): JSX.Element {
  switch (part.kind) {
    case 'text':
      return <p>{part.text}</p>
    case 'code':
      return <p style={CODE}>{part.code}</p>
    case 'rows':
      return (
        <table style="border-collapse:collapse">
          {part.rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row" style={LABEL}>
                {label}
              </th>
              <td style={VALUE}>{value}</td>
            </tr>
          ))}
        </table>
      )
    case 'link':
      return (
        <p>
          <a href={part.url}>{part.label}</a>
        </p>
      )
  }
}
