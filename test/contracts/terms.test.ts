import { openMemory, openPostgres } from './stores.ts'
import { termsContract } from './terms.contract.ts'

termsContract('memory', openMemory)
termsContract('PostgreSQL', openPostgres)
