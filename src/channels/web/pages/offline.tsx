/** What the service worker shows when there is no network and no kept page. */
import type { JSX } from 'preact'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface OfflinePageProps {
  readonly voice: Voice
}

export function OfflinePage({ voice }: OfflinePageProps): JSX.Element {
  const { offline } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{offline.title}</h1>
        <p>{offline.text}</p>
      </div>
      <a class="button main" href={paths.first}>
        {offline.again}
      </a>
    </>
  )
}
