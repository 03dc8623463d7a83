/**
 * Who must be called back, the earliest promise first. A number stands there whole only for whoever
 * has taken it, as a link that dials.
 */
import type { JSX } from 'preact'
import type { CallBackRow } from '../../../app/queries/staff/calls.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { CALL_BACK_RESULTS } from '../../../domain/call/call-back.ts'
import { ErrorSummary, Seal, Select, type FormProps } from '../../form.tsx'
import { CallsNav } from '../parts/calls-nav.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import type { Speech } from '../voice.ts'
import { callsWords } from '../words/calls/words.ts'
import { consoleWords } from '../words/console/words.ts'
import { PromisedTag } from './calls-desk.tsx'

const KEYED_MAX = 9

interface CallBacksProps {
  readonly speech: Speech
  readonly rows: readonly CallBackRow[]
  readonly asOf: Instant
  readonly answers: boolean
  readonly form: FormProps
}

export function CallBacksPage(props: CallBacksProps): JSX.Element {
  const { speech, rows, form } = props
  const said = callsWords(speech.language).callBacks
  return (
    <>
      <h1>{said.title}</h1>
      <CallsNav language={speech.language} here="callBacks" />
      <ErrorSummary form={form} title={consoleWords(speech.language).frame.wrongTitle} />
      {rows.length === 0 && <p class="sheet soft">{said.none}</p>}
      {rows.map((row, place) => (
        <OneCallBack key={row.call} {...props} row={row} place={place} />
      ))}
    </>
  )
}

type One = CallBacksProps & { readonly row: CallBackRow; readonly place: number }

function OneCallBack(props: One): JSX.Element {
  const { speech, row, asOf, answers } = props
  const words = callsWords(speech.language)
  const said = words.callBacks
  const { moment, colon } = speech.format
  return (
    <section class="sheet">
      <div class="between">
        <h2>{words.numberEnds(row.numberEnds)}</h2>
        <span class="tag">{words.spoken[row.language]}</span>
        <PromisedTag row={row} speech={speech} asOf={asOf} />
        <span class="soft">{said.asked(moment(row.askedAt, asOf))}</span>
      </div>
      {row.tries.length > 0 && (
        <p class="soft">
          {said.tries}
          {colon}
          {row.tries
            .map(({ result, at }) => said.tried(said.result[result], moment(at, asOf)))
            .join(' · ')}
        </p>
      )}
      {row.number !== null && <Dialling {...props} number={row.number} />}
      {row.number === null && row.takenBy !== null && (
        <p class="soft">{said.takenBy(row.takenBy.name)}</p>
      )}
      <div class="actions">
        {answers && row.number === null && <Take {...props} />}
        <a class="button" href={paths.call(row.call)}>
          {said.toCall}
        </a>
        {row.line !== null && (
          <a class="button" href={paths.line(row.line)}>
            {words.call.toLine}
          </a>
        )}
      </div>
    </section>
  )
}

function Take({ speech, row, place, form }: One): JSX.Element {
  const words = callsWords(speech.language)
  const key = String(place + 1)
  const hasKey = place < KEYED_MAX
  return (
    <form method="post" action={paths.callBackTaking(row.call)}>
      <Seal seal={form.seal} />
      <button
        {...(place === 0 ? { class: 'main', autofocus: true } : {})}
        {...(hasKey ? keyed(key) : {})}
      >
        {words.callBacks.take} {hasKey && <Key name={key} />}
      </button>
    </form>
  )
}

function Dialling({ speech, row, form, number }: One & { readonly number: string }): JSX.Element {
  const said = callsWords(speech.language).callBacks
  return (
    <div class="stack">
      <p>
        <a class="button main" href={`tel:${number}`} autofocus>
          {said.dial(number)}
        </a>
      </p>
      <p class="hint">{said.opened}</p>
      <form class="stack" method="post" action={paths.callBackTries(row.call)}>
        <Seal seal={form.seal} />
        <Select
          form={form}
          name="result"
          label={said.came}
          options={CALL_BACK_RESULTS.map((one) => [one, said.result[one]] as const)}
          autocomplete="off"
        />
        <button {...keyed('w')}>
          {said.save} <Key name="w" />
        </button>
      </form>
    </div>
  )
}
