/**
 * The telephone's pages: who calls, and the call itself. Everything is done by forms; where scripts
 * run, `client/phone.ts` takes the forms over. In English, but what the hotline says is in its own
 * language.
 */
import type { JSX } from 'preact'
import type { SpokenLanguage } from '../../domain/call/call.ts'
import { heardText, stateText } from './client/phone-words.ts'
import { page } from './pages.tsx'
import type { PhoneAsk, PhoneCall, PhoneReply, PhoneTurn } from './phone-ports.ts'
import { KEYS_LENGTH_MAX, TYPED, WITHHELD, type PhoneRefusal } from './phone-reading.ts'
import { PHONE_STYLE } from './phone-style.ts'
import { field } from './replying.ts'
import { securityPolicy, STYLE } from './style.ts'
import type { SampleCaller } from './world.ts'

export const PHONE_POLICY = securityPolicy([STYLE, PHONE_STYLE], true)

const OWN = { style: PHONE_STYLE, script: '/sandbox/phone/phone.ts' } as const

export interface RefusedForm {
  readonly refusal: PhoneRefusal
  /** What was sent, to be shown again. */
  readonly body: unknown
}

const REFUSALS: Readonly<Record<PhoneRefusal['code'], string>> = {
  number_unreadable: 'That is no telephone number. Give one such as 080 0000 0001 or +44 20 …',
  keys_unreadable: `Give digits, * or #, at most ${KEYS_LENGTH_MAX} of them.`,
  turn_unreadable: 'Name the turn that was heard: a whole number from 1.',
}

export function phoneRefusalText(code: PhoneRefusal['code']): string {
  return REFUSALS[code]
}

export function dialPage(callers: readonly SampleCaller[], refused: RefusedForm | null): string {
  const sent = refused?.body
  const chosen = textOf(field(sent, 'caller')) ?? callers[0]?.number ?? WITHHELD
  const isAsserted = sent === undefined || field(sent, 'asserted') === 'yes'
  return page(
    'Telephone',
    <>
      <nav aria-label="Sandbox">
        <a href="/sandbox">Sandbox</a>
      </nav>
      <p>Calls the hotline from this page. No telephone rings anywhere.</p>
      <Refused refusal={refused?.refusal ?? null} />
      <form id="dialling" class="dial" method="post" action="/sandbox/phone/calls">
        <fieldset>
          <legend>Who calls</legend>
          {callers.map(({ number, name, language, pin }) => (
            <Caller key={number} value={number} isChosen={chosen === number}>
              <span>
                <span lang={language}>{name}</span> · {number}
                <small>{pin === '' ? 'no phone PIN' : `phone PIN ${pin}`}</small>
              </span>
            </Caller>
          ))}
          <Caller value={WITHHELD} isChosen={chosen === WITHHELD}>
            Somebody who withholds the number
          </Caller>
          <Caller value={TYPED} isChosen={chosen === TYPED}>
            Another number
          </Caller>
          <label class="typed">
            The other number
            <input
              type="tel"
              name="number"
              autocomplete="off"
              value={textOf(field(sent, 'number')) ?? ''}
            />
          </label>
        </fieldset>
        <label class="pick">
          <input type="checkbox" name="asserted" value="yes" checked={isAsserted} />
          <span>
            Our own trunk vouches for the number
            <small>Otherwise it is a hint, and the caller is not known by it.</small>
          </span>
        </label>
        <button class="call">Call</button>
        <p id="note" class="soft" role="status" />
      </form>
    </>,
    OWN,
  )
}

function textOf(sent: unknown): string | null {
  return typeof sent === 'string' ? sent : null
}

function Caller(props: {
  readonly value: string
  readonly isChosen: boolean
  readonly children: JSX.Element | string
}): JSX.Element {
  return (
    <label class="pick">
      <input type="radio" name="caller" value={props.value} checked={props.isChosen} />
      {props.children}
    </label>
  )
}

export function callPage(call: PhoneCall, refusal: PhoneRefusal | null): string {
  const { reply, number, turns } = call
  const caller =
    number === null
      ? 'a number that is withheld'
      : `…${number.lastDigits}, ${number.asserted ? 'asserted' : 'not asserted'}`
  return page(
    'Telephone',
    <div id="phone" data-reply={JSON.stringify(reply)} data-next={nextOf(reply)}>
      <p class="soft">
        From {caller} · <a href="/sandbox/phone">Another call</a>
      </p>
      <div class="sheet heard" role="log" aria-label="What is said">
        <ol id="transcript">
          {turns.map((turn) => (
            <Turn key={turn.turn} turn={turn} />
          ))}
        </ol>
      </div>
      <div class="panel" id="now">
        <Refused refusal={refusal} />
        <p id="state" role="status">
          {stateText(reply.state)}
        </p>
        <p id="note" class="soft" role="status" />
        <output id="keyed" data-scripted hidden aria-label="Keyed" />
        <Panel reply={reply} />
        <div class="switches" data-scripted hidden>
          <Switch id="sound">Sound</Switch>
          <Switch id="passing">Let time pass</Switch>
        </div>
      </div>
    </div>,
    OWN,
  )
}

const LANGUAGE_TAGS: Readonly<Record<SpokenLanguage, string>> = {
  zh: 'zh-CN',
  en: 'en',
  ja: 'ja',
  ko: 'ko',
}

function Turn({ turn: { turn, heard, said } }: { readonly turn: PhoneTurn }): JSX.Element {
  const isKeyed = heard.kind === 'digits' || heard.kind === 'secret_digits'
  return (
    <li data-turn={turn}>
      <p class={isKeyed ? 'keyed' : 'noted'}>{heardText(heard)}</p>
      {said.map(({ language, text }, index) => (
        // What is said does not move, and may be said twice.
        <p key={`${turn}.${index}`} lang={LANGUAGE_TAGS[language]}>
          {text}
        </p>
      ))}
    </li>
  )
}

/** Its keys stay where they are; what else may be done depends on the reply. */
function Panel({ reply }: { readonly reply: PhoneReply }): JSX.Element {
  const { ask, call, turn } = reply
  const next = nextOf(reply)
  return (
    <form method="post" action={`/sandbox/phone/calls/${call}/turns`}>
      <div id="acts">
        <input type="hidden" name="turn" value={turn} />
        {ask !== null && ask.max > 1 && <Digits ask={ask} />}
      </div>
      <Keypad isPlain={ask?.max === 1} />
      <div class="row" id="moves">
        {next === 'ask' && (
          <button class="quiet" name="silence" value="yes">
            Say nothing
          </button>
        )}
        {next === 'person' && <PersonActs reply={reply} />}
        {next === 'hang_up' ? (
          <a href="/sandbox/phone">Call again</a>
        ) : (
          <button name="hang_up" value="yes">
            Hang up
          </button>
        )}
      </div>
    </form>
  )
}

/** Whoever was with a person is done when that person is. */
function nextOf({ next, state }: PhoneReply): PhoneReply['next'] {
  return state.kind === 'over' ? 'hang_up' : next
}

function Digits({ ask }: { readonly ask: PhoneAsk }): JSX.Element {
  const input = {
    name: 'digits',
    inputmode: 'numeric',
    autocomplete: 'off',
    maxlength: KEYS_LENGTH_MAX,
  } as const
  return (
    <div class="row" data-plain>
      <label>
        Digits
        {ask.secret ? <input type="password" {...input} /> : <input type="text" {...input} />}
      </label>
      <button>Send</button>
    </div>
  )
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
const NAMES: Readonly<Partial<Record<string, string>>> = { '*': 'Star', '#': 'Hash' }

/** Without scripts a key can be sent alone, not gathered. */
function Keypad({ isPlain }: { readonly isPlain: boolean }): JSX.Element {
  return (
    <div class="pad" role="group" aria-label="Keypad" data-scripted hidden={!isPlain}>
      {KEYS.map((key) => (
        <button key={key} name="digits" value={key} aria-label={NAMES[key] ?? key}>
          {key}
        </button>
      ))}
    </div>
  )
}

function PersonActs({ reply }: { readonly reply: PhoneReply }): JSX.Element {
  const isTaken = reply.state.kind === 'with_agent' || reply.state.kind === 'in_flow'
  return (
    <>
      {isTaken ? (
        <button class="quiet" name="person_left" value="yes">
          The person is gone
        </button>
      ) : (
        <button class="quiet" name="nobody_came" value="yes">
          Nobody came
        </button>
      )}
      <a data-plain href={`/sandbox/phone/calls/${reply.call}`}>
        Look again
      </a>
    </>
  )
}

function Switch(props: { readonly id: string; readonly children: string }): JSX.Element {
  return (
    <label class="pick">
      <input type="checkbox" id={props.id} checked autocomplete="off" />
      {props.children}
    </label>
  )
}

function Refused({ refusal }: { readonly refusal: PhoneRefusal | null }): JSX.Element | null {
  if (refusal === null) return null
  return (
    <p class="sheet said" role="alert">
      {phoneRefusalText(refusal.code)}
    </p>
  )
}
