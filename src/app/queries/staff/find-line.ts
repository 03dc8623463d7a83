/**
 * From what staff typed or scanned to the lines it may mean. The edge has understood it already;
 * here it is only looked up. Everything found is masked; what is not there and what is no longer
 * good are told apart from nothing.
 */
import type { AccountId, LineId, OrderId } from '../../../domain/basics/ids.ts'
import { accept, type Result } from '../../../domain/basics/result.ts'
import type { Email } from '../../../domain/account/email.ts'
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts'
import type { DocumentNumber } from '../../../domain/identity/document-number.ts'
import type { Iccid } from '../../../domain/line/iccid.ts'
import type { Msisdn } from '../../../domain/line/msisdn.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import { mailboxOf } from '../../accounts/proofs.ts'
import type { App } from '../../app.ts'
import type { Home } from '../../door/state.ts'
import { orderByShortCode } from '../../orders/short-code.ts'
import { documentKey, nameKeys } from '../../search-keys.ts'
import { personalText } from '../account-view.ts'
import { lineSummary } from '../line-overview.ts'
import type { LineSummary } from '../views.ts'
import { maskName } from './masking.ts'

export type LineClue =
  | { readonly kind: 'iccid'; readonly iccid: Iccid }
  | { readonly kind: 'phone'; readonly msisdn: Msisdn }
  | { readonly kind: 'document'; readonly number: DocumentNumber }
  | { readonly kind: 'email'; readonly email: Email }
  /** With a network's name among its words, only lines of that network. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'order'; readonly order: OrderId }
  | { readonly kind: 'short_code'; readonly digits: string }

/** A list longer than this is no answer; staff add a word. */
export const FOUND_MAX = 20

export interface FoundLine extends LineSummary {
  readonly holderName: string | null
}

export type FoundLines =
  | { readonly kind: 'none' }
  /** `order`: the very order that the clue named. */
  | { readonly kind: 'one'; readonly line: LineId; readonly order: OrderId | null }
  | { readonly kind: 'several'; readonly lines: readonly FoundLine[]; readonly more: boolean }

const NONE: FoundLines = { kind: 'none' }

export async function findLine(
  app: App,
  staff: Staff,
  clue: LineClue,
): Promise<Result<FoundLines, PermissionRefusal>> {
  const allowed = mayDo(staff, 'find_line', null)
  if (!allowed.ok) return allowed
  if (clue.kind === 'order' || clue.kind === 'short_code') return accept(await byOrder(app, clue))
  const lines = await linesOf(app, clue)
  const [only] = lines
  if (only === undefined) return accept(NONE)
  if (lines.length === 1) return accept({ kind: 'one', line: only.id, order: null })
  return accept({
    kind: 'several',
    lines: lines.slice(0, FOUND_MAX),
    more: lines.length > FOUND_MAX,
  })
}

async function byOrder(
  app: App,
  clue: Extract<LineClue, { kind: 'order' | 'short_code' }>,
): Promise<FoundLines> {
  if (clue.kind === 'short_code') {
    const known = await orderByShortCode(app, clue.digits)
    return known === null ? NONE : { kind: 'one', line: known.order.line, order: known.order.id }
  }
  const found = await app.reads.find('order', clue.order)
  if (found?.home.kind !== 'line') return NONE
  return { kind: 'one', line: found.home.id, order: clue.order }
}

async function linesOf(
  app: App,
  clue: Exclude<LineClue, { kind: 'order' | 'short_code' }>,
): Promise<readonly FoundLine[]> {
  if (clue.kind !== 'name') return described(app, await homesOf(app, clue))
  const { network, name } = splitName(app.catalogue(), clue.name)
  const homes = await app.reads.searched('name', nameKeys(app.vault, name), FOUND_MAX + 1)
  const lines = await described(app, homes)
  return network === null ? lines : lines.filter((line) => line.network.id === network)
}

async function homesOf(
  { reads, vault }: App,
  clue: Exclude<LineClue, { kind: 'order' | 'short_code' | 'name' }>,
): Promise<readonly Home[]> {
  if (clue.kind === 'document') {
    return reads.searched('document', [documentKey(vault, clue.number)], FOUND_MAX + 1)
  }
  const found =
    clue.kind === 'iccid'
      ? await reads.find('iccid', clue.iccid)
      : clue.kind === 'phone'
        ? await reads.find('msisdn', clue.msisdn)
        : await reads.find('mailbox', mailboxOf(vault, clue.email))
  return found === null ? [] : [found.home]
}

/** A word that is a network's name, in any language, says which lines are meant. */
function splitName({ networks }: Catalogue, typed: string) {
  const words = typed.split(' ')
  for (const { id, name } of networks.values()) {
    const names = new Set([id, ...Object.values(name)].map((one) => one.toLowerCase()))
    const rest = words.filter((word) => !names.has(word.toLowerCase()))
    if (rest.length < words.length) return { network: id, name: rest.join(' ') }
  }
  return { network: null, name: typed }
}

/** Each line once, with whoever holds it; an account stands for the lines that it holds. */
async function described(app: App, homes: readonly Home[]): Promise<readonly FoundLine[]> {
  const now = app.clock.now()
  const accounts = homes.flatMap((home) => (home.kind === 'account' ? [home.id] : []))
  const held = await Promise.all(accounts.map((id) => app.reads.account(id)))
  const ids = [
    ...homes.flatMap((home) => (home.kind === 'line' ? [home.id] : [])),
    ...held.flatMap(({ account }) => account?.lines ?? []),
  ]
  const states = await app.reads.lines([...new Set(ids)].slice(0, FOUND_MAX + 1))
  return Promise.all(
    states
      .flatMap((state) => {
        const summary = lineSummary(app, state, now)
        return summary === null ? [] : [{ summary, holder: state.line?.holder ?? null }]
      })
      .map(async ({ summary, holder }) => ({
        ...summary,
        holderName: await holderName(app, holder),
      })),
  )
}

async function holderName(app: App, holder: AccountId | null): Promise<string | null> {
  if (holder === null) return null
  const text = await personalText(app, await app.reads.account(holder))
  return text === null ? null : maskName(text.displayName)
}
