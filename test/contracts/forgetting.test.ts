import { forgettingContract } from './forgetting.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

forgettingContract('memory', openMemory)
forgettingContract('PostgreSQL', openPostgres)
