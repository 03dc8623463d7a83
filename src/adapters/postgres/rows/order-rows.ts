/** Orders, payments, agreements and the book as rows, and back. */
import type { Agreement } from '../../../domain/agreement/agreement.ts'
import { fromJson } from '../../../domain/basics/json.ts'
import { NO_YEN, type Yen } from '../../../domain/basics/money.ts'
import type { PostingSet } from '../../../domain/ledger/posting.ts'
import type { Order, OrderRefund } from '../../../domain/order/order.ts'
import { haveReturnsDue, type Part } from '../../../domain/order/parts.ts'
import { refundsDue, type Payment } from '../../../domain/payment/payment.ts'
import type { Row, TableShape } from './table.ts'

export const ORDERS: TableShape = {
  name: 'orders',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    offer_id: 'text',
    offer_version: 'integer',
    price: 'bigint',
    discount: 'bigint',
    campaign: 'jsonb',
    points_as: 'text',
    tax_rounding: 'text',
    parts: 'jsonb',
    parts_due: 'boolean',
    refunds: 'jsonb',
    earning: 'jsonb',
    pay_link: 'jsonb',
    short_code: 'jsonb',
    keep_means: 'boolean',
    tax_percent: 'smallint',
    channel: 'text',
    buyer: 'jsonb',
    start_now: 'boolean',
    after: 'text',
    placed_at: 'timestamptz',
    pay_by: 'timestamptz',
    payment_id: 'uuid',
    agreement_id: 'uuid',
    state: 'jsonb',
    state_kind: 'text',
    fulfil_due: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function orderRow(order: Order): Row {
  return {
    home_id: order.line,
    id: order.id,
    offer_id: order.offer.id,
    offer_version: order.offer.version,
    price: order.price,
    discount: order.discount,
    campaign: order.campaign,
    points_as: order.pointsAs,
    tax_rounding: order.taxRounding,
    parts: order.parts,
    parts_due: haveReturnsDue(order.parts),
    refunds: order.refunds,
    earning: order.earning,
    pay_link: order.payLink,
    short_code: order.shortCode,
    keep_means: order.keepMeans,
    tax_percent: order.taxPercent,
    channel: order.channel,
    buyer: order.buyer,
    start_now: order.startNow,
    after: order.after,
    placed_at: order.placedAt,
    pay_by: order.payBy,
    payment_id: order.payment,
    agreement_id: order.agreement,
    state: order.state,
    state_kind: order.state.kind,
    fulfil_due: order.state.kind === 'fulfilling' ? order.state.progress.due : null,
  }
}

/** What rows lack that were written before it was asked for. */
const REFUND_DEFAULTS = { reason: null, note: null, asMoney: NO_YEN }

function withDefaults<One extends object>(
  found: readonly One[],
  defaultsOf: (one: One) => Partial<One>,
): readonly One[] {
  return found.map((one) => ({ ...defaultsOf(one), ...one }))
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function orderOf(row: Row): Order {
  return {
    id: row['id'],
    line: row['home_id'],
    offer: { id: row['offer_id'], version: row['offer_version'] },
    price: row['price'],
    discount: row['discount'],
    campaign: fromJson(row['campaign']),
    pointsAs: row['points_as'],
    taxRounding: row['tax_rounding'],
    parts: withDefaults(fromJson<readonly Part[]>(row['parts']), ({ kind }) =>
      kind === 'gift_card' ? { asMoney: NO_YEN } : {},
    ),
    refunds: withDefaults(fromJson<readonly OrderRefund[]>(row['refunds']), () => REFUND_DEFAULTS),
    earning: fromJson(row['earning']),
    payLink: fromJson(row['pay_link']),
    shortCode: fromJson(row['short_code']),
    keepMeans: row['keep_means'],
    taxPercent: row['tax_percent'],
    channel: row['channel'],
    buyer: fromJson(row['buyer']),
    startNow: row['start_now'],
    after: row['after'],
    placedAt: row['placed_at'],
    payBy: row['pay_by'],
    payment: row['payment_id'],
    agreement: row['agreement_id'],
    state: fromJson(row['state']),
  } as Order
}

export const PAYMENTS: TableShape = {
  name: 'payments',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    order_id: 'uuid',
    provider: 'text',
    method: 'text',
    amount: 'bigint',
    reference: 'text',
    checkout_url: 'text',
    means: 'jsonb',
    charges: 'jsonb',
    by_link: 'boolean',
    taken: 'jsonb',
    state: 'jsonb',
    state_kind: 'text',
    refunds: 'jsonb',
    refund_due: 'boolean',
    disputes: 'jsonb',
    created_at: 'timestamptz',
    state_since: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function paymentRow(payment: Payment): Row {
  return {
    home_id: payment.line,
    id: payment.id,
    order_id: payment.order,
    provider: payment.provider,
    method: payment.method,
    amount: payment.amount,
    reference: payment.reference,
    checkout_url: payment.checkoutUrl,
    means: payment.means,
    charges: payment.charges,
    by_link: payment.byLink,
    taken: payment.taken,
    state: payment.state,
    state_kind: payment.state.kind,
    refunds: payment.refunds,
    refund_due: refundsDue(payment).length > 0,
    disputes: payment.disputes,
    created_at: payment.createdAt,
    state_since: payment.stateSince,
  }
}

export function paymentOf(row: Row): Payment {
  return {
    id: row['id'],
    line: row['home_id'],
    order: row['order_id'],
    provider: row['provider'],
    method: row['method'],
    amount: row['amount'],
    reference: row['reference'],
    checkoutUrl: row['checkout_url'],
    means: fromJson(row['means']),
    charges: fromJson(row['charges']),
    byLink: row['by_link'],
    taken: fromJson(row['taken']),
    state: fromJson(row['state']),
    refunds: fromJson(row['refunds']),
    disputes: fromJson(row['disputes']),
    createdAt: row['created_at'],
    stateSince: row['state_since'],
  } as Payment
}

export const AGREEMENTS: TableShape = {
  name: 'agreements',
  columns: {
    home_id: 'uuid',
    home_kind: 'text',
    id: 'uuid',
    order_id: 'uuid',
    person_id: 'uuid',
    channel: 'text',
    terms: 'jsonb',
    shown: 'jsonb',
    at: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'once',
}

export function agreementRow(agreement: Agreement): Row {
  return {
    home_id: agreement.home.id,
    home_kind: agreement.home.kind,
    id: agreement.id,
    order_id: agreement.order,
    person_id: agreement.person,
    channel: agreement.channel,
    terms: agreement.terms,
    shown: agreement.shown,
    at: agreement.at,
  }
}

export function agreementOf(row: Row): Agreement {
  return {
    id: row['id'],
    home: { kind: row['home_kind'], id: row['home_id'] },
    order: row['order_id'],
    person: row['person_id'],
    channel: row['channel'],
    terms: fromJson(row['terms']),
    shown: fromJson(row['shown']),
    at: row['at'],
  } as Agreement
}

export const POSTING_SETS: TableShape = {
  name: 'posting_sets',
  columns: {
    home_id: 'uuid',
    home_kind: 'text',
    id: 'uuid',
    order_id: 'uuid',
    cause: 'text',
    subject: 'text',
    at: 'timestamptz',
    accounts: 'text[]',
    amounts: 'bigint[]',
  },
  key: ['home_id', 'id'],
  write: 'once',
}

export function postingSetRow(set: PostingSet): Row {
  return {
    home_id: set.home.id,
    home_kind: set.home.kind,
    id: set.id,
    order_id: set.order,
    cause: set.cause,
    subject: set.subject,
    at: set.at,
    accounts: set.postings.map((posting) => posting.account),
    amounts: set.postings.map((posting) => posting.amount),
  }
}

export function postingSetOf(row: Row): PostingSet {
  const accounts = row['accounts'] as readonly string[]
  const amounts = row['amounts'] as readonly Yen[]
  const postings = accounts.map((account, index) => ({ account, amount: amounts[index] }))
  return {
    id: row['id'],
    home: { kind: row['home_kind'], id: row['home_id'] },
    order: row['order_id'],
    cause: row['cause'],
    subject: row['subject'],
    at: row['at'],
    postings,
  } as PostingSet
}
