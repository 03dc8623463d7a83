/** Comparing domain values: the assertion library takes any two instants for equal. */
import assert from 'node:assert/strict'
import { toJson } from '../../src/domain/basics/json.ts'

/** Equal in every field, instants, dates and bytes included. */
export function assertSame(actual: unknown, expected: unknown): void {
  assert.deepEqual(toJson(actual), toJson(expected))
}
