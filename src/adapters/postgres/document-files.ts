/** The drawn files of documents: written once, at the first download, and never again. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { DocumentFiles } from '../../app/documents/ports.ts'
import { present } from '../../domain/basics/assert.ts'
import { asAway } from './away.ts'

const KEEP = `insert into document_files (home_id, document_id, body, sha256, person_id)
  values ($1, $2, $3, $4, $5) on conflict do nothing`
const READ = 'select body from document_files where home_id = $1 and document_id = $2'

export function createDocumentFiles(pool: pg.Pool): DocumentFiles {
  const ask = async (text: string, values: readonly unknown[]) => {
    try {
      return await pool.query<{ readonly body: Uint8Array }>(text, [...values])
    } catch (fault) {
      throw asAway(fault)
    }
  }
  const read: DocumentFiles['read'] = async (line, document) => {
    const { rows } = await ask(READ, [line, document])
    return rows[0] === undefined ? null : new Uint8Array(rows[0].body)
  }
  return {
    read,
    async keep(line, document, { body, person }) {
      const digest = createHash('sha256').update(body).digest()
      await ask(KEEP, [line, document, Buffer.from(body), digest, person])
      return present(await read(line, document), 'a kept file is there')
    },
  }
}
