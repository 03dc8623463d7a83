/**
 * From the way somebody picked to what the command needs: method, provider, and for kept means the
 * tokens. Every pick counts as a try to pay, for trying is how stolen cards are tested.
 */
import type { FastifyRequest } from 'fastify'
import { declinesHold } from '../../app/limits/declines.ts'
import { caller } from '../../app/limits/limits.ts'
import type { MethodKey, MethodOption } from '../../app/queries/paying-view.ts'
import type { AccountId, KeptMethodId, LineId, OrderId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import { isUsable } from '../../domain/payment/kept-method.ts'
import type { KeptMeans, PaymentMethod, ProviderName } from '../../domain/payment/provider.ts'
import type { Portal } from './desk.ts'
import { takeTry } from './tries.ts'
import type { PayingFormRefusal } from './words/refusals.ts'

export interface ChosenMeans {
  readonly method: PaymentMethod
  readonly provider: ProviderName
  readonly charges: KeptMeans | null
}

/** Nothing is left to pay. */
export const COVERED: ChosenMeans = { method: 'house', provider: 'house', charges: null }
/** Until the payer picks, an order that somebody else pays is not open anywhere. */
export const BY_LINK: ChosenMeans = { method: 'card', provider: 'stripe', charges: null }

export async function chosenMeans(
  { app }: Portal,
  request: FastifyRequest,
  asked: {
    readonly key: MethodKey | null
    readonly methods: readonly MethodOption[]
    /** Whose kept means may be charged. */
    readonly account: AccountId | null
    readonly line: LineId
    /** The order, where a stranger pays it by its link. */
    readonly byLink: OrderId | null
  },
): Promise<Result<ChosenMeans, PayingFormRefusal>> {
  const { account, line, byLink } = asked
  const option = asked.methods.find(({ key, bar }) => key === asked.key && bar === null)
  if (option === undefined) return refuse({ code: 'method_unavailable' })
  const link = byLink === null ? [] : [caller(app.vault, 'pay_link', byLink)]
  const tried = await takeTry(app, request, 'payments', link)
  if (tried.again !== null) return refuse({ code: 'payments_too_many', again: tried.again })
  const { method, provider } = option
  const charges = method === 'saved' ? await keptMeans(app, account, option.key) : null
  if (method === 'saved' && charges === null) return refuse({ code: 'method_unavailable' })
  const paying = { account, line, byLink, means: charges }
  const again = await declinesHold(app, paying, app.clock.now())
  if (again !== null) return refuse({ code: 'declines_too_many', again })
  return accept({ method, provider, charges })
}

/** Null where they are gone, or not this account's. */
async function keptMeans(
  { reads }: Portal['app'],
  account: AccountId | null,
  key: MethodKey,
): Promise<KeptMeans | null> {
  const id = key.slice('kept:'.length) as KeptMethodId
  const kept = account === null ? null : await reads.keptMethod(account, id)
  return kept !== null && isUsable(kept) ? kept.means : null
}
