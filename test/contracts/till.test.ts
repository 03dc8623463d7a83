import { openMemory, openPostgres } from './stores.ts'
import { tillContract } from './till.contract.ts'

tillContract('memory', openMemory)
tillContract('PostgreSQL', openPostgres)
