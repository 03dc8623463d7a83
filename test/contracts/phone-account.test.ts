import { phoneAccountContract } from './phone-account.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

phoneAccountContract('memory', openMemory)
phoneAccountContract('PostgreSQL', openPostgres)
