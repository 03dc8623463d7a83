/**
 * Those whom a leak concerns are told by letter: asked for by two people, sent by a job, each
 * account once. Guests are not: what they left is kept with their order alone.
 */
import type { AccountId, StaffId } from '../../domain/basics/ids.ts'
import { instant } from '../../domain/basics/time.ts'
import { THE_BOOK } from '../../domain/bill/book.ts'
import { parseLeak, type LeakSpan } from '../../domain/breach/breach.ts'
import { holderLetter } from '../accounts/phone-letters.ts'
import type { App } from '../app.ts'
import { decided, type Command, type Job } from '../door/command.ts'
import { SYSTEM } from '../origin.ts'
import { inOwnName } from '../staff/in-own-name.ts'
import { fewAtOnce } from '../sweeps/few-at-once.ts'
import type { BreachReads } from './reads.ts'

/** What leaked, as it was asked for: `staff:lin`, `table:persons`, … */
export interface BreachAsked extends LeakSpan {
  readonly of: string
  readonly keysToo: boolean
}

export interface AskBreachLetters {
  readonly staff: StaffId
  readonly second: StaffId | null
  readonly breach: BreachAsked
}

const asking: Command<AskBreachLetters, null, never> = {
  name: 'ask_breach_letters',
  keyPlace: 'outcomes',
  reads: [],
  homes: () => [{ kind: 'book', id: THE_BOOK }],
  fingerprint: ({ breach }) => keyOf(breach),
  decide(_, { second, breach }) {
    const { of, keysToo } = breach
    const facts = { of, keysToo, from: breach.from.toString(), until: breach.until.toString() }
    return decided(null, {
      events: [{ name: 'breach_letters_asked', facts: { ...facts, second } }],
      jobs: [jobOf(breach)],
    })
  },
}

export const askBreachLetters = inOwnName({ act: 'handle_breach', needsSecond: () => true }, asking)

function jobOf({ of, keysToo, from, until }: BreachAsked): Job {
  const span = { from: from.toString(), until: until.toString() }
  return { task: 'breach_letters', payload: { of, keysToo: keysToo ? 'yes' : 'no', ...span } }
}

export function breachOfJob(payload: Readonly<Record<string, string>>): BreachAsked {
  const { of = '', keysToo, from = '', until = '' } = payload
  return { of, keysToo: keysToo === 'yes', from: instant(from), until: instant(until) }
}

function keyOf({ of, keysToo, from, until }: BreachAsked): string {
  return [of, keysToo, from, until].map(String).join('|')
}

interface TellOfBreach {
  readonly account: AccountId
  readonly letter: Job
}

const tellOfBreach: Command<TellOfBreach, null, never> = {
  name: 'tell_of_breach',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ account }) => account,
  decide(_, { account, letter }) {
    return decided(null, {
      events: [{ name: 'breach_told', facts: { account } }],
      jobs: [letter],
    })
  },
}

const TELL_AT_ONCE_MAX = 16

/** May run again: whoever was told of this very leak is not told twice. */
export async function tellAffected(
  app: App,
  reads: BreachReads,
  breach: BreachAsked,
): Promise<void> {
  const leak = parseLeak(breach.of, breach.keysToo)
  const found = leak === null ? null : await reads.affected(leak, breach)
  if (found === null) return
  const digest = app.vault.digest(keyOf(breach))
  const at = app.clock.now()
  const { from, until } = breach
  const letter = { kind: 'breach', at, from, until, kinds: found.kinds } as const
  const faults = await fewAtOnce(found.accounts, TELL_AT_ONCE_MAX, async (id) => {
    const account = id as AccountId
    const job = await holderLetter(app, account, letter)
    if (job === null) return
    const origin = { ...SYSTEM, key: `breach|${digest}|${account}` }
    await app.door.ask(tellOfBreach, { account, letter: job }, origin)
  })
  if (faults.length > 0)
    throw new AggregateError(faults, 'letters of a breach were not all asked for')
}
