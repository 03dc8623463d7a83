import { rowsContract } from './rows.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

rowsContract('memory', openMemory)
rowsContract('PostgreSQL', openPostgres)
