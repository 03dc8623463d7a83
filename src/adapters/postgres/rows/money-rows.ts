/** Points, kept means of payment, gift cards and the operator's book as rows, and back. */
import type { Book } from '../../../domain/bill/book.ts'
import { fromJson } from '../../../domain/basics/json.ts'
import type { GiftCard } from '../../../domain/gift-card/gift-card.ts'
import type { KeptMethod } from '../../../domain/payment/kept-method.ts'
import type { PointsLot } from '../../../domain/points/lots.ts'
import type { Row, TableShape } from './table.ts'

export const POINTS_LOTS: TableShape = {
  name: 'points_lots',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    source: 'jsonb',
    granted: 'bigint',
    left: 'bigint',
    granted_at: 'timestamptz',
    expires_at: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function pointsLotRow(lot: PointsLot): Row {
  return {
    home_id: lot.account,
    id: lot.id,
    source: lot.source,
    granted: lot.granted,
    left: lot.left,
    granted_at: lot.grantedAt,
    expires_at: lot.expiresAt,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function pointsLotOf(row: Row): PointsLot {
  return {
    id: row['id'],
    account: row['home_id'],
    source: fromJson(row['source']),
    granted: row['granted'],
    left: row['left'],
    grantedAt: row['granted_at'],
    expiresAt: row['expires_at'],
  } as PointsLot
}

export const KEPT_METHODS: TableShape = {
  name: 'kept_methods',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    provider: 'text',
    means: 'jsonb',
    order_id: 'uuid',
    kept_at: 'timestamptz',
    barred: 'jsonb',
    forgotten_at: 'timestamptz',
    attempts: 'timestamptz[]',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function keptMethodRow(method: KeptMethod): Row {
  return {
    home_id: method.account,
    id: method.id,
    provider: method.provider,
    means: method.means,
    order_id: method.order,
    kept_at: method.keptAt,
    barred: method.barred,
    forgotten_at: method.forgottenAt,
    attempts: method.attempts,
  }
}

export function keptMethodOf(row: Row): KeptMethod {
  return {
    id: row['id'],
    account: row['home_id'],
    provider: row['provider'],
    means: fromJson(row['means']),
    order: row['order_id'],
    keptAt: row['kept_at'],
    barred: fromJson(row['barred']),
    forgottenAt: row['forgotten_at'],
    attempts: row['attempts'],
  } as KeptMethod
}

export const GIFT_CARDS: TableShape = {
  name: 'gift_cards',
  columns: {
    home_id: 'uuid',
    origin: 'jsonb',
    value: 'bigint',
    left: 'bigint',
    hint: 'text',
    batch: 'text',
    issued_at: 'timestamptz',
    activated_at: 'timestamptz',
    expires_at: 'timestamptz',
    frozen: 'jsonb',
    lapsed_at: 'timestamptz',
  },
  key: ['home_id'],
  write: 'replace',
}

export function giftCardRow(card: GiftCard): Row {
  return {
    home_id: card.id,
    origin: card.origin,
    value: card.value,
    left: card.left,
    hint: card.hint,
    batch: card.batch,
    issued_at: card.issuedAt,
    activated_at: card.activatedAt,
    expires_at: card.expiresAt,
    frozen: card.freeze,
    lapsed_at: card.lapsedAt,
  }
}

export function giftCardOf(row: Row): GiftCard {
  return {
    id: row['home_id'],
    origin: fromJson(row['origin']),
    value: row['value'],
    left: row['left'],
    hint: row['hint'],
    batch: row['batch'],
    issuedAt: row['issued_at'],
    activatedAt: row['activated_at'],
    expiresAt: row['expires_at'],
    freeze: fromJson(row['frozen']),
    lapsedAt: row['lapsed_at'],
  } as GiftCard
}

export const BOOKS: TableShape = {
  name: 'books',
  columns: { home_id: 'uuid', numbers: 'jsonb' },
  key: ['home_id'],
  write: 'replace',
}

export function bookRow(book: Book): Row {
  return { home_id: book.id, numbers: book.numbers }
}

export function bookOf(row: Row): Book {
  return { id: row['home_id'], numbers: fromJson(row['numbers']) } as Book
}
