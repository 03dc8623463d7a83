/** Providers' movements and what a day's comparison found, as rows, and back. */
import { fromJson } from '../../../domain/basics/json.ts'
import type { ProviderMovement } from '../../../domain/payment/movement.ts'
import type { ProviderName } from '../../../domain/payment/provider.ts'
import type { Reconciliation } from '../../../domain/reconciliation/day.ts'
import type { Row, TableShape } from './table.ts'

export const PROVIDER_MOVEMENTS: TableShape = {
  name: 'provider_movements',
  columns: {
    provider: 'text',
    id: 'text',
    kind: 'text',
    home_id: 'uuid',
    order_id: 'uuid',
    payment_id: 'uuid',
    amount: 'bigint',
    fee: 'bigint',
    at: 'timestamptz',
  },
  key: ['provider', 'id'],
  write: 'once',
}

export function movementRow(provider: ProviderName, movement: ProviderMovement): Row {
  const { id, kind, ref, amount, fee, at } = movement
  return {
    provider,
    id,
    kind,
    home_id: ref?.line ?? null,
    order_id: ref?.order ?? null,
    payment_id: ref?.payment ?? null,
    amount,
    fee,
    at,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function movementOf(row: Row): ProviderMovement {
  const { home_id: line, order_id: order, payment_id: payment } = row
  return {
    id: row['id'],
    kind: row['kind'],
    ref: line === null ? null : { line, order, payment },
    amount: row['amount'],
    fee: row['fee'],
    at: row['at'],
  } as ProviderMovement
}

export const RECONCILIATIONS: TableShape = {
  name: 'reconciliations',
  columns: {
    provider: 'text',
    day: 'date',
    state: 'text',
    at: 'timestamptz',
    counts: 'jsonb',
    healed: 'jsonb',
    differences: 'jsonb',
  },
  key: ['provider', 'day'],
  write: 'replace',
}

export function reconciliationRow(reconciliation: Reconciliation): Row {
  return { ...reconciliation }
}

export function reconciliationOf(row: Row): Reconciliation {
  return {
    provider: row['provider'],
    day: row['day'],
    state: row['state'],
    at: row['at'],
    counts: fromJson(row['counts']),
    healed: fromJson(row['healed']),
    differences: fromJson(row['differences']),
  } as Reconciliation
}
