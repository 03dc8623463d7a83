/**
 * Accounts of before the counter, and any whose words were lost, are found by name again: whoever
 * has no words gets them. Running it twice writes nothing twice.
 */
import type { AccountId } from '../../domain/basics/ids.ts'
import { nameKeyChanges } from '../accounts/name-keys.ts'
import type { App } from '../app.ts'
import { decided, type Command } from '../door/command.ts'
import { SYSTEM } from '../origin.ts'
import { personalText } from '../queries/account-view.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { nameKeys } from '../search-keys.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

interface KeyName {
  readonly account: AccountId
  /** Keyed hashes of the words of the name. */
  readonly keys: readonly string[]
}

export const keyName: Command<KeyName, null, never> = {
  name: 'key_name',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ account }) => account,
  decide: (_, { account, keys }) =>
    decided(null, { changes: nameKeyChanges(account, { before: [], after: keys }) }),
}

/** A name without a single word, and a person who was forgotten, are passed over. */
export async function keyNames(app: App): Promise<SweepReport> {
  const left: unknown[] = []
  let done = 0
  let after: AccountId | null = null
  for (;;) {
    const page: readonly AccountId[] = await app.reads.accountsUnnamed({
      after,
      limit: SWEEP_BATCH_MAX,
    })
    for (const account of page) {
      try {
        if (await keyOne(app, account)) done += 1
      } catch (fault) {
        left.push(fault)
      }
    }
    after = page.at(-1) ?? null
    if (page.length < SWEEP_BATCH_MAX) return { done, left }
  }
}

async function keyOne(app: App, account: AccountId): Promise<boolean> {
  const text = await personalText(app, await app.reads.account(account))
  const keys = text === null ? [] : nameKeys(app.vault, text.displayName)
  if (keys.length === 0) return false
  const answer = await app.door.ask(keyName, { account, keys }, SYSTEM)
  if (!answer.ok) throw new DoorBusy(answer.refusal.code)
  return true
}
