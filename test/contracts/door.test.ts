import { doorContract } from './door.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

doorContract('memory', openMemory)
doorContract('PostgreSQL', openPostgres)
