/** Letters and digits that people and cameras take for each other. */

const PAIRS = ['O0', 'I1', 'B8', 'S5', 'Z2', 'G6'] as const

const OTHER: ReadonlyMap<string, string> = new Map(
  PAIRS.flatMap(([letter = '', digit = '']) => [
    [letter, digit],
    [digit, letter],
  ]),
)

/** The digit that a letter is taken for, or the letter that a digit is; null for all others. */
export function lookAlike(character: string): string | null {
  return OTHER.get(character) ?? null
}
