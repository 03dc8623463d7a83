import { giftMoneyContract } from './gift-money.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

giftMoneyContract('memory', openMemory)
giftMoneyContract('PostgreSQL', openPostgres)
