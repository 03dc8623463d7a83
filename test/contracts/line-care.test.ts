import { lineCareContract } from './line-care.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

lineCareContract('memory', openMemory)
lineCareContract('PostgreSQL', openPostgres)
