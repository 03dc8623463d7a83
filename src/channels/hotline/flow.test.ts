import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { CALL_TURNS_MAX } from '../../domain/call/call.ts'
import { REPEATS_MAX, takeTurn, TRIES_MAX } from './flow.ts'
import { PLACES, type At, type Heard, type PlaceName, type Step } from './places.ts'
import type { UtteranceCode } from './utterances.ts'
import {
  everythingHeard,
  KNOWN,
  placeText,
  rightDigits,
  RIGHT_PIN,
  ring,
  RINGS,
  stepsAfter,
  usualAnswers,
} from './walking.ts'

interface Walked {
  readonly step: Step
  /** Where each thing heard can lead. */
  readonly after: readonly (readonly [heard: Heard, texts: ReadonlySet<string>])[]
}

/** Every place that can be come to, by its text. */
const walked = new Map<string, Walked>()
const said = new Set<UtteranceCode>()
/** What must not be, as it was met on the way. */
const quiet: string[] = []
const secrets: string[] = []
const noisyEnds: string[] = []
const wrongPins: string[] = []

function walkEverywhere(): void {
  const open = RINGS.flatMap((told) => stepsAfter(null, { kind: 'ring', told }))
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const text = placeText(step)
    if (walked.has(text)) continue
    const { at } = step
    const heardHere = step.ask === undefined ? [] : everythingHeard(step)
    const after = heardHere.map((heard) => {
      const steps = stepsAfter(at, heard)
      for (const next of steps) judge(at, heard, next)
      open.push(...steps)
      return [heard, new Set(steps.map(placeText))] as const
    })
    walked.set(text, { step, after })
  }
}

function judge(at: At, heard: Heard, next: Step): void {
  for (const { utterance } of next.say) said.add(utterance.code)
  const where = `${at.name} ${JSON.stringify(heard)}`
  const mayBeQuiet = heard.kind === 'hang_up' || next.ask?.of === 'person'
  if (next.say.length === 0 && !mayBeQuiet) quiet.push(where)
  if (next.ask?.of === 'caller' && next.at.said.length === 0) quiet.push(`${where} again`)
  if (heard.kind === 'hang_up' && (next.ask !== undefined || next.say.length > 0)) {
    noisyEnds.push(where)
  }
  if (next.at.name === 'home' && asksPin(next.at) !== mayKeyPin(next.at)) wrongPins.push(where)
  if (!HEARS_SECRETS.includes(at.name)) return
  const kept = JSON.stringify(next.at, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  if (SECRETS.some((secret) => kept.includes(`"${secret}"`))) secrets.push(where)
}

const asksPin = ({ menu }: At) => menu.some(({ goal }) => goal.kind === 'key_pin')
/** A line that nobody holds has no PIN. */
const mayKeyPin = ({ line }: At) => line !== null && line.standing === 'card' && line.held

const HEARS_SECRETS: readonly PlaceName[] = ['activation', 'gift_code', 'pin', 'number_code']
const SECRETS = [rightDigits('activation'), rightDigits('gift_code'), RIGHT_PIN]

const isOver = (step: Step) => step.ask === undefined

describe('the flow, walked everywhere', () => {
  before(walkEverywhere)

  test('every place is come to', () => {
    const found = new Set([...walked.values()].map(({ step }) => step.at.name))
    assert.deepEqual(
      PLACES.filter((name) => !found.has(name)),
      [],
    )
  })

  test('whatever is heard wherever, something is said or somebody is there', () => {
    assert.deepEqual(quiet, [])
  })

  test('a menu offers no key twice, and every key that it names leads somewhere', () => {
    for (const { step } of walked.values()) {
      const keys = step.at.menu.map(({ key }) => key)
      assert.equal(new Set(keys).size, keys.length, step.at.name)
      for (const { utterance } of step.at.said) {
        if (utterance.code !== 'option') continue
        const isKnown = keys.includes(utterance.key) || utterance.key === '*'
        assert.ok(isKnown, `${step.at.name} ${utterance.key}`)
      }
    }
  })

  test('the main menu asks whoever has the card for a PIN where somebody holds the line', () => {
    assert.deepEqual(wrongPins, [])
  })

  test('hanging up ends the call without a word, and nothing is heard after it', () => {
    assert.deepEqual(noisyEnds, [])
    for (const { step } of walked.values()) {
      if (!isOver(step)) continue
      assert.deepEqual(takeTurn(step.at, { kind: 'digits', digits: '1' }).say, [])
    }
  })

  test('from everywhere a way leads to the end, and to what can be bought or a person', () => {
    const ends = reaching((step) => isOver(step))
    const helped = reaching(
      ({ at, ask }) => at.name === 'home' || at.name === 'known_how' || ask?.of === 'person',
    )
    for (const [text, { step }] of walked) {
      assert.ok(ends.has(text), `no way out of ${text}`)
      assert.ok(isOver(step) || helped.has(text), `nobody helps at ${text}`)
    }
  })

  test('whoever says nothing, or only wrong things, is led to the end in few turns', () => {
    const turnsMax = TRIES_MAX * 4
    for (const heardAt of [silence, wrongKey]) {
      for (const { step } of walked.values()) assert.ok(endsWithin(step, heardAt, turnsMax))
    }
  })

  test('who has everything said again for ever is put through to somebody', () => {
    const again: Heard = { kind: 'digits', digits: '9' }
    let steps = stepsAfter(null, { kind: 'ring', told: KNOWN }, usualAnswers)
    for (let times = 0; times <= REPEATS_MAX; times += 1) {
      assert.ok(steps.every(({ at }) => at.name === 'home'))
      steps = steps.flatMap(({ at }) => stepsAfter(at, again, usualAnswers))
    }
    assert.ok(steps.length > 0 && steps.every(({ at }) => at.stuck))
  })

  test('no secret stands in what is kept between two turns', () => {
    assert.deepEqual(secrets, [])
  })

  test('what can go wrong, and what can come of it, is said somewhere', () => {
    const unsaid = ALL_CODES.filter((code) => !said.has(code))
    assert.deepEqual(unsaid, [])
  })
})

const ALL_CODES: readonly UtteranceCode[] = [
  'nothing_heard',
  'wrong_key',
  'digits_missing',
  'iccid_mistyped',
  'card_not_proved',
  'number_not_confirmed',
  'number_confirmed',
  'pin_wrong',
  'pin_locked',
  'pin_not_set',
  'gift_code_mistyped',
  'gift_code_unknown',
  'tries_used_up',
  'call_back_number_wrong',
  'refused',
  'trouble',
  'advised',
  'nothing_needed',
  'no_advice',
  'summary_parts',
  'renewed',
  'renewed_queued',
  'bank_is_deciding',
  'charge_failed',
  'money_comes_back',
  'data_is_coming',
  'link_sent',
  'web_code',
  'card_stopped_now',
  'people_away',
  'nobody_free',
  'call_back_promised',
  'answer_said',
  'no_answers',
  'goodbye',
]

/** The places from which one such is come to by some way. */
function reaching(isGoal: (step: Step) => boolean): ReadonlySet<string> {
  const before = new Map<string, string[]>()
  for (const [text, { after }] of walked) {
    for (const [, texts] of after) {
      for (const next of texts) before.getOrInsert(next, []).push(text)
    }
  }
  const found = new Set<string>()
  const open = [...walked].flatMap(([text, { step }]) => (isGoal(step) ? [text] : []))
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    if (found.has(text)) continue
    found.add(text)
    open.push(...(before.get(text) ?? []))
  }
  return found
}

type HeardAt = (at: At) => Heard

const silence: HeardAt = () => ({ kind: 'silence' })

/** A key that means nothing here, or a digit where many are asked for. */
const wrongKey: HeardAt = ({ menu, back }) => {
  if (menu.length === 0) return { kind: 'digits', digits: '#' }
  const taken = new Set([...menu.map(({ key }) => key), '0', '9', ...(back === null ? [] : ['*'])])
  return { kind: 'digits', digits: [...'123456780*#'].find((key) => !taken.has(key)) ?? '#' }
}

/** Whatever the application answers, and though nobody ever comes. */
function endsWithin(step: Step, heardAt: HeardAt, turns: number): boolean {
  if (isOver(step)) return true
  if (turns === 0) return false
  const heard: Heard = step.ask?.of === 'person' ? { kind: 'nobody_came' } : heardAt(step.at)
  return stepsAfter(step.at, heard).every((next) => endsWithin(next, heardAt, turns - 1))
}

describe('the shortest way to each goal', () => {
  const stranger = ring({})

  test('a known caller renews the last pack in eight keys, the PIN counted', (t) => {
    const goals: readonly [string, (step: Step) => boolean][] = [
      ['balance heard', says('data_left')],
      ['renewed', says('renewed')],
      ['link sent', says('link_sent')],
      ['code for the web', says('web_code')],
      ['advice heard', says('advised')],
      ['past orders heard', says('past_order')],
      ['card stopped', says('card_stopped_now')],
      ['answer heard', says('answer_said')],
      ['a person', ({ ask }) => ask?.of === 'person'],
      ['call-back promised', says('call_back_promised')],
    ]
    const keysOf = new Map<string, number>()
    for (const [caller, told] of [
      ['known', KNOWN],
      ['stranger', stranger],
    ] as const) {
      for (const [goal, isGoal] of goals) {
        const path = shortest(told, isGoal)
        assert.ok(path !== null, `${caller}: ${goal}`)
        keysOf.set(`${caller}: ${goal}`, path.keys)
        t.diagnostic(`${caller}: ${goal}: ${path.keys} keys (${path.way.join(' ')})`)
      }
    }
    assert.equal(keysOf.get('known: renewed'), 8)
    assert.equal(keysOf.get('known: balance heard'), 0)
  })

  test('no way is longer than a call may be', () => {
    assert.ok(walked.size > PLACES.length && CALL_TURNS_MAX > TRIES_MAX * PLACES.length)
  })
})

function says(code: UtteranceCode) {
  return ({ say }: Step) => say.some(({ utterance }) => utterance.code === code)
}

/** Names of places that end their digits by themselves need no `#`. */
const FIXED: readonly PlaceName[] = ['activation', 'number_code', 'gift_code']

interface Path {
  readonly keys: number
  readonly way: readonly string[]
}

/** By keys pressed; digits that may be fewer are ended by `#`. */
function shortest(told: ReturnType<typeof ring>, isGoal: (step: Step) => boolean): Path | null {
  interface Found extends Path {
    readonly step: Step
  }
  const start = stepsAfter(null, { kind: 'ring', told }, usualAnswers)
  const open: Found[] = start.map((step) => ({ step, keys: 0, way: [] }))
  const seen = new Set<string>()
  for (;;) {
    open.sort((one, other) => other.keys - one.keys)
    const best = open.pop()
    if (best === undefined) return null
    if (isGoal(best.step)) return best
    const text = placeText(best.step)
    if (seen.has(text) || best.step.ask?.of !== 'caller') continue
    seen.add(text)
    for (const { keys, digits } of keysAt(best.step.at)) {
      for (const step of stepsAfter(best.step.at, { kind: 'digits', digits }, usualAnswers)) {
        open.push({ step, keys: best.keys + keys, way: [...best.way, digits] })
      }
    }
  }
}

function keysAt({ name, menu }: At): readonly { readonly keys: number; readonly digits: string }[] {
  if (menu.length > 0) return menu.map(({ key }) => ({ keys: 1, digits: key }))
  const digits = rightDigits(name)
  return [{ digits, keys: digits.length + (FIXED.includes(name) ? 0 : 1) }]
}
