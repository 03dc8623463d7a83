/**
 * Means of payment that an account keeps: learned with a payment whose payer agreed, barred when
 * the schemes or a lost dispute forbid more charges, forgotten when the holder says so.
 */
import type { AccountId, KeptMethodId, OrderId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { KEPT_METHODS_MAX, sameMeans, type KeptMethod } from '../../domain/payment/kept-method.ts'
import type { KeptMeans, ProviderName } from '../../domain/payment/provider.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT, type Change } from '../door/state.ts'

/** The same means kept again is one; when there are too many the oldest is forgotten. */
export function keepMeans(
  methods: readonly KeptMethod[],
  fresh: {
    readonly id: KeptMethodId
    readonly account: AccountId
    readonly provider: ProviderName
    readonly means: KeptMeans
    readonly order: OrderId
    readonly now: Instant
  },
): readonly Change[] {
  const { now, ...given } = fresh
  if (methods.some((one) => sameMeans(one.means, given.means))) return []
  const method: KeptMethod = {
    ...given,
    keptAt: now,
    barred: null,
    forgottenAt: null,
    attempts: [],
  }
  const tooMany = methods.slice(0, Math.max(0, methods.length + 1 - KEPT_METHODS_MAX))
  return [
    ...tooMany.map((one): Change => ({ table: 'kept_methods', row: { ...one, forgottenAt: now } })),
    { table: 'kept_methods', row: method },
  ]
}

export interface ForgetMeans {
  readonly account: AccountId
  readonly method: KeptMethodId
}

/** The job tells the provider. */
export const forgetMeans: Command<ForgetMeans, null, { readonly code: 'method_unknown' }> = {
  name: 'forget_means',
  keyPlace: 'outcomes',
  reads: ['kept_methods'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ method }) => method,
  decide({ states, now }, { account, method }) {
    const { keptMethods } = states.accounts.get(account) ?? NO_ACCOUNT
    const known = keptMethods.find((one) => one.id === method)
    if (known === undefined) return refused({ code: 'method_unknown' })
    return decided(null, {
      changes: [{ table: 'kept_methods', row: { ...known, forgottenAt: now } }],
      events: [{ name: 'means_forgotten', facts: { method } }],
      jobs: [{ task: 'forget_means', payload: { account, method } }],
    })
  },
}

export interface BarMeans {
  readonly account: AccountId
  /** Of the charge that the bank took back, or that the schemes forbade. */
  readonly token: string
  readonly why: 'scheme' | 'charged_back'
}

/** Idempotent: what is barred stays barred for its first reason. */
export const barMeans: Command<BarMeans, null, never> = {
  name: 'bar_means',
  keyPlace: 'outcomes',
  reads: ['kept_methods'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ token, why }) => `${token}|${why}`,
  decide({ states, now }, { account, token, why }) {
    const { keptMethods } = states.accounts.get(account) ?? NO_ACCOUNT
    const known = keptMethods.filter((one) => one.means.token === token && one.barred === null)
    return decided(null, {
      changes: known.map((one) => ({
        table: 'kept_methods',
        row: { ...one, barred: { since: now, why } },
      })),
      events: known.map((one) => ({ name: 'means_barred', facts: { method: one.id, why } })),
    })
  },
}
