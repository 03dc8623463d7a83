/**
 * The agents' desk: who needs a person, longest waiting first, then all other calls, and who must
 * be called back. The list is read again by itself; taking the first is what Enter does.
 */
import type { ComponentChildren, JSX } from 'preact'
import type { CallBackRow, CallRow, CallsDesk } from '../../../app/queries/staff/calls.ts'
import type { StaffId } from '../../../domain/basics/ids.ts'
import { Seal, type FormSeal } from '../../form.tsx'
import { callerName, CallTags, minutesSince } from '../parts/call-tags.tsx'
import { CallsNav } from '../parts/calls-nav.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { callsWords } from '../words/calls/words.ts'

/** Seconds after which a desk without script is read again. */
export const DESK_REFRESH_SECONDS = 10
/** Calls that a digit key takes. */
const KEYED_MAX = 9
/** Call-backs beside the calls; the rest is on their own page. */
const CALL_BACKS_BESIDE = 8

export interface CallsListProps {
  readonly speech: Speech
  readonly desk: CallsDesk
  readonly seal: FormSeal
  readonly staff: StaffId
  readonly answers: boolean
  readonly placeName: (place: string) => string
}

export function CallsDeskPage(props: CallsListProps): JSX.Element {
  const { speech, desk } = props
  const words = callsWords(speech.language)
  return (
    <>
      <h1>{words.desk.title}</h1>
      <CallsNav language={speech.language} here="desk" />
      <div data-live={paths.callsLive('')} data-mark={desk.mark}>
        <CallsList {...props} />
      </div>
      <p class="hint">{words.desk.refreshes}</p>
    </>
  )
}

/** What is read again by itself. */
export function CallsList(props: CallsListProps): JSX.Element {
  const { speech, desk } = props
  const said = callsWords(speech.language).desk
  return (
    <div class="columns main-first">
      <div class="stack">
        <Calls id="waiting" title={said.waiting} none={said.nobodyWaits} rows={desk.waiting}>
          {(row, place) => <OneCall {...props} row={row} place={place} />}
        </Calls>
        <Calls id="live" title={said.live} none={said.noCalls} rows={desk.live}>
          {(row, place) => <OneCall {...props} row={row} place={desk.waiting.length + place} />}
        </Calls>
      </div>
      <CallBacksBeside {...props} />
    </div>
  )
}

function Calls(props: {
  readonly id: string
  readonly title: string
  readonly none: string
  readonly rows: readonly CallRow[]
  readonly children: (row: CallRow, place: number) => ComponentChildren
}): JSX.Element {
  const { id, title, none, rows, children } = props
  return (
    <section class="sheet" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 && <p class="soft">{none}</p>}
      <ul class="list">
        {rows.map((row, place) => (
          <li key={row.id}>{children(row, place)}</li>
        ))}
      </ul>
    </section>
  )
}

function OneCall(props: CallsListProps & { readonly row: CallRow; readonly place: number }) {
  const { speech, desk, row, staff, placeName } = props
  const words = callsWords(speech.language)
  const said = words.desk
  const since = row.waiting?.since ?? row.startedAt
  const minutes = words.minutes(minutesSince(since, desk.asOf))
  return (
    <div class="between">
      <span>
        <strong>{callerName(row, speech.language)}</strong>{' '}
        {row.waiting === null ? said.runs(minutes) : said.waits(minutes)}
        {row.waiting !== null && <span class="soft"> · {words.why[row.waiting.why]}</span>}
      </span>
      <CallTags row={row} language={speech.language} />
      <span class="soft">
        {row.lineMasked !== null && <span class="id">{row.lineMasked} · </span>}
        {said.at(placeName(row.place.name))} · {said.turns(row.turns)}
      </span>
      <span>
        {row.state === 'with_agent' && row.agent !== null && (
          <span class={row.agent.id === staff ? 'tag on' : 'tag'}>
            {row.agent.id === staff ? said.withYou : said.with(row.agent.name)}
          </span>
        )}
      </span>
      <Onward {...props} />
    </div>
  )
}

function Onward(props: CallsListProps & { readonly row: CallRow; readonly place: number }) {
  const { speech, row, place, answers, staff, seal } = props
  const said = callsWords(speech.language).desk
  const name = callerName(row, speech.language)
  const key = String(place + 1)
  const hasKey = place < KEYED_MAX
  const isMine = row.state === 'with_agent' && row.agent?.id === staff
  const isFree = row.state !== 'with_agent' && answers
  const first = place === 0 ? { autofocus: true } : {}
  return (
    <span class="actions">
      {isFree && (
        <form method="post" action={paths.callTaking(row.id)}>
          <Seal seal={seal} />
          <button
            class={row.waiting === null ? '' : 'main'}
            data-stays={`take-${row.id}`}
            {...(hasKey ? keyed(key) : {})}
            {...first}
          >
            {said.take} <span class="unseen">{name}</span> {hasKey && <Key name={key} />}
          </button>
        </form>
      )}
      <a
        class="button"
        href={paths.call(row.id)}
        data-stays={`look-${row.id}`}
        {...(isMine && hasKey ? keyed(key) : {})}
        {...(isFree ? {} : first)}
      >
        {said.look} <span class="unseen">{name}</span> {isMine && hasKey && <Key name={key} />}
      </a>
    </span>
  )
}

function CallBacksBeside({ desk, speech }: CallsListProps): JSX.Element {
  const words = callsWords(speech.language)
  return (
    <section class="sheet" aria-labelledby="call-backs">
      <h2 id="call-backs">{words.desk.callBacks}</h2>
      {desk.callBacks.length === 0 && <p class="soft">{words.desk.noCallBacks}</p>}
      <ul class="list">
        {desk.callBacks.slice(0, CALL_BACKS_BESIDE).map((one) => (
          <li key={one.call} class="between">
            <a href={paths.callBacks} data-stays={`call-back-${one.call}`}>
              {words.numberEnds(one.numberEnds)}
            </a>
            <span class="tag">{words.spoken[one.language]}</span>
            <PromisedTag row={one} speech={speech} asOf={desk.asOf} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export function PromisedTag(props: {
  readonly row: CallBackRow
  readonly speech: Speech
  readonly asOf: CallsDesk['asOf']
}): JSX.Element {
  const { row, speech, asOf } = props
  const said = callsWords(speech.language).callBacks
  const { from, until } = row.promised
  const { moment } = speech.format
  return (
    <span>
      {row.overdue && (
        <>
          <strong class="tag on">{said.overdue}</strong>{' '}
        </>
      )}
      <span class="soft">{said.promised(moment(from, asOf), moment(until, asOf))}</span>
    </span>
  )
}
