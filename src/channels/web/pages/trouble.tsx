/** When a page cannot be given: expired form, unknown page, too many tries, our fault, too busy. */
import type { JSX } from 'preact'
import { paths } from '../paths.ts'
import type { Told } from '../words/told.ts'
import type { Voice, Words } from '../words/words.ts'

/** By HTTP status. */
export type TroubleStatus = 403 | 404 | 429 | 500 | 503

export interface TroublePageProps {
  readonly voice: Voice
  readonly status: TroubleStatus
  /** For 429 and 503, as in Retry-After. */
  readonly waitSeconds?: number
  /** For 500: the request's id, to be named to support. */
  readonly reference?: string
}

export function TroublePage(props: TroublePageProps): JSX.Element {
  const { trouble } = props.voice.words
  const told = troubleTold(props.status, trouble)
  return (
    <>
      <div class="prose">
        <h1>{told.title}</h1>
        <p>{told.text}</p>
        {props.waitSeconds !== undefined && <p>{trouble.waitSeconds(props.waitSeconds)}</p>}
        {props.reference !== undefined && <p class="soft">{trouble.reference(props.reference)}</p>}
      </div>
      <a class="button" href={paths.first}>
        {trouble.toStart}
      </a>
    </>
  )
}

/** The page's title and sentence, for the document's title too. */
export function troubleTold(status: TroubleStatus, trouble: Words['trouble']): Told {
  switch (status) {
    case 403:
      return trouble.forbidden
    case 404:
      return trouble.notFound
    case 429:
      return trouble.tooMany
    case 500:
      return trouble.fault
    case 503:
      return trouble.busy
  }
}
