import { createMemoryAnomalyMarks } from '../../src/adapters/memory/anomaly-marks.ts'
import { createAnomalyMarks } from '../../src/adapters/postgres/anomaly-marks.ts'
import { billsContract } from './bills.contract.ts'
import { openMemory, openPostgres } from './stores.ts'

billsContract('memory', openMemory, createMemoryAnomalyMarks)
billsContract('PostgreSQL', openPostgres, ({ pool }) => createAnomalyMarks(pool))
