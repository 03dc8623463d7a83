/** What to have at hand before calling; the caller's own numbers and dates where they are known. */
import type { JSX } from 'preact'
import type { LineAtHand } from '../../../app/queries/before-call.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'
import { lifecycleTold } from './live-figures.tsx'
import { TimeMark } from './time-mark.tsx'
import { Value } from './value.tsx'

export interface BeforeCallProps {
  readonly voice: Voice
  readonly asOf: Instant
  /** Null for somebody who is not signed in. */
  readonly lines: readonly LineAtHand[] | null
}

export function BeforeCall(props: BeforeCallProps): JSX.Element {
  const { voice, lines } = props
  const { help } = voice.words
  return (
    <section class="sheet" aria-labelledby="before">
      <h2 id="before">{help.beforeTitle}</h2>
      {lines === null && (
        <p>
          <a href={paths.signIn}>{help.signInFirst}</a>
        </p>
      )}
      {lines !== null && lines.length > 0 && (
        <>
          <h3>{help.yourLines}</h3>
          {lines.map((one) => (
            <Line key={one.line.id} {...props} one={one} />
          ))}
        </>
      )}
      <ul class="path">
        {help.before.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {lines !== null && (
        <a class="button" href={paths.phone}>
          {help.pin}
        </a>
      )}
    </section>
  )
}

function Line({ voice, asOf, one }: BeforeCallProps & { readonly one: LineAtHand }): JSX.Element {
  const { home, help } = voice.words
  const { line, nextReset, renewsAt } = one
  return (
    <dl class="rows">
      <div>
        <dt>{line.network.name[voice.language]}</dt>
        <dd>
          <Value text={line.iccidMasked} />
        </dd>
      </div>
      {line.msisdnMasked !== null && (
        <div>
          <dt>{home.phoneNumber}</dt>
          <dd>
            <Value text={line.msisdnMasked} />
          </dd>
        </div>
      )}
      <div>
        <dt>{help.endsAt}</dt>
        <dd>
          <Ends {...{ voice, asOf, line }} />
        </dd>
      </div>
      {nextReset !== null && (
        <div>
          <dt>{help.nextReset}</dt>
          <dd>
            <TimeMark at={nextReset} text={voice.format.moment(nextReset, asOf)} />
          </dd>
        </div>
      )}
      {renewsAt !== null && (
        <div>
          <dt>{help.renewsAt}</dt>
          <dd>
            <TimeMark at={renewsAt} text={voice.format.moment(renewsAt, asOf)} />
          </dd>
        </div>
      )}
    </dl>
  )
}

function Ends({
  voice,
  asOf,
  line,
}: Pick<BeforeCallProps, 'voice' | 'asOf'> & Pick<LineAtHand, 'line'>): JSX.Element {
  const { home } = voice.words
  const { lifecycle } = line
  if (lifecycle.state === 'active' && lifecycle.until !== null) {
    return <TimeMark at={lifecycle.until} text={voice.format.end(lifecycle.until, asOf)} />
  }
  const told = lifecycleTold(lifecycle, asOf, voice)?.title
  return <>{told ?? (lifecycle.state === 'fresh' ? home.fresh : home.noEnd)}</>
}
