/**
 * graphile-worker carries the jobs that the door enqueues ("do this now"), and a timer here asks
 * the sweeps. Due times never live in the job table: it goes by the database's clock, we by ours.
 */
import type pg from 'pg'
import { Logger, run, runMigrations, type TaskList } from 'graphile-worker'

export type Task = (payload: Readonly<Record<string, string>>) => Promise<void>

export interface Sweep {
  readonly name: string
  readonly everyMs: number
  run(): Promise<void>
  /** Whether the last run stopped at what one run does: the next is soon then. */
  hasMore?(): boolean
}

export interface Worker {
  /** Finishes what is being done, takes nothing new. */
  stop(): Promise<void>
}

/** Before a sweep that has more to do runs again: others get their turn. */
export const MORE_AFTER_MS = 5_000
const JOBS_AT_ONCE = 4
const POLL_MS = 2_000
/** What the pool of a worker should hold: one for each job, one that listens, one to spare. */
export const WORKER_CONNECTIONS = JOBS_AT_ONCE + 2

/** The job tables, which the door's store writes to; idempotent. */
export async function prepareJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: SILENT })
}

/**
 * graphile-worker speaks of job payloads in its log; ours are sealed, and we log failures alone.
 */
const SILENT = new Logger(() => () => {})

/** The pool is one made for jobs (`postgres/job-pool.ts`), of `WORKER_CONNECTIONS`. */
export async function startWorker(
  pool: pg.Pool,
  work: {
    readonly tasks: Readonly<Record<string, Task>>
    readonly sweeps: readonly Sweep[]
    readonly onFault: (where: string, fault: unknown) => void
    /** Default: few, for they share a machine with whoever waits for a page. */
    readonly atOnce?: number
  },
): Promise<Worker> {
  const taskList: TaskList = {}
  for (const [name, task] of Object.entries(work.tasks)) {
    taskList[name] = async (payload) => {
      try {
        await task(payload as Readonly<Record<string, string>>)
      } catch (fault) {
        work.onFault(`job ${name}`, fault)
        throw fault
      }
    }
  }
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: work.atOnce ?? JOBS_AT_ONCE,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: SILENT,
  })
  const stops = work.sweeps.map((sweep) => repeat(sweep, work.onFault))
  return {
    async stop() {
      await Promise.all(stops.map((stop) => stop()))
      await runner.stop()
    },
  }
}

/** Until the next run, from the end of the last. */
export function pauseMs({ everyMs, hasMore }: Sweep): number {
  return hasMore?.() === true ? Math.min(everyMs, MORE_AFTER_MS) : everyMs
}

/** One run at a time; the pause counts from the end of the last. */
function repeat(sweep: Sweep, onFault: (where: string, fault: unknown) => void) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const again = () => {
    timer = setTimeout(() => {
      running = sweep
        .run()
        .catch((fault: unknown) => onFault(`sweep ${sweep.name}`, fault))
        .then(() => {
          if (!stopped) again()
        })
    }, pauseMs(sweep))
  }
  again()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
