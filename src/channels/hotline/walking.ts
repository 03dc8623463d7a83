/**
 * Walks the whole flow for its tests: every place with every thing that can be heard there and
 * every answer that the application can give. Not a caller: it never leaves anything out.
 */
import { bytes, gigabytes } from '../../domain/basics/data-volume.ts'
import type { GiftCardId, KeptMethodId, LineId, OfferId } from '../../domain/basics/ids.ts'
import { NO_YEN, yen } from '../../domain/basics/money.ts'
import { instant, jstDate } from '../../domain/basics/time.ts'
import type { Heard as HeardWords } from '../../domain/call/answer.ts'
import { takeTurn } from './flow.ts'
import type {
  At,
  Bill,
  Heard,
  LineFacts,
  PlacedOutcome,
  Question,
  Step,
  Told,
  Way,
} from './places.ts'
import type { InEveryLanguage, PackSaid } from './utterances.ts'

const NOW = instant('2026-11-22T05:00:00Z')
const LATER = instant('2026-11-30T15:00:00Z')

const HEARD: HeardWords = { text: '…', reading: '…' }
const SPOKEN: InEveryLanguage = { zh: HEARD, en: HEARD, ja: HEARD, ko: HEARD }

export const RIGHT_ICCID = '8981100000000000010'
export const RIGHT_CODE = '0123456789'
export const RIGHT_PIN = '2580'

export function pack(price: bigint, id = 'weekly'): PackSaid {
  return {
    ref: { id: id as OfferId, version: 1 },
    length: 'weekly',
    validity: { kind: 'calendar_days', days: 7 },
    allowance: { kind: 'total', bytes: gigabytes(3) },
    gigabyte: 'GB',
    after: { kind: 'stop' },
    price: yen(price),
  }
}

const lineId = (index: number) => `00000000-0000-7000-8000-00000000000${index}` as LineId
const line = (index: number) => ({ id: lineId(index), lastDigits: `000${index}` })

function facts(more: Partial<LineFacts>): LineFacts {
  return {
    ...line(1),
    asOf: NOW,
    standing: 'holder',
    held: true,
    bytesLeft: bytes(1_200_000_000n),
    gigabyte: 'GB',
    slowedKbps: null,
    life: { kind: 'valid', until: LATER },
    stopped: false,
    follow: 0,
    repeat: pack(1430n),
    sells: true,
    ...more,
  }
}

const FACTS: readonly LineFacts[] = [
  facts({}),
  facts({ standing: 'card', slowedKbps: 128, follow: 1, life: { kind: 'until_used' } }),
  facts({ standing: 'card', held: false }),
  facts({ repeat: null, life: { kind: 'grace', suspendedFrom: LATER } }),
  facts({ life: { kind: 'suspended', endsAt: LATER }, bytesLeft: null }),
  facts({ life: { kind: 'not_begun' } }),
  facts({ life: { kind: 'over' }, sells: false, repeat: null }),
  facts({ stopped: true, sells: false }),
]

const SAVED: Way = {
  how: { kind: 'saved', means: { brand: 'visa', lastDigits: '4242' }, amount: yen(1430n) },
  kept: lineId(8) as string as KeptMethodId,
}
const OTHERS: readonly Way[] = [
  { how: { kind: 'gift_card', amount: yen(1430n) }, kept: null },
  { how: { kind: 'link', amount: yen(1430n) }, kept: null },
  { how: { kind: 'web_code', amount: yen(1430n) }, kept: null },
]
const POINTS: Way = { how: { kind: 'points', points: yen(1430n) }, kept: null }

function bill(more: Partial<Bill>): Bill {
  return {
    asOf: NOW,
    pack: pack(1430n),
    price: yen(1430n),
    taxPercent: 10,
    tax: yen(130n),
    pointsUsed: NO_YEN,
    giftCardsUsed: NO_YEN,
    rest: yen(1430n),
    ways: [POINTS, SAVED, ...OTHERS],
    pointsToUse: null,
    effect: 'runs_now',
    from: NOW,
    until: LATER,
    refund: { kind: 'none' },
    payBy: { atOnce: LATER, byLink: LATER },
    pin: 'set',
    ...more,
  }
}

/** Of a draft: what it takes of points and gift cards is taken. */
function bills({ draft }: Extract<Question, { readonly kind: 'bill' }>): readonly (Bill | null)[] {
  const { usesPoints, giftCards } = draft
  if (usesPoints) {
    const covered = bill({ pointsUsed: yen(1430n), rest: NO_YEN, ways: [] })
    const partly = { pointsUsed: yen(400n), rest: yen(1030n), ways: [SAVED, ...OTHERS] }
    return [covered, bill(partly)]
  }
  if (giftCards.length > 0) {
    const covered = bill({ giftCardsUsed: yen(1430n), rest: NO_YEN, ways: [] })
    return [covered, bill({ giftCardsUsed: yen(1000n), rest: yen(430n), ways: [SAVED, ...OTHERS] })]
  }
  return [
    bill({}),
    bill({ pointsToUse: yen(400n), ways: [SAVED, ...OTHERS], pin: 'keyed' }),
    bill({ pin: 'none', ways: OTHERS }),
    bill({ pin: 'locked', ways: OTHERS }),
    bill({ price: NO_YEN, rest: NO_YEN, ways: [], pin: 'not_needed' }),
    null,
  ]
}

const TROUBLE: Told = { kind: 'trouble' }

/** Every answer that a question can have. */
export function answersTo(question: Question): readonly Told[] {
  return [...answersProper(question), TROUBLE]
}

function answersProper(question: Question): readonly Told[] {
  switch (question.kind) {
    case 'prove_card':
      return [
        { kind: 'card', line: line(1), triesOver: false },
        { kind: 'card', line: null, triesOver: false },
        { kind: 'card', line: null, triesOver: true },
      ]
    case 'confirm_number':
      return [
        { kind: 'number', lines: [line(1)], triesOver: false },
        { kind: 'number', lines: [], triesOver: false },
        { kind: 'number', lines: null, triesOver: false },
        { kind: 'number', lines: null, triesOver: true },
      ]
    case 'line':
      return [...FACTS, null].map((facts): Told => ({ kind: 'line', facts }))
    case 'packs':
      return [
        { kind: 'packs', packs: [1, 2, 3, 4].map((n) => pack(BigInt(n) * 500n, `pack-${n}`)) },
        { kind: 'packs', packs: [] },
      ]
    case 'advice':
      return [
        { kind: 'advice', advice: adviceOf() },
        { kind: 'advice', advice: { kind: 'nothing_needed' } },
        { kind: 'advice', advice: { kind: 'none' } },
      ]
    case 'bill':
      return bills(question).map((one): Told => ({ kind: 'bill', bill: one }))
    case 'gift_code':
      return giftCodeAnswers()
    case 'pin':
      return [
        { kind: 'pin', proved: true, triesLeft: 3 },
        { kind: 'pin', proved: false, triesLeft: 1 },
        { kind: 'pin', proved: false, triesLeft: 0 },
      ]
    case 'place':
      return placedAnswers(question)
    case 'details':
      return pastAnswers()
    case 'stop_card':
      return [true, false].map((done): Told => ({ kind: 'card_stopped', done }))
    case 'answers':
      return [
        { kind: 'answers', answers: [{ question: SPOKEN, answer: SPOKEN }] },
        { kind: 'answers', answers: [] },
      ]
    case 'people':
      return [
        { kind: 'people', open: true, opens: null, asOf: NOW },
        { kind: 'people', open: false, opens: LATER, asOf: NOW },
      ]
    case 'call_back':
      return [
        {
          kind: 'call_back',
          promised: { from: NOW, until: LATER, asOf: NOW, lastDigits: '1234' },
        },
        { kind: 'call_back', promised: null },
      ]
  }
}

function adviceOf(): Extract<Told, { readonly kind: 'advice' }>['advice'] {
  const plan = { saves: yen(500n), purchases: 2, total: yen(2860n) }
  return { kind: 'pack', pack: pack(1430n), lastDay: jstDate(LATER), asOf: NOW, ...plan }
}

function pastAnswers(): readonly Told[] {
  const order = { code: 'past_order', placedAt: NOW, asOf: NOW, price: yen(980n) } as const
  return [
    {
      kind: 'details',
      say: [
        { code: 'next_reset', at: LATER, asOf: NOW },
        { code: 'auto_renewal_off' },
        { ...order, state: 'paid' },
      ],
    },
    {
      kind: 'details',
      say: [{ code: 'auto_renewal_on', chargesAt: LATER, asOf: NOW }, { code: 'no_orders' }],
    },
  ]
}

function giftCodeAnswers(): readonly Told[] {
  const no = { kind: 'gift_code', card: null, mistyped: false, wait: false } as const
  const card = lineId(9) as string as GiftCardId
  return [{ ...no, card }, no, { ...no, mistyped: true }, { ...no, wait: true }]
}

function placedAnswers({
  draft,
  bill: due,
}: Extract<Question, { readonly kind: 'place' }>): readonly Told[] {
  const renewed = {
    kind: 'renewed',
    until: LATER,
    from: NOW,
    queued: false,
    receipt: true,
  } as const
  const how = due.rest === 0n ? null : draft.way?.how.kind
  const proper: readonly PlacedOutcome[] =
    how === 'link'
      ? [{ kind: 'link_sent', payBy: LATER, asOf: NOW }]
      : how === 'web_code'
        ? [{ kind: 'web_code', digits: '12345678', minutes: 30 }]
        : [
            { ...renewed, asOf: NOW },
            { ...renewed, asOf: NOW, queued: true, receipt: false },
            ...(how === 'saved'
              ? ([
                  { kind: 'deciding' },
                  { kind: 'failed', reason: 'declined' },
                  {
                    kind: 'refused',
                    refusal: { code: 'declines_too_many', again: LATER, asOf: NOW },
                  },
                ] as const)
              : []),
            { kind: 'money_back' },
            { kind: 'data_coming', by: LATER, asOf: NOW },
          ]
  const refused: readonly PlacedOutcome[] = [
    { kind: 'refused', refusal: { code: 'offer_unknown' } },
    { kind: 'refused', refusal: { code: 'price_changed', shown: yen(1n), price: yen(2n) } },
  ]
  return [...proper, ...refused].map((outcome): Told => ({ kind: 'placed', outcome }))
}

type Arrived = Extract<Told, { readonly kind: 'arrived' }>

/** A known caller with one line. */
export const KNOWN: Arrived = ring({ callsFrom: '1234', language: 'ja', lines: [line(1)] })

export const RINGS: readonly Arrived[] = [
  ring({}),
  ring({ callsFrom: '1234', name: SPOKEN, demonstration: true }),
  ring({ callsFrom: '1234', asserted: true }),
  KNOWN,
  ring({ callsFrom: '1234', language: 'zh', lines: [1, 2, 3, 4, 5, 6, 7].map(line), name: SPOKEN }),
  ring({ callsFrom: '1234', language: 'ko', lines: [] }),
]

export function ring(more: Partial<Arrived>): Arrived {
  const nobody = { language: null, lines: null, callsFrom: null, asserted: false } as const
  const unnamed = { name: null, demonstration: false } as const
  return { kind: 'arrived', ...nobody, ...unnamed, ...more }
}

/** All that can be heard where the step waits for the caller: each key, digits of every kind. */
export function everythingHeard({ at, ask }: Step): readonly Heard[] {
  if (ask?.of === 'person') {
    const kinds = ['silence', 'hang_up', 'nobody_came', 'person_left', 'stepped_in'] as const
    return [...kinds.map((kind) => ({ kind })), { kind: 'digits', digits: '5' }]
  }
  const keys = at.menu.length > 0 ? [...'0123456789*#'] : digitsFor(at)
  return [
    ...keys.map((digits): Heard => ({ kind: 'digits', digits })),
    { kind: 'digits', digits: '' },
    { kind: 'silence' },
    { kind: 'hang_up' },
    { kind: 'stepped_in' },
    { kind: 'too_long' },
  ]
}

/** Right ones, ones with a digit wrong, too few, and the key that goes back. */
function digitsFor({ name }: At): readonly string[] {
  const right = rightDigits(name)
  return [right, right.slice(0, -1), '*', '1', RIGHT_ICCID.replace('0', '1')]
}

export function rightDigits(name: At['name']): string {
  switch (name) {
    case 'iccid':
      return RIGHT_ICCID
    case 'activation':
      return RIGHT_CODE
    case 'number_code':
      return '123456'
    case 'gift_code':
      return '1'.repeat(25)
    case 'pin':
      return RIGHT_PIN
    case 'stay':
      return '14'
    default:
      return '09012345678'
  }
}

/** What usually comes: the question has its first answer, though people may be away. */
export function usualAnswers(question: Question): readonly Told[] {
  const all = answersTo(question)
  return question.kind === 'people' ? all.slice(0, 2) : all.slice(0, 1)
}

/** Every step that what was heard can lead to, whatever the application answers. */
export function stepsAfter(
  at: At | null,
  heard: Heard,
  answers: (question: Question) => readonly Told[] = answersTo,
): readonly Step[] {
  const found: Step[] = []
  const open: Step[] = [takeTurn(at, heard)]
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { ask, at: there, say } = step
    if (ask?.of !== 'app') {
      found.push(step)
      continue
    }
    for (const told of answers(ask.question)) {
      const next = takeTurn(there, { kind: 'told', told })
      open.push({ ...next, say: [...say, ...next.say] })
    }
  }
  return found
}

/** What a caller is about to buy matters here alone; everywhere else it is begun anew. */
const BUYING: readonly At['name'][] = ['paying', 'gift_code', 'summary', 'pin']

/**
 * Two places of one text are one: what is said, how often it was said again, amounts and languages
 * make no other.
 */
export function placeText({ at, ask }: Step): string {
  const { name, menu, back, tries, known, stuck, pinFor, draft, bill: due } = at
  return JSON.stringify([
    name,
    ask?.of ?? null,
    menu.map(({ key, goal }) => `${key}${goal.kind}`),
    [back?.kind, tries, known, stuck, at.callsFrom === null, at.asserted, at.lines.length > 0],
    [at.line !== null, at.iccid !== null, name === 'stay' || name === 'packs', at.packs.length > 0],
    pinFor,
    BUYING.includes(name) && [
      draft && [draft.way?.how.kind, draft.usesPoints, draft.giftCards.length],
      due && [due.pin, String(due.rest), String(due.pointsUsed), String(due.giftCardsUsed)],
    ],
  ])
}
