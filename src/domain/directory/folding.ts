/** One written form for what people write in many: widths, capitals, invisible letters. */

/** What cannot be seen: zero-width, soft hyphen, directions, tags, variation selectors. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu
const SPACES = /[\s\p{Z}]+/gu
const HIDDEN_DOTS = /\[\.\]|\(\.\)|(?<=[a-z0-9])[。．｡](?=[a-z0-9])/g
const ROUNDS_MAX = 4

/** Folding again changes nothing. Lines become spaces. */
export function fold(text: string): string {
  let folded = text
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const next = foldOnce(folded)
    if (next === folded) return folded
    folded = next
  }
  return folded
}

function foldOnce(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(SPACES, ' ')
    .replaceAll(UNSEEN, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(HIDDEN_DOTS, '.')
    .trim()
}
