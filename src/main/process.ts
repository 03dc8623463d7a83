/**
 * The life of a process: start, say where, stop on a signal, and end with a plain word on failure.
 */
import { BadSetting, type Config } from '../config.ts'
import { start, type Role } from './start.ts'

export async function runProcess(read: () => Config, roles: ReadonlySet<Role>): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  try {
    const config = read()
    const running = await start(config, roles)
    let stopping = false
    const stop = () => {
      if (stopping) return
      stopping = true
      running
        .stop()
        .then(() => process.exit(0))
        .catch((fault: unknown) => {
          process.stderr.write(`stopping failed: ${String(fault)}\n`)
          process.exit(1)
        })
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    for (const [name, port] of Object.entries(running.ports)) say(`${name} port ${port}`)
    if (config.mode === 'sandbox') say(`sandbox, no real money: ${running.url}/sandbox`)
    say(`ready ${running.url}`)
  } catch (fault) {
    const told = fault instanceof BadSetting ? fault.message : String(fault)
    process.stderr.write(`tsuzuki did not start: ${told}\n`)
    if (!(fault instanceof BadSetting) && fault instanceof Error) {
      process.stderr.write(`${fault.stack ?? ''}\n`)
    }
    process.exit(1)
  }
}
