/**
 * Money for a waiting order at this desk's till, as a form tells it: cash handed over, or a slip.
 */
import type { FastifyRequest } from 'fastify'
import type { LineId, OrderId, PaymentId, TillEntryId } from '../../domain/basics/ids.ts'
import { yen, type Yen } from '../../domain/basics/money.ts'
import { refuse, type Result } from '../../domain/basics/result.ts'
import type { TillMethod } from '../../domain/payment/provider.ts'
import { TERMINAL_REFERENCE_LENGTH_MAX } from '../../domain/till/till.ts'
import { settlingIds } from '../../app/orders/minted.ts'
import { takeAtTill, type TookAtTill } from '../../app/tills/take-at-till.ts'
import type { Console } from './desk.ts'
import type { PostedForm } from './form.ts'
import { plainNumber } from './sale-form.ts'
import { acting, atDesk } from './staffer.ts'
import type { SellRefusal } from './words/sell/words.ts'

const AMOUNT = /^\d{1,9}$/

interface Offered {
  readonly method: TillMethod
  readonly shownRest: Yen
  readonly form: PostedForm
}

/**
 * What would be refused at the till as far as it can be seen before anything is ordered: an order
 * that is placed has taken its points and gift cards already.
 */
export async function troubleTaking(
  { app }: Console,
  request: FastifyRequest,
  { method, shownRest, form }: Offered,
): Promise<SellRefusal | null> {
  const { till } = atDesk(request)
  if (till === null) return { code: 'till_not_chosen' }
  if ((await app.reads.till(till.id)).shift === null) return { code: 'no_shift_open' }
  if (method === 'terminal') {
    const lengthMax = TERMINAL_REFERENCE_LENGTH_MAX
    const { length } = referenceOf(form)
    return length === 0 || length > lengthMax ? { code: 'reference_needed', lengthMax } : null
  }
  const tendered = tenderedOf(form)
  if (tendered === 'not_whole') return { code: 'amount_not_whole' }
  if (tendered === null || tendered >= shownRest) return null
  return { code: 'tendered_too_little', missing: yen(shownRest - tendered) }
}

/** Null: exactly the amount. */
function tenderedOf({ fields }: PostedForm): Yen | 'not_whole' | null {
  const typed = plainNumber(fields['tendered'])
  if (typed === '') return null
  return AMOUNT.test(typed) ? yen(BigInt(typed)) : 'not_whole'
}

function referenceOf({ fields }: PostedForm): string {
  return (fields['reference'] ?? '').trim()
}

export async function takeForOrder(
  { app }: Console,
  request: FastifyRequest,
  asked: Offered & { readonly line: LineId; readonly order: OrderId },
): Promise<Result<TookAtTill, SellRefusal>> {
  const { line, order, method, shownRest, form } = asked
  const { staff, till } = atDesk(request)
  if (till === null) return refuse({ code: 'till_not_chosen' })
  const tendered = method === 'cash' ? tenderedOf(form) : null
  if (tendered === 'not_whole') return refuse({ code: 'amount_not_whole' })
  const { key } = form.origin
  const ids = {
    ...settlingIds(app.ids),
    payment: app.ids.next<PaymentId>(),
    entry: app.ids.next<TillEntryId>(),
  }
  return app.door.ask(
    takeAtTill,
    {
      acting: acting(request),
      input: {
        line,
        order,
        method,
        shownRest,
        ids,
        till: till.id,
        staff: staff.id,
        tendered,
        reference: method === 'terminal' ? referenceOf(form) : null,
      },
    },
    { ...form.origin, key: key === null ? null : `${key}|take` },
  )
}
