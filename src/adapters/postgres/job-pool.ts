/**
 * The pool that graphile-worker works with. It needs two things that ours do not give: the driver's
 * own types, for it writes rows of failed jobs as JSON, where a `bigint` cannot stand; and
 * patience, for it waits for no answer when it marks a job as done or failed, so that a server that
 * is away at that moment would end the process. Not for the door, whose callers are told of a
 * fault.
 */
import pg from 'pg'
import { outliveItsServer } from './pool.ts'

/** `cannot_connect_now` (PostgreSQL Appendix A): graphile-worker tries again after this one. */
const TRY_AGAIN = '57P03'
/** Connection exceptions, and a server that ends or was ended. */
const AWAY = /^(?:08|57P0)/

/** A second pool on the server of the first. */
export function createJobPool({ options }: pg.Pool, max: number): pg.Pool {
  const { types: _types, pipeline: _pipeline, stream: _stream, ...rest } = options
  const pool = new pg.Pool({ ...rest, max })
  outliveItsServer(pool)
  const connect = pool.connect.bind(pool)
  pool.connect = ((callback?: Parameters<typeof connect>[0]) =>
    callback === undefined ? connect().catch(sayAway) : connect(callback)) as typeof pool.connect
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown
    client.query = ((...asked: unknown[]) => {
      const answer = query(...asked)
      return answer instanceof Promise ? answer.catch(sayAway) : answer
    }) as typeof client.query
  })
  return pool
}

/** What the server itself says of a statement stays; a server that is not there is worth a wait. */
function sayAway(fault: unknown): never {
  if (!isAway(fault)) throw fault
  throw Object.assign(new Error('the database is away', { cause: fault }), { code: TRY_AGAIN })
}

function isAway(fault: unknown): boolean {
  if (fault instanceof pg.DatabaseError) return AWAY.test(fault.code ?? '')
  return fault instanceof Error && !(fault instanceof TypeError)
}
