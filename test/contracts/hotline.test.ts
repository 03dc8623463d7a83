import { hotlineContract } from './hotline.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

hotlineContract('memory', openMemory)
hotlineContract('PostgreSQL', openPostgres)
