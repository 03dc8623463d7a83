/**
 * A shortcut on a button or link: shown as a key cap, told to readers, and pressed by the script
 * (`client/console.js`). Outside a field the key alone, inside one with Alt. Without the script the
 * cap is only ink.
 */
import type { JSX } from 'preact'

/** Spread on the button, link or field that the key presses or enters. */
export function keyed(key: string): {
  readonly 'data-key': string
  readonly 'aria-keyshortcuts': string
} {
  return { 'data-key': key, 'aria-keyshortcuts': `Alt+${key.toUpperCase()}` }
}

/** Stands inside what it names; the label is said by that, the key by `aria-keyshortcuts`. */
export function Key(props: { readonly name: string }): JSX.Element {
  return <kbd aria-hidden="true">{props.name}</kbd>
}
