/** One process that plays the nchf role alone, beside others on the same database. */
import { readConfig } from '../config.ts'
import { runProcess } from './process.ts'

await runProcess(() => readConfig(process.env), new Set(['nchf']))
