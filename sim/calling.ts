/**
 * People who call the hotline: from a number that is known or not, with the card in their hand,
 * their PIN right or wrong, keying what the menu offers or something else; and transports that ask
 * again, at the same time, an older turn, or never. What agents do with them is `agents.ts`.
 */
import { orderByShortCode } from '../src/app/orders/short-code.ts'
import { callIdOf } from '../src/channels/hotline/answering.ts'
import type { Answered, HeardNow } from '../src/channels/hotline/ports.ts'
import type { Option } from '../src/channels/hotline/utterances.ts'
import type { LineId, OrderId } from '../src/domain/basics/ids.ts'
import { answeredOn, says, type Entry, type SimCall } from './call-book.ts'
import { remember } from './buying.ts'
import { expect } from './outside.ts'
import { pay } from './paying.ts'
import { SIM_VAULT } from './vault.ts'
import { insist, onTheWay, type Person, type SimLine, type World } from './world.ts'

const TURNS_MAX = 26
const THINKS_SECONDS_MAX = 12

/** What this caller has at hand and means to do. */
interface Mind {
  readonly line: SimLine
  /** So many wrong PINs come before the right one. */
  wrongPins: number
}

export async function callHotline(world: World, other: SimLine, person: Person): Promise<void> {
  const { chance, ids } = world
  const own = world.lines.filter(({ id }) => person.lines.includes(id))
  const line = chance.happens(0.75) ? (chance.pickAny(own) ?? other) : other
  const isOwn = chance.happens(0.75)
  const ringing = {
    transport: 'sandbox',
    reference: ids.next(),
    number: chance.happens(0.85) ? person.number : null,
    asserted: isOwn,
  } as const
  const call: SimCall = {
    id: callIdOf(SIM_VAULT, ringing),
    caller: person,
    number: ringing.number,
    asserted: ringing.asserted,
    keyed: [],
    heard: new Map(),
    replies: new Map(),
    isPromised: false,
    isPinUnsure: true,
  }
  world.calls.set(call.id, call)
  const { pinsAsked } = person
  const mind: Mind = { line, wrongPins: chance.pick([0, 0, 0, 0, 0, 1, 2, 3, 4]) }
  const ring = () => insist(world, ({ hotline }) => hotline.ring(ringing))
  const rung = await Promise.all(chance.happens(0.1) ? [ring(), ring()] : [ring()])
  for (const one of rung) if (one !== null) answeredOn(call, one)
  let answered = rung.find((one) => one !== null) ?? null
  for (let turns = 0; answered !== null && turns < TURNS_MAX; turns += 1) {
    if (answered.reply.next === 'hang_up') break
    await onTheWay(world, THINKS_SECONDS_MAX)
    answered = await oneTurn(world, call, { mind, answered })
  }
  call.isPinUnsure = pinsAsked !== person.pinsAsked || pinsAsked % 2 !== 0
  // Some transports die without a word.
  if (answered !== null && chance.happens(0.6)) {
    await hear(world, call, answered.turn, { kind: 'hang_up' })
  }
}

/** Null: the transport gave up. */
async function oneTurn(
  world: World,
  call: SimCall,
  { mind, answered }: { readonly mind: Mind; readonly answered: Answered },
): Promise<Answered | null> {
  const { chance } = world
  const { turn } = answered
  const heard = await heardAfter(world, call, { mind, answered })
  const older = chance.pickAny([...call.heard.keys()])
  const asking = [hear(world, call, turn, heard)]
  if (chance.happens(0.12)) asking.push(hear(world, call, turn, heard))
  if (older !== undefined && chance.happens(0.1)) asking.push(hearAgain(world, call, older))
  const [first] = await Promise.all(asking)
  const next = first ?? (await lookAgain(world, call))
  if (next !== null && next.turn > turn) await afterwards(world, call, next)
  return next
}

async function hear(
  world: World,
  { id }: SimCall,
  turn: number,
  heard: HeardNow,
): Promise<Answered | null> {
  const call = world.calls.get(id)
  if (call === undefined) return null
  if (!call.heard.has(turn)) call.heard.set(turn, heard)
  const answered = await insist(world, async ({ hotline }) => {
    const answer = await hotline.hear(id, turn, heard)
    expect(answer !== null, 'a call that was answered is known', id)
    return answer
  })
  if (answered !== null) answeredOn(call, answered)
  return answered
}

/** A request that was held up on its way: of an older turn, or as another transport tells it. */
function hearAgain(world: World, call: SimCall, turn: number): Promise<Answered | null> {
  const { chance } = world
  const late = call.heard.get(turn) ?? { kind: 'silence' }
  const other = { kind: 'digits', digits: String(chance.below(10)) } as const
  return hear(world, call, turn, chance.happens(0.7) ? late : other)
}

/** A transport that knows nothing any more asks what stands. */
async function lookAgain(world: World, call: SimCall): Promise<Answered | null> {
  if (world.chance.happens(0.2)) return null
  const standing = await insist(world, async ({ hotline }) => ({
    answered: await hotline.standing(call.id),
  }))
  const answered = standing?.answered ?? null
  if (answered !== null) answeredOn(call, answered)
  return answered
}

/** What was asked for as digits, by what is said last. */
const ENTRIES: readonly (readonly [code: string, entry: Entry])[] = [
  ['ask_iccid', 'iccid'],
  ['ask_activation', 'activation'],
  ['ask_pin', 'pin'],
  ['ask_number_code', 'number_code'],
  ['ask_gift_code', 'gift_code'],
  ['ask_stay', 'other'],
  ['ask_call_back_number', 'other'],
]

async function heardAfter(
  world: World,
  call: SimCall,
  { mind, answered }: { readonly mind: Mind; readonly answered: Answered },
): Promise<HeardNow> {
  const { chance } = world
  const { reply, turn } = answered
  if (reply.next === 'person') return whileWaiting(world, reply.waitSeconds)
  // Asked once more, some have changed their mind.
  if (call.heard.has(turn) && chance.happens(0.6)) return { kind: 'digits', digits: '*' }
  if (chance.happens(0.03)) return { kind: 'silence' }
  if (chance.happens(0.015)) return { kind: 'hang_up' }
  if (chance.happens(0.02)) return { kind: 'digits', digits: chance.pick(['*', '9', '7', '0']) }
  const codes = reply.say.map(({ utterance }) => utterance.code as string)
  const entry = ENTRIES.findLast(([code]) => codes.includes(code))?.[1]
  if (entry === undefined) return { kind: 'digits', digits: keyOf(world, call, answered) }
  const digits = digitsFor(world, call, { mind, entry })
  call.keyed.push({ turn, entry, digits })
  return { kind: 'digits', digits }
}

async function whileWaiting(world: World, seconds: number): Promise<HeardNow> {
  await onTheWay(world, seconds)
  const kinds = ['nobody_came', 'nobody_came', 'person_left', 'silence', 'hang_up'] as const
  return { kind: world.chance.pick(kinds) }
}

function digitsFor(
  { chance, lines, giftCodes }: World,
  { caller }: SimCall,
  { mind, entry }: { readonly mind: Mind; readonly entry: Entry },
): string {
  switch (entry) {
    case 'iccid':
      return chance.happens(0.9) ? mind.line.iccid : (chance.pickAny(lines) ?? mind.line).iccid
    case 'activation':
      return chance.happens(0.9) ? mind.line.code : '0000000001'
    case 'pin':
      if (mind.wrongPins <= 0 && caller.pin !== null) return caller.pin
      mind.wrongPins -= 1
      return '0193'
    case 'number_code':
      return chance.happens(0.9) ? (caller.numberCode ?? '000000') : '000000'
    case 'gift_code':
      return chance.pickAny(giftCodes) ?? '0'.repeat(25)
    case 'other':
      return chance.pick(['3', '14', '0', '0312345678', '8613800138000', '12'])
  }
}

/** How often each is picked beside the others; what is not named comes once. */
const LIKED: Partial<Record<Option['kind'], number>> = {
  this_language: 4,
  by_card: 8,
  confirm_number: 30,
  repeat_pack: 20,
  choose_pack: 8,
  pack: 10,
  take_it: 20,
  points_first: 40,
  agree_and_pay: 60,
  agree_to_link: 60,
  agree_free: 60,
  key_pin: 6,
  person: 2,
  call_back_here: 20,
  call_back_other: 6,
  main_menu: 12,
  other_line: 2,
  line: 10,
  yes_stop_card: 2,
  finish: 2,
}
/** Not the holder's whole world: few lose their card, few plan. */
const SELDOM: readonly Option['kind'][] = ['stop_card', 'advice', 'questions', 'again', 'back']
const SELDOM_SHARE = 0.1

/** What is kept is the quickest way to pay. */
function likingOf(option: Option): number {
  if (option.kind !== 'pay') return LIKED[option.kind] ?? 1
  return option.how.kind === 'points' || option.how.kind === 'saved' ? 60 : 10
}

function keyOf({ chance }: World, { caller }: SimCall, { reply }: Answered): string {
  const options = reply.say.flatMap(({ utterance }) =>
    utterance.code === 'option' ? [utterance] : [],
  )
  const unlikely = [
    ...SELDOM,
    ...(caller.pin === null ? (['key_pin'] as const) : []),
    ...(caller.numberCode === null ? (['confirm_number'] as const) : []),
  ]
  const open = options.filter(
    ({ option }) => !unlikely.includes(option.kind) || chance.happens(SELDOM_SHARE),
  )
  if (open.length === 0) return '1'
  return chance.weigh(open.map(({ key, option }) => [likingOf(option), key] as const))
}

/** What follows from a reply: an order goes on elsewhere, with whoever has its digits or link. */
async function afterwards(world: World, call: SimCall, answered: Answered): Promise<void> {
  // Good once, and not for long.
  if (says(answered, 'number_confirmed', 'number_not_confirmed')) call.caller.numberCode = null
  const { call: known } = await world.process.app.reads.call(call.id)
  const order = world.store.tables.orders.get(known?.order ?? '')
  if (order !== undefined && says(answered, 'link_sent', 'charge_failed')) {
    await payOnTheWeb(world, { line: order.line, order: order.id })
  }
  const code = answered.reply.say.find(({ utterance }) => utterance.code === 'web_code')
  if (code?.utterance.code !== 'web_code') return
  await onTheWay(world, 600)
  const found = await orderByShortCode(world.process.app, code.utterance.digits)
  if (found === null) return
  expect(found.order.channel === 'phone', 'the digits lead to what was begun on the telephone')
  await payOnTheWeb(world, { line: found.order.line, order: found.order.id })
}

async function payOnTheWeb(
  world: World,
  of: { readonly line: LineId; readonly order: OrderId },
): Promise<void> {
  remember(world, of)
  if (world.chance.happens(0.6)) await pay(world, of)
}
