import { counterMoneyContract } from './counter-money.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

counterMoneyContract('memory', openMemory)
counterMoneyContract('PostgreSQL', openPostgres)
