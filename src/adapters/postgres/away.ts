/**
 * Telling that the database is away (restarting, recovering, cut off) from everything else that can
 * go wrong with a statement.
 */
import { StoreAway } from '../../app/ports.ts'

/** PostgreSQL Appendix A: shut down by an administrator, by a crash, or not yet accepting. */
const SERVER_CODES = new Set(['57P01', '57P02', '57P03', '08000', '08001', '08003', '08006'])
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])
/** The driver has no codes for these. */
const DRIVER_MESSAGES = /^(?:Connection terminated|Client has encountered a connection error)/

/** The fault as `StoreAway` if it is one; any other fault as it came. */
export function asAway(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault
  const code = 'code' in fault ? String(fault.code) : ''
  const isAway =
    SERVER_CODES.has(code) || SOCKET_CODES.has(code) || DRIVER_MESSAGES.test(fault.message)
  return isAway ? new StoreAway('the database is away', { cause: fault }) : fault
}
