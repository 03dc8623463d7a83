import { moneyContract } from './money.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

moneyContract('memory', openMemory)
moneyContract('PostgreSQL', openPostgres)
