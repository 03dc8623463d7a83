import { readsContract } from './reads.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

readsContract('memory', openMemory)
readsContract('PostgreSQL', openPostgres)
