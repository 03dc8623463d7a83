/**
 * Instants on a page. Japan's time is written by the server; the script adds the visitor's own
 * zone beneath marks that ask for it.
 */
import type { JSX } from 'preact'
import type { Instant } from '../../../domain/basics/time.ts'

export function TimeMark(props: {
  readonly at: Instant
  readonly text: string
  /** Whether the visitor's zone is worth a second line. */
  readonly local?: boolean
}): JSX.Element {
  return (
    <time
      datetime={props.at.round({ smallestUnit: 'second', roundingMode: 'trunc' }).toString()}
      {...(props.local === true ? { 'data-local': true } : {})}
    >
      {props.text}
    </time>
  )
}
