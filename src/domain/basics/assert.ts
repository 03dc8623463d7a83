/**
 * Broken invariants: conditions that no input can cause, checked in production too.
 * Not for refusals (`result.ts`) and not for faults of the outside world (thrown as they come).
 */

export class BrokenInvariant extends Error {
  override name = 'BrokenInvariant'
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new BrokenInvariant(message)
}

export function present<Value>(value: Value | null | undefined, message: string): Value {
  if (value === null || value === undefined) throw new BrokenInvariant(message)
  return value
}

/** Proves at compile time that a union was handled whole. */
export function unreachable(value: never): never {
  throw new BrokenInvariant(`unhandled case: ${JSON.stringify(value)}`)
}
