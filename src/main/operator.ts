/**
 * `npm run operator -- …`: loads the operator's files, makes API keys and gift cards, looks after
 * staff, reports on the books, verifies the audit. Works beside a running product, which takes a
 * changed catalogue into use within seconds. Exit status: 0 done, 1 refused or failed, 2 not
 * understood.
 */
import { parseArgs } from 'node:util'
import { addApiKey } from '../adapters/postgres/api-keys.ts'
import { API_SCOPES, makeApiKey, parseScope, type ApiScope } from '../app/api-keys.ts'
import { readConfig } from '../config.ts'
import { fulfilAudit, understandAudit, type AuditWish } from './operator/audit.ts'
import { fulfilBooks, understandBooks, type BookWish } from './operator/books.ts'
import { fulfilBreach, understandBreach, type BreachWish } from './operator/breach.ts'
import { openDesk, type Desk } from './operator/desk.ts'
import {
  fulfilGiftCards,
  reportBaseDate,
  understandGiftCards,
  type GiftCardWish,
} from './operator/gift-cards.ts'
import { fulfilKeys, understandKeys, type KeyWish } from './operator/keys.ts'
import { fulfilForgotten, understandForgotten, type ForgottenWish } from './operator/forgotten.ts'
import { load, type Told } from './operator/load.ts'
import { fulfilUsageFile, understandUsageFile, type UsageFileWish } from './operator/usage-files.ts'
import { fulfilStaff, understandStaff, type StaffWish } from './operator/staff.ts'
import { understandZeroRate, zeroRateFileOf, type ZeroRateWish } from './operator/zero-rate.ts'
import type { ApiKeyId } from '../domain/basics/ids.ts'

const USAGE = `usage:
  npm run operator -- load FILE... [--dry-run]
  npm run operator -- api-key NAME --scopes ${API_SCOPES.join(',')}
  npm run operator -- gift-cards issue --count 20 --value 1000 --batch NAME [--given]
  npm run operator -- gift-cards activate|freeze|unfreeze|show CODE
  npm run operator -- staff reset|end NAME
  npm run operator -- books gift-cards --at 2027-03-31
  npm run operator -- books trial-balance [--until 2027-04-01] [--by account|home|day]
  npm run operator -- books prove
  npm run operator -- books settlement --provider stripe --day 2026-11-22 [--format text|csv|json]
  npm run operator -- audit verify [FILE]
  npm run operator -- audit export 2026-11-01 2026-12-01 > FILE
  npm run operator -- breach staff:NAME|shop:ID|api-key:NAME|table:persons|backup
    --from INSTANT --until INSTANT --known INSTANT [--malicious] [--keys-too] [--format text|csv]
  npm run operator -- forgotten list [--since 2026-11-01] > FILE
  npm run operator -- forgotten again FILE
  npm run operator -- zero-rate-hosts [--format text|dnsmasq|csv|json] > FILE
  npm run operator -- keys [add|rotate|retire]
  npm run operator -- keys file PATH
  npm run operator -- usage-file FILE [--source cdr]
`

const told: Told = {
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
}

type Wish =
  | { readonly kind: 'load'; readonly paths: readonly string[]; readonly dryRun: boolean }
  | { readonly kind: 'api-key'; readonly name: string; readonly scopes: readonly ApiScope[] }
  | { readonly kind: 'gift-cards'; readonly wish: GiftCardWish }
  | { readonly kind: 'staff'; readonly wish: StaffWish }
  | { readonly kind: 'base-date'; readonly at: string }
  | { readonly kind: 'books'; readonly wish: BookWish }
  | { readonly kind: 'audit'; readonly wish: AuditWish }
  | { readonly kind: 'keys'; readonly wish: KeyWish }
  | { readonly kind: 'breach'; readonly wish: BreachWish }
  | { readonly kind: 'forgotten'; readonly wish: ForgottenWish }
  | { readonly kind: 'usage-file'; readonly wish: UsageFileWish }
  | { readonly kind: 'zero-rate'; readonly wish: ZeroRateWish }

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  scopes: { type: 'string' },
  count: { type: 'string' },
  value: { type: 'string' },
  batch: { type: 'string' },
  given: { type: 'boolean', default: false },
  at: { type: 'string' },
  until: { type: 'string' },
  by: { type: 'string' },
  provider: { type: 'string' },
  day: { type: 'string' },
  format: { type: 'string' },
  from: { type: 'string' },
  since: { type: 'string' },
  known: { type: 'string' },
  malicious: { type: 'boolean', default: false },
  source: { type: 'string' },
  'keys-too': { type: 'boolean', default: false },
} as const

/** Null when the words make no wish. */
function understandWish(words: readonly string[]): Wish | null {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: OPTIONS,
    })
    const [verb, ...rest] = positionals
    switch (verb) {
      case 'load':
        if (rest.length === 0 || values.scopes !== undefined) return null
        return { kind: 'load', paths: rest, dryRun: values['dry-run'] }
      case 'api-key':
        return understandKey(rest, values.scopes ?? '')
      case 'gift-cards': {
        const { count, value, batch, given } = values
        const wish = understandGiftCards(rest, { count, value, batch, given })
        return wish === null ? null : { kind: 'gift-cards', wish }
      }
      case 'staff': {
        const wish = understandStaff(rest)
        return wish === null ? null : { kind: 'staff', wish }
      }
      case 'books':
        return understandReport(rest, values)
      case 'audit': {
        const wish = understandAudit(rest)
        return wish === null ? null : { kind: 'audit', wish }
      }
      case 'forgotten': {
        const wish = understandForgotten(rest, { since: values.since })
        return wish === null ? null : { kind: 'forgotten', wish }
      }
      case 'breach': {
        const wish = understandBreach(rest, values)
        return wish === null ? null : { kind: 'breach', wish }
      }
      case 'zero-rate-hosts': {
        const wish = understandZeroRate(rest, values)
        return wish === null ? null : { kind: 'zero-rate', wish }
      }
      case 'keys': {
        const wish = understandKeys(rest)
        return wish === null ? null : { kind: 'keys', wish }
      }
      case 'usage-file': {
        const wish = understandUsageFile(rest, { source: values.source })
        return wish === null ? null : { kind: 'usage-file', wish }
      }
      default:
        return null
    }
  } catch {
    return null
  }
}

function understandReport(
  rest: readonly string[],
  values: Parameters<typeof understandBooks>[1] & { readonly at?: string | undefined },
): Wish | null {
  if (rest[0] === 'gift-cards') {
    return values.at === undefined ? null : { kind: 'base-date', at: values.at }
  }
  const wish = understandBooks(rest, values)
  return wish === null ? null : { kind: 'books', wish }
}

function understandKey(rest: readonly string[], scopes: string): Wish | null {
  const read = scopes.split(',').map((scope) => parseScope(scope.trim()))
  const known = read.filter((scope) => scope !== null)
  const [name] = rest
  const isWhole = name !== undefined && rest.length === 1 && known.length === read.length
  return isWhole ? { kind: 'api-key', name, scopes: known } : null
}

async function makeKey(desk: Desk, wish: Extract<Wish, { kind: 'api-key' }>): Promise<boolean> {
  const { text, hash } = makeApiKey(desk)
  const id = desk.ids.next<ApiKeyId>()
  const { name, scopes } = wish
  const key = { id, name, keyHash: hash, scopes, createdAt: desk.clock.now() }
  if (!(await addApiKey(desk.pool, key))) {
    told.complain(`an API key named ${name} is there already`)
    return false
  }
  told.say(`${text} (shown once)`)
  return true
}

async function fulfil(wish: Wish): Promise<boolean> {
  if (wish.kind === 'zero-rate') {
    process.stdout.write(zeroRateFileOf(readConfig(process.env), wish.wish))
    return true
  }
  // What is printed of these goes into a file or a pipe.
  const isPiped = ['gift-cards', 'books', 'audit', 'breach', 'forgotten'].includes(wish.kind)
  const log = isPiped ? told.complain : told.say
  const desk = await openDesk(readConfig(process.env), log)
  try {
    return await act(desk, wish)
  } finally {
    await desk.close()
  }
}

function act(desk: Desk, wish: Exclude<Wish, { kind: 'zero-rate' }>): Promise<boolean> {
  switch (wish.kind) {
    case 'load':
      return load(desk, told, wish)
    case 'api-key':
      return makeKey(desk, wish)
    case 'gift-cards':
      return fulfilGiftCards(desk, told, wish.wish)
    case 'staff':
      return fulfilStaff(desk, told, wish.wish)
    case 'base-date':
      return reportBaseDate(desk, told, wish.at)
    case 'books':
      return fulfilBooks(desk, told, wish.wish)
    case 'audit':
      return fulfilAudit(desk, told, wish.wish)
    case 'breach':
      return fulfilBreach(desk, told, wish.wish)
    case 'forgotten':
      return fulfilForgotten(desk, told, wish.wish)
    case 'keys':
      return fulfilKeys(desk, told, wish.wish)
    case 'usage-file':
      return fulfilUsageFile(desk, told, wish.wish)
  }
}

const wish = understandWish(process.argv.slice(2))
if (wish === null) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  try {
    process.exitCode = (await fulfil(wish)) ? 0 : 1
  } catch (fault) {
    told.complain(fault instanceof Error ? fault.message : String(fault))
    process.exitCode = 1
  }
}
