/** The settlement report of one provider's day, from what was read of its book and our ledger. */
import type { JstDate } from '../../domain/basics/time.ts'
import type { ProviderName } from '../../domain/payment/provider.ts'
import { spanOf } from '../../domain/reconciliation/day.ts'
import { settlementOf, type Settlement } from '../../domain/reconciliation/settlement.ts'
import type { Books } from './ports.ts'

export async function settlement(
  books: Books,
  { provider, day }: { readonly provider: ProviderName; readonly day: JstDate },
): Promise<Settlement> {
  const span = spanOf(day)
  const clearing = `provider_clearing:${provider}`
  const [movements, providedBefore, opening, closing, reconciliation] = await Promise.all([
    books.movements(provider, span),
    books.provided(provider, span.from),
    books.balance(clearing, span.from),
    books.balance(clearing, span.until),
    books.reconciliation(provider, day),
  ])
  const ledger = { opening, closing }
  return settlementOf({ provider, day, movements, providedBefore, ledger, reconciliation })
}
