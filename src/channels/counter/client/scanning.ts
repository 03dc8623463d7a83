/**
 * Tells a scanner's burst of keystrokes from a person's typing, and says which key presses which
 * shortcut. Knows neither page nor clock: keys come with the instant of their event.
 */

/** A scanner types faster than anybody: at most so long between two keys. */
export const BURST_GAP_MS = 40
/** A shorter burst may be a person rolling over keys. */
export const BURST_LENGTH_MIN = 6
/** A machine-readable zone comes in lines: after an Enter the next one may follow. */
export const LINE_GAP_MS = 120
/** As long as the longest thing that one field takes. */
export const BURST_LENGTH_MAX = 1_000

export interface Stroke {
  readonly key: string
  readonly at: number
}

export interface Burst {
  readonly text: string
  readonly last: number
}

export const NO_BURST: Burst = { text: '', last: Number.NEGATIVE_INFINITY }

/** The burst with one more key; a pause begins a new one. */
export function grown(burst: Burst, { key, at }: Stroke): Burst {
  const gap = burst.text.endsWith('\n') ? LINE_GAP_MS : BURST_GAP_MS
  const goesOn = at - burst.last <= gap && burst.text.length < BURST_LENGTH_MAX
  const typed = key === 'Enter' ? '\n' : [...key].length === 1 ? key : ''
  // Shift and its like come between the letters of a scanner.
  if (typed === '') return goesOn ? { ...burst, last: at } : NO_BURST
  return { text: goesOn ? burst.text + typed : typed, last: at }
}

/** Whether an Enter that has just come ends a scanner's line. */
export function isScan({ text }: Burst): boolean {
  const lines = text.split('\n')
  return text.endsWith('\n') && (lines.at(-2) ?? '').length >= BURST_LENGTH_MIN
}

/** What was scanned: its lines one after the other, as one field takes them. */
export function scanned({ text }: Burst): string {
  return text.replaceAll('\n', '').trim()
}

export type KeyPressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey'>

/**
 * The shortcut that a key asks for, or null. In a field only with Alt: a letter is one there.
 */
export function shortcutOf(event: KeyPressed, inField: boolean): string | null {
  const { key, code, altKey, ctrlKey, metaKey } = event
  if (ctrlKey || metaKey || (inField && !altKey)) return null
  if (!altKey) return [...key].length === 1 ? key.toLowerCase() : null
  // With Alt some keyboards write another letter; the key's place tells which one was meant.
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]
  return (place ?? key).toLowerCase()
}
