/** A card whose prefix says that another company issued it: no line is looked for or revealed. */
import type { JSX } from 'preact'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface NotOursPageProps {
  readonly voice: Voice
}

export function NotOursPage({ voice }: NotOursPageProps): JSX.Element {
  const { notOurs } = voice.words
  return (
    <>
      <div class="prose">
        <h1>{notOurs.title}</h1>
        <p>{notOurs.text}</p>
        <p>{notOurs.next}</p>
      </div>
      <a class="button" href={paths.first}>
        {notOurs.again}
      </a>
    </>
  )
}
