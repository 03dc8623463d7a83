import { directoryContract } from './directory.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

directoryContract('memory', openMemory)
directoryContract('PostgreSQL', openPostgres)
