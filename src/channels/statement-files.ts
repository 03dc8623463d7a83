/** A statement as a file to keep, with the headers that belong to it. */
import type { FastifyReply } from 'fastify'
import type { DocumentRenderer } from '../app/documents/ports.ts'
import type { StatementView } from '../app/queries/statement.ts'
import type { OperatorView } from '../app/queries/views.ts'
import type { Language } from '../domain/basics/language.ts'
import { statementCsv } from './statement-csv.ts'
import { statementSheet } from './statement-sheet.ts'

export type StatementFile = 'pdf' | 'csv'

/** `2026-11.pdf` → the month as text and which file; null kind for the page. */
export function splitFileName(text: string): {
  readonly month: string
  readonly file: StatementFile | null
} {
  const [month = '', ending, ...rest] = text.split('.')
  const file = ending === 'pdf' || ending === 'csv' ? ending : null
  const isWhole = rest.length === 0 && (ending === undefined || file !== null)
  return isWhole ? { month, file } : { month: '', file: null }
}

export async function sendStatementFile(
  reply: FastifyReply,
  file: StatementFile,
  given: {
    readonly view: StatementView
    readonly language: Language
    readonly operator: OperatorView
    readonly renderer: DocumentRenderer
    /** Kept from one another among downloads: the line's last digits; empty for an account. */
    readonly mark: string
  },
): Promise<FastifyReply> {
  const { view, language, mark } = given
  const name = ['statement', view.statement.month, mark].filter((part) => part !== '').join('-')
  const shown = file === 'pdf' ? 'inline' : 'attachment'
  void reply.headers({
    'content-disposition': `${shown}; filename="${name}.${file}"`,
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
  })
  if (file === 'csv') {
    return reply.type('text/csv; charset=utf-8').send(statementCsv(view, language))
  }
  const pdf = await given.renderer.render(statementSheet(view, given))
  return reply.type('application/pdf').send(Buffer.from(pdf))
}
