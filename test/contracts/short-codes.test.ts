import { shortCodesContract } from './short-codes.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

shortCodesContract('memory', openMemory)
shortCodesContract('PostgreSQL', openPostgres)
