/** The two ways on from a balance: choose a pack, or take the last one again. */
import type { JSX } from 'preact'
import type { LineOverview } from '../../../app/queries/views.ts'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

/** Nothing for a line that has ended or was reported lost: it cannot buy. */
export function RenewButtons(props: {
  readonly overview: LineOverview
  readonly voice: Voice
}): JSX.Element | null {
  const { overview, voice } = props
  const { home } = voice.words
  if (overview.lifecycle.state === 'ended' || overview.lostCard !== null) return null
  const { repeat } = overview
  return (
    <div class="stack">
      <a class="button main" href={paths.offers(overview.id)}>
        {home.renew}
      </a>
      {repeat !== null && (
        <a class="button" href={paths.confirm(overview.id, repeat.offer, false)}>
          {home.repeat(repeat.offer.name[voice.language], voice.format.yen(repeat.offer.price))}
        </a>
      )}
    </div>
  )
}
