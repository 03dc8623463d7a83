import { openMemory, openPostgres } from './stores.ts'
import { sessionsContract } from './sessions.contract.ts'

sessionsContract('memory', openMemory)
sessionsContract('PostgreSQL', openPostgres)
