/** The contract of usage files over both stores. */
import { after, before, describe } from 'node:test'
import { createMemoryUsageFiles } from '../../src/adapters/memory/usage-files.ts'
import { createUsageFiles } from '../../src/adapters/postgres/usage-files.ts'
import type { UsageFileStore } from '../../src/app/usage-files/ports.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'
import { usageFilesContract } from './usage-files.contract.ts'

describe('usage files in memory', () => {
  const store = createMemoryUsageFiles()
  usageFilesContract('memory', () => store)
})

describe('usage files over PostgreSQL', () => {
  let open: OpenPostgres
  let store: UsageFileStore
  before(async () => {
    open = await openPostgres()
    store = createUsageFiles(open.pool)
  })
  after(() => open.close())
  usageFilesContract('postgres', () => store)
})
