/** What a payment provider booked on a day, for the operator's own accounts. */
import * as Type from 'typebox'
import type { Books } from '../../../app/books/ports.ts'
import { settlement } from '../../../app/books/settlement.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import type { JstDate } from '../../../domain/basics/time.ts'
import type { ProviderName } from '../../../domain/payment/provider.ts'
import type { Difference, Reconciliation } from '../../../domain/reconciliation/day.ts'
import type { Balances, Settlement } from '../../../domain/reconciliation/settlement.ts'
import { answer } from '../answer.ts'
import * as examples from '../settlement-example.ts'
import type { Fastify } from '../fastify.ts'
import type { Guard } from '../guard.ts'
import { told } from '../operation.ts'
import * as schemas from '../schemas/settlements.ts'
import { integer, text, type Shape } from '../shapes.ts'

const PROVIDERS = ['stripe', 'paypal'] as const satisfies readonly ProviderName[]

const Params = Type.Object({
  provider: Type.String({ description: '`stripe` or `paypal`.' }),
  day: Type.String({ description: 'A day in Japan, `2026-11-22`.' }),
})

export function settlementRoutes(
  fastify: Fastify,
  { books, guard }: { readonly books: Books; readonly guard: Guard },
): void {
  fastify.get(
    '/settlements/:provider/:day',
    {
      onRequest: guard('books:read'),
      schema: {
        params: Params,
        ...told({
          operationId: 'getSettlement',
          summary: "A provider's day in sums, and where its book and ours differ",
          description:
            "Sums are of the provider's book. `ledger` is what it owes us by our book at the " +
            "day's two ends, `provided` the same by its own, as far as it was read.",
          scope: 'books:read',
          response: schemas.Settlement,
          example: examples.SETTLEMENT,
          refusals: ['not_found'],
        }),
      },
    },
    async (request, reply) => {
      const provider = PROVIDERS.find((one) => one === request.params.provider)
      const day = dayIn(request.params.day)
      if (provider === undefined || day === null) {
        return answer(reply, { trouble: { code: 'not_found' } })
      }
      const report = await settlement(books, { provider, day })
      return answer(reply, { body: shapeOf(report, provider) })
    },
  )
}

function dayIn(words: string): JstDate | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(words)) return null
  try {
    return Temporal.PlainDate.from(words)
  } catch {
    return null
  }
}

function shapeOf(
  report: Settlement,
  provider: (typeof PROVIDERS)[number],
): Shape<typeof schemas.Settlement> {
  const { gross, refunds, disputes, fees, other, net, payouts } = report
  return {
    provider,
    day: report.day.toString(),
    gross: signed(gross),
    refunds: signed(refunds),
    disputes: signed(disputes),
    fees: signed(fees),
    other: signed(other),
    net: signed(net),
    payouts: signed(payouts),
    ledger: balances(report.ledger),
    provided: balances(report.provided),
    comparison: report.reconciliation && comparison(report.reconciliation),
    differences: (report.reconciliation?.differences ?? []).map(difference),
  }
}

function comparison({ state, at, counts }: Reconciliation) {
  const { payments, healed: mended, differences } = counts
  return { state, at: text(at), payments, mended, differences }
}

function difference({ figure, ref, movement, ours, theirs }: Difference) {
  const of = { order: ref?.order ?? null, payment: ref?.payment ?? null }
  return { figure, ...of, movement, ours: signed(ours), theirs: signed(theirs) }
}

function balances({ opening, closing }: Balances) {
  return { opening: signed(opening), closing: signed(closing) }
}

function signed(amount: Yen) {
  return { amount: integer(amount), currency: 'JPY' } as const
}
