/**
 * How a catalogue of the console words refusals: one sentence for every code of a union, given the
 * facts that come with the code, so that an unworded code does not compile.
 */
import type { RefusalShape } from '../../../domain/basics/result.ts'

export type RefusalWords<Union extends RefusalShape> = {
  readonly [Code in Union['code']]: (facts: Extract<Union, { readonly code: Code }>) => string
}

export function wordRefusal<Union extends RefusalShape>(
  words: RefusalWords<Union>,
  refusal: Union,
): string {
  const sentence = words[refusal.code as Union['code']] as (facts: Union) => string
  return sentence(refusal)
}
