/**
 * The meaning of a `kind: directory` file: what is really the operator's own, where carriers have
 * their pages, and what is known to be used for fraud. Values are normalised by the very reader
 * that reads pasted messages, so that what is listed is found again.
 */
import {
  CHAT_APPS,
  SELLER_KINDS,
  type Directory,
  type Entry,
} from '../../domain/directory/directory.ts'
import { isBefore } from '../../domain/basics/time.ts'
import { fold } from '../../domain/directory/folding.ts'
import { keyOf, readMessage, type Named } from '../../domain/directory/reading.ts'
import {
  and,
  listOf,
  localised,
  named,
  oneOf,
  orElse,
  orNull,
  parsed,
  read,
  record,
  tell,
  text,
  unique,
  when,
  within,
  type Place,
  type Read,
  type Reader,
  type Wrong,
} from './reading.ts'

export const ENTRIES_MAX = 500
export const OWN_NAMES_MAX = 20
export const REPORTED_MAX = 2_000
const NAME_LENGTH_MAX = 80
const VALUE_LENGTH_MAX = 200

const KINDS = [
  'domain',
  'phone',
  'sender_id',
  'email',
  'handle',
  'carrier',
  ...SELLER_KINDS,
] as const

/** With a dot, and without anything that could be taken for more than a host. */
const HOST = /^[^\s/:@?#\\]+\.[^\s/:@?#\\]+$/

const INTERNATIONAL = /^\+[1-9]\d{6,14}$/

/** Here numbers are written with their country: no plan of any country is needed to read them. */
function readInternational(given: string): string | null {
  const number = given.replaceAll(/[\s().-]/g, '')
  return INTERNATIONAL.test(number) ? number : null
}

/** Null where the text names nothing, or more than one thing. */
function onlyNamed(given: string): Named | null {
  const { named } = readMessage(given, readInternational)
  return named.length === 1 ? (named[0] ?? null) : null
}

const fields = {
  id: named(),
  kind: oneOf(KINDS),
  app: orNull(oneOf(CHAT_APPS)),
  value: text({ max: VALUE_LENGTH_MAX }),
  name: localised({ max: NAME_LENGTH_MAX }),
  since: when,
  until: orNull(when),
}

const readFields = record(fields)
type Given = Exclude<ReturnType<typeof readFields>, Wrong>

function asEntry(given: Given, place: Place): Entry | Wrong {
  const { kind, app, value, ...listed } = given
  if (listed.until !== null && !isBefore(listed.since, listed.until)) {
    return tell(within(place, 'until'), 'it ends before it begins')
  }
  if ((kind === 'handle') !== (app !== null)) {
    return tell(within(place, 'app'), 'an account of a chat app has its app, and nothing else has')
  }
  if (kind === 'shop' || kind === 'reseller' || kind === 'voucher_seller') {
    return { ...listed, kind, value }
  }
  if (app !== null) return { ...listed, kind: 'handle', app, value: fold(value).replace(/^@/, '') }
  const wanted = kind === 'domain' || kind === 'carrier' ? 'link' : kind
  const named = onlyNamed(wanted === 'link' && HOST.test(value) ? `https://${value}` : value)
  if (named?.kind !== wanted || kind === 'handle') {
    return tell(within(place, 'value'), `this is no ${kind} as it would be found in a message`)
  }
  return { ...listed, kind, value: named.value }
}

const entry: Reader<Entry> = and(readFields, asEntry)

/** One entry by itself, as staff write it on a page. */
export function readEntry(given: unknown): Read<Entry> {
  return read(entry, given)
}

const entries = unique(listOf(entry, { min: 0, max: ENTRIES_MAX }), ({ id }) => id)

const reportedKey: Reader<string> = parsed((given) => {
  const named = onlyNamed(given)
  return named === null ? null : keyOf(named)
}, 'one link, number, address or @account is needed here')

/** An empty list takes all away. */
export function readDirectory(file: unknown): Read<Directory> {
  const names = listOf(text({ max: NAME_LENGTH_MAX }), { min: 0, max: OWN_NAMES_MAX })
  const top = record({
    kind: oneOf(['directory']),
    names: and(names, (given) => given.map(fold)),
    entries,
    reported: orElse(listOf(reportedKey, { min: 0, max: REPORTED_MAX }), []),
  })
  return read(
    and(top, (given) => ({ names: given.names, entries: given.entries, reported: given.reported })),
    file,
  )
}
