import { agentCallsContract } from './agent-calls.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

agentCallsContract('memory', openMemory)
agentCallsContract('PostgreSQL', openPostgres)
