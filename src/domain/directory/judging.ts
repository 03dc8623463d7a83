/**
 * Whether what a message names is ours. Official only where everything that one could act on is in
 * the directory; unknown is no accusation; reported is what staff confirmed. Alarm is raised by
 * what a message does (looks like us, hides where it leads, asks for what nobody should give), not
 * by being unknown. A sender can be forged, so even an official answer speaks of what is named,
 * not of who wrote.
 */
import {
  isInForce,
  isSeller,
  type ChatApp,
  type Directory,
  type Entry,
  type SellerKind,
} from './directory.ts'
import type { Instant } from '../basics/time.ts'
import { fold } from './folding.ts'
import type { LinkTrait } from './links.ts'
import { imitates, type Ours } from './look-alikes.ts'
import { keyOf, type Named, type ReadMessage } from './reading.ts'
import type { Wording } from './wordings.ts'

export type Verdict = 'official' | 'unknown' | 'reported'

export type Standing =
  | { readonly kind: 'official'; readonly entry: Entry }
  /** A carrier's own page, and help lines of the state: real, and not ours. */
  | { readonly kind: 'carrier'; readonly entry: Entry }
  | { readonly kind: 'help_line' }
  | { readonly kind: 'given_up'; readonly entry: Entry; readonly since: Instant }
  | { readonly kind: 'look_alike'; readonly of: string }
  | { readonly kind: 'reported' }
  | { readonly kind: 'unknown' }

export interface JudgedThing {
  readonly named: Named
  readonly standing: Standing
}

export type Reason =
  | { readonly code: 'all_listed' }
  | { readonly code: 'nothing_named' }
  | { readonly code: 'partly_read' }
  | { readonly code: 'reported'; readonly value: string }
  | { readonly code: 'look_alike'; readonly value: string; readonly of: string }
  | { readonly code: 'given_up'; readonly value: string; readonly since: Instant }
  | { readonly code: 'not_listed'; readonly values: readonly string[] }
  | { readonly code: 'chat_account'; readonly app: ChatApp | null; readonly value: string }
  | { readonly code: 'link'; readonly trait: LinkTrait; readonly value: string }
  | { readonly code: 'says'; readonly wording: Wording }
  | { readonly code: 'speaks_for_us'; readonly name: string }
  | { readonly code: 'speaks_for'; readonly brands: readonly string[] }
  | { readonly code: 'carriers_own'; readonly id: string; readonly value: string }

export const ADVICE = [
  'do_not_pay',
  'do_not_add',
  'do_not_tell',
  'do_not_open',
  'type_address',
  'ask_us',
  'carriers_page',
] as const
export type Advice = (typeof ADVICE)[number]

export interface Judgement {
  readonly verdict: Verdict
  /** It does what frauds do, whether anybody reported it or not. */
  readonly alarm: boolean
  readonly things: readonly JudgedThing[]
  /** Shops and sellers of ours that are named: a fact of the directory, not of the sender. */
  readonly sellers: readonly (Entry & { readonly kind: SellerKind })[]
  readonly reasons: readonly Reason[]
  readonly advice: readonly Advice[]
}

/** Anybody may print these numbers: 03-5449-0906, help of tourists. */
export const PUBLIC_HELP: ReadonlySet<string> = new Set(['+81354490906'])
/** A query that is little more than the name of a shop is about the shop. */
const BESIDE_NAME_MAX = 6

export function judge(read: ReadMessage, directory: Directory, now: Instant): Judgement {
  const inForce = directory.entries.filter((entry) => isInForce(entry, now))
  const things = read.named.map((named) => ({
    named,
    standing: standingOf(named, directory, now),
  }))
  const sellers = inForce.filter(isSeller).filter((one) => isNamed(one, read.text))
  const reasons = reasonsOf(read, { directory, things, sellers })
  const alarm = isAlarming(reasons)
  const verdict = verdictOf({ read, things, sellers, alarm })
  return { verdict, alarm, things, sellers, reasons, advice: adviceFor(verdict, alarm, reasons) }
}

/** Ours, a carrier's own or a help line of the state, whatever somebody says of it. */
export function isGenuine(named: Named, { entries }: Directory, now: Instant): boolean {
  if (named.kind === 'phone' && PUBLIC_HELP.has(named.value)) return true
  return entries.some((entry) => isThat(named, entry) && isInForce(entry, now))
}

/** What the directory says of one thing by itself. */
export function standingOf(named: Named, directory: Directory, now: Instant): Standing {
  if (isReported(named, directory.reported)) return { kind: 'reported' }
  const matching = directory.entries.filter((entry) => isThat(named, entry))
  const entry = matching.find((one) => isInForce(one, now))
  // A real host behind a made-up user name is still a disguise.
  const isDisguised = named.kind === 'link' && named.traits.includes('hides_host')
  if (entry !== undefined && !isDisguised) {
    return entry.kind === 'carrier' ? { kind: 'carrier', entry } : { kind: 'official', entry }
  }
  if (named.kind === 'phone' && PUBLIC_HELP.has(named.value)) return { kind: 'help_line' }
  const past = matching.find((one) => one.until !== null && !isInForce(one, now))
  if (past !== undefined && past.until !== null)
    return { kind: 'given_up', entry: past, since: past.until }
  const imitated = imitates(named, oursOf(directory))
  return imitated === null ? { kind: 'unknown' } : { kind: 'look_alike', of: imitated.of }
}

export function isReported(named: Named, reported: readonly string[]): boolean {
  const keys = named.kind === 'handle' ? [named, { ...named, app: null }] : [named]
  return keys.some((one) => reported.includes(keyOf(one)))
}

function isThat(named: Named, entry: Entry): boolean {
  switch (named.kind) {
    case 'link':
      return (
        (entry.kind === 'domain' || entry.kind === 'carrier') &&
        (named.host === entry.value || named.host.endsWith(`.${entry.value}`))
      )
    case 'handle':
      return (
        entry.kind === 'handle' &&
        entry.value === named.value &&
        (named.app === null || named.app === entry.app)
      )
    default:
      return entry.kind === named.kind && entry.value === named.value
  }
}

function oursOf({ entries, names }: Directory): Ours {
  const values = entries.flatMap((entry) =>
    entry.kind === 'domain' || entry.kind === 'handle' || entry.kind === 'email'
      ? [entry.value]
      : [],
  )
  return { values, names }
}

function isNamed({ name, value }: Entry, text: string): boolean {
  return [...Object.values(name), value].some((one) => text.includes(fold(one)))
}

interface Seen {
  readonly directory: Directory
  readonly things: readonly JudgedThing[]
  readonly sellers: readonly Entry[]
}

function reasonsOf(read: ReadMessage, { directory, things, sellers }: Seen): readonly Reason[] {
  const reasons = things.flatMap(reasonsOfThing)
  const strange = things.filter(({ standing }) => standing.kind === 'unknown')
  if (strange.length > 0) {
    reasons.push({ code: 'not_listed', values: strange.map(({ named }) => named.value) })
  }
  for (const wording of read.wordings) reasons.push({ code: 'says', wording })
  const isOurs = things.some(({ standing }) => standing.kind === 'official')
  const name = directory.names.find((one) => read.text.includes(one))
  if (name !== undefined && !isOurs && strange.length > 0) {
    reasons.push({ code: 'speaks_for_us', name })
  }
  if (read.brands.length > 0 && strange.length > 0) {
    reasons.push({ code: 'speaks_for', brands: read.brands })
  }
  if (things.length === 0 && sellers.length === 0) reasons.push({ code: 'nothing_named' })
  if (read.isCut) reasons.push({ code: 'partly_read' })
  if (isOurs && things.every(({ standing }) => isReal(standing))) {
    reasons.unshift({ code: 'all_listed' })
  }
  return reasons
}

function reasonsOfThing({ named, standing }: JudgedThing): Reason[] {
  const { value } = named
  switch (standing.kind) {
    case 'reported':
      return [{ code: 'reported', value }, ...traitsOf(named)]
    case 'look_alike':
      return [{ code: 'look_alike', value, of: standing.of }, ...traitsOf(named)]
    case 'given_up':
      return [{ code: 'given_up', value, since: standing.since }]
    case 'carrier':
      return [{ code: 'carriers_own', id: standing.entry.id, value }]
    case 'unknown':
      return traitsOf(named)
    default:
      return []
  }
}

function traitsOf(named: Named): Reason[] {
  if (named.kind === 'handle') {
    return [{ code: 'chat_account', app: named.app, value: named.value }]
  }
  if (named.kind !== 'link') return []
  return named.traits.map((trait) => ({ code: 'link', trait, value: named.value }))
}

function isReal({ kind }: Standing): boolean {
  return kind === 'official' || kind === 'carrier' || kind === 'help_line'
}

/** From so much on there is alarm. Some signs are enough alone, others only together. */
export const ALARM_WEIGHT = 4

const TRAIT_WEIGHTS: Readonly<Record<LinkTrait, number>> = {
  hides_host: 4,
  mixed_scripts: 4,
  bare_address: 3,
  shortened: 2,
  picture: 1,
  odd_port: 1,
}

const WORDING_WEIGHTS: Readonly<Record<Wording, number>> = {
  asks_gift_code: 4,
  asks_secret: 4,
  asks_for_sim: 3,
  personal_payment: 3,
  threatens: 3,
  parcel: 3,
  refund_bait: 3,
  asks_to_add: 2,
  urgency: 2,
  bonus: 1,
  claims_official: 1,
  limited_time: 1,
  recharge: 1,
}

/** Every shop speaks so; all together they say little. */
const SELLING: ReadonlySet<string> = new Set<Wording>([
  'bonus',
  'claims_official',
  'limited_time',
  'recharge',
])
const SELLING_WEIGHT_MAX = 2

function weightOf(reason: Reason, reasons: readonly Reason[]): number {
  switch (reason.code) {
    case 'reported':
    case 'look_alike':
      return ALARM_WEIGHT
    case 'link':
      return TRAIT_WEIGHTS[reason.trait]
    case 'says':
      return WORDING_WEIGHTS[reason.wording]
    // A name alone is no claim; pressed for in that name, it is.
    case 'speaks_for':
    case 'speaks_for_us':
      return reasons.some((one) => one.code === 'says' && one.wording === 'urgency') ? 2 : 0
    case 'chat_account':
    case 'not_listed':
      return 1
    default:
      return 0
  }
}

/**
 * Weights of one kind count once: five short links are no worse a sign than one. Where all that is
 * named is real, or nothing is, only what nobody may ask for is alarming: notices speak of ends and
 * offers too.
 */
function isAlarming(reasons: readonly Reason[]): boolean {
  const isNothingToDo = reasons.some(
    ({ code }) => code === 'all_listed' || code === 'nothing_named',
  )
  const kinds = new Map<string, number>()
  for (const reason of reasons) {
    const weight = weightOf(reason, reasons)
    if (isNothingToDo && weight < ALARM_WEIGHT) continue
    kinds.set(kindOf(reason), weight)
  }
  const entries = [...kinds]
  const sum = (some: readonly (readonly [string, number])[]) =>
    some.reduce((total, [, weight]) => total + weight, 0)
  const selling = Math.min(SELLING_WEIGHT_MAX, sum(entries.filter(([kind]) => SELLING.has(kind))))
  return selling + sum(entries.filter(([kind]) => !SELLING.has(kind))) >= ALARM_WEIGHT
}

function kindOf(reason: Reason): string {
  if (reason.code === 'says') return reason.wording
  if (reason.code === 'link') return reason.trait
  return reason.code === 'speaks_for_us' ? 'speaks_for' : reason.code
}

function verdictOf(given: {
  readonly read: ReadMessage
  readonly things: readonly JudgedThing[]
  readonly sellers: readonly Entry[]
  readonly alarm: boolean
}): Verdict {
  const { read, things, sellers, alarm } = given
  if (things.some(({ standing }) => standing.kind === 'reported')) return 'reported'
  if (alarm || read.isCut) return 'unknown'
  if (things.length === 0) return isSellerAlone(sellers, read.text) ? 'official' : 'unknown'
  const isOurs = things.some(({ standing }) => standing.kind === 'official')
  return isOurs && things.every(({ standing }) => isReal(standing)) ? 'official' : 'unknown'
}

function isSellerAlone(sellers: readonly Entry[], text: string): boolean {
  const longest = sellers.flatMap(({ name }) => Object.values(name).map((one) => fold(one).length))
  return sellers.length > 0 && text.length <= Math.max(...longest) + BESIDE_NAME_MAX
}

function adviceFor(
  verdict: Verdict,
  alarm: boolean,
  reasons: readonly Reason[],
): readonly Advice[] {
  const has = (code: Reason['code']) => reasons.some((one) => one.code === code)
  const says = (wording: Wording) =>
    reasons.some((one) => one.code === 'says' && one.wording === wording)
  const isBad = alarm || verdict === 'reported'
  const wanted: Readonly<Record<Advice, boolean>> = {
    do_not_pay: isBad,
    do_not_add: verdict !== 'official' && (has('chat_account') || says('asks_to_add')),
    do_not_tell: isBad && (says('asks_secret') || says('asks_gift_code')),
    do_not_open: isBad && (has('link') || has('look_alike')),
    type_address: true,
    ask_us: verdict !== 'official',
    carriers_page: has('carriers_own') || has('speaks_for'),
  }
  return ADVICE.filter((one) => wanted[one])
}
