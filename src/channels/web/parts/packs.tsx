/** The packs of a line on a time line: what runs, then what waits its turn. */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { JSX } from 'preact'
import type { LineOverview, PackView } from '../../../app/queries/views.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { paths } from '../paths.ts'
import { allowanceText } from '../words/offer-words.ts'
import type { Voice } from '../words/words.ts'
import { Seal, type FormSeal } from '../../form.tsx'

export interface PacksProps {
  readonly overview: LineOverview
  readonly voice: Voice
  /** Null where the visitor may not start a pack early. */
  readonly seal: FormSeal | null
}

export function Packs(props: PacksProps): JSX.Element {
  const { overview, voice } = props
  const { home } = voice.words
  return (
    <section class="sheet" aria-labelledby="packs">
      <h2 id="packs">{home.packs}</h2>
      {overview.packs.length === 0 ? (
        <p class="soft">{home.noPacks}</p>
      ) : (
        <ol class="path">
          {overview.packs.map((pack) => (
            <li key={pack.id} class={pack.state === 'running' ? 'running' : 'waiting'}>
              <PackEntry {...props} pack={pack} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function PackEntry(props: PacksProps & { readonly pack: PackView }): JSX.Element {
  const { overview, voice, pack, seal } = props
  const { home } = voice.words
  const span = spanText(pack, overview.asOf, voice)
  return (
    <>
      <h3>
        {pack.offerName[voice.language]}{' '}
        <span class={pack.state === 'running' ? 'tag on' : 'tag'}>
          {home.packState[pack.state]}
        </span>
        {pack.origin === 'bonus' && <span class="tag">{home.packBonus}</span>}
      </h3>
      <p>{volumeText(pack, voice)}</p>
      {pack.bytesThrottled > 0n && (
        <p class="soft">
          {home.packThrottled(voice.format.volumeUsed(pack.bytesThrottled, pack.gigabyte))}
        </p>
      )}
      {span !== null && <p class="soft">{span}</p>}
      {pack.toldAsOf !== null && (
        <p class="soft">
          {FULFILMENT_WORDS[voice.language].countedAsOf(
            voice.format.moment(pack.toldAsOf, overview.asOf),
          )}
        </p>
      )}
      {pack.nextReset !== null && pack.state !== 'ended' && (
        <p class="soft">{home.packReset(voice.format.moment(pack.nextReset, overview.asOf))}</p>
      )}
      {pack.canStartNow && seal !== null && (
        <form method="post" action={paths.packStart(overview.id, pack.id)}>
          <Seal seal={seal} />
          <button>{home.packStartNow}</button>
          <p class="hint">{home.packStartNowHint}</p>
        </form>
      )}
    </>
  )
}

function volumeText(pack: PackView, voice: Voice): string {
  if (pack.state === 'queued' || pack.state === 'waiting_first_use') {
    return allowanceText(pack, voice)
  }
  const { words, format } = voice
  const used = format.volumeUsed(pack.bytesUsed, pack.gigabyte)
  if (pack.bytesGranted === null || pack.bytesLeft === null) {
    return words.home.packUsed(used)
  }
  const left = format.volume(pack.bytesLeft, pack.gigabyte)
  const granted = format.volume(pack.bytesGranted, pack.gigabyte)
  if (pack.allowance.kind === 'daily') {
    return words.home.packLeftToday(left, granted)
  }
  return words.home.packLeft(left, granted)
}

function spanText(pack: PackView, seenAt: Instant, voice: Voice): string | null {
  const { words, format } = voice
  const { home } = words
  const isToCome = pack.until === null && pack.toldAsOf !== null && pack.state !== 'ended'
  if (isToCome) return FULFILMENT_WORDS[voice.language].endToCome
  if (pack.state === 'waiting_first_use') return home.packFirstUse
  const until = pack.until === null ? null : format.end(pack.until, seenAt)
  if (pack.from === null) return until === null ? null : home.packUntil(until)
  if (pack.state === 'running' || pack.state === 'empty') {
    return until === null ? home.noEnd : home.packUntil(until)
  }
  const from = format.moment(pack.from, seenAt)
  return until === null ? home.packFrom(from) : home.packSpan(from, until)
}
