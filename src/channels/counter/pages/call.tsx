/**
 * One call: what an agent does with it, and beside that what is known of it. What Enter does is the
 * next thing: take it; verify; go to the customer's screen.
 */
import type { JSX } from 'preact'
import type { CallContext } from '../../../app/queries/staff/calls.ts'
import { CALL_OUTCOMES, WRAP_UP_NOTE_LENGTH_MAX } from '../../../domain/call/call.ts'
import { ErrorSummary, Field, LongField, Seal, Select, type FormProps } from '../../form.tsx'
import { callerName } from '../parts/call-tags.tsx'
import { CallsNav } from '../parts/calls-nav.tsx'
import { Key, keyed } from '../parts/key.tsx'
import { paths } from '../paths.ts'
import { SCAN_LENGTH_MAX } from '../reading/recognise-scan.ts'
import { callsWords } from '../words/calls/words.ts'
import { consoleWords } from '../words/console/words.ts'
import type { FoundLine } from '../../../app/queries/staff/find-line.ts'
import type { LineSummary } from '../../../app/queries/views.ts'
import { AboutLine, CallFacts, Part, type CallFactsProps } from './call-facts.tsx'

export const ICCID_TYPED_MAX = 32
export const CODE_TYPED_MAX = 20

export interface CallPageProps extends CallFactsProps {
  readonly form: FormProps
  /** Several lines were found; one of them is chosen. */
  readonly found: readonly FoundLine[]
  /** Differs whenever the facts do. */
  readonly mark: string
}

/** While it stays, the forms beside the facts still fit the call. */
export function stanceOf({ row, isMine, mayTake, mayWrapUp, line, order }: CallContext): string {
  return [row.state === 'over', isMine, mayTake, mayWrapUp, line?.id ?? '', order ?? ''].join('.')
}

export function CallPage(props: CallPageProps): JSX.Element {
  const { speech, call, form, mark } = props
  const words = callsWords(speech.language)
  return (
    <>
      <h1>{words.call.title(callerName(call.row, speech.language))}</h1>
      <CallsNav language={speech.language} here={null} />
      <ErrorSummary form={form} title={consoleWords(speech.language).frame.wrongTitle} />
      <p class="notice" role="status" data-moved hidden>
        {words.call.moved}{' '}
        <a href={paths.call(call.row.id)} {...keyed('r')}>
          {words.call.reload} <Key name="r" />
        </a>
      </p>
      <div class="columns">
        <div class="stack">
          {call.mayTake && <Take {...props} />}
          <About {...props} />
          {call.isMine && <Verify {...props} />}
          {call.isMine && <Find {...props} />}
          {call.isMine && <GiveBack {...props} />}
          {call.mayWrapUp && <WrapUp {...props} />}
        </div>
        <div
          data-live={paths.callLive(call.row.id, '')}
          data-mark={mark}
          data-stance={stanceOf(call)}
        >
          <CallFacts {...props} />
        </div>
      </div>
    </>
  )
}

function Take({ speech, call, form }: CallPageProps): JSX.Element {
  const { desk } = callsWords(speech.language)
  return (
    <form class="sheet" method="post" action={paths.callTaking(call.row.id)}>
      <Seal seal={form.seal} />
      <button class="main" autofocus {...keyed('1')}>
        {desk.take} <Key name="1" />
      </button>
    </form>
  )
}

/** Verified, the customer's own screen is where the agent goes on. */
function About(props: CallPageProps): JSX.Element {
  const { speech, call } = props
  const said = callsWords(speech.language).call
  const { line, order, isMine, row } = call
  const goesOn = isMine && row.standing !== 'nobody'
  return (
    <Part id="about" title={said.about}>
      <AboutLine speech={speech} call={call} />
      <div class="actions">
        {line !== null && (
          <a
            class={goesOn ? 'button main' : 'button'}
            href={paths.line(line.id)}
            {...keyed('v')}
            {...(goesOn ? { autofocus: true } : {})}
          >
            {said.toLine} <Key name="v" />
          </a>
        )}
        {order !== null && (
          <a class="button" href={paths.order(order)} {...keyed('o')}>
            {said.toOrder} <Key name="o" />
          </a>
        )}
      </div>
    </Part>
  )
}

/** A scanner's Enter goes from the card's number on to its code. */
function Verify({ speech, call, form }: CallPageProps): JSX.Element {
  const said = callsWords(speech.language).acts
  const isFirst = call.row.standing === 'nobody'
  return (
    <form
      class="sheet stack"
      method="post"
      action={paths.callVerification(call.row.id)}
      data-takes-scan
    >
      <h2>{said.verify}</h2>
      <p class="hint">{said.verifyHint}</p>
      <Seal seal={form.seal} />
      <Field
        form={form}
        name="iccid"
        label={said.iccid}
        digits
        autocomplete="off"
        maxlength={ICCID_TYPED_MAX}
        autofocus={isFirst}
      />
      <Field
        form={form}
        name="code"
        label={said.code}
        hint={said.codeHint}
        digits
        secret
        autocomplete="off"
        maxlength={CODE_TYPED_MAX}
      />
      <button class={isFirst ? 'main' : ''} {...keyed('k')}>
        {said.check} <Key name="k" />
      </button>
    </form>
  )
}

function Find(props: CallPageProps): JSX.Element {
  const { speech, call, form, found } = props
  const said = callsWords(speech.language).acts
  const choices = found.length > 0 ? found : call.lines
  return (
    <section class="sheet stack" aria-labelledby="find">
      <h2 id="find">{said.find}</h2>
      <p class="hint">{said.findHint}</p>
      {choices.map((line, place) => (
        <Choice key={line.id} {...props} line={line} place={place} />
      ))}
      <form class="stack" method="post" action={paths.callLine(call.row.id)} data-takes-scan>
        <Seal seal={form.seal} />
        <Field
          form={form}
          name="q"
          label={said.findField}
          autocomplete="off"
          maxlength={SCAN_LENGTH_MAX}
        />
        <button {...keyed('f')}>
          {said.findButton} <Key name="f" />
        </button>
      </form>
    </section>
  )
}

const CHOICES_KEYED_MAX = 9

function Choice(
  props: CallPageProps & { readonly line: LineSummary | FoundLine; readonly place: number },
): JSX.Element {
  const { speech, call, form, line, place } = props
  const said = callsWords(speech.language).acts
  const key = String(place + 1)
  const hasKey = place < CHOICES_KEYED_MAX
  const name = `${line.network.name[speech.language]} ${line.iccidMasked.slice(-4)}`
  return (
    <form class="between" method="post" action={paths.callLine(call.row.id)}>
      <Seal seal={form.seal} />
      <input type="hidden" name="line" value={line.id} />
      <span>
        {name} {line.msisdnMasked !== null && <span class="soft">{line.msisdnMasked}</span>}
      </span>
      <button {...(hasKey ? keyed(key) : {})}>
        {said.choose} <span class="unseen">{name}</span> {hasKey && <Key name={key} />}
      </button>
    </form>
  )
}

function GiveBack({ speech, call, form }: CallPageProps): JSX.Element {
  const said = callsWords(speech.language).acts
  const { id } = call.row
  return (
    <section class="sheet stack">
      <form class="stack" method="post" action={paths.callGivingBack(id)}>
        <Seal seal={form.seal} />
        <p class="hint">{said.giveBackHint}</p>
        <button {...keyed('x')}>
          {said.giveBack} <Key name="x" />
        </button>
      </form>
      {call.row.numberEnds !== null && (
        <form class="stack" method="post" action={paths.callPromise(id)}>
          <Seal seal={form.seal} />
          <p class="hint">{said.promiseHint}</p>
          <button {...keyed('p')}>
            {said.promise} <Key name="p" />
          </button>
        </form>
      )}
    </section>
  )
}

function WrapUp({ speech, call, form }: CallPageProps): JSX.Element {
  const words = callsWords(speech.language)
  const said = words.wrapUp
  const { optional } = consoleWords(speech.language).frame
  return (
    <form class="sheet stack" method="post" action={paths.callWrapUp(call.row.id)}>
      <h2>{said.title}</h2>
      <Seal seal={form.seal} />
      {call.line !== null && <input type="hidden" name="line" value={call.line.id} />}
      <Select
        form={form}
        name="outcome"
        label={said.outcome}
        options={CALL_OUTCOMES.map((one) => [one, words.outcomes[one]] as const)}
        value={call.order === null ? 'answered' : 'renewed'}
        autocomplete="off"
      />
      <LongField
        form={form}
        name="note"
        label={said.note}
        hint={said.noteHint}
        optional={optional}
        rows={3}
        maxlength={WRAP_UP_NOTE_LENGTH_MAX}
      />
      {call.line !== null && (
        <label class="tick">
          <input
            type="checkbox"
            name="opens"
            value="yes"
            checked={form.typed?.['opens'] === 'yes'}
          />
          <span>{said.opens}</span>
        </label>
      )}
      <button {...keyed('w')}>
        {said.save} <Key name="w" />
      </button>
    </form>
  )
}
