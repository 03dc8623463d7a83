/**
 * Whose number calls: the account whose verified contact number it is, where the operator's own
 * trunk asserts it, and the lines that account holds. A hint alone makes nobody known.
 */
import { contactNumberHash } from '../../app/accounts/phone-secrets.ts'
import type { App } from '../../app/app.ts'
import { begin } from '../../domain/balance/chain.ts'
import { coverageAt } from '../../domain/balance/coverage.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import {
  NUMBER_DIGITS_SHOWN,
  type CallingNumber,
  type SpokenLanguage,
} from '../../domain/call/call.ts'
import type { LineState } from '../../app/door/state.ts'
import { spokenLanguage } from './on-line.ts'
import type { LineSaid } from './places.ts'
import type { Ringing } from './ports.ts'
import { lineSaid } from './said-of-line.ts'

/** Null where the caller withholds it. */
export function callingNumber(
  { vault }: Pick<App, 'vault'>,
  { number, asserted }: Pick<Ringing, 'number' | 'asserted'>,
): CallingNumber | null {
  if (number === null) return null
  const hash = contactNumberHash(vault, number)
  const lastDigits = number.slice(-NUMBER_DIGITS_SHOWN)
  return { hash, lastDigits, sealed: vault.seal(number), asserted }
}

export interface KnownCaller {
  readonly account: AccountId
  readonly language: SpokenLanguage
  readonly lines: readonly LineSaid[]
}

export async function knownCaller(
  app: App,
  number: CallingNumber | null,
): Promise<KnownCaller | null> {
  if (number === null || !number.asserted) return null
  const found = await app.reads.find('contact_number', number.hash)
  if (found?.home.kind !== 'account') return null
  const { account } = await app.reads.account(found.home.id)
  if (account === null || account.phone.number?.hash !== number.hash) return null
  return knownLines(app, account.id)
}

/** The line whose coverage ends first is said first: it is the one that somebody calls about. */
export async function knownLines(app: App, id: AccountId): Promise<KnownCaller> {
  const { account } = await app.reads.account(id)
  const states = await app.reads.lines(account?.lines ?? [])
  const now = app.clock.now()
  const own = states.filter(({ line }) => line?.holder === id)
  const sorted = own.toSorted((one, other) => {
    const [a, b] = [endOf(one, now), endOf(other, now)]
    return a < b ? -1 : a > b ? 1 : 0
  })
  return {
    account: id,
    language: spokenLanguage(account?.language ?? 'zh-CN'),
    lines: sorted.flatMap((state) => lineSaid(state) ?? []),
  }
}

/** Nanoseconds since 1970: lines that nothing covers first, those without an end last. */
function endOf({ packs }: LineState, now: Instant): bigint {
  const span = coverageAt(begin(packs, now), now)
  if (span.kind !== 'covered') return 0n
  return span.until === null ? 1n << 100n : span.until.epochNanoseconds
}
