/**
 * From the way somebody picked to what the command needs: method, provider, and for kept means the
 * tokens. Every pick counts as a try to pay, for trying is how stolen cards are tested.
 */
import type { FastifyRequest } from 'fastify'
import type { MethodKey, MethodOption } from '../../app/queries/paying-view.ts'
import type { AccountId, KeptMethodId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import { isUsable } from '../../domain/payment/kept-method.ts'
import type { KeptMeans, PaymentMethod, ProviderName } from '../../domain/payment/provider.ts'
import type { Portal } from './desk.ts'
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
  { app, paymentTries }: Portal,
  request: FastifyRequest,
  asked: {
    readonly key: MethodKey | null
    readonly methods: readonly MethodOption[]
    /** Whose kept means may be charged. */
    readonly account: AccountId | null
  },
): Promise<Result<ChosenMeans, PayingFormRefusal>> {
  const now = app.clock.now()
  const again = paymentTries.again(request, now)
  if (again !== null) return refuse({ code: 'payments_too_many', again })
  const option = asked.methods.find(({ key, bar }) => key === asked.key && bar === null)
  if (option === undefined) return refuse({ code: 'method_unavailable' })
  paymentTries.count(request, now)
  const { method, provider, key } = option
  if (method !== 'saved') return accept({ method, provider, charges: null })
  const id = key.slice('kept:'.length) as KeptMethodId
  const kept = asked.account === null ? null : await app.reads.keptMethod(asked.account, id)
  if (kept === null || !isUsable(kept)) return refuse({ code: 'method_unavailable' })
  return accept({ method, provider, charges: kept.means })
}
