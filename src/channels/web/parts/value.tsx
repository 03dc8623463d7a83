/** A value that may hold a masked number: that part is set in even widths and never broken. */
import type { JSX } from 'preact'

const MASKED = /(\d[\d-]*[ -]?[•][• -]*\d+)/

export function Value(props: { readonly text: string }): JSX.Element {
  return (
    <>
      {props.text
        .split(MASKED)
        .map((part, place) => (place % 2 === 0 ? part : <span class="id">{part}</span>))}
    </>
  )
}
