/**
 * When a request that nobody answered goes out again (RFC 5080 §2.2.1): after growing waits with
 * some chance in them, so that many requests sent together do not come back together. Pure.
 */

/** Before the first resend (IRT). */
export const FIRST_WAIT_MS = 2_000
/** No wait is longer, but for its jitter (MRT). */
export const WAIT_MS_MAX = 16_000
/**
 * How often it is sent, the first time counted (MRC): one more would go out when nobody waits for
 * its answer any more.
 */
export const SENDINGS_MAX = 4
/** After which nothing more is waited for (MRD): before charging would have it told again. */
export const PATIENCE_MS = 28_000
/** RAND lies between minus this and this. */
const JITTER = 0.1

/**
 * How long to wait for an answer after the nth sending, n from one.
 * @param rand from 0 to below 1.
 */
export function waitMs(
  { sendings, lastWaitMs }: { readonly sendings: number; readonly lastWaitMs: number },
  rand: number,
): number {
  const shake = 1 + (rand * 2 - 1) * JITTER
  if (sendings === 1) return FIRST_WAIT_MS * shake
  const doubled = lastWaitMs * (1 + shake)
  return doubled > WAIT_MS_MAX ? WAIT_MS_MAX * shake : doubled
}
