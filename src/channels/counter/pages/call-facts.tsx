/**
 * What is known of one call: who calls, what was proved, what may be done by that, and what
 * happened turn by turn. Read again by itself while the forms beside it stay as they are.
 */
import type { ComponentChildren, JSX } from 'preact'
import { CALL_WRONG_PROOFS_MAX, type CallTurn, type HeardNote } from '../../../domain/call/call.ts'
import type { CallContext, CallRow, ProofRow } from '../../../app/queries/staff/calls.ts'
import type { HotlineSide } from '../desk.ts'
import { callerName, CallTags } from '../parts/call-tags.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { callsWords, type CallsWords } from '../words/calls/words.ts'
import { lineWords } from '../words/line/words.ts'
import { PromisedTag } from './calls-desk.tsx'

export interface CallFactsProps {
  readonly speech: Speech
  readonly call: CallContext
  readonly hotline: HotlineSide
}

export function CallFacts(props: CallFactsProps): JSX.Element {
  return (
    <div class="stack">
      <Caller {...props} />
      <Proved {...props} />
      <May {...props} />
      <WrappedUp {...props} />
      <Transcript {...props} />
      <CallBacks {...props} />
      <Earlier {...props} />
    </div>
  )
}

function Caller({ speech, call, hotline }: CallFactsProps): JSX.Element {
  const words = callsWords(speech.language)
  const said = words.call
  const { row, asserted, asOf } = call
  const { moment } = speech.format
  return (
    <Part id="caller" title={said.who}>
      <p>
        <strong>{callerName(row, speech.language)}</strong>{' '}
        <CallTags row={row} language={speech.language} />
      </p>
      {row.numberEnds !== null && <p class="hint">{asserted ? said.asserted : said.hint}</p>}
      <p>
        <span class={row.state === 'over' ? 'tag' : 'tag on'}>{words.state[row.state]}</span>{' '}
        {row.agent !== null && <span class="soft">{words.desk.with(row.agent.name)} · </span>}
        <span class="soft">
          {moment(row.startedAt, asOf)} ·{' '}
          {words.desk.at(hotline.placeName(row.place.name, speech.language))}
        </span>
      </p>
    </Part>
  )
}

function Proved({ speech, call }: CallFactsProps): JSX.Element {
  const said = callsWords(speech.language).call
  const { proofs, wrongProofs, asOf } = call
  return (
    <Part id="proved" title={said.proofs}>
      {proofs.length === 0 && <p class="soft">{said.noProofs}</p>}
      <ul class="list">
        {proofs.map((proof) => (
          <li key={`${proof.kind}${proof.at.toString()}`} class="between">
            <span>{proofText(proof, said)}</span>
            <span class="soft">{speech.format.moment(proof.at, asOf)}</span>
          </li>
        ))}
      </ul>
      {wrongProofs > 0 && <p class="notice">{said.wrong(wrongProofs, CALL_WRONG_PROOFS_MAX)}</p>}
    </Part>
  )
}

function proofText({ kind, by }: ProofRow, { proof }: CallsWords['call']): string {
  if (kind !== 'activation') return proof[kind]
  return by === null ? proof.keyed : proof.told(by)
}

function May({ speech, call }: CallFactsProps): JSX.Element | null {
  const said = callsWords(speech.language).call
  if (call.acts === null) return null
  return (
    <Part id="may" title={said.acts}>
      <ul class="list">
        {call.acts.map(({ act, missing }) => (
          <li key={act} class="between">
            <span>{said.act[act]}</span>
            <span class={missing === null ? 'tag on' : 'tag'}>
              {missing === null ? said.may : said.missing[missing]}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function WrappedUp({ speech, call }: CallFactsProps): JSX.Element | null {
  const words = callsWords(speech.language)
  const { wrapUp, asOf } = call
  if (wrapUp === null) return null
  return (
    <Part id="wrapped-up" title={words.wrapUp.title}>
      <p>
        <span class="tag on">{words.outcomes[wrapUp.outcome]}</span>{' '}
        <span class="soft">
          {words.wrapUp.by(wrapUp.by, speech.format.moment(wrapUp.at, asOf))}
        </span>
      </p>
      {wrapUp.note !== null && <p class="written">{wrapUp.note}</p>}
    </Part>
  )
}

/** The newest last, as it was said. */
function Transcript(props: CallFactsProps): JSX.Element {
  const { speech, call } = props
  const said = callsWords(speech.language).call
  return (
    <Part id="transcript" title={said.transcript}>
      <ol class="list">
        {call.turns.map((turn) => (
          <li key={turn.number}>
            <OneTurn {...props} turn={turn} />
          </li>
        ))}
      </ol>
    </Part>
  )
}

function OneTurn(props: CallFactsProps & { readonly turn: CallTurn }): JSX.Element {
  const { speech, hotline, turn } = props
  const { language } = speech
  const said = callsWords(language).call
  const lines = hotline.transcript(turn.reply, language)
  return (
    <>
      <p class="between">
        <span>
          <strong>{said.caller}:</strong> {heardText(turn.heard, said)}
        </span>
        <span class="soft">
          {hotline.placeName(turn.place, language)} · {secondsOf(turn.at)}
        </span>
      </p>
      {lines.length > 0 && (
        <p class="soft">
          <strong>{said.flow}:</strong> {lines.join(' ')}
        </p>
      )}
    </>
  )
}

/** Turns follow one another within seconds. */
function secondsOf(at: CallTurn['at']): string {
  return at.toZonedDateTimeISO('Asia/Tokyo').toPlainTime().toString({ smallestUnit: 'second' })
}

function heardText(heard: HeardNote, said: CallsWords['call']): string {
  if (heard.kind === 'digits') return said.digits(heard.digits)
  return heard.kind === 'secret_digits' ? said.secret(heard.count) : said.heard[heard.kind]
}

function CallBacks({ speech, call }: CallFactsProps): JSX.Element | null {
  const words = callsWords(speech.language)
  if (call.callBacks.length === 0) return null
  return (
    <Part id="call-backs" title={words.callBacks.title}>
      <ul class="list">
        {call.callBacks.map((row) => (
          <li key={row.call} class="between">
            <a href={paths.callBacks}>{words.numberEnds(row.numberEnds)}</a>
            <PromisedTag row={row} speech={speech} asOf={call.asOf} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Earlier({ speech, call }: CallFactsProps): JSX.Element | null {
  const words = callsWords(speech.language)
  if (call.earlier.length === 0) return null
  const text = (row: CallRow) =>
    `${speech.format.moment(row.startedAt, call.asOf)} · ${callerName(row, speech.language)}`
  return (
    <Part id="earlier" title={words.call.earlier}>
      <ul class="list">
        {call.earlier.map((row) => (
          <li key={row.id} class="between">
            <a href={paths.call(row.id)}>{text(row)}</a>
            <span class="tag">{words.state[row.state]}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function Part(props: {
  readonly id: string
  readonly title: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <section class="sheet" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  )
}

/** The line of the call, with the way to the screen that a counter has of it. */
export function AboutLine({ speech, call }: Omit<CallFactsProps, 'hotline'>): JSX.Element {
  const said = callsWords(speech.language).call
  const { line } = call
  if (line === null) return <p class="soft">{said.noLine}</p>
  const { figures } = lineWords(speech.language)
  const left =
    line.bytesLeft === null ? figures.unlimited : speech.format.volume(line.bytesLeft, 'GB')
  return (
    <p>
      {line.network.name[speech.language]} <span class="id">{line.iccidMasked}</span>
      <span class="soft">
        {' '}
        · {figures.left} {left}
      </span>
    </p>
  )
}
