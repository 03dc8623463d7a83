/**
 * How a verb of the domain answers: with a value, or with a refusal that a person can act on.
 * A refusal is not an error: faults are thrown, broken invariants are asserted.
 */

export type Accepted<Value> = { readonly ok: true; readonly value: Value }
export type Refused<Refusal> = { readonly ok: false; readonly refusal: Refusal }
export type Result<Value, Refusal> = Accepted<Value> | Refused<Refusal>

/** Every refusal names its code; the other fields are the facts needed to word it. */
export interface RefusalShape {
  readonly code: string
}

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value }
}

export function refuse<const Refusal extends RefusalShape>(refusal: Refusal): Refused<Refusal> {
  return { ok: false, refusal }
}
