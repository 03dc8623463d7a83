/** `npm start`: every role in one process. */
import { readConfig } from '../config.ts'
import { runProcess } from './process.ts'
import { ALL_ROLES } from './start.ts'

await runProcess(() => readConfig(process.env), ALL_ROLES)
