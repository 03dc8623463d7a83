/**
 * Coming to a place of the flow: what is said there, and what its keys do. Pure. Which place comes
 * next is `flow.ts`.
 */
import { SPOKEN_LANGUAGES } from '../../domain/call/call.ts'
import type { Bill, Choice, Draft, Goal, At, LineFacts, PlaceName, Step, Told } from './places.ts'
import type { Ask, InEveryLanguage, Option, PaidHow, Said, Utterance } from './utterances.ts'

export const MENU_WAIT_SECONDS = 6
export const ENTRY_WAIT_SECONDS = 10
export const PACKS_A_PAGE = 3
export const LINES_A_PAGE = 5

const ONE_KEY: Ask = { min: 1, max: 1, secret: false, waitSeconds: MENU_WAIT_SECONDS }

export function says({ language }: At, utterances: readonly Utterance[]): readonly Said[] {
  return utterances.map((utterance) => ({ language, utterance }))
}

/** Before anything was chosen, Chinese comes first. */
export function arrival(told: Extract<Told, { readonly kind: 'arrived' }>): At {
  return {
    name: 'language',
    language: told.language ?? 'zh',
    menu: [],
    back: null,
    ask: ONE_KEY,
    said: [],
    tries: 0,
    repeats: 0,
    known: told.lines !== null,
    lines: told.lines ?? [],
    line: null,
    iccid: null,
    packs: [],
    draft: null,
    bill: null,
    summary: [],
    pinFor: null,
    answers: [],
    callsFrom: told.callsFrom,
    asserted: told.asserted,
    demonstration: told.demonstration,
    stuck: false,
  }
}

/** A key, where it leads, and how it is offered; null: it is not spoken of. */
type Key = readonly [key: string, goal: Goal, option: Option | null]

interface Menu {
  readonly name: PlaceName
  /** Said once, on coming here. */
  readonly before?: readonly Utterance[]
  /** Said again when asked for. */
  readonly prompt: readonly Utterance[]
  readonly keys: readonly Key[]
  readonly back: Goal | null
}

function menu(at: At, { name, before = [], prompt, keys, back }: Menu): Step {
  const choices = keys.map(([key, goal]): Choice => ({ key, goal }))
  const options = keys.flatMap(([key, , option]): readonly Utterance[] =>
    option === null ? [] : [{ code: 'option', key, option }],
  )
  const said = says(at, [...prompt, ...options])
  const there = { ...at, name, menu: choices, back, ask: ONE_KEY, said, tries: 0, repeats: 0 }
  return { at: there, say: [...says(at, before), ...said], ask: { of: 'caller', ask: ONE_KEY } }
}

interface Entry {
  readonly name: PlaceName
  readonly prompt: Utterance
  readonly max: number
  readonly secret?: boolean
  readonly back?: Goal
  readonly before?: readonly Utterance[]
}

/** Digits that `#` ends. */
export function entry(at: At, given: Entry): Step {
  const { name, prompt, max, secret = false, before = [] } = given
  const back = given.back ?? (at.line === null ? KNOWN_HOW : HOME)
  const ask: Ask = { min: 1, max, secret, waitSeconds: ENTRY_WAIT_SECONDS }
  const said = says(at, [prompt])
  const there = { ...at, name, menu: [], back, ask, said, tries: 0, repeats: 0 }
  return { at: there, say: [...says(at, before), ...said], ask: { of: 'caller', ask } }
}

const HOME: Goal = { kind: 'home' }
const KNOWN_HOW: Goal = { kind: 'known_how' }
const BACK: Key = ['*', HOME, { kind: 'back' }]
const PERSON: Key = ['0', { kind: 'person' }, { kind: 'person' }]
const AGAIN: Key = ['9', { kind: 'again' }, { kind: 'again' }]

/** Every language offers itself in its own words; all else is said once one is chosen. */
export function languages(at: At, name: InEveryLanguage | null): Step {
  const said = SPOKEN_LANGUAGES.flatMap((language, index): readonly Said[] => [
    { language, utterance: { code: 'welcome', name } },
    {
      language,
      utterance: { code: 'option', key: String(index + 1), option: { kind: 'this_language' } },
    },
  ])
  const choices = SPOKEN_LANGUAGES.map((language, index): Choice => ({
    key: String(index + 1),
    goal: { kind: 'language', language },
  }))
  const there: At = { ...at, name: 'language', menu: choices, said }
  return { at: there, say: said, ask: { of: 'caller', ask: ONE_KEY } }
}

export function knownHow(at: At, before: readonly Utterance[]): Step {
  return menu(
    { ...at, stuck: false },
    {
      name: 'known_how',
      before,
      prompt: [{ code: 'ask_how_to_be_known' }],
      keys: [
        ['1', { kind: 'iccid' }, { kind: 'by_card' }],
        // A number that is a hint can be confirmed by nobody.
        ...(at.asserted
          ? [['2', { kind: 'number_code' }, { kind: 'confirm_number' }] as const]
          : []),
        ['3', { kind: 'questions' }, { kind: 'questions' }],
        PERSON,
      ],
      back: null,
    },
  )
}

export function linesPage(at: At, from: number): Step {
  const page = at.lines.slice(from, from + LINES_A_PAGE)
  const next = from + LINES_A_PAGE < at.lines.length ? from + LINES_A_PAGE : 0
  return menu(at, {
    name: 'lines',
    prompt: [{ code: 'ask_line' }],
    keys: [
      ...page.map(({ id, lastDigits }, index): Key => [
        String(index + 1),
        { kind: 'line', line: id },
        { kind: 'line', lastDigits },
      ]),
      ...(at.lines.length > LINES_A_PAGE
        ? [[String(LINES_A_PAGE + 1), { kind: 'lines', from: next }, { kind: 'more' }] as const]
        : []),
      BACK,
    ],
    back: HOME,
  })
}

export function atHome(at: At, line: LineFacts): Step {
  const there: At = { ...at, line, draft: null, bill: null, packs: [], summary: [], stuck: false }
  const { repeat, sells, standing, held, stopped } = line
  const keys: readonly (Key | null)[] = [
    sells && repeat !== null
      ? ['1', { kind: 'pack', pack: repeat }, { kind: 'repeat_pack', pack: repeat }]
      : null,
    sells ? ['2', { kind: 'packs', from: 0 }, { kind: 'choose_pack' }] : null,
    // What a line used is its holder's, and advice would tell it.
    sells && standing === 'holder' ? ['3', { kind: 'stay' }, { kind: 'advice' }] : null,
    standing === 'holder' ? ['4', { kind: 'details' }, { kind: 'details' }] : null,
    stopped ? null : ['5', { kind: 'stop_card' }, { kind: 'stop_card' }],
    ['6', { kind: 'questions' }, { kind: 'questions' }],
    at.lines.length > 1 ? ['7', { kind: 'lines', from: 0 }, { kind: 'other_line' }] : null,
    // A line that nobody holds has no PIN.
    standing === 'card' && held ? ['8', { kind: 'key_pin' }, { kind: 'key_pin' }] : null,
    PERSON,
    AGAIN,
  ]
  return menu(there, {
    name: 'home',
    prompt: [...lineSaid(line), ...(sells ? [] : [{ code: 'nothing_on_sale' } as const])],
    keys: keys.filter((key) => key !== null),
    back: null,
  })
}

function lineSaid(line: LineFacts): readonly Utterance[] {
  const { lastDigits, bytesLeft, gigabyte, slowedKbps, life, stopped, follow, asOf } = line
  const data: readonly Utterance[] = [
    { code: 'data_left', bytes: bytesLeft, gigabyte },
    ...(slowedKbps === null ? [] : [{ code: 'slowed', kbps: slowedKbps } as const]),
  ]
  return [
    { code: 'line_said', lastDigits },
    ...(stopped ? [{ code: 'card_is_stopped' } as const] : []),
    ...lifeSaid(life, { data, asOf }),
    ...(follow > 0 ? [{ code: 'packs_follow', count: follow } as const] : []),
  ]
}

function lifeSaid(
  life: LineFacts['life'],
  { data, asOf }: { readonly data: readonly Utterance[]; readonly asOf: LineFacts['asOf'] },
): readonly Utterance[] {
  switch (life.kind) {
    case 'valid':
      return [...data, { code: 'valid_until', at: life.until, asOf }]
    case 'until_used':
      return [...data, { code: 'valid_until_used' }]
    case 'not_begun':
      return [{ code: 'not_begun' }]
    case 'grace':
      return [{ code: 'in_grace', suspendedFrom: life.suspendedFrom, asOf }]
    case 'suspended':
      return [{ code: 'in_suspension', endsAt: life.endsAt, asOf }]
    case 'over':
      return [{ code: 'line_over' }]
  }
}

export function packsPage(at: At, from: number): Step {
  if (at.packs.length === 0) return whatElse(at, [{ code: 'nothing_on_sale' }])
  const page = at.packs.slice(from, from + PACKS_A_PAGE)
  const next = from + PACKS_A_PAGE < at.packs.length ? from + PACKS_A_PAGE : 0
  return menu(at, {
    name: 'packs',
    prompt: [],
    keys: [
      ...page.map((pack, index): Key => [
        String(index + 1),
        { kind: 'pack', pack },
        { kind: 'pack', pack },
      ]),
      ...(at.packs.length > PACKS_A_PAGE
        ? [[String(PACKS_A_PAGE + 1), { kind: 'packs', from: next }, { kind: 'more' }] as const]
        : []),
      BACK,
    ],
    back: HOME,
  })
}

export function advised(
  at: At,
  advice: Extract<Told, { readonly kind: 'advice' }>['advice'],
): Step {
  const choose: Key = ['2', { kind: 'packs', from: 0 }, { kind: 'choose_pack' }]
  if (advice.kind !== 'pack') {
    const code = advice.kind === 'none' ? 'no_advice' : 'nothing_needed'
    return menu(at, { name: 'advised', prompt: [{ code }], keys: [choose, BACK], back: HOME })
  }
  const { kind: _, ...facts } = advice
  return menu(at, {
    name: 'advised',
    prompt: [{ code: 'advised', ...facts }],
    keys: [['1', { kind: 'pack', pack: advice.pack }, { kind: 'take_it' }], choose, BACK],
    back: HOME,
  })
}

/** Keys of the ways to pay; the ninth says it again. */
const WAYS_MAX = 8

export function paying(at: At, before: readonly Utterance[]): Step {
  const { bill } = at
  if (bill === null) return whatElse(at, before)
  const ways = bill.ways.map((way): readonly [Goal, Option] =>
    way.how.kind === 'gift_card' && bill.giftCardsUsed > 0n
      ? [{ kind: 'pay', way }, { kind: 'another_gift_card' }]
      : [
          { kind: 'pay', way },
          { kind: 'pay', how: way.how },
        ],
  )
  const first: readonly (readonly [Goal, Option])[] =
    bill.pointsToUse === null
      ? []
      : [[{ kind: 'points_first' }, { kind: 'points_first', points: bill.pointsToUse }]]
  const all = [...first, ...ways].slice(0, WAYS_MAX)
  return menu(at, {
    name: 'paying',
    before,
    prompt: [
      { code: 'pack_said', pack: bill.pack },
      ...partsSaid(bill),
      ...(bill.pin === 'none' ? [{ code: 'pin_not_set' } as const] : []),
      ...(bill.pin === 'locked' ? [{ code: 'pin_locked' } as const] : []),
      { code: 'ask_how_to_pay', rest: bill.rest },
    ],
    keys: [...all.map(([goal, option], index): Key => [String(index + 1), goal, option]), BACK],
    back: HOME,
  })
}

function partsSaid({ pointsUsed, giftCardsUsed, rest }: Bill): readonly Utterance[] {
  if (pointsUsed === 0n && giftCardsUsed === 0n) return []
  return [{ code: 'summary_parts', points: pointsUsed, giftCards: giftCardsUsed, rest }]
}

/** The last words before paying, and the one key that binds. */
export function summary(at: At): Step {
  const { bill, draft } = at
  if (bill === null || draft === null) return whatElse(at, [])
  const { asOf, price, tax, taxPercent, effect, from, until } = bill
  const how = howPaid(bill, draft)
  const payBy = how?.kind === 'link' ? bill.payBy.byLink : bill.payBy.atOnce
  const said: readonly Utterance[] = [
    { code: 'summary_pack', pack: bill.pack },
    { code: 'summary_period', effect, from, until, asOf },
    { code: 'summary_price', price, taxPercent, tax },
    ...partsSaid(bill),
    { code: 'summary_paid', how, payBy, asOf },
    { code: 'summary_refund', rule: bill.refund },
    { code: 'summary_once' },
    { code: 'summary_terms' },
  ]
  return menu(
    { ...at, summary: said },
    {
      name: 'summary',
      prompt: said,
      keys: [
        ['1', { kind: 'agree' }, agreeing(bill, draft)],
        ['*', { kind: 'paying' }, { kind: 'back' }],
        AGAIN,
      ],
      back: { kind: 'paying' },
    },
  )
}

/** Null where parts of several kinds cover the price, or nothing is to be paid. */
function howPaid(bill: Bill, { way }: Draft): PaidHow | null {
  if (bill.rest > 0n) return way?.how ?? null
  const { pointsUsed: points, giftCardsUsed: amount } = bill
  if (points > 0n && amount === 0n) return { kind: 'points', points }
  return amount > 0n && points === 0n ? { kind: 'gift_card', amount } : null
}

function agreeing(bill: Bill, { way }: Draft): Option {
  if (bill.price === 0n) return { kind: 'agree_free' }
  const isLater = way?.how.kind === 'link' || way?.how.kind === 'web_code'
  if (bill.rest > 0n && isLater) return { kind: 'agree_to_link', amount: bill.rest }
  return { kind: 'agree_and_pay', amount: bill.price }
}

/** The words of the key that was pressed, for the agreement. */
export function agreed(bill: Bill, draft: Draft): Utterance {
  return { code: 'option', key: '1', option: agreeing(bill, draft) }
}

export function stopCard(at: At): Step {
  return menu(at, {
    name: 'stop_card',
    prompt: [{ code: 'stop_card_warning' }],
    keys: [['1', { kind: 'yes_stop_card' }, { kind: 'yes_stop_card' }], BACK],
    back: HOME,
  })
}

/** Questions that the operator has words for. */
export function choosing(at: At, before: readonly Utterance[]): Step {
  const { answers } = at
  if (answers.length === 0) return whatElse(at, [...before, { code: 'no_answers' }])
  return menu(at, {
    name: 'questions',
    before,
    prompt: [],
    keys: [
      ...answers.map(({ question }, index): Key => [
        String(index + 1),
        { kind: 'answer', index },
        { kind: 'answer', question },
      ]),
      BACK,
      PERSON,
    ],
    back: HOME,
  })
}

/** Something is done; what was said of it can be heard again. */
export function whatElse(at: At, done: readonly Utterance[]): Step {
  return menu(
    { ...at, draft: null, bill: null, summary: [], stuck: false },
    {
      name: 'after',
      prompt: [...done, { code: 'anything_else' }],
      keys: [
        ['1', HOME, { kind: 'main_menu' }],
        ['2', { kind: 'finish' }, { kind: 'finish' }],
        AGAIN,
        ['0', { kind: 'person' }, null],
      ],
      back: HOME,
    },
  )
}

export function callBackMenu(at: At, before: readonly Utterance[]): Step {
  const { callsFrom } = at
  return menu(at, {
    name: 'call_back',
    before,
    prompt: [],
    keys: [
      ...(callsFrom === null
        ? []
        : [
            [
              '1',
              { kind: 'call_back_here' },
              { kind: 'call_back_here', lastDigits: callsFrom },
            ] as const,
          ]),
      ['2', { kind: 'call_back_other' }, { kind: 'call_back_other' }],
      ['3', HOME, { kind: 'main_menu' }],
      // A person was just asked for: the key says the same again.
      ['0', { kind: 'again' }, null],
    ],
    back: HOME,
  })
}

export function goodbye(at: At, before: readonly Utterance[] = []): Step {
  return finished(at, [...before, { code: 'goodbye' }])
}

export function finished(at: At, said: readonly Utterance[]): Step {
  const over: At = { ...at, name: 'over', menu: [], back: null, said: [] }
  return { at: over, say: says(at, said) }
}
