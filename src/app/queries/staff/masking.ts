/**
 * Personal text as staff see it until they have a reason to see more: enough to ask "is it you?".
 */

/** `L••• M•••`: the first character of each word. */
export function maskName(name: string): string {
  return name
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => `${[...word][0] ?? ''}•••`)
    .join(' ')
}
