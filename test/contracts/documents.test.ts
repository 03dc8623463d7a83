import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { createDocumentFiles } from '../../src/adapters/postgres/document-files.ts'
import type { DocumentId, LineId } from '../../src/domain/basics/ids.ts'
import { documentsContract } from './documents.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

documentsContract('memory', async () => {
  return { ...(await openMemory()), files: createMemoryDocumentFiles() }
})
documentsContract('PostgreSQL', async () => {
  const open = await openPostgres()
  return { ...open, files: createDocumentFiles(open.pool) }
})

test('PostgreSQL refuses to change a document or its file, whoever asks', async (t) => {
  const open = await openPostgres()
  t.after(() => open.close())
  const [line, document] = [
    '00000000-0000-7000-8000-0000000000a1' as LineId,
    '00000000-0000-7000-8000-0000000000d1' as DocumentId,
  ]
  await createDocumentFiles(open.pool).keep(line, document, {
    body: new Uint8Array([1]),
    person: null,
  })
  await open.pool.query(
    `insert into documents values ($1, $2, $1, 'receipt', null, 'R2026', 1, now(), '{}')`,
    [line, document],
  )
  for (const statement of [
    `update document_files set body = '\\x00'`,
    'delete from document_files',
    'update documents set sequence = 2',
    'delete from documents',
  ]) {
    await assert.rejects(open.pool.query(statement), /append-only/, statement)
  }
})
