/**
 * The figures of a line that move while its page is open: what is left, until when, how fast. The
 * same part is sent again as a server-sent event and swapped in by the script.
 */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { JSX } from 'preact'
import type { EntitlementView, LifecycleView, LineOverview } from '../../../app/queries/views.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import { STROKE_PATH } from '../../mark.ts'
import { SESSION_WORDS } from '../../session-words.ts'
import type { Voice } from '../words/words.ts'
import type { Told } from '../words/told.ts'
import { TimeMark } from './time-mark.tsx'

export interface LiveFiguresProps {
  readonly overview: LineOverview
  readonly voice: Voice
}

/** The content of the live section; `paths.live` sends exactly this. */
export function LiveFigures(props: LiveFiguresProps): JSX.Element {
  const { overview, voice } = props
  const { home } = voice.words
  return (
    <>
      <LifecycleNotice {...props} />
      <DataLeft {...props} />
      <Until {...props} />
      <dl class="rows">
        <div>
          <dt>{home.speed}</dt>
          <dd>{speedText(overview.entitlement, voice)}</dd>
        </div>
      </dl>
      <Sessions {...props} />
      <Forecast {...props} />
      <p class="soft">
        <TimeMark at={overview.asOf} text={home.asOf(voice.format.clock(overview.asOf))} />
        {' · '}
        {overview.lastReportAt === null
          ? home.neverReported
          : home.reportedAt(voice.format.moment(overview.lastReportAt, overview.asOf))}
      </p>
    </>
  )
}

/** The unit in which the figures over several packs are written: that of the first running one. */
export function gigabyteOf(overview: LineOverview): GigabyteMeaning {
  return overview.packs.find((pack) => pack.state === 'running')?.gigabyte ?? 'GB'
}

function DataLeft({ overview, voice }: LiveFiguresProps): JSX.Element {
  const { home } = voice.words
  const meaning = gigabyteOf(overview)
  const used = voice.format.volumeUsed(overview.bytesUsed, meaning)
  if (overview.unlimited) {
    return (
      <div>
        <h2>{home.left}</h2>
        <p class="figure">{home.unlimited}</p>
        <Stroke share={1} />
        <p class="soft">{home.usedOnly(used)}</p>
      </div>
    )
  }
  const { bytesLeft, bytesGranted } = overview
  if (bytesLeft === null || bytesGranted === null || bytesGranted === 0n) {
    return (
      <div>
        <h2>{home.left}</h2>
        <p class="figure">0 MB</p>
        <Stroke share={0} />
        <p class="soft">{home.nothingValid}</p>
      </div>
    )
  }
  return (
    <div>
      <h2>{home.left}</h2>
      <Figure text={voice.format.volume(bytesLeft, meaning)} />
      <Stroke share={Number((bytesLeft * 1_000n) / bytesGranted) / 1_000} />
      <p class="soft">{home.used(used, voice.format.volume(bytesGranted, meaning))}</p>
    </div>
  )
}

/** The unit is written smaller than the figure. */
function Figure(props: { readonly text: string }): JSX.Element {
  const [figure, unit] = props.text.split(' ')
  return (
    <p class="figure">
      {figure} <small>{unit}</small>
    </p>
  )
}

/** The brush-stroke: vermilion as far as data is left. The figure above says the same in words. */
function Stroke(props: { readonly share: number }): JSX.Element {
  return (
    <svg class="stroke" viewBox="0 0 320 22" preserveAspectRatio="none" aria-hidden="true">
      <clipPath id="stroke">
        <path d={STROKE_PATH} />
      </clipPath>
      <g clip-path="url(#stroke)">
        <rect class="rest" width="320" height="22" />
        <rect class="left" width={Math.round(props.share * 320)} height="22" />
      </g>
    </svg>
  )
}

function Until({ overview, voice }: LiveFiguresProps): JSX.Element | null {
  const { home } = voice.words
  if (overview.lifecycle.state === 'fresh') return <p class="until">{home.fresh}</p>
  if (overview.lifecycle.state !== 'active') return null
  const { until } = overview.lifecycle
  if (until === null) {
    const isToCome = overview.packs.some((pack) => pack.until === null && pack.toldAsOf !== null)
    const told = isToCome ? FULFILMENT_WORDS[voice.language].endToCome : home.noEnd
    return <p class="until">{told}</p>
  }
  return (
    <p class="until">
      <span class="soft">
        {home.validUntil} · {voice.words.frame.japanTime}
      </span>
      <TimeMark at={until} text={voice.format.end(until, overview.asOf)} local />
    </p>
  )
}

function LifecycleNotice({ overview, voice }: LiveFiguresProps): JSX.Element | null {
  const told = lifecycleTold(overview.lifecycle, overview.asOf, voice)
  const lost =
    overview.lostCard === null
      ? null
      : voice.words.home.lostNow(voice.format.moment(overview.lostCard, overview.asOf))
  if (told === null && lost === null) return null
  return (
    <>
      {[lost, told].map(
        (notice) =>
          notice !== null && (
            <div class="notice" key={notice.title}>
              <h2>{notice.title}</h2>
              <p>{notice.text}</p>
            </div>
          ),
      )}
    </>
  )
}

/** Null while a line may be used or is fresh. */
export function lifecycleTold(
  lifecycle: LifecycleView,
  asOf: Instant,
  { words, format }: Voice,
): Told | null {
  const moment = (at: Instant) => format.moment(at, asOf)
  const end = (at: Instant) => format.end(at, asOf)
  switch (lifecycle.state) {
    case 'fresh':
    case 'active':
      return null
    case 'grace':
      return words.home.grace(moment(lifecycle.since), end(lifecycle.suspendedFrom))
    case 'suspended':
      return words.home.suspended(moment(lifecycle.since), end(lifecycle.endsAt))
    case 'ended':
      return words.home.ended(moment(lifecycle.since))
  }
}

export function speedText(entitlement: EntitlementView, { words, format }: Voice): string {
  switch (entitlement.kind) {
    case 'full':
      return entitlement.kbps === null
        ? words.home.speedFull
        : words.home.speedFullAt(format.speed(entitlement.kbps))
    case 'throttled':
      return words.home.speedThrottled(format.speed(entitlement.kbps))
    case 'portal_only':
      return words.home.speedPortalOnly
    case 'none':
      return words.home.speedNone
  }
}

/** Nothing where nobody may see them: `sessions` is empty and so is the past. */
function Sessions({ overview, voice }: LiveFiguresProps): JSX.Element | null {
  const { sessions, asOf, usageHours } = overview
  if (usageHours.length === 0) return null
  const said = SESSION_WORDS[voice.language]
  const { moment, volumeUsed } = voice.format
  const meaning = gigabyteOf(overview)
  return (
    <div>
      <h2>{said.title}</h2>
      {sessions.length === 0 && <p class="soft">{said.none}</p>}
      {sessions.length > 0 && (
        <ul class="list">
          {sessions.map(({ id, since, heardAt, bytesUsed, told }) => (
            <li key={id}>
              {speedText(told ?? overview.entitlement, voice)} · {said.since(moment(since, asOf))}
              <p class="soft">
                {said.used(volumeUsed(bytesUsed, meaning))} · {said.heard(moment(heardAt, asOf))}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Only where the line is covered: elsewhere the notice says what counts. */
function Forecast({ overview, voice }: LiveFiguresProps): JSX.Element | null {
  const { home } = voice.words
  if (overview.lifecycle.state !== 'active' || overview.unlimited) return null
  const { forecast } = overview
  if (forecast.kind === 'lasts') return <p>{home.forecastLasts}</p>
  if (forecast.kind === 'unknown') return <p class="soft">{home.forecastUnknown}</p>
  const at = voice.format.moment(forecast.emptyAt, overview.asOf)
  return <p>{home.forecastEmpties(at, voice.format.hours(Math.floor(forecast.beforeEndBy)))}</p>
}
