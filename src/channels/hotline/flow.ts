/**
 * The hotline's flow: from where a caller stands and what was heard to what is said and asked next.
 * Pure. Whoever is lost, silent or keys wrongly is led: three times at one place, then to a person,
 * then to a call-back, then the call ends. Not how it is spoken (`words/`) and not who does what
 * the flow asks for (`answering.ts`).
 */
import { present } from '../../domain/basics/assert.ts'
import { ICCID_LENGTHS, parseIccid } from '../../domain/line/iccid.ts'
import { ACTIVATION_CODE_LENGTH } from '../../domain/line/activation-code.ts'
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN } from '../../domain/account/phone.ts'
import {
  advised,
  agreed,
  arrival,
  atHome,
  callBackMenu,
  choosing,
  entry,
  finished,
  goodbye,
  knownHow,
  languages,
  linesPage,
  packsPage,
  paying,
  says,
  stopCard,
  summary,
  whatElse,
} from './entering.ts'
import type { At, Draft, Goal, Heard, PlacedOutcome, Question, Step, Told, Way } from './places.ts'
import type { Utterance } from './utterances.ts'

/** Silences and wrong keys in a row at one place. */
export const TRIES_MAX = 3
/** How often one prompt is said again when asked for. */
export const REPEATS_MAX = 4
export const PERSON_WAIT_SECONDS = 60
export const GIFT_CODE_DIGITS = 25
export const NUMBER_CODE_DIGITS = 6
/** A telephone number of any country (E.164). */
const NUMBER_DIGITS_MIN = 8
const NUMBER_DIGITS_MAX = 17

/** `at` is null when the call rings. Nothing is heard any more once it is over. */
export function takeTurn(at: At | null, heard: Heard): Step {
  if (heard.kind === 'ring') return arrive(heard.told)
  return taken(present(at, 'a call rings before anything else is heard'), heard)
}

function taken(at: At, heard: Exclude<Heard, { readonly kind: 'ring' }>): Step {
  if (at.name === 'over') return { at, say: [] }
  switch (heard.kind) {
    case 'digits':
      return at.name === 'person' ? toPerson(at, []) : keyed(at, heard.digits)
    case 'silence':
      return at.name === 'person' ? toPerson(at, []) : silent(at)
    case 'hang_up':
      return finished(at, [])
    case 'too_long':
      return goodbye(at)
    case 'stepped_in':
      return toPerson(at, at.name === 'person' ? [] : [{ code: 'person_comes' }])
    case 'nobody_came':
      return callBackMenu(at, [{ code: 'nobody_free' }])
    case 'person_left':
      return whatElse(at, [])
    case 'told':
      return told(at, heard.told)
  }
}

function arrive(arrived: Extract<Told, { readonly kind: 'arrived' }>): Step {
  const at = arrival(arrived)
  const { language, lines, name } = arrived
  if (language === null || lines === null) return languages(at, name)
  const welcome = { code: 'welcome', name } as const
  return toFirstLine(at, [welcome, ...noticed(at), { code: 'number_known' }])
}

/** Nothing is really sold in a demonstration. */
function noticed({ demonstration }: At): readonly Utterance[] {
  return demonstration ? [{ code: 'demonstration' }] : []
}

function toFirstLine(at: At, before: readonly Utterance[]): Step {
  const [first] = at.lines
  if (first === undefined) return knownHow(at, [...before, { code: 'no_lines' }])
  return ask(at, { kind: 'line', line: first.id }, before)
}

function ask(at: At, question: Question, before: readonly Utterance[] = []): Step {
  return { at, say: says(at, before), ask: { of: 'app', question } }
}

function keyed(at: At, digits: string): Step {
  if (digits === '') return silent(at)
  if (at.menu.length === 0) {
    return digits.startsWith('*') && at.back !== null ? go(at, at.back) : entered(at, digits)
  }
  const key = digits.slice(0, 1)
  const choice = at.menu.find((one) => one.key === key)
  if (choice !== undefined) return go(at, choice.goal)
  if (key === '*' && at.back !== null) return go(at, at.back)
  if (key === '0') return go(at, { kind: 'person' })
  if (key === '9') return go(at, { kind: 'again' })
  return wrong(at, { code: 'wrong_key' })
}

/** Said again with what was wrong; at the third time in a row somebody must help. */
function wrong(at: At, what: Utterance): Step {
  const tries = at.tries + 1
  if (tries >= TRIES_MAX) return stuck(at)
  const say = [...says(at, [what]), ...at.said]
  return { at: { ...at, tries }, say, ask: { of: 'caller', ask: at.ask } }
}

function silent(at: At): Step {
  // How long somebody stays need not be said.
  if (at.name === 'stay') return go(at, { kind: 'stay' }, null)
  // What was wanted is done.
  if (at.name === 'after') return goodbye(at)
  // Whoever never keyed anything is no one to put through.
  if (at.name === 'language' && at.tries + 1 >= TRIES_MAX) return goodbye(at)
  return wrong(at, { code: 'nothing_heard' })
}

/** Nobody is kept where they can not go on: a person, else a call-back, else the end. */
function stuck(at: At): Step {
  if (at.name === 'call_back' || at.name === 'call_back_number') return goodbye(at)
  return ask({ ...at, stuck: true }, { kind: 'people' }, [{ code: 'tries_used_up' }])
}

function toPerson(at: At, before: readonly Utterance[]): Step {
  const there: At = {
    ...at,
    name: 'person',
    menu: [],
    back: null,
    said: [],
    tries: 0,
    repeats: 0,
  }
  const why = at.stuck ? 'stuck' : 'asked'
  return {
    at: there,
    say: says(at, before),
    ask: { of: 'person', why, waitSeconds: PERSON_WAIT_SECONDS },
  }
}

function go(at: At, goal: Goal, days: number | 'resident' | null = null): Step {
  switch (goal.kind) {
    case 'language':
      return chosenLanguage({ ...at, language: goal.language })
    case 'known_how':
      return knownHow(at, [])
    case 'iccid':
      return entry(at, { name: 'iccid', prompt: { code: 'ask_iccid' }, max: ICCID_MAX })
    case 'number_code':
      return entry(at, {
        name: 'number_code',
        prompt: { code: 'ask_number_code', digits: NUMBER_CODE_DIGITS },
        max: NUMBER_CODE_DIGITS,
        secret: true,
      })
    case 'lines':
      return linesPage(at, goal.from)
    case 'line':
      return ask(at, { kind: 'line', line: goal.line })
    case 'home':
      return at.line === null ? knownHow(at, []) : ask(at, { kind: 'line', line: at.line.id })
    case 'again':
      return again(at)
    case 'finish':
      return goodbye(at)
    case 'questions':
      return ask(at, { kind: 'answers' })
    case 'answer':
      return answered(at, goal.index)
    case 'person':
      return ask({ ...at, stuck: false }, { kind: 'people' })
    case 'call_back_here':
      return ask(at, { kind: 'call_back', digits: null })
    case 'call_back_other':
      return entry(at, {
        name: 'call_back_number',
        prompt: { code: 'ask_call_back_number' },
        max: NUMBER_DIGITS_MAX,
        back: { kind: 'person' },
      })
    default:
      return goBuying(at, goal, days)
  }
}

const ICCID_MAX = Math.max(...ICCID_LENGTHS)

type Buying = Exclude<
  Goal,
  {
    readonly kind:
      | 'language'
      | 'known_how'
      | 'iccid'
      | 'number_code'
      | 'lines'
      | 'line'
      | 'home'
      | 'again'
      | 'finish'
      | 'questions'
      | 'answer'
      | 'person'
      | 'call_back_here'
      | 'call_back_other'
  }
>

/** All that needs a line. */
function goBuying(at: At, goal: Buying, days: number | 'resident' | null): Step {
  const { line, draft, bill } = at
  if (line === null) return knownHow(at, [])
  switch (goal.kind) {
    case 'packs':
      return at.packs.length === 0
        ? ask(at, { kind: 'packs', line: line.id })
        : packsPage(at, goal.from)
    case 'pack':
      return toBill(at, { pack: goal.pack, giftCards: [], usesPoints: false, way: null })
    case 'stay':
      return at.name === 'stay'
        ? ask(at, { kind: 'advice', line: line.id, days })
        : entry(at, { name: 'stay', prompt: { code: 'ask_stay' }, max: STAY_DIGITS_MAX })
    case 'details':
      return ask(at, { kind: 'details', line: line.id })
    case 'stop_card':
      return stopCard(at)
    case 'yes_stop_card':
      return ask(at, { kind: 'stop_card', line: line.id })
    case 'key_pin':
      return toPin({ ...at, pinFor: 'home' }, [])
    case 'paying':
      return draft === null ? go(at, { kind: 'home' }) : toBill(at, { ...draft, way: null })
    case 'pay':
      return draft === null ? go(at, { kind: 'home' }) : picked(at, draft, goal.way)
    case 'points_first':
      return draft === null ? go(at, { kind: 'home' }) : toBill(at, { ...draft, usesPoints: true })
    case 'gift_code':
      return entry(at, {
        name: 'gift_code',
        prompt: { code: 'ask_gift_code', digits: GIFT_CODE_DIGITS },
        max: GIFT_CODE_DIGITS,
        secret: true,
        back: { kind: 'paying' },
      })
    case 'agree':
      return draft === null || bill === null ? go(at, { kind: 'home' }) : agree(at, draft)
  }
}

/** Three digits: nobody plans for longer. */
const STAY_DIGITS_MAX = 3

function chosenLanguage(at: At): Step {
  if (at.known) return toFirstLine(at, [])
  if (at.line !== null) return ask(at, { kind: 'line', line: at.line.id })
  return knownHow(at, [...noticed(at), { code: 'never_asked' }])
}

function again(at: At): Step {
  const repeats = at.repeats + 1
  if (repeats > REPEATS_MAX) return stuck(at)
  return { at: { ...at, repeats }, say: at.said, ask: { of: 'caller', ask: at.ask } }
}

function answered(at: At, index: number): Step {
  const one = at.answers[index]
  if (one === undefined) return wrong(at, { code: 'wrong_key' })
  return choosing(at, [{ code: 'answer_said', answer: one.answer }])
}

function toBill(at: At, draft: Draft, before: readonly Utterance[] = []): Step {
  if (at.line === null) return knownHow(at, before)
  return ask({ ...at, draft }, { kind: 'bill', line: at.line.id, draft }, before)
}

function picked(at: At, draft: Draft, way: Way): Step {
  if (way.how.kind === 'gift_card') return go(at, { kind: 'gift_code' })
  if (way.how.kind === 'points') return toBill(at, { ...draft, usesPoints: true, way: null })
  return summary({ ...at, draft: { ...draft, way } })
}

/** Points and kept means are spent with the PIN only; it is asked for last. */
function agree(at: At, draft: Draft): Step {
  const { bill } = at
  const spendsKept = draft.way?.how.kind === 'saved' || (bill?.pointsUsed ?? 0n) > 0n
  if (spendsKept && bill?.pin !== 'keyed') return toPin({ ...at, pinFor: 'paying' }, [])
  return place(at)
}

function place(at: At): Step {
  const { line, draft, bill, summary: said } = at
  if (line === null || draft === null || bill === null) return go(at, { kind: 'home' })
  const question = { line: line.id, draft, bill, summary: said, agreed: agreed(bill, draft) }
  return ask(at, { kind: 'place', ...question })
}

function toPin(at: At, before: readonly Utterance[]): Step {
  return entry(at, {
    name: 'pin',
    prompt: { code: 'ask_pin' },
    max: PIN_DIGITS_MAX,
    secret: true,
    back: at.pinFor === 'paying' ? { kind: 'paying' } : { kind: 'home' },
    before,
  })
}

/** Digits where digits are asked for. */
function entered(at: At, digits: string): Step {
  const { line, iccid } = at
  const missing = (...expected: number[]) =>
    wrong(at, { code: 'digits_missing', keyed: digits.length, expected })
  switch (at.name) {
    case 'iccid': {
      const read = parseIccid(digits)
      if (read.ok) return toActivation({ ...at, iccid: read.value })
      const isLength = read.refusal.code === 'wrong_length'
      return isLength ? missing(...ICCID_LENGTHS) : wrong(at, { code: 'iccid_mistyped' })
    }
    case 'activation':
      if (digits.length !== ACTIVATION_CODE_LENGTH) return missing(ACTIVATION_CODE_LENGTH)
      if (iccid === null) return knownHow(at, [])
      return ask(at, { kind: 'prove_card', iccid, code: digits })
    case 'number_code':
      if (digits.length !== NUMBER_CODE_DIGITS) return missing(NUMBER_CODE_DIGITS)
      return ask(at, { kind: 'confirm_number', code: digits })
    case 'gift_code':
      if (digits.length !== GIFT_CODE_DIGITS) return missing(GIFT_CODE_DIGITS)
      return ask(at, { kind: 'gift_code', digits })
    case 'pin':
      if (digits.length < PIN_DIGITS_MIN) return missing(PIN_DIGITS_MIN, PIN_DIGITS_MAX)
      return line === null ? knownHow(at, []) : ask(at, { kind: 'pin', line: line.id, digits })
    case 'stay': {
      // A transport may hand on more than was asked for.
      const days = Number(digits.slice(0, STAY_DIGITS_MAX))
      return go(at, { kind: 'stay' }, days === 0 ? 'resident' : days)
    }
    case 'call_back_number':
      if (digits.length < NUMBER_DIGITS_MIN) return wrong(at, { code: 'call_back_number_wrong' })
      return ask(at, { kind: 'call_back', digits })
    default:
      return wrong(at, { code: 'wrong_key' })
  }
}

function toActivation(at: At): Step {
  return entry(at, {
    name: 'activation',
    prompt: { code: 'ask_activation', digits: ACTIVATION_CODE_LENGTH },
    max: ACTIVATION_CODE_LENGTH,
    secret: true,
    back: { kind: 'iccid' },
  })
}

function told(at: At, what: Told): Step {
  switch (what.kind) {
    case 'arrived':
      return arrive(what)
    case 'card':
      return toldCard(at, what)
    case 'number':
      return toldNumber(at, what)
    case 'line':
      return what.facts === null
        ? knownHow({ ...at, line: null }, [{ code: 'trouble' }])
        : atHome(at, what.facts)
    case 'packs':
      return packsPage({ ...at, packs: what.packs }, 0)
    case 'advice':
      return advised(at, what.advice)
    case 'bill':
      return toldBill(at, what)
    case 'gift_code':
      return toldGiftCode(at, what)
    case 'pin':
      return toldPin(at, what)
    case 'placed':
      return placed(at, what.outcome)
    case 'details':
      return whatElse(at, what.say)
    case 'card_stopped':
      return whatElse(at, [what.done ? { code: 'card_stopped_now' } : { code: 'trouble' }])
    case 'answers':
      return choosing({ ...at, answers: what.answers }, [])
    case 'people':
      return what.open
        ? toPerson(at, [{ code: 'person_comes' }])
        : callBackMenu(at, [{ code: 'people_away', opens: what.opens, asOf: what.asOf }])
    case 'call_back':
      return what.promised === null
        ? wrong(at, { code: 'call_back_number_wrong' })
        : whatElse(at, [{ code: 'call_back_promised', ...what.promised }])
    case 'trouble':
      return troubled(at)
  }
}

/** A question that has no answer is put again by the caller, three times; then the call ends. */
function troubled(at: At): Step {
  const isHelpless = at.stuck || at.said.length === 0
  return isHelpless ? goodbye(at, [{ code: 'trouble' }]) : wrong(at, { code: 'trouble' })
}

function toldCard(at: At, { line, triesOver }: Extract<Told, { kind: 'card' }>): Step {
  if (line !== null) {
    const lines = [line, ...at.lines.filter(({ id }) => id !== line.id)]
    return ask({ ...at, lines, iccid: null }, { kind: 'line', line: line.id })
  }
  if (triesOver) return stuck({ ...at, iccid: null })
  const prompt = { code: 'ask_iccid' } as const
  const before = [{ code: 'card_not_proved' } as const]
  return entry({ ...at, iccid: null }, { name: 'iccid', prompt, max: ICCID_MAX, before })
}

function toldNumber(at: At, { lines, triesOver }: Extract<Told, { kind: 'number' }>): Step {
  if (lines !== null) {
    return toFirstLine({ ...at, known: true, lines }, [{ code: 'number_confirmed' }])
  }
  if (triesOver) return stuck(at)
  return wrong(at, { code: 'number_not_confirmed' })
}

function toldBill(at: At, { bill }: Extract<Told, { kind: 'bill' }>): Step {
  const { draft } = at
  if (bill === null || draft === null) return whatElse(at, [{ code: 'nothing_on_sale' }])
  const there = { ...at, bill, draft: { ...draft, pack: bill.pack } }
  return bill.rest === 0n ? summary(there) : paying(there, [])
}

function toldGiftCode(at: At, what: Extract<Told, { kind: 'gift_code' }>): Step {
  const { draft } = at
  if (draft === null) return go(at, { kind: 'home' })
  if (what.wait) return toBill(at, draft, [{ code: 'refused', refusal: { code: 'wait' } }])
  if (what.mistyped) return wrong(at, { code: 'gift_code_mistyped' })
  const { card } = what
  if (card === null) return wrong(at, { code: 'gift_code_unknown' })
  return toBill(at, { ...draft, giftCards: [...new Set([...draft.giftCards, card])], way: null })
}

function toldPin(at: At, { proved, triesLeft }: Extract<Told, { kind: 'pin' }>): Step {
  const { bill, draft } = at
  if (proved) {
    if (at.pinFor !== 'paying' || bill === null) return go(at, { kind: 'home' })
    return place({ ...at, bill: { ...bill, pin: 'keyed' } })
  }
  if (triesLeft > 0) return toPin(at, [{ code: 'pin_wrong', triesLeft }])
  const before = [{ code: 'pin_locked' } as const]
  if (at.pinFor === 'paying' && draft !== null) {
    return toBill(at, { ...draft, usesPoints: false, way: null }, before)
  }
  return whatElse(at, before)
}

function placed(at: At, outcome: PlacedOutcome): Step {
  const { draft } = at
  switch (outcome.kind) {
    case 'renewed':
      return whatElse(at, [
        outcome.queued
          ? { code: 'renewed_queued', from: outcome.from, asOf: outcome.asOf }
          : { code: 'renewed', until: outcome.until, asOf: outcome.asOf },
        ...(outcome.receipt ? [{ code: 'receipt_by_mail' } as const] : []),
      ])
    case 'deciding':
      return whatElse(at, [{ code: 'bank_is_deciding' }])
    case 'failed': {
      const before = [{ code: 'charge_failed', reason: outcome.reason } as const]
      return draft === null ? whatElse(at, before) : toBill(at, { ...draft, way: null }, before)
    }
    case 'money_back':
      return whatElse(at, [{ code: 'money_comes_back' }])
    case 'data_coming':
      return whatElse(at, [{ code: 'data_is_coming', by: outcome.by, asOf: outcome.asOf }])
    case 'link_sent':
      return whatElse(at, [{ code: 'link_sent', payBy: outcome.payBy, asOf: outcome.asOf }])
    case 'web_code':
      return whatElse(at, [{ code: 'web_code', digits: outcome.digits, minutes: outcome.minutes }])
    case 'refused': {
      const before = [{ code: 'refused', refusal: outcome.refusal } as const]
      const { code } = outcome.refusal
      const isMended = code === 'price_changed' || code === 'declines_too_many'
      return isMended && draft !== null
        ? toBill(at, { ...draft, way: null }, before)
        : whatElse(at, before)
    }
  }
}
