import { disputesContract } from './disputes.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

disputesContract('memory', openMemory)
disputesContract('PostgreSQL', openPostgres)
