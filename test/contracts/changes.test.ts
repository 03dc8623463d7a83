import { changesContract } from './changes.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

changesContract('memory', openMemory)
changesContract('PostgreSQL', openPostgres)
